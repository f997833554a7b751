"""Who of the staff looked at or did what. The database itself refuses to change or delete a row.

Where somebody gets around the database, the chain tells (audit_chain.py). Retention never touches this table;
an operator may take out what is over six years old (audit_shortening.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, func, insert, select
from sqlmodel import SQLModel

from bot.storage import audit_chain as chain
from bot.storage import meta
from bot.storage.audit_chain import Following, Head, Verdict
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

PAGE: Final = 2000  # entries followed at a time: some 20 ms, so that no look at the database is long

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.AUDITORS, Kept.AUDIT)
_WHAT = Label(Holds.WHAT, ReadBy.AUDITORS, Kept.AUDIT)
_REASON = Label(Holds.FREE_TEXT, ReadBy.AUDITORS, Kept.AUDIT)


class AuditRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "subject_kind", "subject"),
        Index("ix_audit_who", "who"),
        Index("ix_audit_number", "number", unique=True),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    at: datetime = column(Instant(), _WHAT)
    # No foreign keys: the record of a look outlives whom and what was looked at.
    who: int | None = column(BIG, _WHAT, null=True)
    role: str = column(String(), _WHAT)
    action: str = column(String(), _WHAT)
    subject_kind: str = column(String(), _WHAT)
    subject: int = column(BIG, _WHAT)
    reason: bytes | None = column(LargeBinary(), _REASON, null=True)
    number: int = column(BIG, _TECHNICAL)
    chain_hash: bytes = column(LargeBinary(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`who` is a member, None for the operator or the bot; `role` is the one they acted in.

    `reason` is what they wrote, None when they did not, or when no key opens it; `about` tells more of an
    emergency: recipient, discloser, nature.
    """

    id: int
    number: int
    at: datetime
    who: int | None
    role: str
    action: str
    subject_kind: str
    subject: int
    reason: str | None
    about: Mapping[str, str]


_AUDIT = table_of(AuditRow)
_C = _AUDIT.c
_READ = select(
    _C.number,
    _C.chain_hash,
    _C.id,
    _C.at,
    _C.who,
    _C.role,
    _C.action,
    _C.subject_kind,
    _C.subject,
    _C.reason,
)
_ADD = Statement(insert(_AUDIT))
_OF = Statement(
    _READ.where(_C.subject_kind == bindparam("subject_kind"), _C.subject == bindparam("subject")).order_by(
        _C.id
    )
)
_BY = Statement(_READ.where(_C.who == bindparam("who")).order_by(_C.id.desc()).limit(bindparam("most")))
_PAGE = Statement(_READ.where(_C.number > bindparam("after")).order_by(_C.number).limit(bindparam("most")))
_LATEST = Statement(_READ.order_by(_C.number.desc()).limit(bindparam("most")))
_PROOF = Statement(select(_C.chain_hash).where(_C.number == bindparam("number")))
_LAST_NUMBER = Statement(select(func.max(_C.number)))


def add(
    tx: Transaction,
    *,
    id: int,
    at: datetime,
    who: int | None,
    role: str,
    action: str,
    subject_kind: str,
    subject: int,
    reason: str | None = None,
    about: Mapping[str, str] | None = None,
) -> None:
    """The look or act is on record for good, chained to what was on record before.

    `about` is for emergencies: its lines are kept, sealed, behind the reason.
    """
    words = _joined(reason, about)
    sealed = None if words is None else tx.vault.seal("audit", "reason", id, words)
    head = _head_to_go_on_from(tx)
    row = (head.number + 1, b"", id, at, who, role, action, subject_kind, subject, sealed)
    new = Head(head.number + 1, chain.proof(tx.vault, head.proof, row))
    meta.put(tx, chain.HEAD, chain.written(tx.vault, chain.HEAD, new))
    _ADD.run(
        tx,
        id=id,
        at=at,
        who=who,
        role=role,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        reason=sealed,
        number=new.number,
        chain_hash=new.proof,
    )


def of(tx: Transaction, subject_kind: str, subject: int) -> tuple[Entry, ...]:
    """Return who looked at or did something to this subject, oldest first."""
    return tuple(_entry(tx, row) for row in _OF.rows(tx, subject_kind=subject_kind, subject=subject))


