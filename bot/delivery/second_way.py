"""The second way: alerts that leave by e-mail and by one HTTP call, because Telegram may be what is broken.

Theory of operation. A rung of a crisis leaves rows of `second_alert` in its own commit. A look reads what is
due and tries each row, at most so many of one way at once, each way by itself: a mail server that hangs does
not hold up the call. What fails is tried again after 5, 15, 60 ... seconds, and given up after the last of
them. A row is marked after its try; a kill in between sends it again, which is better than never.

Without the database (`from_memory`) the same is done from memory, for as long as this process lives.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.delivery.mail import ADDRESS_REFUSED
from bot.delivery.passed import Failed, Passed, Try
from bot.delivery.ways import EMAIL, URL, Alarm, Tries
from bot.errors import DatabaseUnavailableError
from bot.storage import Database, Transaction, second_alert
from bot.storage.second_alert import SecondAlert

# Seconds before the second, third ... try. After the last of them nobody knows the case's rung any more.
PAUSES = (5.0, 15.0, 60.0, 300.0, 900.0)
# What is told of a mail server that takes mail, but not for somebody.
ADDRESS = "address"
# A way that failed so often in a row for one alert is told to the admins: 20 seconds after the first try.
TOLD_AFTER_TRIES = 3
# An alert of a rung that is over says nothing true any more: the ladder has called again since.
LASTS = timedelta(hours=1)
LOOK_EVERY_SECONDS = 5.0
# Tries of one way at the same time.
AT_ONCE = 4
ROWS_AT_ONCE = 100
STOP_SECONDS = 5.0  # for tries under way to come back before they are left to the next start
DATABASE_PAUSE_SECONDS = 5.0  # a mark that could not be written is written later

log = logging.getLogger(__name__)

# Hears that a way ("email" or "url") does not work, or that a mail server refuses an "address"; each is told
# once until it works again.
OnBroken = Callable[[str], Awaitable[None]]


async def _nobody_is_told(_: str) -> None:
    """Stand in until somebody wants to know."""


class SecondWay:
    """Sends from `start` to `stop`; `wake` after a commit that left rows. `on_broken` hears what fails."""

    def __init__(
        self, database: Database, clock: Clock, ways: Tries, *, pauses: tuple[float, ...] = PAUSES
    ) -> None:
        """`pauses` are seconds between two tries of one alert."""
        self._database = database
        self._clock = clock
        self._ways = ways
        self._pauses = pauses
        self._stir = asyncio.Event()
        self._looking = False
        self._places = {way: asyncio.Semaphore(AT_ONCE) for way in (EMAIL, URL)}
        self._flying: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._broken: set[tuple[str, str]] = set()  # (what is told, the address where it is one)
        self.on_broken: OnBroken = _nobody_is_told

    @property
    def waiting(self) -> bool:
        """Return whether a look was asked for, or a try is under way."""
        return self._stir.is_set() or self._looking or bool(self._tasks)

    async def start(self) -> None:
        """What waits is sent, from now on until `stop`."""
        self._stir.set()
        self._loop = asyncio.create_task(self._run(), name="second way")

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Nothing new is tried; what is under way has `seconds` to come back."""
        if self._loop is not None:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self) -> None:
        """A commit has left alerts: look now."""
        self._stir.set()

    def from_memory(self, alarms: Iterable[Alarm]) -> None:
        """These leave now, past the database, and are tried again as often as others."""
        for alarm in alarms:
            self._begin(self._without_database(alarm))

    async def look(self) -> None:
        """Begin to send what is due now. Raises DatabaseUnavailableError."""
        now = self._clock.now()
        # What is on its way is due still: it must not hide what comes behind it.
        most = ROWS_AT_ONCE + len(self._flying)
        for row in await self._database.read(lambda tx: second_alert.due(tx, now, most)):
            if row.id not in self._flying:
                self._flying.add(row.id)
                self._begin(self._send(row))

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_SECONDS):
                    await self._stir.wait()
            self._looking = True
            self._stir.clear()
            try:
                await self.look()
            except DatabaseUnavailableError:
                pass  # the rows are still there; the next look finds them
            except Exception as error:
                # The door of one look: the next one comes, whatever went wrong in this one.
                log.error("second_way_stumbled", extra={"error": type(error).__name__})
            finally:
                self._looking = False

    async def _send(self, row: SecondAlert) -> None:
        try:
            if self._clock.now() - row.created_at > LASTS:
                await self._mark(row, Failed(reason="too late", for_good=True))
                return
            alarm = Alarm(number=row.id, way=row.way, address=row.address, subject=row.subject, text=row.text)
            await self._mark(row, await self._try(alarm, tries=row.tries + 1))
        except Exception as error:
            # The door of one alert: the others go on, and the next look finds this one again.
            log.error("second_alert_stumbled", extra={"row": row.id, "error": type(error).__name__})
        finally:
            self._flying.discard(row.id)

    async def _try(self, alarm: Alarm, *, tries: int) -> Try:
        places = self._places.get(alarm.way)
        if places is None:
            return Failed(reason="no such way", for_good=True)
        async with places:
            outcome = await self._ways.try_once(alarm)
        if isinstance(outcome, Passed):
            self._broken -= {(alarm.way, ""), (ADDRESS, alarm.address)}
            return outcome
        extra = {"row": alarm.number, "kind": alarm.way, "reason": outcome.reason, "tries": tries}
        log.warning("second_alert_not_sent", extra=extra)
        if outcome.for_good or tries >= TOLD_AFTER_TRIES:
            refused = outcome.reason == ADDRESS_REFUSED
            await self._tell(*((ADDRESS, alarm.address) if refused else (alarm.way, "")))
        return outcome

    async def _tell(self, what: str, address: str) -> None:
        """Whoever wants to know hears of it, unless they have."""
        if (what, address) in self._broken:
            return
        self._broken.add((what, address))
        try:
            await self.on_broken(what)
        except Exception as error:
            # Telling must not keep the alert from being tried again.
            log.error("second_way_not_told", extra={"error": type(error).__name__})
            self._broken.discard((what, address))

    async def _mark(self, row: SecondAlert, outcome: Try) -> None:
        """Write down how it turned out; as long as the database is away, the row waits here."""
        while True:
            at = self._clock.now()
            try:
                await self._database.run(lambda tx: self._write(tx, row, outcome, at))  # noqa: B023  # awaited at once
            except DatabaseUnavailableError:
                await asyncio.sleep(DATABASE_PAUSE_SECONDS)
            else:
                return

    def _write(self, tx: Transaction, row: SecondAlert, outcome: Try, at: datetime) -> None:
        match outcome:
            case Passed():
                second_alert.sent(tx, row.id, at)
            case Failed(for_good=False, reason=reason) if row.tries < len(self._pauses):
                next_at = at + timedelta(seconds=self._pauses[row.tries])
                second_alert.again(tx, row.id, next_at, reason)
            case Failed(reason=reason):
                second_alert.failed(tx, row.id, reason, at)

    async def _without_database(self, alarm: Alarm) -> None:
        for tries, pause in enumerate((*self._pauses, None), start=1):
            outcome = await self._try(alarm, tries=tries)
            if isinstance(outcome, Passed) or outcome.for_good or pause is None:
                return
            await asyncio.sleep(pause)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
