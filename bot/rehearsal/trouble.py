"""What breaks in the course of a month, one thing at a time, and from when until when."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock

# After an outage all that waited leaves, and what fell due is carried out, within this.
BACK_SOON: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An outage: `what` was away ("telegram", "database", "bot"), and how soon after it all is well again."""

    what: str
    begins: datetime
    ends: datetime
    back_within: timedelta = BACK_SOON


class Breaking:
    """Enter it when something breaks, leave it when that is mended; others wait until then."""

    def __init__(
        self,
        one_at_a_time: asyncio.Lock,
        kept: list[Trouble],
        clock: Clock,
        what: str,
        seconds: float,
        back_within: timedelta,
    ) -> None:
        """`kept` is told of it. It is meant to take so many `seconds`."""
        self._one_at_a_time = one_at_a_time
        self._kept = kept
        self._clock = clock
        self._what = what
        self._seconds = seconds
        self._back_within = back_within

    async def __aenter__(self) -> float:
        await self._one_at_a_time.acquire()
        now = self._clock.now()
        ends = now + timedelta(seconds=self._seconds)
        trouble = Trouble(what=self._what, begins=now, ends=ends, back_within=self._back_within)
        self._kept.append(trouble)
        return self._seconds

    async def __aexit__(self, *_: object) -> None:
        self._kept[-1] = replace(self._kept[-1], ends=self._clock.now())
        self._one_at_a_time.release()
