"""What members said about being on duty, whatever the roster says: "I am here", "I am off"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, Index, bindparam, delete, func, insert, select
from sqlmodel import SQLModel

from bot.storage import member as members
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.SERVING)
_WHAT = Label(Holds.WHAT, ReadBy.STAFF, Kept.SERVING)


class DutyRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "duty"
    __table_args__ = (Index("ix_duty_member", "member", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    on: bool = column(Boolean(), _WHAT)
    at: datetime = column(Instant(), _WHAT)
    until: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyMark:
    """From `at` on the member is on duty, or off it; after `until` the roster counts again, if it is set."""

    id: int
    member: int
    on: bool
    at: datetime
    until: datetime | None


_DUTY = table_of(DutyRow)
_C = _DUTY.c
_MEMBER = table_of(members.MemberRow)
_ADD = Statement(insert(_DUTY))
_NEWER = _DUTY.alias("newer")
_LATEST = Statement(
    select(*_C).join_from(
        _MEMBER,
        _DUTY,
        _C.id == select(func.max(_NEWER.c.id)).where(_NEWER.c.member == _MEMBER.c.id).scalar_subquery(),
    )
)
_REMOVE_OF = Statement(delete(_DUTY).where(_C.member == bindparam("member")))


def add(
    tx: Transaction, *, id: int, member: int, on: bool, at: datetime, until: datetime | None = None
) -> None:
    """The member is on duty from `at` on, or off it."""
    _ADD.run(tx, id=id, member=member, on=on, at=at, until=until)


def latest(tx: Transaction) -> dict[int, DutyMark]:
    """Return {member: what they said last} of all who ever said something."""
    return {row[1]: _mark(row) for row in _LATEST.rows(tx)}


def remove_of(tx: Transaction, member: int) -> int:
    """Nothing that the member ever said counts any more; returned is how often there was."""
    return _REMOVE_OF.run(tx, member=member)


def _mark(row: tuple[Any, ...]) -> DutyMark:
    id, member, on, at, until = row
    return DutyMark(id=id, member=member, on=on, at=at, until=until)
