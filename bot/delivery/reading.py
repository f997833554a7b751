"""What the table says: rows that wait, and rows that a kill left in doubt."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from bot.delivery.backlog import Parcel
from bot.delivery.lanes import POLICY
from bot.delivery.marks import Again, Unknown, write
from bot.ids import COUNTER_BITS, EPOCH
from bot.storage import Database, Transaction, outbox
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage, OutboxRow

PAGE = 500  # rows read at once: a few milliseconds of the reader


async def settle_doubts(database: Database, at: datetime) -> None:
    """No row is `sending`: those found so are sent again or stay unknown, as their lane says."""

    def work(tx: Transaction) -> None:
        for row in outbox.found_sending(tx):
            if POLICY[Lane(row.lane)].repeats:
                write(tx, Again(row=row.id, not_before=at), at)
            else:
                write(tx, Unknown(row=row.id, tell=None), at)

    await database.run(work)


async def waiting_rows(database: Database, after: int) -> AsyncIterator[OutboxRow]:
    """Give every queued row with an id above `after`, page by page."""
    rows: Sequence[OutboxRow] = ()
    while True:
        start = rows[-1].id if rows else after
        rows = await database.read(lambda tx: outbox.queued(tx, start, PAGE))  # noqa: B023  # awaited at once
        for row in rows:
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


def lowest_id(at: datetime) -> int:
    """Return an id below all that were made from `at` on."""
    return (max(0, int((at - EPOCH).total_seconds() * 1000)) << COUNTER_BITS) - 1
