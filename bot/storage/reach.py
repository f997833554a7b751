"""Ways to reach a person when the phone is silent, and what may be said there. All of it is sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, delete, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KINDS: Final = ("number", "trusted person", "place", "other")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_WHO = Label(Holds.WHO, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON)


class ReachRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "reach"
    __table_args__ = (Index("ix_reach_person", "person", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    kind: str = column(String(), _WHAT)
    words: bytes = column(LargeBinary(), _WHO)
    may_say: bytes | None = column(LargeBinary(), _WORDS, null=True)
    at: datetime = column(Instant(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One way to reach a person. `may_say` is what may be said there, None when they did not tell."""

    id: int
    person: int
    kind: str
    words: str
    may_say: str | None
    at: datetime


_REACH = table_of(ReachRow)
_C = _REACH.c
_ADD = Statement(insert(_REACH))
_OF = Statement(select(_REACH).where(_C.person == bindparam("person")).order_by(_C.id))
_REMOVE = Statement(delete(_REACH).where(_C.id == bindparam("id"), _C.person == bindparam("person")))


def add(
    tx: Transaction, *, id: int, person: int, kind: str, words: str, may_say: str | None, at: datetime
) -> None:
    """The person can be reached this way too. `kind` is one of KINDS."""
    if kind not in KINDS:
        raise ValueError("not a kind of way to reach somebody")
    _ADD.run(
        tx,
        id=id,
        person=person,
        kind=kind,
        words=tx.vault.seal("reach", "words", id, words),
        may_say=None if may_say is None else tx.vault.seal("reach", "may_say", id, may_say),
        at=at,
    )


def of(tx: Transaction, person: int) -> tuple[Reach, ...]:
    """Return all ways to reach a person, oldest first."""
    return tuple(
        Reach(
            id=id,
            person=whose,
            kind=kind,
            words=tx.vault.unseal("reach", "words", id, words),
            may_say=None if may_say is None else tx.vault.unseal("reach", "may_say", id, may_say),
            at=at,
        )
        for id, whose, kind, words, may_say, at in _OF.rows(tx, person=person)
    )


def remove(tx: Transaction, id: int, person: int) -> bool:
    """This way is forgotten; False if it was not theirs, or not there."""
    return _REMOVE.run(tx, id=id, person=person) == 1
