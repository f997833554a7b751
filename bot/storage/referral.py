"""Which service a person was pointed to, and for what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)


class ReferralRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "referral"
    __table_args__ = (
        Index("ix_referral_person", "person", "id"),
        Index("ix_referral_conversation", "conversation", **only("conversation IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    conversation: int | None = column(BIG, _TECHNICAL, null=True, of="conversation.id")
    need: str = column(String(), _HEALTH)
    service: str = column(String(), _HEALTH)
    at: datetime = column(Instant(), _WHAT)
    ended_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """`need` and `service` are names of services.yaml. `ended_at`: a colleague has marked it as done."""

    id: int
    person: int
    conversation: int | None
    need: str
    service: str
    at: datetime
    ended_at: datetime | None


_REFERRAL = table_of(ReferralRow)
_C = _REFERRAL.c
_ADD = Statement(insert(_REFERRAL))
_OF = Statement(select(_REFERRAL).where(_C.person == bindparam("person")).order_by(_C.id))
_END = Statement(
    update(_REFERRAL)
    .where(_C.id == bindparam("which"), _C.person == bindparam("whose"), _C.ended_at.is_(None))
    .values(ended_at=bindparam("now", type_=Instant()))
)


def add(
    tx: Transaction,
    *,
    id: int,
    person: int,
    need: str,
    service: str,
    at: datetime,
    conversation: int | None = None,
) -> None:
    """The person was pointed to this service."""
    _ADD.run(
        tx,
        id=id,
        person=person,
        conversation=conversation,
        need=need,
        service=service,
        at=at,
        ended_at=None,
    )


def of(tx: Transaction, person: int) -> tuple[Referral, ...]:
    """Return where a person was pointed to, oldest first."""
    return tuple(
        Referral(
            id=row[0],
            person=row[1],
            conversation=row[2],
            need=row[3],
            service=row[4],
            at=row[5],
            ended_at=row[6],
        )
        for row in _OF.rows(tx, person=person)
    )


def open_of(tx: Transaction, person: int) -> tuple[Referral, ...]:
    """Return where a person was pointed to and nobody has marked as done, oldest first."""
    return tuple(one for one in of(tx, person) if one.ended_at is None)


def end(tx: Transaction, id: int, person: int, at: datetime) -> bool:
    """It is done, whatever came of it; False if it was before, or is not this person's."""
    return _END.run(tx, which=id, whose=person, now=at) == 1
