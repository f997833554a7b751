"""Messages on their way to phones, and the record of what was said. Those about a case: `case_message`."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, text, update

from bot.storage import clearing, timer
from bot.storage import conversation as conversations
from bot.storage.clearing import ToClear
from bot.storage.covered import COVERED
from bot.storage.outbox_row import (
    ALERT,
    OUTBOX,
    PASSING,
    READ,
    SHEET,
    STATES,
    NewMessage,
    OutboxRow,
    OutboxTable,
    Unreadable,
    message,
    readable,
)
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

__all__ = [
    "ALERT",
    "PASSING",
    "SHEET",
    "STATES",
    "NewMessage",
    "OutboxRow",
    "OutboxTable",
    "ToClear",
    "Unreadable",
]

_OUTBOX: Final = OUTBOX
_C = _OUTBOX.c
_QUEUED_ROW = text("state = 'queued'")  # written as in the index, so that the engines see that it fits
_SENDING_ROW = text("state = 'sending'")
_SHEET_ROW = text("kind = 'sheet'")
_ENDED_ROW = text("state NOT IN ('queued', 'sending')")
_READ = select(*READ)
_QUEUE = Statement(insert(_OUTBOX))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_WAITING = Statement(select(_C.id, _C.lane).where(_QUEUED_ROW).order_by(_C.id))
_WAITS = Statement(_READ.where(_C.id == bindparam("id"), _QUEUED_ROW))
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
    select(
        _C.conversation, _C.turn, _C.person, _C.nudge_after, _C.give_up_after, _C.clear_after, _C.kind
    ).where(_C.id == bindparam("id"))
)
_SENT = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(
        state="sent", message_id=bindparam("message"), sent_at=bindparam("at"), reason=bindparam("reason")
    )
)
_CLEAR_AT = Statement(
    update(_OUTBOX).where(_C.id == bindparam("which")).values(clear_at=bindparam("clear_at"))
)
_KIND = Statement(select(_C.kind).where(_C.id == bindparam("id")))
_CLEARING = clearing.Clearing(_OUTBOX)
_END = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"))
    .values(state=bindparam("state"), reason=bindparam("reason"), sent_at=bindparam("at"))
)
_AGAIN = Statement(
    update(_OUTBOX)
    .where(_C.id == bindparam("which"), _SENDING_ROW)
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
_LEAVING_CHAT = Statement(
    select(_C.id).where(_SENDING_ROW, _C.chat_index == bindparam("chat_index")).order_by(_C.id)
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
    if row.kind == PASSING and row.state not in ("queued", "sending"):
        return
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
        clear_after=None if row.clear_after is None else row.clear_after.total_seconds(),
        clear_at=None if row.clear_after is None or row.sent_at is None else row.sent_at + row.clear_after,
        cleared_at=None,
        about=row.about,
        source_message=row.source_message,
    )


def get(tx: Transaction, id: int) -> OutboxRow | None:
    """Return the message with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else message(tx, row)


def is_kept(tx: Transaction, id: int) -> bool:
    """Return whether there is a message with this id; nothing of it is opened."""
    return _KIND.first(tx, id=id) is not None


def waiting(tx: Transaction) -> list[tuple[int, int]]:
    """Return [(id, lane)] of every message that waits to be sent; nothing of them is opened."""
    return [(id, lane) for id, lane in _WAITING.rows(tx)]


def queued(tx: Transaction, ids: Iterable[int] | None = None) -> tuple[OutboxRow | Unreadable, ...]:
    """Return what waits to be sent, oldest id first; with `ids`, what of these does, in their order.

    No id is a bookmark between looks: transactions commit in another order than their ids were made, so a row
    with a lower one can appear later.
    """
    wanted = ids if ids is not None else [id for id, _ in waiting(tx)]
    rows = (_WAITS.first(tx, id=id) for id in wanted)
    return tuple(readable(tx, row) for row in rows if row is not None)


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


