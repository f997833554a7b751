"""Messages on their way to phones, and the record of what was said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import (
    Double,
    Index,
    Integer,
    LargeBinary,
    String,
    bindparam,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage import conversation as conversations
from bot.storage import timer
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

SHEET: Final = "sheet"  # the kind of what carries a drawing or a long list inside: large
STATES: Final = ("queued", "sending", "sent", "refused", "unknown", "withdrawn", "expired")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_CHAT = Label(Holds.WHO, ReadBy.NOBODY, Kept.PERSON)
_BODY = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON)


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class OutboxTable(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "outbox"
    __table_args__ = (
        Index("ix_outbox_queued", "id", **_only("state = 'queued'")),
        Index("ix_outbox_queued_chat", "chat_index", **_only("state = 'queued'")),
        Index("ix_outbox_sending", "id", **_only("state = 'sending'")),
        Index("ix_outbox_message", "chat_index", "message_id", **_only("message_id IS NOT NULL")),
        Index("ix_outbox_person", "person", "id"),
        Index("ix_outbox_sheet", "id", **_only("kind = 'sheet'")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    member: int | None = column(BIG, _TECHNICAL, null=True, of="member.id")
    chat: bytes = column(LargeBinary(), _CHAT)
    chat_index: bytes = column(LargeBinary(), _CHAT)
    lane: int = column(Integer(), _TECHNICAL)
    kind: str = column(String(), _WHAT)
    body: bytes = column(LargeBinary(), _BODY)
    state: str = column(String(), _WHAT)
    tries: int = column(Integer(), _TECHNICAL)
    not_before: datetime | None = column(Instant(), _TECHNICAL, null=True)
    expires_at: datetime | None = column(Instant(), _TECHNICAL, null=True)
    conversation: int | None = column(BIG, _TECHNICAL, null=True, of="conversation.id")
    turn: int | None = column(Integer(), _TECHNICAL, null=True)
    nudge_after: float | None = column(Double(), _TECHNICAL, null=True)
    give_up_after: float | None = column(Double(), _TECHNICAL, null=True)
    case: int | None = column(BIG, _HEALTH, null=True, of="case.id")
    created_at: datetime = column(Instant(), _WHAT)
    message_id: int | None = column(BIG, _TECHNICAL, null=True)
    sent_at: datetime | None = column(Instant(), _WHAT, null=True)
    reason: str | None = column(String(), _TECHNICAL, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message to send. `lane` 0 crisis, 1 case, 2 reply, 3 nudge, 4 bulk; `body` is delivery's JSON.

    `turn` says that it ends with question `turn` of `conversation`: when it is sent, that question's clocks
    start, `nudge_after` and `give_up_after` in seconds.
    """

    id: int
    chat: int
    lane: int
    kind: str
    body: str
    created_at: datetime
    person: int | None = None
    member: int | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    conversation: int | None = None
    turn: int | None = None
    nudge_after: float | None = None
    give_up_after: float | None = None
    case: int | None = None
    state: str = "queued"  # first aid went out before it was written: it is kept as "sent"
    message_id: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message as it stands. `tries` counts the calls that did not deliver it; `reason` is a short code."""

    id: int
    person: int | None
    member: int | None
    chat: int
    lane: int
    kind: str
    body: str
    state: str
    tries: int
    not_before: datetime | None
    expires_at: datetime | None
    conversation: int | None
    turn: int | None
    nudge_after: float | None
    give_up_after: float | None
    case: int | None
    created_at: datetime
    message_id: int | None
    sent_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A waiting message whose chat or words no key opens."""

    id: int


