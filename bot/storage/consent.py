"""What a person agreed to, in which words and language, and when they took it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)


class ConsentRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "consent"
    __table_args__ = (Index("ix_consent_person_name", "person", "name"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    name: str = column(String(), _WHAT)
    text_hash: str = column(String(), _WHAT)
    language: str = column(String(), _WHAT)
    given_at: datetime = column(Instant(), _WHAT)
    withdrawn_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent that stands. `text_hash` says which words were agreed to."""

    id: int
    person: int
    name: str
    text_hash: str
    language: str
    at: datetime


_CONSENT = table_of(ConsentRow)
_C = _CONSENT.c
_GIVE = Statement(insert(_CONSENT))
_CURRENT = Statement(
    select(_C.id, _C.text_hash, _C.language, _C.given_at)
    .where(_C.person == bindparam("person"), _C.name == bindparam("name"), _C.withdrawn_at.is_(None))
    .order_by(_C.id.desc())
    .limit(1)
)
_EVER = Statement(select(_C.id).where(_C.person == bindparam("person")).limit(1))
_WITHDRAW = Statement(
    update(_CONSENT)
    .where(_C.person == bindparam("whose"), _C.name == bindparam("which"), _C.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("at"))
)


def give(
    tx: Transaction, *, id: int, person: int, name: str, text_hash: str, language: str, at: datetime
) -> None:
    """The person has agreed to these words."""
    _GIVE.run(
        tx,
        id=id,
        person=person,
        name=name,
        text_hash=text_hash,
        language=language,
        given_at=at,
        withdrawn_at=None,
    )


def withdraw(tx: Transaction, person: int, name: str, at: datetime) -> bool:
    """Nothing under this name is agreed to any more; True if something was.

    What was agreed to before stays on record.
    """
    return _WITHDRAW.run(tx, whose=person, which=name, at=at) > 0


def current(tx: Transaction, person: int, name: str) -> Consent | None:
    """Return the newest consent under this name that was not withdrawn."""
    row = _CURRENT.first(tx, person=person, name=name)
    if row is None:
        return None
    return Consent(id=row[0], person=person, name=name, text_hash=row[1], language=row[2], at=row[3])


def was_ever_given(tx: Transaction, person: int) -> bool:
    """Return whether a consent of this person is on record, withdrawn or not."""
    return _EVER.first(tx, person=person) is not None
