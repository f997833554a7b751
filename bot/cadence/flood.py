"""When somebody sends so much that it is slowed: told once, then nothing for a minute, then as before.

In no stretch of a minute are more than `MOST_A_MINUTE` updates carried out, and one more is answered with
why. Danger is none of this: whoever asks for help is never slowed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

# The welcome takes ten taps, and a thumb in distress writes a line every three seconds.
MOST_A_MINUTE = 20
MINUTE = timedelta(minutes=1)


class Pace(Enum):
    """What becomes of one more update: carried out, answered with why not, or left."""

    FINE = "fine"
    TOO_FAST = "too fast"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What came in the last minute, oldest first, and until when nothing more is carried out (aware UTC)."""

    came: tuple[datetime, ...] = ()
    slowed_until: datetime | None = None


def one_more(flow: Flow, at: datetime) -> tuple[Flow, Pace]:
    """Return the flow with an update that came at `at`, and what becomes of it.

    A clock that was set back counts as a fresh start: nobody is slowed for longer than a minute.
    """
    if flow.slowed_until is not None and timedelta(0) < flow.slowed_until - at <= MINUTE:
        return flow, Pace.LEFT
    came = tuple(one for one in flow.came if timedelta(0) <= at - one < MINUTE)
    if len(came) >= MOST_A_MINUTE:
        return Flow(slowed_until=at + MINUTE), Pace.TOO_FAST
    return Flow(came=(*came, at)), Pace.FINE
