"""Everything that is to happen later: one row each. Removing it and its effects share one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, delete, or_, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KINDS: Final = (
    "nudge",
    "give_up",
    "doubt",
    "wait",
    "check_in",
    "rung",
    "follow_up",
    "reminder",
    "touch",
    "pause_end",
    "undeliverable",
    "start_script",
    "newcomer",
    "forget_guest",
    "copy",
    "tell",
    "unaccepted",
    "unanswered",
    "unreached",
    "evening",
    "offer",
    "digest",
    "roster",
    "drill",
    "drill_over",
    "concern",
)

# Their subject is a case.
OF_A_CASE: Final = (
    "rung",
    "tell",
    "evening",
    "unaccepted",
    "unanswered",
    "unreached",
    "offer",
    "follow_up",
    "touch",
    "drill_over",
)

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.WORK)
_WHAT = Label(Holds.WHAT, ReadBy.NOBODY, Kept.WORK)
_NOTE = Label(Holds.HEALTH, ReadBy.NOBODY, Kept.WORK)  # which script is to start can say why


class TimerRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "timer"
    __table_args__ = (
        Index("ix_timer_once", "kind", "subject", "number", unique=True),
        Index("ix_timer_due", "due_at"),
        Index("ix_timer_kind_due", "kind", "due_at"),
        Index("ix_timer_person", "person"),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    kind: str = column(String(), _TECHNICAL)
    subject: int = column(BIG, _TECHNICAL)
    number: int = column(BIG, _TECHNICAL)
    due_at: datetime = column(Instant(), _WHAT)
    person: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    note: bytes | None = column(LargeBinary(), _NOTE, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """`kind` says what falls due, `subject` and `number` for what (docs/map.md, timers)."""

    id: int
    kind: str
    subject: int
    number: int
    due_at: datetime
    person: int | None
    note: str | None


_TIMER = table_of(TimerRow)
_C = _TIMER.c
_READ = select(_TIMER)
_SET = Statement(
    lambda insert: (new := insert(_TIMER)).on_conflict_do_update(
        index_elements=["kind", "subject", "number"],
        # The id changes too: the sealed note is bound to it.
        set_={name: new.excluded[name] for name in ("id", "due_at", "person", "note")},
    )
)
_DUE = Statement(
    _READ.where(_C.due_at <= bindparam("now", type_=Instant()))
    .order_by(_C.due_at, _C.id)
    .limit(bindparam("most"))
)
_NEXT = Statement(_READ.order_by(_C.due_at).limit(1))
_NEXT_OF_KIND = Statement(_READ.where(_C.kind == bindparam("kind")).order_by(_C.due_at).limit(1))
_OF_PERSON = Statement(_READ.where(_C.person == bindparam("person")).order_by(_C.due_at, _C.id))
_OF = Statement(
    _READ.where(_C.kind == bindparam("kind"), _C.subject == bindparam("subject")).order_by(_C.number)
)
_OF_KIND = Statement(_READ.where(_C.kind == bindparam("kind")).order_by(_C.due_at, _C.id))
_BELONGS_TO = Statement(
    update(_TIMER)
    .where(or_(*(_C.kind == kind for kind in OF_A_CASE)), _C.subject == bindparam("which"))
    .values(person=bindparam("whose"))
)
_REMOVE = Statement(delete(_TIMER).where(_C.id == bindparam("id")))
_REMOVE_OF = Statement(delete(_TIMER).where(_C.kind == bindparam("kind"), _C.subject == bindparam("subject")))


def set(  # the word used in the plan and the docs
    tx: Transaction,
    *,
    id: int,
    kind: str,
    subject: int,
    number: int,
    due_at: datetime,
    person: int | None = None,
    note: str | None = None,
) -> None:
    """This falls due at `due_at`; a timer of the same kind, subject and number is replaced."""
    if kind not in KINDS:
        raise ValueError("not a kind of timer")
    sealed = None if note is None else tx.vault.seal("timer", "note", id, note)
    _SET.run(tx, id=id, kind=kind, subject=subject, number=number, due_at=due_at, person=person, note=sealed)


def due(tx: Transaction, now: datetime, limit: int = 500) -> tuple[Timer, ...]:
    """Return timers that are due at `now`, the longest overdue first. A note that no key opens is None."""
    return tuple(_timer(tx, row) for row in _DUE.rows(tx, now=now, most=limit))


def remove(tx: Transaction, id: int) -> bool:
    """The timer is gone; True if it was there: then its effects are ours to carry out."""
    return _REMOVE.run(tx, id=id) == 1


def remove_of(tx: Transaction, kind: str, subject: int) -> int:
    """All timers of this kind and subject are gone; returned is how many there were."""
    return _REMOVE_OF.run(tx, kind=kind, subject=subject)


def next_due(tx: Transaction, kind: str | None = None) -> Timer | None:
    """Return the timer that falls due next, of one kind or of all."""
    row = _NEXT.first(tx) if kind is None else _NEXT_OF_KIND.first(tx, kind=kind)
    return None if row is None else _timer(tx, row)


def of(tx: Transaction, kind: str, subject: int) -> tuple[Timer, ...]:
    """Return the timers of this kind for this subject, the lowest number first."""
    return tuple(_timer(tx, row) for row in _OF.rows(tx, kind=kind, subject=subject))


def of_kind(tx: Transaction, kind: str) -> tuple[Timer, ...]:
    """Return all timers of a kind of which there are few, soonest first."""
    return tuple(_timer(tx, row) for row in _OF_KIND.rows(tx, kind=kind))


def of_person(tx: Transaction, person: int) -> tuple[Timer, ...]:
    """Return everything that is to happen to a person later, soonest first."""
    return tuple(_timer(tx, row) for row in _OF_PERSON.rows(tx, person=person))


def of_case_belong_to(tx: Transaction, case: int, person: int) -> None:
    """All that is to happen in a case is about this person from now on."""
    _BELONGS_TO.run(tx, which=case, whose=person)


def _timer(tx: Transaction, row: tuple[Any, ...]) -> Timer:
    id, kind, subject, number, due_at, person, note = row
    return Timer(
        id=id,
        kind=kind,
        subject=subject,
        number=number,
        due_at=due_at,
        person=person,
        note=None if note is None else tx.vault.opened("timer", "note", id, note),
    )