def by(tx: Transaction, who: int, limit: int = 100) -> tuple[Entry, ...]:
    """Return the latest of what a member looked at or did, newest first."""
    return tuple(_entry(tx, row) for row in _BY.rows(tx, who=who, most=limit))


def page(tx: Transaction, after_number: int = 0, limit: int = 500) -> tuple[Entry, ...]:
    """Return entries beyond this number, oldest first."""
    return tuple(_entry(tx, row) for row in _PAGE.rows(tx, after=after_number, most=limit))


def latest(tx: Transaction, limit: int = 100) -> tuple[Entry, ...]:
    """Return the latest entries, newest first."""
    return tuple(_entry(tx, row) for row in _LATEST.rows(tx, most=limit))


def count(tx: Transaction) -> int:
    """Return the number of the last entry: how many there are while nobody took any away."""
    ((last,),) = _LAST_NUMBER.rows(tx)
    return int(last or 0)


def proof_of(tx: Transaction, number: int) -> str | None:
    """Return the proof of one entry in hex: who noted it down earlier can see that it is still the same."""
    row = _PROOF.first(tx, number=number)
    return None if row is None else bytes(row[0]).hex()


def verify(tx: Transaction, progress: Callable[[int], None] | None = None) -> Verdict:
    """Return whether the log is as it was written; `progress` is told how many entries were looked at so far.

    A changed entry, one that was taken out of the middle or off the end, and one that was put in are found;
    `first_bad` is the number where the chain breaks. For a long log, and beside a running bot, `follow` does
    the same in short looks.
    """
    so_far: Following | Verdict = Following()
    while isinstance(so_far, Following):
        so_far = follow(tx, so_far)
        if progress is not None:
            progress(so_far.entries)
    return so_far


def follow(tx: Transaction, so_far: Following, limit: int = PAGE) -> Following | Verdict:
    """Return how far the chain has been followed after `limit` more entries, or the verdict at its end."""
    if so_far == Following():
        so_far = Following(last=start(tx))
    rows: list[Any] = _PAGE.rows(tx, after=so_far.last.number, most=limit)
    further = chain.follow(tx.vault, so_far, rows)
    if len(rows) == limit:
        return further
    return chain.conclude(further, chain.read(tx.vault, chain.HEAD, meta.get(tx, chain.HEAD)))


def start(tx: Transaction) -> Head:
    """Return the last entry that was taken out after its time: what is in the log is chained to it."""
    return chain.read(tx.vault, chain.START, meta.get(tx, chain.START)) or chain.BEGINNING


def _head_to_go_on_from(tx: Transaction) -> Head:
    """Return the last entry as `meta` names it, locked until this transaction ends.

    Not as the table has it: then an end that was cut off would be healed by the next entry. When the head
    itself was spoilt, or something was put in behind it, the log goes on all the same, and the break stays to
    be found: nobody must be kept from helping by it.
    """
    head = chain.read(tx.vault, chain.HEAD, meta.get_for_update(tx, chain.HEAD)) or chain.SPOILT
    return Head(max(head.number, count(tx)), head.proof)


def _joined(reason: str | None, about: Mapping[str, str] | None) -> str | None:
    if not about:
        return reason
    lines = [f"{name}: {' '.join(value.split())}" for name, value in about.items()]
    return "\n\n".join([reason or "", "\n".join(lines)])


def parted(words: str | None) -> tuple[str | None, dict[str, str]]:
    """Return (reason, about) of what is kept sealed in one field."""
    reason, gap, block = (words or "").rpartition("\n\n")
    lines = [line.partition(": ") for line in block.split("\n")]
    if not gap or not all(mark for _, mark, _ in lines):
        return words, {}
    return reason or None, {name: value for name, _, value in lines}


def _entry(tx: Transaction, row: tuple[Any, ...]) -> Entry:
    number, _, id, at, who, role, action, subject_kind, subject, sealed = row
    words = None if sealed is None else tx.vault.opened("audit", "reason", id, sealed)
    reason, about = parted(words)
    return Entry(
        id=id,
        number=number,
        at=at,
        who=who,
        role=role,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        reason=reason,
        about=about,
    )