_OUTBOX = table_of(OutboxTable)
_C = _OUTBOX.c
_QUEUED_ROW = text("state = 'queued'")  # written as in the index, so that the engines see that it fits
_SENDING_ROW = text("state = 'sending'")
_SHEET_ROW = text("kind = 'sheet'")
_ENDED_ROW = text("state NOT IN ('queued', 'sending')")
_READ = select(*(each for each in _C if each.name != "chat_index"))
_QUEUE = Statement(insert(_OUTBOX))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_QUEUED = Statement(
    _READ.where(_QUEUED_ROW, _C.id > bindparam("after")).order_by(_C.id).limit(bindparam("most"))
)
_ON_ITS_WAY = Statement(
    select(_C.id).where(_SENDING_ROW, _C.conversation == bindparam("talk"), _C.turn == bindparam("turn"))
)
_FOUND_SENDING = Statement(select(_C.id, _C.lane).where(_SENDING_ROW).order_by(_C.id))
_BY_MESSAGE = Statement(
    _READ.where(_C.chat_index == bindparam("chat_index"), _C.message_id == bindparam("message"))
    .order_by(_C.id.desc())
    .limit(1)
)
_OF_PERSON = Statement(
    _READ.where(_C.person == bindparam("person")).order_by(_C.id.desc()).limit(bindparam("most"))
)
_SENDING = Statement(update(_OUTBOX).where(_C.id == bindparam("which"), _QUEUED_ROW).values(state="sending"))
_QUESTION = Statement(
    select(_C.conversation, _C.turn, _C.person, _C.nudge_after, _C.give_up_after).where(
        _C.id == bindparam("id")
    )
)
_SENT = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(state="sent", message_id=bindparam("message"), sent_at=bindparam("at"))
)
_END = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(state=bindparam("state"), reason=bindparam("reason"), sent_at=bindparam("at"))
)
_AGAIN = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(state="queued", tries=_C.tries + 1, not_before=bindparam("not_before"))
)
_OLD = Statement(
    select(_C.id)
    .where(_SHEET_ROW, _ENDED_ROW, _C.created_at < bindparam("before"))
    .order_by(_C.id)
    .limit(bindparam("most"))
)
_REMOVE = Statement(delete(_OUTBOX).where(_C.id == bindparam("id")))
_UNSENT_OF_CHAT = Statement(
    select(_C.id, _C.lane).where(_QUEUED_ROW, _C.chat_index == bindparam("chat_index")).order_by(_C.id)
)
_REKEY = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(chat=bindparam("chat"), chat_index=bindparam("index"))
)


def queue(tx: Transaction, row: NewMessage) -> None:
    """The message is on its way as soon as this commits; body and chat are sealed."""
    if row.state not in STATES:
        raise ValueError("not a state of a message")
    _QUEUE.run(
        tx,
        id=row.id,
        person=row.person,
        member=row.member,
        chat=tx.vault.seal("outbox", "chat", row.id, str(row.chat)),
        chat_index=tx.vault.index(row.chat),
        lane=int(row.lane),
        kind=row.kind,
        body=tx.vault.seal("outbox", "body", row.id, row.body),
        state=row.state,
        tries=0,
        not_before=row.not_before,
        expires_at=row.expires_at,
        conversation=row.conversation,
        turn=row.turn,
        nudge_after=row.nudge_after,
        give_up_after=row.give_up_after,
        case=row.case,
        created_at=row.created_at,
        message_id=row.message_id,
        sent_at=row.sent_at,
        reason=None,
    )


def get(tx: Transaction, id: int) -> OutboxRow | None:
    """Return the message with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _message(tx, row)


def queued(tx: Transaction, after_id: int = -1, limit: int = 1000) -> tuple[OutboxRow | Unreadable, ...]:
    """Return messages that wait to be sent, oldest id first, beyond `after_id`.

    `after_id` pages through one look. It is no bookmark between looks: transactions commit in another order
    than their ids were made, so a row with a lower id can appear later. Only waiting rows are read, so
    looking from the start is cheap.
    """
    return tuple(_readable(tx, row) for row in _QUEUED.rows(tx, after=after_id, most=limit))


def on_its_way(tx: Transaction, conversation: int, turn: int) -> bool:
    """Return whether this question has left and nothing is known of it yet."""
    return _ON_ITS_WAY.first(tx, talk=conversation, turn=turn) is not None


def found_sending(tx: Transaction) -> list[tuple[int, int]]:
    """Return [(id, lane)] of calls that were begun and never marked: at start, their outcome is unknown."""
    return [(id, lane) for id, lane in _FOUND_SENDING.rows(tx)]


def sending(tx: Transaction, ids: Iterable[int], at: datetime) -> list[int]:
    """These messages are being handed over; returned are those that still waited. Commit before the call.

    `at` is not stored: the time that counts is when the outcome is known.
    """
    return [id for id in ids if _SENDING.run(tx, which=id) == 1]


def sent(tx: Transaction, id: int, message_id: int, at: datetime) -> None:
    """The message is delivered. If it ended with a question that still stands, its clocks start at `at`."""
    _SENT.run(tx, which=id, message=message_id, at=at)
    row = _QUESTION.first(tx, id=id)
    if row is None:
        return
    conversation, turn, person, nudge_after, give_up_after = row
    if conversation is None or turn is None:
        return
    if not conversations.question_sent(tx, conversation, turn, message_id):
        return
    for kind, seconds in (("nudge", nudge_after), ("give_up", give_up_after)):
        if seconds is not None:
            timer.set(
                tx,
                id=tx.new_id(at),
                kind=kind,
                subject=conversation,
                number=turn,
                due_at=at + timedelta(seconds=seconds),
                person=person,
            )


def refused(tx: Transaction, id: int, reason: str, at: datetime) -> None:
    """The message will never be delivered. `reason` is a short code, not Telegram's words about the text."""
    _END.run(tx, which=id, state="refused", reason=reason, at=at)


