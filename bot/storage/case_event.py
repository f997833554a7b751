"""What happened in a case, in order. Only ever added to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, Integer, LargeBinary, String, bindparam, insert, select, text
from sqlmodel import SQLModel

from bot.storage.case import CaseRow
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

# What can happen in a case, in the past tense where a human or the bot did it.
KINDS: Final = (
    "signal",
    "alerted",
    "called",  # `to`; `why` is the number of the rung
    "called again",
    "alert not delivered",  # `to`
    "second way",  # `to`; `why` is "email" or "url"
    "told",  # `why` is the minute, or what changed
    "acknowledged",
    "freed",  # `why`
    "offered",  # `to`
    "accepted",
    "declined",
    "opened",
    "read",
    "covered",
    "coach wrote",
    "coach sent",
    "person wrote",
    "person sent",
    "attempted",
    "reached",
    "plan",
    "lowered",
    "disclosed",  # `words` are JSON
    "welfare",  # `why` is "yes" or "no"
    "closed",  # `why` is the outcome
    "follow up",
    "reopened",
)

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)


class CaseEventRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "case_event"
    __table_args__ = (
        Index("ix_case_event_case", "case", "id"),
        Index("ix_case_event_at", "at"),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    case: int = column(BIG, _TECHNICAL, of="case.id")
    kind: str = column(String(), _WHAT)
    at: datetime = column(Instant(), _WHAT)
    by: int | None = column(BIG, _WHAT, null=True, of="member.id")
    level: int | None = column(Integer(), _HEALTH, null=True)
    why: str | None = column(String(), _HEALTH, null=True)
    words: bytes | None = column(LargeBinary(), _WORDS, null=True)
    to: int | None = column(BIG, _WHAT, null=True, of="member.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """`by` is the member who did it, None for the bot; `why` a short code such as "script.rule".

    `to` is the member who was called, or whom the case was offered to.
    """

    id: int
    case: int
    kind: str
    at: datetime
    by: int | None
    level: int | None
    why: str | None
    words: str | None
    to: int | None = None


_EVENT = table_of(CaseEventRow)
_C = _EVENT.c
_ADD = Statement(insert(_EVENT))
_OF = Statement(select(_EVENT).where(_C.case == bindparam("case")).order_by(_C.id))
# What happens in a fire drill happens to nobody: it is counted nowhere.
_DRILLS = select(table_of(CaseRow).c.id).where(text("drill"))
_BETWEEN = Statement(
    select(_EVENT)
    .where(
        _C.at >= bindparam("since", type_=Instant()),
        _C.at < bindparam("until", type_=Instant()),
        _C.case.not_in(_DRILLS),
    )
    .order_by(_C.at)
)
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
    to: int | None = None,
) -> None:
    """The event is on record; `words` are sealed. `kind` is one of KINDS (a test walks the code).

    It is not looked up here: a call for help does not fail for a word.
    """
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
        to=to,
    )


def latest(
    tx: Transaction, case: int, *, before: datetime, limit: int = 50
) -> list[tuple[str, datetime, int | None]]:
    """Return [(kind, when, which member or None)] of what happened last before that time, newest first."""
    return [(kind, at, by) for kind, at, by in _LATEST.rows(tx, case=case, before=before, most=limit)]


def of(tx: Transaction, case: int) -> tuple[CaseEvent, ...]:
    """Return everything that happened in a case, oldest first; words that no key opens are None."""
    return tuple(_event(row, _opened(tx, row)) for row in _OF.rows(tx, case=case))


def between(
    tx: Transaction, since: datetime, until: datetime, kinds: Collection[str] = ()
) -> tuple[CaseEvent, ...]:
    """Return what happened from `since` on and before `until` in all cases but drills, oldest first.

    Of all kinds if none is named. Words stay sealed and are None here: whoever counts opens nothing.
    """
    found = _BETWEEN.rows(tx, since=since, until=until)
    return tuple(_event(row, None) for row in found if not kinds or row[2] in kinds)


def _event(row: tuple[Any, ...], words: str | None) -> CaseEvent:
    id, case, kind, at, by, level, why, _, to = row
    return CaseEvent(id=id, case=case, kind=kind, at=at, by=by, level=level, why=why, words=words, to=to)


def _opened(tx: Transaction, row: tuple[Any, ...]) -> str | None:
    return None if row[7] is None else tx.vault.opened("case_event", "words", row[0], row[7])