def sent(tx: Transaction, id: int, message_id: int, at: datetime, *, covered: bool = False) -> None:
    """The message is delivered. If it ended with a question that still stands, its clocks start at `at`.

    So does the clock that takes it off the screen. What was only passing is not kept. `covered`: only the
    words that stand for it were delivered; then it is kept until it is read, the question is not asked yet,
    and words sent meanwhile are no answer to it.
    """
    row = _QUESTION.first(tx, id=id)
    if row is None:
        return
    conversation, turn, person, nudge_after, give_up_after, clear_after, kind = row
    if kind == PASSING and not covered:
        _REMOVE.run(tx, id=id)
        return
    _SENT.run(tx, which=id, message=message_id, at=at, reason=COVERED if covered else None)
    if clear_after is not None:
        _CLEAR_AT.run(tx, which=id, clear_at=at + timedelta(seconds=clear_after))
    if conversation is None or turn is None:
        return
    if covered:
        stands = conversations.stands_at(tx, conversation, turn)
    else:
        stands = conversations.question_sent(tx, conversation, turn, message_id)
    if not stands:
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
    _end(tx, id, "refused", reason, at)


def unknown(tx: Transaction, id: int, at: datetime) -> None:
    """Nobody knows whether the message was delivered, and it is not sent again."""
    _end(tx, id, "unknown", None, at)


def expired(tx: Transaction, id: int, at: datetime) -> None:
    """The message was too late to be useful."""
    _end(tx, id, "expired", None, at)


def again(tx: Transaction, id: int, not_before: datetime | None) -> None:
    """The message waits to be sent again, and one more try is counted; not one that was cut off meanwhile."""
    _AGAIN.run(tx, which=id, not_before=not_before)


def withdraw(tx: Transaction, chat: int, lanes: Collection[int], at: datetime) -> list[int]:
    """No waiting message of these lanes goes to `chat` any more; returned are their ids."""
    ids = [id for id, lane in _unsent(tx, chat) if lane in lanes]
    for id in ids:
        _end(tx, id, "withdrawn", None, at)
    return ids


def cut_off(tx: Transaction, chat: int, at: datetime) -> list[int]:
    """Nothing goes to `chat` any more; returned are the ids of what was to, in order.

    What was just leaving may have arrived all the same, and is not tried again.
    """
    leaving = [row[0] for index in tx.vault.indexes(chat) for row in _LEAVING_CHAT.rows(tx, chat_index=index)]
    ids = sorted((*leaving, *(id for id, _ in _unsent(tx, chat))))
    for id in ids:
        _end(tx, id, "withdrawn", None, at)
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
            return message(tx, row)
    return None


def of_person(tx: Transaction, person: int, limit: int = 100) -> tuple[OutboxRow, ...]:
    """Return the latest messages to a person, newest first."""
    return tuple(message(tx, row) for row in _OF_PERSON.rows(tx, person=person, most=limit))


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
    """What was sent since then and is still on the screen is to leave it at `at`; return how many messages.

    Of a person or member: everything. Of a case: what its staff were shown only for a time (`clear_after`).
    """
    return _CLEARING.now(tx, since=since, until=until, at=at, person=person, member=member, case=case)


def to_clear(tx: Transaction, now: datetime, limit: int = 100) -> tuple[ToClear, ...]:
    """Return what is to leave screens at `now`, the longest due first. A chat no key opens is left out."""
    return _CLEARING.due(tx, now, limit)


def cleared(tx: Transaction, ids: Iterable[int], at: datetime) -> None:
    """Nothing more is tried to take these off the screen: they are gone from it, or cannot be deleted."""
    _CLEARING.done(tx, ids, at)


def _end(tx: Transaction, id: int, state: str, reason: str | None, at: datetime) -> None:
    found = _KIND.first(tx, id=id)
    if found is not None and found[0] == PASSING:
        _REMOVE.run(tx, id=id)
    else:
        _END.run(tx, which=id, state=state, reason=reason, at=at)


def _unsent(tx: Transaction, chat: int) -> list[tuple[int, int]]:
    return [
        (id, lane)
        for index in tx.vault.indexes(chat)
        for id, lane in _UNSENT_OF_CHAT.rows(tx, chat_index=index)
    ]
