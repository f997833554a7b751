"""The bot on stage: the real rooms on a real database, started, stopped and started anew on the same file."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import Protocol, TypeVar

from bot.cases import Roster
from bot.clock import Clock
from bot.delivery import Clearing, Delivery, SecondWay
from bot.errors import DatabaseUnavailableError
from bot.keeping import keep_house
from bot.rehearsal.beside import Beside
from bot.rehearsal.phones import Phones
from bot.rehearsal.warped import WarpedLoop
from bot.storage import Database, Transaction, second_alert, timer
from bot.turns import Hearing, Intake, Library, Turns
from bot.turns.plans import keep_plans

T = TypeVar("T")
log = logging.getLogger(__name__)

# The running bot looks each second; here the next look is when something falls due.
TICK_SECONDS = 1.0
# What comes by itself is planned, and screens are cleared, so often, in seconds: the running bot looks each
# minute, and each half a minute.
HOURLY = 3600.0
# House is kept at this hour, UTC, as in turns/ticks.py.
UPKEEP = time(3)


class Built(Protocol):
    """What assembly makes, as far as it is needed here."""

    @property
    def database(self) -> Database: ...
    @property
    def library(self) -> Library: ...
    @property
    def roster(self) -> Roster: ...
    @property
    def turns(self) -> Turns: ...
    @property
    def intake(self) -> Intake: ...
    @property
    def hearing(self) -> Hearing: ...
    @property
    def delivery(self) -> Delivery: ...
    @property
    def clearing(self) -> Clearing: ...
    @property
    def second_way(self) -> SecondWay: ...
    @property
    def new_id(self) -> Callable[[], int]: ...


class StageDatabase(Database):
    """A database that can be `away`. It works in the loop's thread: two would only wait for each other."""

    def __init__(self, real: Database) -> None:
        self._real = real
        self.path = real.path
        self.away = False
        self.runs = 0
        self.changed = asyncio.Event()

    async def run(self, work: Callable[[Transaction], T], *, first: bool = False) -> T:
        """Return what `work` returned, unless the database is away."""
        if self.away:
            raise DatabaseUnavailableError
        await asyncio.sleep(0)  # others get their turn, as they do while a thread works
        if self.away:
            raise DatabaseUnavailableError
        done = self._real.run_here(work)
        self.runs += 1
        self.changed.set()
        return done

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what `work` read, unless the database is away."""
        if self.away:
            raise DatabaseUnavailableError
        await asyncio.sleep(0)
        return self._real.read_here(work)

    def close(self) -> None:
        """Close the real one."""
        self._real.close()


# Makes the rooms on the same file, whichever time it is.
Build = Callable[[Phones, Beside, Clock, WarpedLoop], Awaitable[tuple[Built, StageDatabase]]]


class Stage:
    """One bot after the other. `built` is the one that runs."""

    def __init__(self, build: Build, phones: Phones, beside: Beside, clock: Clock, loop: WarpedLoop) -> None:
        self._build = build
        self._phones = phones
        self._beside = beside
        self._clock = clock
        self._loop = loop
        self._tasks: list[asyncio.Task[None]] = []
        self._left_beside = asyncio.Event()
        self.starts = 0
        self.timers_fell_due = 0

    async def start(self) -> None:
        """A bot runs, as `app` starts it: delivery first, then what was left undone."""
        made = await self._build(self._phones, self._beside, self._clock, self._loop)
        self.built, self.database = made
        self.built.turns.on_second_ways = self._left_beside.set
        self._left_beside.set()
        self.starts += 1
        await self.built.delivery.start()
        await self.built.turns.resume()
        await self.built.turns.act(keep_plans)
        self._phones.take = self.built.intake.take
        self._tasks = [
            asyncio.create_task(self._tick(), name="timers"),
            asyncio.create_task(self._each_hour(), name="hourly"),
            asyncio.create_task(self._send_beside(), name="second way"),
            asyncio.create_task(self._keep_house(), name="house"),
        ]

    async def stop(self) -> None:
        """The bot stops as a signal stops it: what is under way is finished, nothing more begins."""
        self._phones.take = None
        await self._end_tasks()
        await self.built.intake.stop()
        await self.built.turns.stop()
        await self.built.hearing.stop()
        await self.built.second_way.stop()
        await self.built.delivery.stop()
        await asyncio.to_thread(self.database.close)

    async def kill(self) -> None:
        """The bot ends in the middle of everything: nothing is finished, and nothing more is written.

        Its tasks are left to find the database closed; that is as near to a kill as one process comes
        (tests/faults kills real ones).
        """
        self._phones.take = None
        await self._end_tasks()
        self.database.away = True
        await self.built.delivery.stop(0)
        await self.built.second_way.stop(0)
        await self.built.turns.stop()
        await self.built.hearing.stop()
        await asyncio.to_thread(self.database.close)

    async def _end_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _tick(self) -> None:
        """Carry out what falls due, when it does; look again whenever something was committed."""
        while True:
            self.database.changed.clear()
            try:
                first = await self.database.read(timer.next_due)
            except DatabaseUnavailableError:
                await asyncio.sleep(TICK_SECONDS)
                continue
            wait = None
            if first is not None:
                wait = max(0.0, (first.due_at - self._clock.now()).total_seconds())
            if wait is not None and wait <= 0:
                self.timers_fell_due += 1
                if not await self.built.turns.tick():
                    await asyncio.sleep(TICK_SECONDS)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self.database.changed.wait()
                    # All that is committed in this moment is looked at once.
                    await asyncio.sleep(TICK_SECONDS)

    async def _each_hour(self) -> None:
        while True:
            await asyncio.sleep(HOURLY)
            with suppress(DatabaseUnavailableError):
                await self.built.turns.act(keep_plans)
                await self.built.clearing.look()

    async def _send_beside(self) -> None:
        """The second way looks when a commit has left it something, and on until nothing waits any more."""
        while True:
            await self._left_beside.wait()
            self._left_beside.clear()
            with suppress(DatabaseUnavailableError):
                await self.built.second_way.look()
            if await self._waits_beside():
                await asyncio.sleep(TICK_SECONDS)
                self._left_beside.set()

    async def _waits_beside(self) -> bool:
        ever = self._clock.now() + timedelta(days=1)
        try:
            return bool(await self.database.read(lambda tx: second_alert.due(tx, ever, 1)))
        except DatabaseUnavailableError:
            return True

    async def _keep_house(self) -> None:
        while True:
            now = self._clock.now()
            night = datetime.combine(now.date(), UPKEEP, UTC)
            if night <= now:
                night += timedelta(days=1)
            await asyncio.sleep((night - now).total_seconds())
            with suppress(DatabaseUnavailableError):
                bundle = self.built.library.current.bundle
                await keep_house(self.database, bundle, self._clock.now(), self.built.new_id)
