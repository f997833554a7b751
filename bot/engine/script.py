"""What a conversation is made of, once it has been read: steps, questions, texts and rules.

Shapes only, no behaviour. Words never stand here: every text is an id (`script.step.part[.value]`, the
translation context) that leads into `Bundle.texts`. The format is described in docs/editors.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import NewType

from bot.engine.condition import AnswerMatch, Condition
from bot.signals import Level

TextId = NewType("TextId", str)

NEXT = "next"
END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Plain words in the source language; `{names}` are filled in when rendered."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """Words that follow the number called `count`; `other` shows {count}."""

    count: str
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """Several ways to say it; the one least recently sent to this person is taken."""

    texts: tuple["Text", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForGoal:
    """Words that follow the person's own goal: {goal: text}, goals are less, safer, medication."""

    texts: Mapping[str, "Text"]
    otherwise: "Text"


Text = Words | Plural | OneOf | ForGoal


# What a question accepts


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleAnswer:
    """Whole numbers [low, high], one button each."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswer:
    """A number, typed; bounds are None where the script gives none."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoAnswer:
    """ "yes" or "no"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTextAnswer:
    """The person's own words, kept encrypted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateAnswer:
    """A day, kept as 2027-01-31."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockAnswer:
    """A time of day, kept as 09:30."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageAnswer:
    """One of the programme's languages, kept as its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswer:
    """A city, kept as its IANA zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """ "yes" or "no" to the consent text called `name`."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesAnswer:
    """One of several buttons: {value: text of the button}, in the order of the file."""

    choices: Mapping[str, TextId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAnyAnswer:
    """Any number of several buttons, then "that is all": {value: text of the button}."""

    choices: Mapping[str, TextId]


AnswerKind = (
    ScaleAnswer
    | NumberAnswer
    | YesNoAnswer
    | FreeTextAnswer
    | DateAnswer
    | ClockAnswer
    | LanguageAnswer
    | PlaceAnswer
    | ConsentAnswer
    | ChoicesAnswer
    | ChooseAnyAnswer
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How an answer is given, where it is kept and what is said to it at once."""

    kind: AnswerKind
    save: str | None = None
    low_end: TextId | None = None
    high_end: TextId | None = None
    reply: tuple[tuple[AnswerMatch, TextId], ...] = ()
    must_answer: bool = False


# What a step does: exactly one of these


@dataclass(frozen=True, slots=True, kw_only=True)
class SayStep:
    text: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStep:
    text: TextId
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEachStep:
    """The same question for several keys, one after the other: {key: text}; each is saved under its key."""

    texts: Mapping[str, TextId]
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideStep:
    """The first condition that holds says where to go; without one, `otherwise`."""

    branches: tuple[tuple[Condition, str], ...]
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStep:
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleStep:
    """Start `script` after `after`, moved to wall time `at` in the person's zone; at most so many waiting."""

    script: str
    after: timedelta
    at: time | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStep:
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellCoachStep:
    text: TextId
    level: Level = Level.WATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitStep:
    """A pause inside a conversation; any word from the person ends it."""

    time: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStep:
    file: str
    described: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayStep:
    file: str
    described: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferServicesStep:
    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitForPersonStep:
    """Hold on with the built-in buttons until a coach takes over or the case closes."""

    text: TextId


@dataclass(frozen=True, slots=True, kw_only=True)
class DoStep:
    """One of the closed list in engine/actions.py; its outcomes stand in `then`."""

    action: str


StepKind = (
    SayStep
    | AskStep
    | AskEachStep
    | DecideStep
    | CallStep
    | ScheduleStep
    | ShowStep
    | TellCoachStep
    | WaitStep
    | PictureStep
    | PlayStep
    | OfferServicesStep
    | WaitForPersonStep
    | DoStep
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `then` is where to go for which answer, first match wins; empty means the next step.

    A plain `then: name` is stored as one pair with `Otherwise`. A target is a step name, "next" or "end".
    """

    name: str
    kind: StepKind
    then: tuple[tuple[AnswerMatch, str], ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number made of several answers: how is "sum", "mean", "lowest" or "highest"."""

    how: str
    of: tuple[str, ...]
    needs_at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A risk rule: when it holds, a coach is told at `level`, and `start_now` replaces this conversation."""

    name: str
    when: Condition
    level: Level
    tell_coach: TextId
    start_now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """What silence does. Clocks count from the moment Telegram accepted the question."""

    give_up_after: timedelta
    nudge_after: timedelta | None = None
    nudge: TextId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestLine:
    """One line of a test dialogue: what it is about ("person", "bot", "says", ...) and its words."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    what: str
    words: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTest:
    """A dialogue an editor wrote: {key: [oldest ... latest]} before it, who is on duty, and its lines.

    `duty` is "nobody", "somebody" or the name of a coach.
    """

    title: str
    talk: tuple[TestLine, ...]
    history: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duty: str = "somebody"
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One conversation. `starts` is one of the four phrases of the format; steps are in file order."""

    name: str
    title: str
    starts: str
    steps: Mapping[str, Step]
    button: TextId | None = None
    quiet_button: TextId | None = None
    no_answer: NoAnswer | None = None
    scores: Mapping[str, Score] = field(default_factory=dict)
    risk: Mapping[str, Rule] = field(default_factory=dict)
    tests: tuple[ScriptTest, ...] = ()
