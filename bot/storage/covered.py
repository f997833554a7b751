"""Messages that left as their cover: neutral words stand on the screen, and the message waits for a tap.

In the outbox such a row is `sent` with the reason "covered"; once the person has had the message itself,
which is a row of its own, the reason is "read".
"""

from typing import Final

from sqlalchemy import bindparam, delete, select, text, update

from bot.storage.outbox_row import OUTBOX, PASSING, READ, OutboxRow, message
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

COVERED: Final = "covered"
WAS_READ: Final = "read"
# Messages of one chat that are looked through for covers: more wait nowhere unread for long.
LATEST: Final = 50

_C = OUTBOX.c
_LATEST = Statement(
    select(*READ)
    .where(_C.chat_index == bindparam("chat_index"), _C.message_id.is_not(None))
    .order_by(_C.message_id.desc())
    .limit(bindparam("most"))
)
_REASON_PLACE = [each.name for each in READ].index("reason")
_READ_NOW = Statement(
    update(OUTBOX).where(_C.id == bindparam("which"), _C.reason == COVERED).values(reason=WAS_READ)
)
_REMOVE_PASSING = Statement(
    delete(OUTBOX).where(_C.id == bindparam("id"), _C.kind == PASSING, _C.reason == COVERED)
)
_SENDING_ROW = text("state = 'sending'")  # written as in the index, so that the engines see that it fits
_SENDING_CLEARS = update(OUTBOX).where(_SENDING_ROW).values(clear_after=0.0)
_CLEAR_WHEN_SENT = Statement(_SENDING_CLEARS.where(_C.person == bindparam("whose")))
_CLEAR_WHEN_SENT_TO_STAFF = Statement(_SENDING_CLEARS.where(_C.member == bindparam("whose")))


def unread(tx: Transaction, chat: int) -> tuple[OutboxRow, ...]:
    """Return the messages whose cover stands in `chat` and was not tapped yet, oldest first."""
    found = [
        message(tx, row)
        for index in tx.vault.indexes(chat)
        for row in _LATEST.rows(tx, chat_index=index, most=LATEST)
        if row[_REASON_PLACE] == COVERED
    ]
    return tuple(sorted(found, key=lambda one: one.id))


def read(tx: Transaction, id: int) -> bool:
    """The message is brought from behind its cover; False when it was before, or had none.

    What was only passing is not kept any longer.
    """
    return _REMOVE_PASSING.run(tx, id=id) == 1 or _READ_NOW.run(tx, which=id) == 1


def clear_when_sent(tx: Transaction, person: int) -> int:
    """What is on its way to this person now leaves the screen once it is there; return how many messages."""
    return _CLEAR_WHEN_SENT.run(tx, whose=person)


def clear_when_sent_to_member(tx: Transaction, member: int) -> int:
    """The same for what is on its way to a member of the team."""
    return _CLEAR_WHEN_SENT_TO_STAFF.run(tx, whose=member)
