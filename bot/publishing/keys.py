"""keys.lock in the database, so that phones and fresh checkouts guard the same keys as the folder."""

import json
from collections.abc import Mapping
from typing import Final

from bot.engine import Key
from bot.scripts.lock import LOCK, Meaning, locked, read_lock
from bot.storage import Transaction, meta

_META: Final = "keys.lock"


def lock_kept(tx: Transaction) -> str:
    """Return the text of keys.lock as publishing left it; empty before the first set."""
    return meta.get(tx, _META) or ""


def with_lock(files: Mapping[str, str], kept: str) -> dict[str, str]:
    """Return the files with the lock the check needs: what the database keeps, and what the folder adds.

    Where the two contradict each other the database is right: its answers are stored beside it.
    """
    joined = {**files, LOCK: _joined(kept, files.get(LOCK, ""))}
    return joined if joined[LOCK] else dict(files)


def lock_after(keys: Mapping[str, Key], files: Mapping[str, str], kept: str) -> str:
    """Return the text of keys.lock once a set with these keys is published."""
    return locked(keys, _joined(kept, files.get(LOCK, "")))


def keep_lock(tx: Transaction, text: str) -> None:
    """What `text` guards is guarded, with all that was guarded before."""
    meta.put(tx, _META, _joined(lock_kept(tx), text))


def _joined(first: str, second: str) -> str:
    """Return one lock that guards what either does; where they differ, what `first` says."""
    ours, theirs = read_lock(first) or {}, read_lock(second) or {}
    if not ours and not theirs:
        return second.strip() and second  # one that cannot be read is for the check to name
    both = {name: _wider(ours[name], theirs.get(name, {})) for name in ours} | {
        name: meaning for name, meaning in theirs.items() if name not in ours
    }
    return locked({}, json.dumps(both))


def _wider(ours: Meaning, theirs: Meaning) -> Meaning:
    """Return what `ours` means, with the values of both: answers may be stored under each of them."""
    values = [value for one in (ours, theirs) for value in _listed(one.get("values"))]
    return {**ours, "values": sorted(set(values))}


def _listed(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []
