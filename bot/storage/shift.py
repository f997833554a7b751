"""The weekly roster: when each member is there, on her own wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar, Final

from sqlalchemy import Index, Integer, String, bindparam, delete, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Kept, Label, ReadBy, WallTime, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KINDS: Final = ("duty", "backup", "on call")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.SERVING)
_WHAT = Label(Holds.WHAT, ReadBy.STAFF, Kept.SERVING)


class ShiftRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "shift"
    __table_args__ = (Index("ix_shift_member", "member", "weekday", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    kind: str = column(String(), _WHAT)
    weekday: int = column(Integer(), _WHAT)
    begins: time = column(WallTime(), _WHAT)
    ends: time = column(WallTime(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShift:
    """One stretch of a week. `weekday` 0 is Monday; what does not end after it begins ends a day later."""

    id: int
    kind: str
    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One stretch of a member's week, on the wall of her zone. `kind` is one of KINDS; 0 is Monday."""

    id: int
    member: int
    kind: str
    weekday: int
    begins: time
    ends: time


_SHIFT = table_of(ShiftRow)
_C = _SHIFT.c
_READ = select(_SHIFT)
_ALL = Statement(_READ)
_OF = Statement(_READ.where(_C.member == bindparam("member")).order_by(_C.weekday, _C.id))
_ADD = Statement(insert(_SHIFT))
_REMOVE_OF = Statement(delete(_SHIFT).where(_C.member == bindparam("member")))


def all_of(tx: Transaction) -> tuple[Shift, ...]:
    """Return everybody's weeks, each from Monday on."""
    return tuple(sorted((_shift(row) for row in _ALL.rows(tx)), key=_order))


def of(tx: Transaction, member: int) -> tuple[Shift, ...]:
    """Return a member's week from Monday on."""
    return tuple(sorted((_shift(row) for row in _OF.rows(tx, member=member)), key=_order))


def replace(tx: Transaction, member: int, shifts: Sequence[NewShift]) -> None:
    """The member's week is this and nothing else."""
    remove_of(tx, member)
    for one in shifts:
        if one.kind not in KINDS or one.weekday not in range(7):
            raise ValueError("not a shift of a week")
        _ADD.run(
            tx,
            id=one.id,
            member=member,
            kind=one.kind,
            weekday=one.weekday,
            begins=one.begins,
            ends=one.ends,
        )


def remove_of(tx: Transaction, member: int) -> int:
    """The member has no shifts any more; returned is how many there were."""
    return _REMOVE_OF.run(tx, member=member)


def _shift(row: tuple[Any, ...]) -> Shift:
    id, member, kind, weekday, begins, ends = row
    return Shift(id=id, member=member, kind=kind, weekday=weekday, begins=begins, ends=ends)


def _order(one: Shift) -> tuple[int, int, time]:
    return (one.member, one.weekday, one.begins)
