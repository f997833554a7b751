"""What a member means to do, for a person or for nobody in particular, and when to be reminded of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, bindparam, insert, select, text, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)
_IS_OPEN: Final = "done_at IS NULL"


class TaskRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "task"
    __table_args__ = (
        Index("ix_task_open", "member", "due_at", **only(_IS_OPEN)),
        Index("ix_task_person", "person", "due_at", **only("person IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    member: int = column(BIG, _WHAT, of="member.id")
    by: int = column(BIG, _WHAT, of="member.id")
    words: bytes = column(LargeBinary(), _WORDS)
    due_at: datetime = column(Instant(), _WHAT)
    done_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`member` is to do it by `due_at`; `by` wrote it down. It is open while `done_at` is None.

    Without an hour `due_at` is the moment it was written down.
    """

    id: int
    person: int | None
    member: int
    by: int
    words: str
    due_at: datetime
    done_at: datetime | None


_TASK = table_of(TaskRow)
_C = _TASK.c
_READ = select(_TASK)
_OPEN = text(_IS_OPEN)  # written as in the index, so that the engines see that it fits
_ADD = Statement(insert(_TASK))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_OPEN_OF = Statement(_READ.where(_C.member == bindparam("member"), _OPEN).order_by(_C.due_at))
_OPEN_ABOUT = Statement(_READ.where(_C.person == bindparam("person"), _OPEN).order_by(_C.due_at))
_PLAN = Statement(
    update(_TASK)
    .where(_C.id == bindparam("which"))
    .values(words=bindparam("sealed"), due_at=bindparam("due"))
)
_DONE = Statement(
    update(_TASK).where(_C.id == bindparam("which"), _C.done_at.is_(None)).values(done_at=bindparam("at"))
)


def add(
    tx: Transaction,
    *,
    id: int,
    member: int,
    by: int,
    words: str,
    due_at: datetime,
    person: int | None = None,
) -> None:
    """The task is open; `words` are sealed. Whoever adds it sets its reminder."""
    sealed = tx.vault.seal("task", "words", id, words)
    _ADD.run(tx, id=id, person=person, member=member, by=by, words=sealed, due_at=due_at, done_at=None)


def get(tx: Transaction, id: int) -> Task | None:
    """Return the task with this id; None also when no key opens it."""
    return next(without_spoilt(tx, _GET.rows(tx, id=id), _task), None)


def open_of(tx: Transaction, member: int) -> tuple[Task, ...]:
    """Return what a member still means to do, the soonest due first."""
    return tuple(without_spoilt(tx, _OPEN_OF.rows(tx, member=member), _task))


def open_about(tx: Transaction, person: int) -> tuple[Task, ...]:
    """Return what is still to be done for a person, the soonest due first."""
    return tuple(without_spoilt(tx, _OPEN_ABOUT.rows(tx, person=person), _task))


def plan(tx: Transaction, id: int, words: str, due_at: datetime) -> None:
    """The task is due then, in these words."""
    _PLAN.run(tx, which=id, sealed=tx.vault.seal("task", "words", id, words), due=due_at)


def done(tx: Transaction, id: int, at: datetime) -> bool:
    """The task is done; False if it was before, or is not there."""
    return _DONE.run(tx, which=id, at=at) == 1


def _task(tx: Transaction, row: tuple[Any, ...]) -> Task:
    id, person, member, by, words, due_at, done_at = row
    return Task(
        id=id,
        person=person,
        member=member,
        by=by,
        words=tx.vault.unseal("task", "words", id, words),
        due_at=due_at,
        done_at=done_at,
    )
