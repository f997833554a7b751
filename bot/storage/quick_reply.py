"""Answers that supervisors wrote once, in every language, for coaches to send with one tap."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, String, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.SYSTEM)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.STAFF, Kept.SYSTEM)


class QuickReplyRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "quick_reply"

    id: int = column(BIG, _TECHNICAL, primary=True)
    name: str = column(String(), _TECHNICAL)
    words: bytes = column(LargeBinary(), _WORDS)
    by: int = column(BIG, _TECHNICAL, of="member.id")
    at: datetime = column(Instant(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickReply:
    """`words` is {language code: the answer in it}; `by` wrote it last, at `at`."""

    id: int
    name: str
    words: Mapping[str, str]
    by: int
    at: datetime


_REPLY = table_of(QuickReplyRow)
_C = _REPLY.c
_READ = select(_REPLY)
_ADD = Statement(insert(_REPLY))
_ALL = Statement(_READ)
_ANY = Statement(select(_C.id).limit(1))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_REPLACE = Statement(
    update(_REPLY)
    .where(_C.id == bindparam("which"))
    .values(name=bindparam("called"), words=bindparam("said"), by=bindparam("member"), at=bindparam("now"))
)
_REMOVE = Statement(delete(_REPLY).where(_C.id == bindparam("id")))


def add(tx: Transaction, *, id: int, name: str, words: Mapping[str, str], by: int, at: datetime) -> None:
    """Coaches can send this with one tap."""
    _ADD.run(tx, id=id, name=name, words=_sealed(tx, id, words), by=by, at=at)


def replace(tx: Transaction, id: int, *, name: str, words: Mapping[str, str], by: int, at: datetime) -> bool:
    """The answer says this now; False if there is none with this id."""
    return _REPLACE.run(tx, which=id, called=name, said=_sealed(tx, id, words), member=by, now=at) == 1


def all_(tx: Transaction) -> tuple[QuickReply, ...]:
    """Return all quick replies by name."""
    replies = without_spoilt(tx, _ALL.rows(tx), _reply)
    return tuple(sorted(replies, key=lambda one: (one.name, one.id)))


def any_(tx: Transaction) -> bool:
    """Return whether there is any quick reply; none of them is opened."""
    return _ANY.first(tx) is not None


def get(tx: Transaction, id: int) -> QuickReply | None:
    """Return the quick reply with this id; None also when no key opens it."""
    return next(without_spoilt(tx, _GET.rows(tx, id=id), _reply), None)


def remove(tx: Transaction, id: int) -> bool:
    """The quick reply is gone; False if it was not there."""
    return _REMOVE.run(tx, id=id) == 1


def _sealed(tx: Transaction, id: int, words: Mapping[str, str]) -> bytes:
    return tx.vault.seal("quick_reply", "words", id, json.dumps(dict(words), ensure_ascii=False))


def _reply(tx: Transaction, row: tuple[Any, ...]) -> QuickReply:
    id, name, words, by, at = row
    opened: dict[str, str] = json.loads(tx.vault.unseal("quick_reply", "words", id, words))
    return QuickReply(id=id, name=name, words=opened, by=by, at=at)
