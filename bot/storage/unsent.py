"""Messages about cases that have waited to be sent for too long. Nothing of them is opened."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, select, text

from bot.storage.columns import Instant
from bot.storage.lane import Lane
from bot.storage.outbox_row import OUTBOX
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_C: Final = OUTBOX.c
_LATE = Statement(
    select(func.count(), func.min(_C.created_at)).where(
        text("state = 'queued'"),  # written as in the index, so that the engines see that it fits
        _C.lane <= int(Lane.CASE),
        _C.created_at < bindparam("before", type_=Instant()),
    )
)


def late(tx: Transaction, before: datetime) -> tuple[int, datetime | None]:
    """Return how many messages about cases have waited since before that time, and the oldest's."""
    ((number, oldest),) = _LATE.rows(tx, before=before)
    return int(number), oldest
