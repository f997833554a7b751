"""What a member has begun and not finished: words that wait for a name, a link that is half made.

Sealed; gone once it is done.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, delete, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

INVITATION: Final = "invitation"  # a link that is half made
RELAY: Final = (
    "relay"  # words of a coach, until she has said whom they are for; an older version wrote no kind
)
LATE: Final = "late words"  # JSON: words for somebody others were called for; "about" is the person's id

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.WORK)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.WORK)


class DraftRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "draft"
    __table_args__ = (Index("ix_draft_member", "member", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    words: bytes = column(LargeBinary(), _WORDS)
    at: datetime = column(Instant(), _TECHNICAL)
    kind: str | None = column(String(), _TECHNICAL, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What `member` wrote, or has begun. `kind` says what it waits for; rooms have kinds of their own."""

    id: int
    member: int
    words: str
    at: datetime
    kind: str | None = None


_DRAFT = table_of(DraftRow)
_C = _DRAFT.c
_ADD = Statement(insert(_DRAFT))
_READ = select(_C.id, _C.member, _C.words, _C.at, _C.kind)
_GET = Statement(_READ.where(_C.id == bindparam("id"), _C.member == bindparam("member")))
_OF = Statement(
    _READ.where(_C.member == bindparam("member"), _C.kind == bindparam("kind"))
    .order_by(_C.id.desc())
    .limit(1)
)
_WAITING = Statement(
    _READ.where(_C.member == bindparam("member"), _C.kind == bindparam("kind")).order_by(_C.id)
)
_REMOVE = Statement(delete(_DRAFT).where(_C.id == bindparam("id")))
_DROP = Statement(delete(_DRAFT).where(_C.member == bindparam("whose"), _C.kind == bindparam("what")))


def add(tx: Transaction, *, id: int, member: int, words: str, at: datetime, kind: str | None = None) -> None:
    """The words wait."""
    _ADD.run(tx, id=id, member=member, words=tx.vault.seal("draft", "words", id, words), at=at, kind=kind)


def take(tx: Transaction, id: int, member: int) -> Draft | None:
    """Return the member's words and remove them; None if they were taken before, or are another's."""
    row = _GET.first(tx, id=id, member=member)
    if row is None:
        return None
    _REMOVE.run(tx, id=id)
    return _draft(tx, row)


def of(tx: Transaction, member: int, kind: str) -> Draft | None:
    """Return what of this kind the member has begun last; it stays."""
    row = _OF.first(tx, member=member, kind=kind)
    return None if row is None else _draft(tx, row)


def waiting(tx: Transaction, member: int, kind: str) -> tuple[Draft, ...]:
    """Return everything of this kind that the member has begun, the oldest first; it stays."""
    return tuple(_draft(tx, row) for row in _WAITING.rows(tx, member=member, kind=kind))


def drop(tx: Transaction, member: int, kind: str) -> int:
    """Nothing of this kind that the member began is left; return how much there was."""
    return _DROP.run(tx, whose=member, what=kind)


def _draft(tx: Transaction, row: tuple[Any, ...]) -> Draft:
    id, member, words, at, kind = row
    return Draft(id=id, member=member, words=tx.vault.unseal("draft", "words", id, words), at=at, kind=kind)
