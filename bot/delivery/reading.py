"""What the table says: rows that a kill left in doubt, and rows that wait, the most urgent first."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.delivery.backlog import Parcel
from bot.delivery.lanes import POLICY
from bot.delivery.marks import Again, Unknown, write
from bot.storage import Database, Transaction, outbox
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage, OutboxRow, Unreadable

PAGE = 250  # rows opened at once: a few milliseconds of a reader

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


class Unread:
    """What waits in the table and not in memory yet. All of a lane is opened before any of a lower one."""

    def __init__(self, database: Database, is_known: Callable[[int], bool]) -> None:
        """`is_known(row)` says that a row is in memory already: it is not opened again."""
        self._database = database
        self._is_known = is_known
        self._has_looked = False
        self._rows: list[tuple[int, int]] = []  # (lane, id), the next one last

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def lowest(self) -> Lane | None:
        """Return the lowest lane of which all is in memory; None when there is none yet."""
        if not self._has_looked:
            return None
        if not self._rows:
            return Lane.BULK
        lane = Lane(self._rows[-1][0])
        return None if lane is Lane.CRISIS else Lane(lane - 1)

    async def look(self) -> None:
        """See what waits now. Raises DatabaseUnavailableError."""
        # From the start: ids are made before the commit, so a row can appear behind any newer one.
        found = await self._database.read(outbox.waiting)
        self._rows = sorted(((lane, id) for id, lane in found if not self._is_known(id)), reverse=True)
        self._has_looked = True

    async def open_some(self) -> list[OutboxRow]:
        """Return the next page; they count as in memory from now on. Raises DatabaseUnavailableError.

        A row that cannot be read is named in the log and left as it is.
        """
        ids = [id for _, id in reversed(self._rows[-PAGE:])]
        found = await self._database.read(lambda tx: outbox.queued(tx, ids))
        del self._rows[-PAGE:]
        for row in found:
            if isinstance(row, Unreadable):
                log.error("outbox_row_unreadable", extra={"row": row.id})
        return [row for row in found if isinstance(row, OutboxRow)]

    def give_up(self) -> None:
        """Nothing more is opened before the next look."""
        self._rows, self._has_looked = [], True


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
