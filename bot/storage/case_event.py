"""What happened in a case, in order. Only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Integer, LargeBinary, String, bindparam, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)


class CaseEventRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "case_event"
    __table_args__ = (Index("ix_case_event_case", "case", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    case: int = column(BIG, _TECHNICAL, of="case.id")
    kind: str = column(String(), _WHAT)
    at: datetime = column(Instant(), _WHAT)
    by: int | None = column(BIG, _WHAT, null=True, of="member.id")
    level: int | None = column(Integer(), _HEALTH, null=True)
    why: str | None = column(String(), _HEALTH, null=True)
    words: bytes | None = column(LargeBinary(), _WORDS, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """`by` is the member who did it, None for the bot; `why` a short code such as "script.rule"."""

    id: int
    case: int
    kind: str
    at: datetime
    by: int | None
    level: int | None
    why: str | None
    words: str | None


_EVENT = table_of(CaseEventRow)
_C = _EVENT.c
_ADD = Statement(insert(_EVENT))
_OF = Statement(select(_EVENT).where(_C.case == bindparam("case")).order_by(_C.id))
_LATEST = Statement(
    select(_C.kind, _C.at, _C.by)
    .where(_C.case == bindparam("case"), _C.at < bindparam("before", type_=Instant()))
    .order_by(_C.id.desc())
    .limit(bindparam("most"))
)


def add(
    tx: Transaction,
    *,
    id: int,
    case: int,
    kind: str,
    at: datetime,
    by: int | None = None,
    level: int | None = None,
    why: str | None = None,
    words: str | None = None,
) -> None:
    """The event is on record; `words` are sealed."""
    _ADD.run(
        tx,
        id=id,
        case=case,
        kind=kind,
        at=at,
        by=by,
        level=None if level is None else int(level),
        why=why,
        words=None if words is None else tx.vault.seal("case_event", "words", id, words),
    )


def latest(
    tx: Transaction, case: int, *, before: datetime, limit: int = 50
) -> list[tuple[str, datetime, int | None]]:
    """Return [(kind, when, which member or None)] of what happened last before that time, newest first."""
    return [(kind, at, by) for kind, at, by in _LATEST.rows(tx, case=case, before=before, most=limit)]


def of(tx: Transaction, case: int) -> tuple[CaseEvent, ...]:
    """Return everything that happened in a case, oldest first."""
    return tuple(
        CaseEvent(
            id=id,
            case=case,
            kind=kind,
            at=at,
            by=by,
            level=level,
            why=why,
            words=None if words is None else tx.vault.unseal("case_event", "words", id, words),
        )
        for id, _, kind, at, by, level, why, words in _OF.rows(tx, case=case)
    )
