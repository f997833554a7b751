"""A coach's words that wait until she has said whom they are for. Sealed; gone once they are sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, bindparam, delete, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.WORK)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.WORK)


class DraftRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "draft"

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    words: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What `member` wrote."""

    id: int
    member: int
    words: str
    at: datetime


_DRAFT = table_of(DraftRow)
_C = _DRAFT.c
_ADD = Statement(insert(_DRAFT))
_GET = Statement(select(_DRAFT).where(_C.id == bindparam("id")))
_REMOVE = Statement(delete(_DRAFT).where(_C.id == bindparam("id")))


def add(tx: Transaction, *, id: int, member: int, words: str, at: datetime) -> None:
    """The words wait."""
    _ADD.run(tx, id=id, member=member, words=tx.vault.seal("draft", "words", id, words), at=at)


def take(tx: Transaction, id: int) -> Draft | None:
    """Return the words and remove them; None if they were taken before."""
    row = _GET.first(tx, id=id)
    if row is None:
        return None
    _REMOVE.run(tx, id=id)
    return Draft(id=row[0], member=row[1], words=tx.vault.unseal("draft", "words", row[0], row[2]), at=row[3])
