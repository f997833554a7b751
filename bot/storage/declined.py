"""Whom a person does not want as a coach: "not this one". Nobody is told why, because nobody asks."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, bindparam, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.ABOVE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.ABOVE, Kept.PERSON)


class DeclinedRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "declined"
    __table_args__ = (Index("ix_declined_once", "person", "member", unique=True),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    member: int = column(BIG, _WHAT, of="member.id")
    at: datetime = column(Instant(), _WHAT)


_DECLINED = table_of(DeclinedRow)
_C = _DECLINED.c
_ADD = Statement(lambda insert: insert(_DECLINED).on_conflict_do_nothing(index_elements=["person", "member"]))
_OF = Statement(select(_C.member).where(_C.person == bindparam("person")))


def add(tx: Transaction, *, id: int, person: int, member: int, at: datetime) -> None:
    """This person is not given this coach any more; saying it twice changes nothing."""
    _ADD.run(tx, id=id, person=person, member=member, at=at)


def of(tx: Transaction, person: int) -> frozenset[int]:
    """Return the members this person does not want."""
    return frozenset(row[0] for row in _OF.rows(tx, person=person))
