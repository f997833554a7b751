"""What a person found not right, told to supervisors and seen by no coach."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, bindparam, insert, select, text, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.ABOVE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.ABOVE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.ABOVE, Kept.PERSON, fades=True)
_IS_OPEN: Final = "closed_at IS NULL"


class ConcernRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "concern"
    __table_args__ = (
        Index("ix_concern_open", "id", **only(_IS_OPEN)),
        Index("ix_concern_person", "person", "id"),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    about: int | None = column(BIG, _WHAT, null=True, of="member.id")
    words: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _WHAT)
    seen_by: int | None = column(BIG, _WHAT, null=True, of="member.id")
    seen_at: datetime | None = column(Instant(), _WHAT, null=True)
    closed_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What `person` said was not right. `about` is their coach at that time; `seen_by` who saw it first."""

    id: int
    person: int
    about: int | None
    words: str
    at: datetime
    seen_by: int | None
    seen_at: datetime | None
    closed_at: datetime | None


_CONCERN = table_of(ConcernRow)
_C = _CONCERN.c
_READ = select(_CONCERN)
_ADD = Statement(insert(_CONCERN))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_OPEN = Statement(_READ.where(text(_IS_OPEN)).order_by(_C.id))
_SEEN = Statement(
    update(_CONCERN)
    .where(_C.id == bindparam("which"), _C.seen_at.is_(None))
    .values(seen_by=bindparam("member"), seen_at=bindparam("at"))
)
_BELONGS_TO = Statement(
    update(_CONCERN).where(_C.person == bindparam("whose"), text(_IS_OPEN)).values(person=bindparam("now"))
)
_CLOSE = Statement(
    update(_CONCERN)
    .where(_C.id == bindparam("which"), _C.closed_at.is_(None))
    .values(closed_at=bindparam("at"))
)


def add(tx: Transaction, *, id: int, person: int, words: str, at: datetime, about: int | None = None) -> None:
    """Something was not right; `words` are sealed."""
    sealed = tx.vault.seal("concern", "words", id, words)
    _ADD.run(
        tx,
        id=id,
        person=person,
        about=about,
        words=sealed,
        at=at,
        seen_by=None,
        seen_at=None,
        closed_at=None,
    )


def get(tx: Transaction, id: int) -> Concern | None:
    """Return the concern with this id; None also when no key opens it."""
    return next(without_spoilt(tx, _GET.rows(tx, id=id), _concern), None)


def open_(tx: Transaction) -> tuple[Concern, ...]:
    """Return what nobody has closed yet, oldest first."""
    return tuple(without_spoilt(tx, _OPEN.rows(tx), _concern))


def seen(tx: Transaction, id: int, member: int, at: datetime) -> bool:
    """A supervisor has seen it; False if one had before."""
    return _SEEN.run(tx, which=id, member=member, at=at) == 1


def close(tx: Transaction, id: int, at: datetime) -> bool:
    """It has been dealt with; False if it was closed before."""
    return _CLOSE.run(tx, which=id, at=at) == 1


def open_belong_to(tx: Transaction, person: int, was: int) -> None:
    """What `was` said and nobody has closed yet is this person's from now on."""
    _BELONGS_TO.run(tx, whose=was, now=person)


def _concern(tx: Transaction, row: tuple[Any, ...]) -> Concern:
    id, person, about, words, at, seen_by, seen_at, closed_at = row
    return Concern(
        id=id,
        person=person,
        about=about,
        words=tx.vault.unseal("concern", "words", id, words),
        at=at,
        seen_by=seen_by,
        seen_at=seen_at,
        closed_at=closed_at,
    )
