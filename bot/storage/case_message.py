"""Messages about a case: which of them call colleagues, relay somebody's words, or stand on screens."""

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.storage.columns import Instant
from bot.storage.outbox_row import ALERT, OUTBOX, READ, OutboxRow, message
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_C = OUTBOX.c
# The case column alone finds a handful of rows by its index; the rest is looked at in them.
_RELAYED = Statement(
    select(*READ).where(
        _C.case == bindparam("case"),
        _C.source_message == bindparam("source"),
    )
)
_ALERTS_OF = Statement(
    select(_C.id, _C.member, _C.state, _C.sent_at).where(
        _C.case == bindparam("case"),
        _C.kind == ALERT,
        _C.created_at >= bindparam("since", type_=Instant()),
    )
)
_SHOWN = Statement(
    select(_C.id, _C.chat, _C.message_id, _C.member).where(
        _C.case == bindparam("case"),
        _C.kind == bindparam("kind"),
        _C.message_id.is_not(None),
        _C.cleared_at.is_(None),
    )
)


def relayed(tx: Transaction, case: int, source_message: int, *, person: bool) -> tuple[OutboxRow, ...]:
    """Return what relays this message of a case, newest first.

    `source_message` is its id in the chat of whoever wrote it. `person`: what went to the person, so that a
    colleague wrote it; else what went to colleagues.
    """
    rows = without_spoilt(tx, _RELAYED.rows(tx, case=case, source=source_message), message)
    found = (row for row in rows if (row.member is None) is person)
    return tuple(sorted(found, key=lambda row: row.id, reverse=True))


def alerts_of(
    tx: Transaction, case: int, since: datetime
) -> list[tuple[int, int | None, str, datetime | None]]:
    """Return [(row, member, state, when sent)] of a case's alerts made from `since` on, oldest first.

    Nothing of them is opened.
    """
    rows = _ALERTS_OF.rows(tx, case=case, since=since)
    return sorted((id, member, state, sent_at) for id, member, state, sent_at in rows)


def shown(tx: Transaction, case: int, kind: str) -> list[tuple[int, int, int | None]]:
    """Return [(chat, message, member)] of what stands on screens about a case, of this kind, oldest first.

    Nothing of the messages is opened. A chat that no key opens is left out.
    """
    found = []
    for id, chat, number, member in sorted(_SHOWN.rows(tx, case=case, kind=kind)):
        opened = tx.vault.opened("outbox", "chat", id, chat)
        if opened is not None:
            found.append((int(opened), number, member))
    return found
