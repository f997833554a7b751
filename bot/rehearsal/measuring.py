"""How long people waited: from a call for help to the first yes, and to the first word of a human."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.signals import Level
from bot.storage.case_event import CaseEvent

# What begins a wait, what says "I have it", and what is a human's first word or try.
_CALLS: Final = ("called",)
_YES: Final = ("acknowledged", "accepted")
_CONTACT: Final = ("coach wrote", "coach sent", "attempted", "reached")
# Upper ends of the bars, in minutes; the last bar has none.
BARS: Final = (1, 2, 5, 10, 15, 30, 60, 240, 720)


@dataclass(slots=True, kw_only=True)
class Wait:
    """One call for help of one person: minutes to the yes and to contact, None when none came."""

    level: int
    began: datetime
    rung: int = 0
    yes: float | None = None
    contact: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Sorted minutes of all waits of one level, and how many were answered at which rung."""

    waits: int
    yes: Sequence[float]
    contact: Sequence[float]
    rungs: Counter[int] = field(default_factory=Counter)


def waits(events: Iterable[CaseEvent]) -> list[Wait]:
    """Return each wait in these events, which are in order: from the first call until a human wrote.

    A case that went to the next rung because whoever had it was silent is still the same wait.
    """
    open_ones: dict[int, Wait] = {}
    found: list[Wait] = []
    levels: dict[int, int] = defaultdict(int)
    for event in events:
        if event.kind in ("signal", "called", "reopened") and event.level is not None:
            levels[event.case] = max(levels[event.case], event.level)
        waiting = open_ones.get(event.case)
        if event.kind in _CALLS:
            if waiting is None:
                waiting = open_ones[event.case] = Wait(level=levels[event.case], began=event.at)
                found.append(waiting)
            waiting.level = max(waiting.level, levels[event.case])
            if waiting.yes is None:
                waiting.rung = max(waiting.rung, int(event.why or 0))
        elif waiting is not None and event.kind in _YES and waiting.yes is None:
            waiting.yes = (event.at - waiting.began).total_seconds() / 60
        elif waiting is not None and event.kind in _CONTACT and event.by is not None:
            waiting.contact = (event.at - waiting.began).total_seconds() / 60
            del open_ones[event.case]
        if event.kind == "closed":
            open_ones.pop(event.case, None)
            levels.pop(event.case, None)
    return found


def times_of(found: Sequence[Wait], level: Level) -> Times:
    """Return the times of one level."""
    mine = [one for one in found if one.level == int(level)]
    return Times(
        waits=len(mine),
        yes=sorted(one.yes for one in mine if one.yes is not None),
        contact=sorted(one.contact for one in mine if one.contact is not None),
        rungs=Counter(one.rung for one in mine if one.yes is not None),
    )


def share(times: Sequence[float], part: float) -> float:
    """Return the minutes that `part` of all waits stayed under; 0 when there are none."""
    return times[min(len(times) - 1, int(len(times) * part))] if times else 0.0


def bars(times: Sequence[float]) -> list[tuple[str, int]]:
    """Return [(how long, how many)] from the shortest to the longest waits."""
    found = []
    lower = 0.0
    for upper in BARS:
        found.append((f"to {_long(upper)}", sum(1 for one in times if lower <= one < upper)))
        lower = float(upper)
    found.append((f"over {_long(BARS[-1])}", sum(1 for one in times if one >= lower)))
    return found


def _long(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"
