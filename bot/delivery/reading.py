"""What the table says: rows that wait, and rows that a kill left in doubt."""

import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from bot.delivery.backlog import Parcel
from bot.delivery.lanes import POLICY
from bot.delivery.marks import Again, Unknown, write
from bot.storage import Database, Transaction, outbox
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage, OutboxRow, Unreadable

PAGE = 500  # rows read at once: a few milliseconds of the reader

log = logging.getLogger(__name__)


async def settle_doubts(database: Database, at: datetime) -> None:
    """No row is `sending`: those found so are sent again or stay unknown, as their lane says."""

    def work(tx: Transaction) -> None:
        for row, lane in outbox.found_sending(tx):
            if POLICY[Lane(lane)].repeats:
                write(tx, Again(row=row, not_before=at), at)
            else:
                write(tx, Unknown(row=row, tell=None), at)

    await database.run(work)


async def waiting_rows(database: Database) -> AsyncIterator[OutboxRow]:
    """Give every queued row, page by page. One that cannot be read is named in the log and left as it is."""
    rows: Sequence[OutboxRow | Unreadable] = ()
    while True:
        start = rows[-1].id if rows else -1
        rows = await database.read(lambda tx: outbox.queued(tx, start, PAGE))  # noqa: B023  # awaited at once
        for row in rows:
            if isinstance(row, Unreadable):
                log.error("outbox_row_unreadable", extra={"row": row.id})
            else:
                yield row
        if len(rows) < PAGE:
            return


def parcel_of(row: NewMessage | OutboxRow) -> Parcel:
    """Return what waits in memory for `row`."""
    return Parcel(
        row=row.id,
        chat=row.chat,
        lane=Lane(row.lane),
        body=row.body,
        person=row.person,
        expires_at=row.expires_at,
    )
