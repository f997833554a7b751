"""The ledger of check-ins: one row for each person and local date, so that none comes twice or gets lost."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, String, bindparam, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Day, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

OUTCOMES: Final = ("planned", "invited", "skipped", "answered", "missed")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)


class CheckInRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "check_in"
    __table_args__ = (
        Index("ix_check_in_once", "person", "local_date", unique=True),
        Index("ix_check_in_conversation", "conversation", **only("conversation IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    local_date: date = column(Day(), _WHAT)
    due_at: datetime = column(Instant(), _WHAT)
    outcome: str = column(String(), _WHAT)
    reason: str | None = column(String(), _WHAT, null=True)
    conversation: int | None = column(BIG, _TECHNICAL, null=True, of="conversation.id")
    at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One local date of one person. `at` is when the outcome was written, None while it is planned."""

    id: int
    person: int
    local_date: date
    due_at: datetime
    outcome: str
    reason: str | None
    conversation: int | None
    at: datetime | None


_CHECK_IN = table_of(CheckInRow)
_C = _CHECK_IN.c
_PLAN = Statement(
    lambda insert: insert(_CHECK_IN).on_conflict_do_nothing(index_elements=["person", "local_date"])
)
_MARK = Statement(
    update(_CHECK_IN)
    .where(_C.person == bindparam("whose"), _C.local_date == bindparam("which", type_=Day()))
    .values(
        outcome=bindparam("outcome"),
        reason=bindparam("reason"),
        conversation=bindparam("conversation"),
        at=bindparam("at"),
    )
)
_MARK_KEEPING = Statement(
    update(_CHECK_IN)
    .where(_C.person == bindparam("whose"), _C.local_date == bindparam("which", type_=Day()))
    .values(outcome=bindparam("outcome"), reason=bindparam("reason"), at=bindparam("at"))
)
_LAST = Statement(
    select(_CHECK_IN)
    .where(_C.person == bindparam("person"))
    .order_by(_C.local_date.desc())
    .limit(bindparam("most"))
)
_OF_CONVERSATION = Statement(
    select(_CHECK_IN).where(_C.person == bindparam("person"), _C.conversation == bindparam("conversation"))
)


def plan(tx: Transaction, *, id: int, person: int, local_date: date, due_at: datetime) -> bool:
    """The date is in the ledger; True if it was not there before."""
    count = _PLAN.run(
        tx,
        id=id,
        person=person,
        local_date=local_date,
        due_at=due_at,
        outcome="planned",
        reason=None,
        conversation=None,
        at=None,
    )
    return count == 1


def mark(
    tx: Transaction,
    person: int,
    local_date: date,
    outcome: str,
    *,
    reason: str | None = None,
    conversation: int | None = None,
    at: datetime,
) -> bool:
    """The date has this outcome; False if it is not in the ledger.

    Without `conversation` the one on record stays.
    """
    if outcome not in OUTCOMES:
        raise ValueError("not an outcome of a check-in")
    if conversation is None:
        count = _MARK_KEEPING.run(tx, whose=person, which=local_date, outcome=outcome, reason=reason, at=at)
    else:
        count = _MARK.run(
            tx,
            whose=person,
            which=local_date,
            outcome=outcome,
            reason=reason,
            conversation=conversation,
            at=at,
        )
    return count == 1


def last(tx: Transaction, person: int) -> CheckIn | None:
    """Return the ledger's latest date of this person."""
    found = latest(tx, person, 1)
    return found[0] if found else None


def latest(tx: Transaction, person: int, limit: int) -> tuple[CheckIn, ...]:
    """Return the ledger's latest dates of this person, newest first."""
    return tuple(_check_in(row) for row in _LAST.rows(tx, person=person, most=limit))


def of_conversation(tx: Transaction, person: int, conversation: int) -> CheckIn | None:
    """Return the date that this conversation was for, if it was for one."""
    row = _OF_CONVERSATION.first(tx, person=person, conversation=conversation)
    return None if row is None else _check_in(row)


def _check_in(row: tuple[Any, ...]) -> CheckIn:
    return CheckIn(
        id=row[0],
        person=row[1],
        local_date=row[2],
        due_at=row[3],
        outcome=row[4],
        reason=row[5],
        conversation=row[6],
        at=row[7],
    )
