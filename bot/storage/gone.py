"""What retention took away: day, what, how many. Nothing of what it was."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Integer, String, bindparam, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Day, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_OURS = Label(Holds.TECHNICAL, ReadBy.ADMINS, Kept.SYSTEM)


class GoneRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "gone"
    __table_args__ = (Index("ix_gone_once", "day", "what", unique=True),)

    id: int = column(BIG, _OURS, primary=True)
    day: date = column(Day(), _OURS)
    what: str = column(String(), _OURS)
    count: int = column(Integer(), _OURS)
    at: datetime = column(Instant(), _OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """So many of `what` went on that day. `what` is a word for a reader, such as "answers in own words"."""

    day: date
    what: str
    count: int


_GONE = table_of(GoneRow)
_C = _GONE.c
_ADD = Statement(
    lambda insert: (new := insert(_GONE)).on_conflict_do_update(
        index_elements=["day", "what"],
        set_={"count": _C.count + new.excluded["count"], "at": new.excluded["at"]},
    )
)
_LATEST = Statement(
    select(_C.day, _C.what, _C["count"]).order_by(_C.day.desc(), _C.what.desc()).limit(bindparam("most"))
)


def add(tx: Transaction, *, id: int, day: date, what: str, count: int, at: datetime) -> None:
    """So many more of `what` went on that day: what several slices of one night took is added up."""
    _ADD.run(tx, id=id, day=day, what=what, count=count, at=at)


def latest(tx: Transaction, limit: int = 200) -> tuple[Gone, ...]:
    """Return what went last, newest day first."""
    return tuple(Gone(day=day, what=what, count=count) for day, what, count in _LATEST.rows(tx, most=limit))
