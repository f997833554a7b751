"""Days on which a member is not there, whatever the roster says."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, bindparam, delete, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Day, Holds, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.SERVING)
_WHAT = Label(Holds.WHAT, ReadBy.STAFF, Kept.SERVING)


class AwayRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "away"
    __table_args__ = (Index("ix_away_member", "member", "first"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    first: date = column(Day(), _WHAT)
    last: date = column(Day(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """`member` is away from `first` to `last`, both included, on her own calendar."""

    id: int
    member: int
    first: date
    last: date


_AWAY = table_of(AwayRow)
_C = _AWAY.c
_READ = select(_AWAY)
_ALL = Statement(_READ)
_OF = Statement(_READ.where(_C.member == bindparam("member")).order_by(_C.first))
_ADD = Statement(insert(_AWAY))
_REMOVE = Statement(delete(_AWAY).where(_C.id == bindparam("id"), _C.member == bindparam("member")))


def add(tx: Transaction, *, id: int, member: int, first: date, last: date) -> None:
    """The member is away on these days."""
    if last < first:
        raise ValueError("days away end before they begin")
    _ADD.run(tx, id=id, member=member, first=first, last=last)


def of(tx: Transaction, member: int) -> tuple[Away, ...]:
    """Return a member's days away, the earliest first."""
    return tuple(_away(row) for row in _OF.rows(tx, member=member))


def all_of(tx: Transaction) -> tuple[Away, ...]:
    """Return everybody's days away, the earliest first."""
    return tuple(sorted((_away(row) for row in _ALL.rows(tx)), key=lambda one: (one.first, one.id)))


def remove(tx: Transaction, id: int, member: int) -> bool:
    """These days are ordinary again; False if they were not hers, or not there."""
    return _REMOVE.run(tx, id=id, member=member) == 1


def _away(row: tuple[Any, ...]) -> Away:
    id, member, first, last = row
    return Away(id=id, member=member, first=first, last=last)