def unknown(tx: Transaction, id: int, at: datetime) -> None:
    """Nobody knows whether the message was delivered, and it is not sent again."""
    _END.run(tx, which=id, state="unknown", reason=None, at=at)


def expired(tx: Transaction, id: int, at: datetime) -> None:
    """The message was too late to be useful."""
    _END.run(tx, which=id, state="expired", reason=None, at=at)


def again(tx: Transaction, id: int, not_before: datetime | None) -> None:
    """The message waits to be sent again, and one more try is counted."""
    _AGAIN.run(tx, which=id, not_before=not_before)


def withdraw(tx: Transaction, chat: int, lanes: Collection[int], at: datetime) -> list[int]:
    """No waiting message of these lanes goes to `chat` any more; returned are their ids."""
    ids = [id for id, lane in _unsent(tx, chat) if lane in lanes]
    for id in ids:
        _END.run(tx, which=id, state="withdrawn", reason=None, at=at)
    return ids


def forget_sheets(tx: Transaction, *, before: datetime, most: int = 50) -> int:
    """Drawings and lists from before that time that were sent or given up are gone; return how many (`most`).

    They were made to be looked at once. What people were told is never forgotten like this.
    """
    ids = [row[0] for row in _OLD.rows(tx, before=before, most=most)]
    for id in ids:
        _REMOVE.run(tx, id=id)
    return len(ids)


def rekey(tx: Transaction, old_chat: int, new_chat: int) -> list[int]:
    """What waits for `old_chat` goes to `new_chat`; returned are the ids."""
    ids = [id for id, _ in _unsent(tx, old_chat)]
    index = tx.vault.index(new_chat)
    for id in ids:
        _REKEY.run(tx, which=id, chat=tx.vault.seal("outbox", "chat", id, str(new_chat)), index=index)
    return ids


def by_message(tx: Transaction, chat: int, message_id: int) -> OutboxRow | None:
    """Return what Telegram shows in `chat` under this message id."""
    for index in tx.vault.indexes(chat):
        if row := _BY_MESSAGE.first(tx, chat_index=index, message=message_id):
            return _message(tx, row)
    return None


def of_person(tx: Transaction, person: int, limit: int = 100) -> tuple[OutboxRow, ...]:
    """Return the latest messages to a person, newest first."""
    return tuple(_message(tx, row) for row in _OF_PERSON.rows(tx, person=person, most=limit))


def _unsent(tx: Transaction, chat: int) -> list[tuple[int, int]]:
    return [
        (id, lane)
        for index in tx.vault.indexes(chat)
        for id, lane in _UNSENT_OF_CHAT.rows(tx, chat_index=index)
    ]


def _readable(tx: Transaction, row: tuple[Any, ...]) -> OutboxRow | Unreadable:
    try:
        return _message(tx, row)
    except StorageError:
        return Unreadable(id=row[0])


def _message(tx: Transaction, row: tuple[Any, ...]) -> OutboxRow:
    id = row[0]
    return OutboxRow(
        id=id,
        person=row[1],
        member=row[2],
        chat=int(tx.vault.unseal("outbox", "chat", id, row[3])),
        lane=row[4],
        kind=row[5],
        body=tx.vault.unseal("outbox", "body", id, row[6]),
        state=row[7],
        tries=row[8],
        not_before=row[9],
        expires_at=row[10],
        conversation=row[11],
        turn=row[12],
        nudge_after=row[13],
        give_up_after=row[14],
        case=row[15],
        created_at=row[16],
        message_id=row[17],
        sent_at=row[18],
        reason=row[19],
    )
