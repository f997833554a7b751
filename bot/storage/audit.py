"""Who of the staff looked at or did what. The database itself refuses to change or delete a row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, String, bindparam, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.AUDITORS, Kept.AUDIT)
_WHAT = Label(Holds.WHAT, ReadBy.AUDITORS, Kept.AUDIT)
_REASON = Label(Holds.FREE_TEXT, ReadBy.AUDITORS, Kept.AUDIT)


class AuditRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject_kind", "subject"), Index("ix_audit_who", "who"))

    id: int = column(BIG, _TECHNICAL, primary=True)
    at: datetime = column(Instant(), _WHAT)
    # No foreign keys: the record of a look outlives whom and what was looked at.
    who: int | None = column(BIG, _WHAT, null=True)
    role: str = column(String(), _WHAT)
    action: str = column(String(), _WHAT)
    subject_kind: str = column(String(), _WHAT)
    subject: int = column(BIG, _WHAT)
    reason: bytes | None = column(LargeBinary(), _REASON, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`who` is a member, None for the operator or the bot; `role` is the one they acted in."""

    id: int
    at: datetime
    who: int | None
    role: str
    action: str
    subject_kind: str
    subject: int
    reason: str | None


_AUDIT = table_of(AuditRow)
_C = _AUDIT.c
_ADD = Statement(insert(_AUDIT))
_OF = Statement(
    select(_AUDIT)
    .where(_C.subject_kind == bindparam("subject_kind"), _C.subject == bindparam("subject"))
    .order_by(_C.id)
)


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
) -> None:
    """The look or act is on record for good."""
    _ADD.run(
        tx,
        id=id,
        at=at,
        who=who,
        role=role,
        action=action,
        subject_kind=subject_kind,
        subject=subject,
        reason=None if reason is None else tx.vault.seal("audit", "reason", id, reason),
    )


def of(tx: Transaction, subject_kind: str, subject: int) -> tuple[Entry, ...]:
    """Return who looked at or did something to this subject, oldest first."""
    return tuple(
        Entry(
            id=id,
            at=at,
            who=who,
            role=role,
            action=action,
            subject_kind=kind,
            subject=number,
            reason=None if reason is None else tx.vault.unseal("audit", "reason", id, reason),
        )
        for id, at, who, role, action, kind, number, reason in _OF.rows(
            tx, subject_kind=subject_kind, subject=subject
        )
    )
