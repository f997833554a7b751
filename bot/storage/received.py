"""Which messages people sent us, while Telegram lets a bot delete them: so that a screen can be cleared.

Never what they say: the message's number and the chat it is in.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, bindparam, insert, select
from sqlmodel import SQLModel

from bot.storage.clearing import Clearing, ToClear
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.WORK)
_WHAT = Label(Holds.WHAT, ReadBy.NOBODY, Kept.WORK)
_HEALTH = Label(Holds.HEALTH, ReadBy.NOBODY, Kept.WORK)
_CHAT = Label(Holds.WHO, ReadBy.NOBODY, Kept.WORK)


class ReceivedRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "received"
    __table_args__ = (
        Index("ix_received_person", "person", "sent_at"),
        Index("ix_received_member", "member", "sent_at"),
        Index("ix_received_case", "case", **only('"case" IS NOT NULL')),
        Index("ix_received_sent", "sent_at"),
        Index("ix_received_to_clear", "clear_at", **only("clear_at IS NOT NULL AND cleared_at IS NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    member: int | None = column(BIG, _TECHNICAL, null=True, of="member.id")
    case: int | None = column(BIG, _HEALTH, null=True, of="case.id")
    chat: bytes = column(LargeBinary(), _CHAT)
    message_id: int = column(BIG, _TECHNICAL)
    sent_at: datetime = column(Instant(), _WHAT)
    clear_at: datetime | None = column(Instant(), _TECHNICAL, null=True)
    cleared_at: datetime | None = column(Instant(), _TECHNICAL, null=True)


_RECEIVED = table_of(ReceivedRow)
_C = _RECEIVED.c
_ADD = Statement(insert(_RECEIVED))
_OF_PERSON = Statement(
    select(_C.id, _C.chat, _C.message_id, _C.sent_at)
    .where(_C.person == bindparam("person"), _C.sent_at >= bindparam("since", type_=Instant()))
    .order_by(_C.sent_at)
)
_CLEARING = Clearing(_RECEIVED)


def add(
    tx: Transaction,
    *,
    id: int,
    chat: int,
    message_id: int,
    at: datetime,
    person: int | None = None,
    member: int | None = None,
    case: int | None = None,
    clear_at: datetime | None = None,
) -> None:
    """It is known that this message stands in `chat` since `at`, and is to leave the screen at `clear_at`."""
    _ADD.run(
        tx,
        id=id,
        person=person,
        member=member,
        case=case,
        chat=tx.vault.seal("received", "chat", id, str(chat)),
        message_id=message_id,
        sent_at=at,
        clear_at=clear_at,
        cleared_at=None,
    )


def of_person(tx: Transaction, person: int, since: datetime) -> tuple[ToClear, ...]:
    """Return what a person sent since then, oldest first. A chat that no key opens is left out."""
    return tuple(
        ToClear(id=id, chat=int(opened), message_id=message_id, sent_at=sent_at)
        for id, chat, message_id, sent_at in _OF_PERSON.rows(tx, person=person, since=since)
        if (opened := tx.vault.opened("received", "chat", id, chat)) is not None
    )


def clear_now(
    tx: Transaction,
    *,
    since: datetime,
    until: datetime | None = None,
    at: datetime,
    person: int | None = None,
    member: int | None = None,
    case: int | None = None,
) -> int:
    """What they sent since then and is still on the screen is to leave it at `at`; return how many messages.

    Of a case: what its staff wrote.
    """
    return _CLEARING.now(tx, since=since, until=until, at=at, person=person, member=member, case=case)


def to_clear(tx: Transaction, now: datetime, limit: int = 100) -> tuple[ToClear, ...]:
    """Return what is to leave screens at `now`, the longest due first."""
    return _CLEARING.due(tx, now, limit)


def cleared(tx: Transaction, ids: Iterable[int], at: datetime) -> None:
    """Nothing more is tried to take these off the screen."""
    _CLEARING.done(tx, ids, at)
