"""What people wrote that answered no question. Kept as their own words, sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, bindparam, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)


class RemarkRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "remark"
    __table_args__ = (
        Index("ix_remark_person", "person", "id"),
        Index("ix_remark_conversation", "conversation", **only("conversation IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    conversation: int | None = column(BIG, _TECHNICAL, null=True, of="conversation.id")
    words: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _WHAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A person's own words."""

    id: int
    conversation: int | None
    words: str
    at: datetime


_REMARK = table_of(RemarkRow)
_C = _REMARK.c
_ADD = Statement(insert(_REMARK))
_OF = Statement(
    select(_C.id, _C.conversation, _C.words, _C.at)
    .where(_C.person == bindparam("person"))
    .order_by(_C.id.desc())
    .limit(bindparam("most"))
)


def add(
    tx: Transaction, *, id: int, person: int, conversation: int | None = None, words: str, at: datetime
) -> None:
    """The words are kept."""
    sealed = tx.vault.seal("remark", "words", id, words)
    _ADD.run(tx, id=id, person=person, conversation=conversation, words=sealed, at=at)


def of(tx: Transaction, person: int, limit: int = 100) -> tuple[Remark, ...]:
    """Return a person's latest remarks, newest first."""
    return tuple(
        Remark(
            id=row[0],
            conversation=row[1],
            words=tx.vault.unseal("remark", "words", row[0], row[2]),
            at=row[3],
        )
        for row in _OF.rows(tx, person=person, most=limit)
    )
