"""From the outbox to the phones.

Theory of operation. A row is `queued`, then `sending` (committed before the call), then one of sent, refused,
unknown, withdrawn, expired, or queued again. One loop does all the writing: each of its transactions marks
what came back since the last one and claims the next rows, so a message costs one commit and many share it.
Only rows that this transaction really moved from queued to sending are sent: one that a crisis turn has
withdrawn meanwhile is not. What came back but could not be written is kept and written later; such a row
stays `sending`, is never sent again because of it, and takes up one of the few places.

At the start, and whenever the table is looked through, a second loop brings rows into memory page by page,
the most urgent lane first. A lane is open once all of it is in memory: nothing passes older words, and
however much waits to be read, no alert waits for it.

The loop sleeps until rows are handed over by `wake`, an outcome comes in, or a computed time: there is no
interval. Pace, holds and pauses use a clock that is never warped; only expiry looks at the wall.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

from bot.clock import Clock
from bot.delivery.backlog import Backlog, Parcel
from bot.delivery.calling import send
from bot.delivery.marks import write
from bot.delivery.messenger import Messenger, NotKnown, NotReached, TooFast, Unauthorized
from bot.delivery.pace import Pace
from bot.delivery.reading import Unread, parcel_of, settle_doubts
from bot.delivery.verdict import Verdict, expired, judge
from bot.errors import DatabaseUnavailableError
from bot.ids import Ids
from bot.storage import Database, Transaction, outbox
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage, OutboxRow

SENDING_AT_ONCE = 8  # rows in doubt after a kill, at most (house.md section 6)
# Beyond those, for lane 0 alone, which may be sent twice: eight calls that hang must not hold up a crisis.
CRISIS_PLACES = 2
TOO_LATE_AT_ONCE = 100  # expired rows marked in one transaction: a few milliseconds of the writer
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0  # while the database is away, doubling
STOP_SECONDS = 5.0  # for calls under way to come back before they are left in doubt

log = logging.getLogger(__name__)

# Returns when the event is set or so many seconds have passed (None: only the event).
Waits = Callable[[asyncio.Event, float | None], Awaitable[None]]


async def wait_for(event: asyncio.Event, seconds: float | None) -> None:
    """Wait by the event loop's own time, which is never warped."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class Delivery:
    """Sends what is in the outbox, in lanes, at a pace, each row's outcome committed."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        clock: Clock,
        ids: Ids,
        *,
        pace: float | None = 25.0,
        monotonic: Callable[[], float] = time.monotonic,
        waits: Waits = wait_for,
    ) -> None:
        """`pace` is messages a second for the whole bot; None or 0 also lifts the pace of each chat."""
        self._database = database
        self._messenger = messenger
        self._clock = clock
        self._ids = ids
        self._monotonic = monotonic
        self._waits = waits
        self._pace = Pace(pace)
        self._backlog = Backlog(self._pace)
        self._unread = Unread(database, self._backlog.knows)
        self._came_back: list[Verdict] = []
        self._flights: set[asyncio.Task[None]] = set()
        self._stir = asyncio.Event()
        self._look = asyncio.Event()
        self._is_reading = False
        self._database_faults = 0
        self._stopping = False
        self._loop: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """Return how many messages wait or are on their way."""
        return len(self._backlog)

    async def start(self) -> None:
        """What was left in doubt is settled and what waits is sent, from now on until `stop`."""
        self._loop = asyncio.create_task(self._run(), name="delivery")
        self._reading = asyncio.create_task(self._read(), name="outbox")

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Nothing new is sent. Calls under way have `seconds` to come back; after that they stay in doubt."""
        self._stopping = True
        self._stir.set()
        if self._loop is None or self._reading is None:
            return
        self._reading.cancel()
        await asyncio.wait({self._loop}, timeout=seconds)
        for flight in self._flights:
            flight.cancel()
        self._loop.cancel()
        await asyncio.gather(self._loop, self._reading, return_exceptions=True)

    def wake(self, rows: Iterable[NewMessage | OutboxRow] | None = None) -> None:
        """`rows`, just committed, are sent; without any, the table is looked through for new ones."""
        if rows is None:
            self._look_through()
        else:
            for row in rows:
                self._put(row)
        self._stir.set()

    def line_is_back(self) -> None:
        """Telegram has answered somebody: what paused after failures is tried now."""
        if self._pace.reached():
            self._backlog.hurry()
            self._stir.set()

    async def _run(self) -> None:
        while not await self._settled() and not self._stopping:
            await self._database_pause()
        self._look_through()
        while not (self._stopping and not self._flights and not self._came_back):
            try:
                await self._round()
            except Exception as error:
                # The door: sending goes on whatever went wrong in one round.
                log.error("delivery_stumbled", extra={"error": type(error).__name__})
                await self._database_pause()

    async def _round(self) -> None:
        self._stir.clear()
        came_back, self._came_back = self._came_back, []
        claimed = self._claim(came_back)
        if came_back or claimed:
            await self._commit(came_back, claimed)
        else:
            waits = wait_for if self._is_reading else self._waits
            await waits(self._stir, self._sleep_seconds())

    # Reading

    async def _settled(self) -> bool:
        """Nothing is in doubt any more; return False while the database is away."""
        try:
            await settle_doubts(self._database, self._clock.now())
        except DatabaseUnavailableError:
            return False
        except Exception as error:
            # The door: what is handed over from now on must go out even if old rows cannot be read.
            log.error("outbox_not_settled", extra={"error": type(error).__name__})
        return True

    def _look_through(self) -> None:
        """What waits in the table and nobody has handed over is found, soon."""
        self._is_reading = True
        self._look.set()

    async def _read(self) -> None:
        """Bring what waits into memory, whenever somebody wants the table looked through."""
        while True:
            await self._look.wait()
            self._look.clear()
            self._is_reading = True
            try:
                await self._unread.look()
                while self._unread:
                    for row in await self._unread.open_some():
                        self._put(row)
                    self._stir.set()
            except DatabaseUnavailableError:
                self._look.set()
            except Exception as error:
                # The door: what is handed over from now on must go out even if old rows cannot be read.
                log.error("outbox_not_read", extra={"error": type(error).__name__})
                self._unread.give_up()
            self._is_reading = False
            self._stir.set()
            if self._look.is_set():
                await self._waits(asyncio.Event(), FIRST_PAUSE_SECONDS)

    def _put(self, row: NewMessage | OutboxRow) -> None:
        not_before = None
        if row.not_before is not None:
            ahead = (row.not_before - self._clock.now()).total_seconds()
            not_before = self._monotonic() + ahead if ahead > 0 else None
        self._backlog.put(parcel_of(row), not_before=not_before)

    # Claiming and marking

    def _claim(self, came_back: list[Verdict]) -> list[Parcel]:
        """Return what is to be sent next. What is too late joins `came_back` instead."""
        claimed: list[Parcel] = []
        if self._stopping:
            return claimed
        now, at = self._monotonic(), self._clock.now()
        while len(came_back) < TOO_LATE_AT_ONCE:
            lowest = self._lowest(len(self._flights) + len(claimed))
            parcel = None if lowest is None else self._backlog.take(now, at, lowest)
            if parcel is None:
                break
            if parcel.too_late(at):
                came_back.append(expired(parcel, timer=self._ids.new(at)))
            else:
                claimed.append(parcel)
        return claimed

    def _lowest(self, taken: int) -> Lane | None:
        """Return the lowest lane that may have a place when so many are taken, None when there is none."""
        if taken < SENDING_AT_ONCE or self._unread.lowest is None:
            return self._unread.lowest
        return Lane.CRISIS if taken < SENDING_AT_ONCE + CRISIS_PLACES else None

    async def _commit(self, came_back: list[Verdict], claimed: list[Parcel]) -> None:
        at = self._clock.now()
        rows = [parcel.row for parcel in claimed]

        def work(tx: Transaction) -> set[int]:
            for verdict in came_back:
                write(tx, verdict.mark, at)
            return set(outbox.sending(tx, rows, at)) if rows else set()

        try:
            moved = await self._database.run(work, first=any(one.lane is Lane.CRISIS for one in claimed))
        except DatabaseUnavailableError:
            self._came_back[:0] = came_back
            self._give_back(claimed)
            await self._database_pause()
            return
        except Exception as error:
            # The door: one bad row must not stop the others.
            log.error("marks_not_written_together", extra={"error": type(error).__name__})
            self._give_back(claimed)
            await self._commit_one_by_one(came_back)
            return
        if self._database_faults:
            self._database_faults = 0
            # A commit whose answer was lost may have left rows that nobody handed over.
            self._look_through()
        for verdict in came_back:
            self._settle(verdict)
        for parcel in claimed:
            if parcel.row in moved:
                self._fly(parcel)
            else:
                self._backlog.unsent(parcel)  # withdrawn, or sent before

    async def _commit_one_by_one(self, came_back: list[Verdict]) -> None:
        for verdict in came_back:
            at, mark = self._clock.now(), verdict.mark
            try:
                await self._database.run(lambda tx: write(tx, mark, at))  # noqa: B023  # awaited before the next round
            except DatabaseUnavailableError:
                self._came_back.append(verdict)
            except Exception as error:
                log.error("mark_not_written", extra={"row": mark.row, "error": type(error).__name__})
                self._backlog.finished(verdict.parcel)
            else:
                self._settle(verdict)
        await self._database_pause()

    def _settle(self, verdict: Verdict) -> None:
        """Memory follows what was committed."""
        self._backlog.finished(verdict.parcel)
        if (back := verdict.back) is None:
            return
        self._backlog.move(verdict.parcel.chat, back.chat)
        self._backlog.put(back, not_before=self._monotonic() + verdict.pause if verdict.pause else None)

    def _give_back(self, claimed: list[Parcel]) -> None:
        for parcel in claimed:
            self._backlog.unsent(parcel)
            self._backlog.put(parcel)

    async def _database_pause(self) -> None:
        seconds = min(FIRST_PAUSE_SECONDS * 2.0**self._database_faults, LONGEST_PAUSE_SECONDS)
        self._database_faults = min(self._database_faults + 1, 10)
        log.warning("outbox_waits_for_database", extra={"again_in_seconds": seconds})
        self._stir.clear()
        # A row handed over means that somebody could commit: that ends the pause early.
        await self._waits(self._stir, seconds)

    def _sleep_seconds(self) -> float | None:
        lowest = self._lowest(len(self._flights))
        if self._stopping or lowest is None:
            return None
        now = self._monotonic()
        at = self._backlog.next_at(now, lowest)
        return None if at is None else max(0.0, at - now)

    # Sending

    def _fly(self, parcel: Parcel) -> None:
        flight = asyncio.create_task(self._send(parcel))
        self._flights.add(flight)
        flight.add_done_callback(self._flights.discard)

    async def _send(self, parcel: Parcel) -> None:
        outcome, covered = await send(self._messenger, parcel, self._clock.now())
        at = self._clock.now()
        match outcome:
            case TooFast(seconds=seconds):
                self._pace.refused(parcel.chat, seconds, self._monotonic())
                self.line_is_back()
            case NotReached():
                self._pace.not_reached()
            case NotKnown():
                pass
            case Unauthorized():
                self._pace.unauthorized(self._monotonic())
            case _:
                self.line_is_back()
        self._came_back.append(judge(parcel, outcome, at=at, timer=self._ids.new(at), covered=covered))
        # Now, not in the task's own good time: the commit that marks this row gives its place to the next.
        if (flight := asyncio.current_task()) is not None:
            self._flights.discard(flight)
        self._stir.set()
