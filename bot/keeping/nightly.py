"""One night of retention, beside a running bot: a look, a slice, a breath, and on.

A slice takes as many rows as fit into some milliseconds of the writer; how many that is shows while it goes.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from bot.engine import Bundle
from bot.keeping.people import begin_to_count, find_gone, find_uncounted, forget
from bot.keeping.retention import Job, Page, jobs_about_the_record, jobs_about_words, jobs_about_work
from bot.keeping.times import Times
from bot.storage import Database, Transaction, gone, meta

TARGET_SECONDS: Final = 0.008  # of the writer for one slice: far below the 50 ms that nobody may take
SMALLEST_SLICE: Final = 10  # rows
FIRST_SLICE: Final = 20  # rows, before anything is known of this machine
LARGEST_SLICE: Final = 100  # rows: one that meets a slow disk is still short
# After a slice the writer is left alone for this many times as long: a night is long enough.
BREATH: Final = 1.0
PEOPLE: Final = "people who were not heard from"


@dataclass(slots=True, kw_only=True)
class Night:
    """What a night came to: {what: how many}, and the longest that a slice held the writer, in seconds."""

    taken: dict[str, int]
    longest: float = 0.0
    slices: int = 0


async def keep_house(
    database: Database, bundle: Bundle, now: datetime, new_id: Callable[[], int], *, breath: float = BREATH
) -> Night:
    """Everything that was kept long enough by `now` is gone. May be cancelled at any moment."""
    times = Times.of(bundle, now)
    house = _House(database, times, new_id, breath)
    while ids := await database.read(find_uncounted):  # all people are looked through: not by the writer
        await database.run(partial(begin_to_count, ids=ids, now=now))
    for job in (*jobs_about_words(times), *jobs_about_the_record(times), *jobs_about_work(times)):
        await house.do(job)
    await house.do(
        Job(what=PEOPLE, find=partial(_found, times), take=partial(_forgotten, times, new_id)), largest=1
    )
    return house.night


def _found(times: Times, tx: Transaction, after: int) -> Page:
    return find_gone(tx, times, after)


def _forgotten(times: Times, new_id: Callable[[], int], tx: Transaction, ids: Sequence[int]) -> int:
    return sum(forget(tx, id, times, new_id) for id in ids)


class _House:
    def __init__(self, database: Database, times: Times, new_id: Callable[[], int], breath: float) -> None:
        self._database = database
        self._times = times
        self._new_id = new_id
        self._breath = breath
        self.night = Night(taken={})

    async def do(self, job: Job, largest: int = LARGEST_SLICE) -> None:
        """Carry the job out to its end."""
        size = min(FIRST_SLICE, largest)
        after = await self._database.read(lambda tx: _bookmark(tx, job))
        while True:
            page = await self._database.read(partial(_look, job, after))
            at = 0
            while at < len(page.ids):
                part = page.ids[at : at + size]
                seconds = await self._slice(job, part)
                at += len(part)
                size = _next_size(len(part), seconds, largest)
                await asyncio.sleep(seconds * self._breath)
            if page.last is None:
                return
            after = page.last
            if job.remembers:
                await self._database.run(partial(_note, job=job, after=after))
            if not page.more:
                return

    async def _slice(self, job: Job, ids: Sequence[int]) -> float:
        """Let these go; return how long the writer was held."""
        number = self._new_id()

        def take(tx: Transaction) -> tuple[int, float]:
            began = time.perf_counter()
            count = job.take(tx, ids)
            if count:
                now = self._times.now
                gone.add(tx, id=number, day=now.date(), what=job.what, count=count, at=now)
            return count, time.perf_counter() - began

        count, seconds = await self._database.run(take)
        self.night.taken[job.what] = self.night.taken.get(job.what, 0) + count
        self.night.longest = max(self.night.longest, seconds)
        self.night.slices += 1
        return seconds


def _next_size(rows: int, seconds: float, largest: int) -> int:
    """Return how many rows the next slice takes: at most twice as many, because one can be lucky.

    Not fewer than SMALLEST_SLICE: the first row costs as much as the ten after it.
    """
    fits = int(rows * TARGET_SECONDS / max(seconds, 1e-6))
    return min(largest, max(SMALLEST_SLICE, min(fits, rows * 2)))


def _look(job: Job, after: int, tx: Transaction) -> Page:
    return job.find(tx, after)


def _bookmark(tx: Transaction, job: Job) -> int:
    kept = meta.get(tx, _name(job)) if job.remembers else None
    return int(kept) if kept is not None else -1


def _note(tx: Transaction, job: Job, after: int) -> None:
    meta.put(tx, _name(job), str(after))


def _name(job: Job) -> str:
    return f"retention.{job.what}"
