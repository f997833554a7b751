"""Cases: people whom a human should see to. At most one open case a person (the database refuses two)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, TypedDict, Unpack

from sqlalchemy import (
    Boolean,
    Index,
    Integer,
    String,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import (
    case as sql_case,
)
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage import person as people
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("new", "acknowledged", "attempted", "reached", "plan", "closed")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_IS_OPEN = "closed_at IS NULL"


class CaseRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "case"
    __table_args__ = (
        Index("ix_case_open", "person", unique=True, **only(_IS_OPEN)),
        Index("ix_case_code", "code"),
        Index("ix_case_person", "person", "id"),
        Index("ix_case_closed", "closed_at", **only("closed_at IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    code: str = column(String(), _WHAT)
    level: int = column(Integer(), _HEALTH)
    state: str = column(String(), _WHAT)
    coach: int | None = column(BIG, _WHAT, null=True, of="member.id")
    opened_at: datetime = column(Instant(), _WHAT)
    acknowledged_at: datetime | None = column(Instant(), _WHAT, null=True)
    attempted_at: datetime | None = column(Instant(), _WHAT, null=True)
    closed_at: datetime | None = column(Instant(), _WHAT, null=True)
    outcome: str | None = column(String(), _HEALTH, null=True)
    next_contact_at: datetime | None = column(Instant(), _WHAT, null=True)
    without_consent: bool = column(Boolean(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`level` is a Level's number; `coach` is who took it; it is open while `closed_at` is None.

    `without_consent` says that the person had agreed to nothing when it opened.
    """

    id: int
    person: int
    code: str
    level: int
    state: str
    coach: int | None
    opened_at: datetime
    acknowledged_at: datetime | None
    attempted_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    next_contact_at: datetime | None
    without_consent: bool = False


class Changes(TypedDict, total=False):
    """What can be changed about a case."""

    level: int
    state: str
    coach: int | None
    acknowledged_at: datetime | None
    attempted_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    next_contact_at: datetime | None
    without_consent: bool


_CASE = table_of(CaseRow)
_C = _CASE.c
_READ = select(_CASE)
_STILL_OPEN = _C.closed_at.is_(None)
_ADD = Statement(insert(_CASE))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_OPEN_OF = Statement(_READ.where(_C.person == bindparam("person"), _STILL_OPEN))
_OPEN = Statement(_READ.where(_STILL_OPEN).order_by(_C.level.desc(), _C.id))
_OF_PERSON = Statement(_READ.where(_C.person == bindparam("person")).order_by(_C.id))
_CLOSED_BEFORE = Statement(
    _READ.where(_C.closed_at.is_not(None), _C.closed_at < bindparam("before", type_=Instant()))
    .order_by(_C.closed_at)
    .limit(bindparam("most"))
)
_TAKE = Statement(
    update(_CASE)
    .where(
        _C.id == bindparam("which"),
        _STILL_OPEN,
        or_(_C.acknowledged_at.is_(None), _C.coach == bindparam("taker")),
    )
    .values(
        coach=bindparam("member"),
        acknowledged_at=func.coalesce(_C.acknowledged_at, bindparam("at", type_=Instant())),
        state=sql_case((_C.state == "new", "acknowledged"), else_=_C.state),
    )
)


def _case(row: tuple[Any, ...]) -> Case:
    return Case(
        id=row[0],
        person=row[1],
        code=row[2],
        level=row[3],
        state=row[4],
        coach=row[5],
        opened_at=row[6],
        acknowledged_at=row[7],
        attempted_at=row[8],
        closed_at=row[9],
        outcome=row[10],
        next_contact_at=row[11],
        without_consent=row[12],
    )


def add(
    tx: Transaction,
    *,
    id: int,
    person: int,
    level: int,
    at: datetime,
    code: str | None = None,
    coach: int | None = None,
    without_consent: bool = False,
) -> Case:
    """A new case is open; without `code` it goes by the person's. StorageError when one is open already."""
    if code is None:
        whose = people.get(tx, person)
        if whose is None:
            raise StorageError("A case needs a person.")
        code = whose.code
    added = Case(
        id=id,
        person=person,
        code=code,
        level=int(level),
        state="new",
        coach=coach,
        opened_at=at,
        acknowledged_at=None,
        attempted_at=None,
        closed_at=None,
        outcome=None,
        next_contact_at=None,
        without_consent=without_consent,
    )
    _ADD.run(
        tx,
        id=id,
        person=person,
        code=code,
        level=int(level),
        state="new",
        coach=coach,
        opened_at=at,
        acknowledged_at=None,
        attempted_at=None,
        closed_at=None,
        outcome=None,
        next_contact_at=None,
        without_consent=without_consent,
    )
    return added


def get(tx: Transaction, id: int) -> Case | None:
    """Return the case with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _case(row)


def open_of(tx: Transaction, person: int) -> Case | None:
    """Return the person's open case, if there is one."""
    row = _OPEN_OF.first(tx, person=person)
    return None if row is None else _case(row)


def open_cases(tx: Transaction) -> tuple[Case, ...]:
    """Return all open cases, the highest level first, then the oldest."""
    return tuple(_case(row) for row in _OPEN.rows(tx))


def of_person(tx: Transaction, person: int) -> tuple[Case, ...]:
    """Return all cases a person ever had, oldest first."""
    return tuple(_case(row) for row in _OF_PERSON.rows(tx, person=person))


def closed_before(tx: Transaction, before: datetime, limit: int = 100) -> tuple[Case, ...]:
    """Return at most `limit` cases that were closed before that time, the longest closed first."""
    return tuple(_case(row) for row in _CLOSED_BEFORE.rows(tx, before=before, most=limit))


def change(tx: Transaction, id: int, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now."""
    if fields.get("state", "new") not in STATES:
        raise ValueError("not a state of a case")
    if fields:
        tx.execute(update(_CASE).where(_C.id == id).values(dict(fields)))


def take(tx: Transaction, id: int, member: int, at: datetime) -> bool:
    """The case is this member's and acknowledged; False if somebody else has it or it is closed."""
    return _TAKE.run(tx, which=id, taker=member, member=member, at=at) == 1


def belongs_to(tx: Transaction, id: int, person: int, *, without_consent: bool) -> None:
    """The case is this person's from now on, who has no open one; it keeps its code.

    The same human wrote from a phone that was not known as theirs.
    """
    values = {"person": person, "without_consent": without_consent}
    tx.execute(update(_CASE).where(_C.id == id).values(values))
