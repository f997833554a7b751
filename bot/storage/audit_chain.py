"""The chain that makes the audit log tell when somebody changed it behind our backs.

Each entry carries a proof (HMAC, under a key of its own) over the proof of the entry before it and over
everything it says itself. The number and proof of the last one, the head, stand in `meta` under a proof too:
so a log whose end was cut off is found as well. Whoever holds no key can make neither. Where entries were
taken out after their time, the last of those stands in `meta` as the start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.storage.columns import microseconds
from bot.storage.vault import Vault

HEAD: Final = "audit_head"  # rows of meta, and what their proofs are for
START: Final = "audit_start"
_PURPOSE: Final = "audit"
Row = tuple[int, bytes, int, datetime, int | None, str, str, str, int, bytes | None]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number (0: none yet) and its proof."""

    number: int
    proof: bytes


BEGINNING: Final = Head(0, b"")
SPOILT: Final = Head(0, b"spoilt")  # no entry has this proof: what is chained to it is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look through the log found: how many entries, the number and proof (in hex) of the last one.

    `first_bad` is where the chain breaks, None where it does not.
    """

    entries: int
    last: int
    head: str
    first_bad: int | None


@dataclass(frozen=True, slots=True)
class Following:
    """How far the chain has been followed: how many entries stand, the last one, the first that is wrong."""

    entries: int = 0
    last: Head = BEGINNING
    first_bad: int | None = None


def proof(vault: Vault, previous: bytes, row: Row) -> bytes:
    """Return the proof of `row`, (number, nothing yet, and what the entry says), behind `previous`."""
    return vault.mac(_PURPOSE, _content(previous, row))


def follow(vault: Vault, so_far: Following, rows: Iterable[Row]) -> Following:
    """Return how far the chain holds when `rows` come next, in the order of their numbers."""
    entries, number, held, bad = so_far.entries, so_far.last.number, so_far.last.proof, so_far.first_bad
    for row in rows:
        if bad is None and (row[0] != number + 1 or not vault.is_mac(_PURPOSE, _content(held, row), row[1])):
            bad = number + 1
        entries, number, held = entries + 1, row[0], row[1]
    return replace(so_far, entries=entries, last=Head(number, held), first_bad=bad)


def conclude(so_far: Following, head: Head | None) -> Verdict:
    """Return the verdict, once all entries were followed and compared with the head that `meta` names."""
    bad = so_far.first_bad
    if bad is None and head != so_far.last:
        lost = head is None or head.number >= so_far.last.number
        bad = so_far.last.number + 1 if lost else (head.number + 1 if head else 1)
    last = so_far.last
    return Verdict(entries=so_far.entries, last=last.number, head=last.proof.hex(), first_bad=bad)


def written(vault: Vault, row: str, end: Head) -> str:
    """Return the HEAD or START of the log as that row of `meta` keeps it."""
    return f"{end.number} {end.proof.hex()} {vault.mac(row, _end_content(end)).hex()}"


def read(vault: Vault, row: str, value: str | None) -> Head | None:
    """Return what that row of `meta` keeps; None when it is empty, or when we did not write it."""
    try:
        number, proved, mac = (value or "").split(" ")
        end = Head(int(number), bytes.fromhex(proved))
        good = vault.is_mac(row, _end_content(end), bytes.fromhex(mac))
    except ValueError:
        return None
    return end if good else None


def _end_content(end: Head) -> bytes:
    return f"{end.number} {end.proof.hex()}".encode()


def _content(previous: bytes, row: Row) -> bytes:
    number, _, id, at, who, role, action, subject_kind, subject, reason = row
    said: list[Any] = [
        previous.hex(),
        number,
        id,
        microseconds(at),
        who,
        role,
        action,
        subject_kind,
        subject,
        None if reason is None else reason.hex(),
    ]
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
