"""The handful of things that happen by the clock: due timers each second, heartbeat, nightly upkeep.

APScheduler runs the ticks and nothing else; everything a person waits for is a timer row. Its clock is the
wall's, and it stops when the wall goes back (a corrected clock) until the wall catches up: a watchdog on the
loop's own time wakes it after five seconds of silence. A tick that hangs is ended, and the next one comes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

TIMERS_EVERY_SECONDS = 1
HEARTBEAT_EVERY_SECONDS = 60
UPKEEP_HOUR = 3  # UTC: night or early morning wherever most programmes are
# The scheduler has been silent for so long, in seconds of the loop's time: it is woken.
SILENCE = 5.0
# A tick that takes longer than this, in seconds, is ended so that it cannot stop the clock for good.
LONGEST_TICK = 30.0

Tick = Callable[[], Awaitable[None]]


class Ticks:
    """Starts and stops the scheduler. `last_tick` is the loop's time of the last finished timers tick."""

    def __init__(self, timers: Tick, heartbeat: Tick, upkeep: Tick) -> None:
        self._timers = timers
        self._heartbeat = heartbeat
        self._upkeep = upkeep
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._watchdog: asyncio.Task[None] | None = None
        self.last_tick: float | None = None

    def start(self) -> None:
        """Tick from now on."""
        self.last_tick = asyncio.get_running_loop().time()
        self._scheduler.add_job(self._tick, "interval", seconds=TIMERS_EVERY_SECONDS, id="timers")
        self._scheduler.add_job(
            self._limited, "interval", (self._heartbeat,), seconds=HEARTBEAT_EVERY_SECONDS, id="heartbeat"
        )
        self._scheduler.add_job(self._limited, "cron", (self._upkeep,), hour=UPKEEP_HOUR, id="upkeep")
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch(), name="watchdog")

    async def stop(self) -> None:
        """No tick begins any more; nothing to do when none ever began."""
        if self._watchdog is not None:
            self._watchdog.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        await self._limited(self._timers)
        self.last_tick = asyncio.get_running_loop().time()

    async def _limited(self, tick: Tick) -> None:
        try:
            async with asyncio.timeout(LONGEST_TICK):
                await tick()
        except TimeoutError:
            log.error("tick_timed_out")
        except Exception as error:
            # The door of one tick: the next one must come, whatever happened in this one.
            log.error("tick_failed", extra={"error": type(error).__name__})

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SILENCE / 2)
            if self.last_tick is not None and loop.time() - self.last_tick > SILENCE:
                log.warning("scheduler_woken")
                self._scheduler.modify_job("timers", next_run_time=datetime.now(UTC))
                self._scheduler.wakeup()
