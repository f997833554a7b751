"""Keeps what came before it is acknowledged.

Database down: polling goes on, so that every new update is still heard. Updates stay with Telegram until
ninety of them wait; from then on they are held in memory and acknowledged, because hearing a cry for help
outranks keeping an answer. Admins are told once.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.clock import Clock
from bot.errors import DatabaseUnavailableError
from bot.storage import Database, Transaction, inbox
from bot.storage.inbox import Kept
from bot.turns.hearing import Hearing
from bot.turns.incoming import TAKEN_IN_AT, Arrival

log = logging.getLogger(__name__)

# Telegram gives at most 100 updates that are not acknowledged: with 90 waiting, new ones would go unseen.
WAITING_BEFORE_HOLDING = 90
# About 50 MB of updates; beyond it they stay with Telegram, which keeps them for 24 hours.
HELD_AT_MOST = 10_000
# How long between two attempts to write what is held, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

OnKept = Callable[[Sequence[tuple[int, int]]], None]


class Intake:
    """`take` is what polling hands its batches to. `on_kept` gets (update id, chat) of what is durable."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        hearing: Hearing,
        on_kept: OnKept,
        on_trouble: Callable[[bool], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._hearing = hearing
        self._on_kept = on_kept
        self._on_trouble = on_trouble
        self._held: dict[int, Kept] = {}
        self._in_trouble = False
        self._flushing: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Future[None]] = set()

    @property
    def held(self) -> int:
        """Return how many acknowledged updates exist only in memory."""
        return len(self._held)

    async def take(self, batch: Sequence[Arrival]) -> bool:
        """Hear and keep a batch; return whether it may be acknowledged."""
        crisis = [self._hear(arrival) for arrival in batch]
        now = self._clock.now()
        waiting = {**self._held, **{one.update_id: _kept(one, now) for one in batch}}
        try:
            await self._keep(list(waiting.values()), first=any(crisis))
        except DatabaseUnavailableError:
            self.trouble(True)
            if len(batch) < WAITING_BEFORE_HOLDING and not self._held:
                return False
            if len(waiting) > HELD_AT_MOST:
                return False
            self._held = waiting
            self._flush_later()
            return True
        self._held.clear()
        self.trouble(False)
        return True

    async def stop(self) -> None:
        """Write what is held once more; what cannot be written is lost, and the log says how many."""
        for task in (self._flushing, *self._telling):
            if task is not None:
                task.cancel()
        if self._held:
            try:
                await self._keep(list(self._held.values()))
            except DatabaseUnavailableError:
                log.error("held_updates_lost", extra={"updates": len(self._held)})

    def _hear(self, arrival: Arrival) -> bool:
        try:
            return self._hearing.hear(arrival)
        except Exception as error:
            # The door: an update too odd to be listened to must still be kept, and hold up nobody.
            log.error("not_heard", extra={"update": arrival.update_id, "error": type(error).__name__})
            return False

    async def _keep(self, rows: Sequence[Kept], *, first: bool = False) -> None:
        try:
            await self._write(rows, first=first)
        except DatabaseUnavailableError:
            raise
        except Exception as error:
            # One update that cannot be written must not hold up all that come after it for ever.
            log.error("batch_not_written", extra={"updates": len(rows), "error": type(error).__name__})
            for row in rows:
                await self._write_or_drop(row)

    async def _write_or_drop(self, row: Kept) -> None:
        try:
            await self._write((row,))
        except DatabaseUnavailableError:
            raise
        except Exception as error:
            log.error("update_dropped", extra={"update": row.update_id, "error": type(error).__name__})

    async def _write(self, rows: Sequence[Kept], *, first: bool = False) -> None:
        if not rows:
            return
        at = self._clock.now()

        def keep(tx: Transaction) -> None:
            inbox.keep(tx, rows, at)

        await self._database.run(keep, first=first)
        # Also those that were kept before: what comes again after a kill was heard again, and whoever heard
        # it must learn that its turn is done.
        self._on_kept([(row.update_id, row.chat) for row in rows])

    def _flush_later(self) -> None:
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        pause = FIRST_PAUSE
        while self._held:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            held = list(self._held.values())
            try:
                await self._keep(held)
            except DatabaseUnavailableError:
                continue
            for one in held:
                self._held.pop(one.update_id, None)
            self.trouble(False)

    @property
    def in_trouble(self) -> bool:
        """Return whether the database did not answer when it was last asked to write."""
        return self._in_trouble

    def trouble(self, now: bool) -> None:
        """Note that the database is away, or back; admins are told when that is news."""
        if now == self._in_trouble:
            return
        self._in_trouble = now
        log.log(logging.ERROR if now else logging.INFO, "database_away" if now else "database_back")
        # Beside polling: a slow line to the admins must not keep the next update from being heard.
        task = asyncio.ensure_future(self._on_trouble(now))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


def _kept(arrival: Arrival, now: datetime) -> Kept:
    """Half of an emoji, which no encoding can write, becomes a question mark."""
    whole = {**arrival.body, TAKEN_IN_AT: now.isoformat()} if arrival.undated else arrival.body
    body = json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return Kept(update_id=arrival.update_id, chat=arrival.chat, body=body)
