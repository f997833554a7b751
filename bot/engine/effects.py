"""What a turn asks the shell to do. Frozen, imperative; text ids and values, never prose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from bot.engine.script import TextId
from bot.engine.state import Ending, Frame, Skipped, State, Value
from bot.signals import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text to render: which one, which of its variants, and what stands for {names} in it.

    `variant` counts the leaves of the text, depth first. A value that is itself a Line (the button of a
    choice, {when_a_person_answers}) is rendered in the same language; a time of day is said as that
    language says it. Ids that begin with "bot." are the bot's own words.
    """

    text: TextId
    variant: int = 0
    values: Mapping[str, "str | int | float | date | time | Line"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One button. `choice` goes into its data; a label that is a str is the same in every language.

    `alarm` is the crisis resource that a tap on this button alone calls for, or None.
    """

    choice: str
    label: Line | str
    alarm: str | None = None


class Layout(StrEnum):
    """How the buttons stand."""

    COLUMN = "column"
    SCALE = "scale"  # 0 to 10 in two rows
    PAIR = "pair"  # yes and no side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Send a resource's words. Crisis resources go first in the message, whatever came before."""

    resource: str
    crisis: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPicture:
    file: str
    described: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSound:
    file: str
    described: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Send a question and wait. At most one in a turn, and the last text of its message.

    Nudge and give-up clocks start when it is marked as sent. `again` is true when only a mark of a
    choose-any question changed: the shell may then change the buttons in place.
    """

    line: Line
    turn: int
    options: tuple[Option, ...] = ()
    controls: tuple[Option, ...] = ()
    layout: Layout = Layout.COLUMN
    low_end: Line | None = None
    high_end: Line | None = None
    nudge_after: timedelta | None = None
    give_up_after: timedelta | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWait:
    """Wake the conversation with WaitRanOut(turn) after `after`."""

    turn: int
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAnswer:
    """Keep an answer under its key; a later one of the same conversation and key replaces it."""

    key: str
    value: Value | Skipped
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAnswer:
    """Going back or changing an answer took this one away again."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveScore:
    key: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRemark:
    """Words that answered nothing: kept as the person's own, encrypted."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseSignal:
    """Tell a coach. `why` is "script.rule", "script.step" or the kind of a heard signal."""

    level: Level
    why: str
    tell: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectSignal:
    """The person says the answer that raised `why` was a wrong tap. Only a human lowers the level."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleScript:
    script: str
    after: timedelta
    at: time | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """Carry out one of engine/actions.py; `values` are what it needs, already checked."""

    action: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReferral:
    need: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartNow:
    """Begin `script` in this same turn; this conversation has ended as replaced."""

    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainWhoSees:
    """Say who sees the answer to the open question and what it starts, in a message of its own.

    The question stands. `stack` is where it is asked, outermost script first: their rules look at the answer.
    """

    stack: tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The conversation has ended."""

    ending: Ending


Effect = (
    Say
    | Show
    | SendPicture
    | SendSound
    | Ask
    | SetWait
    | SaveAnswer
    | DropAnswer
    | SaveScore
    | KeepRemark
    | RaiseSignal
    | CorrectSignal
    | ScheduleScript
    | Do
    | SaveReferral
    | StartNow
    | ExplainWhoSees
    | Finish
)


# Where a turn has been: ("step", script, step, 0), or a line of it that held: ("then" | "decide" | "reply",
# script, step, which line, counted from 0; `otherwise` of a decide comes after its conditions).
Passed = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The state after an event, and what it asks for, in order. `path` is the way that led there."""

    state: State
    effects: tuple[Effect, ...]
    path: tuple[Passed, ...] = field(default=(), compare=False)
