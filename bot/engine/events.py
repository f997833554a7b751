"""What can happen to a conversation. Frozen, past tense; the shell makes these of taps, texts and timers."""

from dataclasses import dataclass
from enum import StrEnum

from bot.signals import Signal


class Control(StrEnum):
    """Buttons every question may carry. The value is the choice written into the button."""

    SKIP = "s"
    BACK = "b"
    STOP = "x"
    PERSON = "p"
    CHANGE = "c"  # change that answer
    THAT_IS_ALL = "d"  # ends a choose-any question
    WHO_SEES = "i"  # who sees the answer, and what it starts
    LINES_AGAIN = "l"  # while holding on for a person
    BREATHE = "r"
    WORSE = "w"
    SAFER = "f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """The conversation was started: by a tap on its invitation, a menu button, a call or a schedule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A button of question number `turn`; `choice` is an Option's or a Control."""

    turn: int
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """Words typed after the open question was sent."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The listening found something in the person's words; `words` may also answer the open question."""

    signal: Signal
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedByPerson:
    """STOP, from any state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForPerson:
    """The person wants a human, from any state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The person goes on with a conversation that was parked or held: the open question is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeFellDue:
    """No answer to question `turn` for the nudge time."""

    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpFellDue:
    """No answer to question `turn` for the give-up time."""

    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitRanOut:
    """The pause that began with `turn` is over."""

    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonArrived:
    """A coach has taken over, or the case was closed: holding on ends."""


Event = (
    Began
    | Tapped
    | Wrote
    | Heard
    | StoppedByPerson
    | AskedForPerson
    | Resumed
    | NudgeFellDue
    | GiveUpFellDue
    | WaitRanOut
    | PersonArrived
)
