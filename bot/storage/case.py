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
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import (
    case as sql_case,
)
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage import note, timer
from bot.storage import person as people
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("new", "acknowledged", "attempted", "reached", "plan", "closed")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_IS_OPEN = "closed_at IS NULL"
_IS_DRILL = "drill"


class CaseRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "case"
    __table_args__ = (
        Index("ix_case_open", "person", unique=True, **only(_IS_OPEN)),
        Index("ix_case_code", "code"),
        Index("ix_case_person", "person", "id"),
        Index("ix_case_closed", "closed_at", **only("closed_at IS NOT NULL")),
        Index("ix_case_held", "coach", "id", **only(_IS_OPEN)),
        Index("ix_case_drill", "id", **only(_IS_DRILL)),
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
    rung: int = column(Integer(), _WHAT)
    attempts: int = column(Integer(), _WHAT)
    reached_at: datetime | None = column(Instant(), _WHAT, null=True)
    climbing_since: datetime | None = column(Instant(), _WHAT, null=True)
    told_at: datetime | None = column(Instant(), _WHAT, null=True)
    drill: bool = column(Boolean(), _TECHNICAL)
    offered_to: int | None = column(BIG, _WHAT, null=True, of="member.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`level` is a Level's number; `coach` is who took it; it is open while `closed_at` is None.

    `without_consent` says that the person had agreed to nothing when it opened. `rung` is the last that was
    called, of a ladder that began at `climbing_since`; `attempts` are tries to reach the person, `reached_at`
    the first answer. `told_at` is when the person last heard how it stands. `offered_to` is who was asked to
    take it over. `drill`: nobody is in danger.
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
    rung: int = 0
    attempts: int = 0
    reached_at: datetime | None = None
    climbing_since: datetime | None = None
    told_at: datetime | None = None
    drill: bool = False
    offered_to: int | None = None


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
    rung: int
    attempts: int
    reached_at: datetime | None
    climbing_since: datetime | None
    told_at: datetime | None
    drill: bool
    offered_to: int | None


_CASE = table_of(CaseRow)
_C = _CASE.c
_READ = select(_CASE)
_STILL_OPEN = _C.closed_at.is_(None)
_ADD = Statement(insert(_CASE))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_OPEN_OF = Statement(_READ.where(_C.person == bindparam("person"), _STILL_OPEN))
# A fire drill is nobody's case: it stands in no list and makes nobody busy.
_IS_REAL = _C.drill.is_(False)
_OPEN = Statement(_READ.where(_STILL_OPEN, _IS_REAL).order_by(_C.level.desc(), _C.id))
_OF_PERSON = Statement(_READ.where(_C.person == bindparam("person")).order_by(_C.id))
_HELD_BY = Statement(_READ.where(_C.coach == bindparam("member"), text(_IS_OPEN), _IS_REAL).order_by(_C.id))
_IN_A_CRISIS = Statement(
    select(_C.coach).where(
        text(_IS_OPEN), _IS_REAL, _C.coach.is_not(None), _C.level >= bindparam("level", type_=Integer())
    )
)
_CLOSED_BETWEEN = Statement(
    _READ.where(
        text("closed_at IS NOT NULL"),
        _IS_REAL,
        _C.closed_at >= bindparam("since", type_=Instant()),
        _C.closed_at < bindparam("until", type_=Instant()),
    ).order_by(_C.closed_at)
)
_DRILLS = Statement(_READ.where(text(_IS_DRILL)).order_by(_C.id.desc()).limit(bindparam("most")))
_OTHER = _CASE.alias("other")
_REOPEN = Statement(
    update(_CASE)
    .where(
        _C.id == bindparam("which"),
        _C.closed_at.is_not(None),
        not_(exists().where(_OTHER.c.person == _C.person, _OTHER.c.closed_at.is_(None))),
    )
    .values(
        level=bindparam("level"),
        state="new",
        coach=None,
        acknowledged_at=None,
        attempted_at=None,
        reached_at=None,
        closed_at=None,
        outcome=None,
        next_contact_at=None,
        offered_to=None,
        told_at=None,
        climbing_since=bindparam("at", type_=Instant()),
        attempts=0,
        rung=0,
    )
)
_TAKE = Statement(
    update(_CASE)
    .where(
        _C.id == bindparam("which"),
        _STILL_OPEN,
        or_(_C.acknowledged_at.is_(None), _C.coach.is_(None), _C.coach == bindparam("taker")),
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
        rung=row[13],
        attempts=row[14],
        reached_at=row[15],
        climbing_since=row[16],
        told_at=row[17],
        drill=row[18],
        offered_to=row[19],
    )


def add(
    tx: Transaction,
    *,
    id: int,
    person: int,
    level: int,
    at: datetime,
    code: str | None = None,
    without_consent: bool = False,
    drill: bool = False,
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
        coach=None,
        opened_at=at,
        acknowledged_at=None,
        attempted_at=None,
        closed_at=None,
        outcome=None,
        next_contact_at=None,
        without_consent=without_consent,
        drill=drill,
    )
    _ADD.run(
        tx,
        id=id,
        person=person,
        code=code,
        level=int(level),
        state="new",
        coach=None,
        opened_at=at,
        acknowledged_at=None,
        attempted_at=None,
        closed_at=None,
        outcome=None,
        next_contact_at=None,
        without_consent=without_consent,
        rung=0,
        attempts=0,
        reached_at=None,
        climbing_since=None,
        told_at=None,
        drill=drill,
        offered_to=None,
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
    """Return all open cases but a fire drill, the highest level first, then the oldest."""
    return tuple(_case(row) for row in _OPEN.rows(tx))


def of_person(tx: Transaction, person: int) -> tuple[Case, ...]:
    """Return all cases a person ever had, oldest first."""
    return tuple(_case(row) for row in _OF_PERSON.rows(tx, person=person))


def held_by(tx: Transaction, member: int) -> tuple[Case, ...]:
    """Return the open cases this member has, a fire drill left out, oldest first."""
    return tuple(_case(row) for row in _HELD_BY.rows(tx, member=member))


def holders_of(tx: Transaction, level: int) -> frozenset[int]:
    """Return the members who have an open case of this level or higher, a fire drill left out."""
    return frozenset(row[0] for row in _IN_A_CRISIS.rows(tx, level=int(level)))


def closed_between(tx: Transaction, since: datetime, until: datetime) -> tuple[Case, ...]:
    """Return the cases closed from `since` on and before `until`, no drills, the longest closed first."""
    return tuple(_case(row) for row in _CLOSED_BETWEEN.rows(tx, since=since, until=until))


def drills(tx: Transaction, limit: int = 10) -> tuple[Case, ...]:
    """Return the last fire drills, the newest first."""
    return tuple(_case(row) for row in _DRILLS.rows(tx, most=limit))


def change(tx: Transaction, id: int, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now."""
    if fields.get("state", "new") not in STATES:
        raise ValueError("not a state of a case")
    if fields:
        tx.execute(update(_CASE).where(_C.id == id).values(dict(fields)))


def take(tx: Transaction, id: int, member: int, at: datetime) -> bool:
    """The case is this member's and acknowledged; False if somebody else has it or it is closed."""
    return _TAKE.run(tx, which=id, taker=member, member=member, at=at) == 1


def reopen(tx: Transaction, id: int, *, level: int, at: datetime) -> bool:
    """The case is open again as if it were new; False if it is open, or the person has another open one."""
    return _REOPEN.run(tx, which=id, level=int(level), at=at) == 1


def belongs_to(tx: Transaction, id: int, person: int, *, without_consent: bool) -> None:
    """The case is this person's from now on, who has no open one, with its notes and all that is planned.

    It keeps its code. The same human wrote from a phone that was not known as theirs.
    """
    values = {"person": person, "without_consent": without_consent}
    tx.execute(update(_CASE).where(_C.id == id).values(values))
    timer.of_case_belong_to(tx, id, person)
    note.of_case_belong_to(tx, id, person)
