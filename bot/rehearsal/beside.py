"""The made-up mail server and pager: what left beside Telegram, when and about whom, or nothing for a time.

Looked at from outside, as phones are: each call of a crisis must have come here, too.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.delivery import Alarm
from bot.delivery.passed import Failed, Passed, Try
from bot.signals import Level
from bot.storage.case_event import CaseEvent

# A call leaves beside Telegram within this.
LEAVES_WITHIN: Final = timedelta(seconds=5)

Way = tuple[str, str]  # how, and its address
Span = tuple[datetime, datetime]  # from, until


@dataclass(slots=True, kw_only=True)
class Beside:
    """`came` is {(way, address, code): when, in order}. `down`: nothing is taken; that was in `trouble`."""

    clock: Clock
    down: bool = False
    came: dict[tuple[str, str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    trouble: list[Span] = field(default_factory=list)

    async def try_once(self, alarm: Alarm) -> Try:
        """Take the alert, or say why not."""
        if self.down:
            return Failed(reason="rehearsed", for_good=False)
        code = alarm.subject.partition(" ")[0]
        self.came[alarm.way, alarm.address, code].append(self.clock.now())
        return Passed()

    def left(self, way: Way, code: str, at: datetime) -> bool:
        """Return whether an alert about this code left that way at that moment, or just after it."""
        times = self.came.get((*way, code), [])
        place = bisect_left(times, at)
        return place < len(times) and times[place] - at <= LEAVES_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Of all calls of crises so many left beside Telegram at once; nothing excuses that `missed` did not."""

    calls: int
    left: int
    missed: Sequence[tuple[int, datetime]]


def calls_beside(
    beside: Beside,
    events: Iterable[CaseEvent],
    codes: Mapping[int, str],
    ways: Collection[Way],
    excused: Iterable[Span],
) -> Calls:
    """Return whether each call in these events left by all `ways`. `codes` is {case: code}."""
    spans = (*excused, *beside.trouble)
    calls = sorted(
        {
            (event.case, event.at)
            for event in events
            if event.kind == "called" and (event.level or 0) >= Level.CRISIS and event.case in codes
        }
    )
    left = [(about, at) for about, at in calls if all(beside.left(way, codes[about], at) for way in ways)]
    missed = [
        (about, at)
        for about, at in sorted(set(calls) - set(left))
        if not any(begins <= at + LEAVES_WITHIN and at <= ends for begins, ends in spans)
    ]
    return Calls(calls=len(calls), left=len(left), missed=missed)
