"""Rows that many tests need."""

from collections.abc import Callable

from bot.storage import Transaction, conversation, member, outbox, person
from tests.storage.conftest import AT

NewId = Callable[[], int]


def someone(tx: Transaction, new_id: NewId, chat: int = 1001) -> person.Person:
    return person.add(tx, id=new_id(), chat=chat, locale="en", zone="Europe/Madrid", at=AT)


def a_coach(tx: Transaction, new_id: NewId, chat: int = 2001) -> member.Member:
    return member.add(tx, id=new_id(), chat=chat, name="Coach Test", role="coach", locale="en", at=AT)


def a_talk(
    tx: Transaction, new_id: NewId, whose: int, *, script: str = "daily_checkin", status: str = "open"
) -> conversation.Conversation:
    return conversation.add(
        tx,
        id=new_id(),
        person=whose,
        bundle="b1",
        script=script,
        status=status,
        document="{}",
        turn=1,
        at=AT,
    )


def a_message(new_id: NewId, chat: int = 1001, lane: int = 2, **more: object) -> outbox.NewMessage:
    fields = {"id": new_id(), "chat": chat, "lane": lane, "kind": "turn", "body": "words", "created_at": AT}
    return outbox.NewMessage(**(fields | more))  # type: ignore[arg-type]  # the test says which fields
