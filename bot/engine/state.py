"""Where a conversation stands. Everything `advance` needs to know about the past of this conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Skipped(StrEnum):
    """Stands in the place of an answer that was skipped."""

    SKIPPED = "skipped"


SKIPPED = Skipped.SKIPPED

# A scale or number is int or float; a choice, date, clock, language or zone is str; choose-any is a tuple.
Value = int | float | str | tuple[str, ...]


class Phase(StrEnum):
    """What the conversation is doing."""

    ASKING = "asking"  # an answer is waited for
    PAUSING = "pausing"  # a `wait:` step; any word ends it
    HOLDING = "holding"  # `wait for a person`: until a coach takes over or the case closes
    ENDED = "ended"


class Ending(StrEnum):
    """How a conversation ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    MISSED = "missed"
    PARTLY_ANSWERED = "partly answered"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A place in a script; `part` counts the keys of an `ask each` that were already asked."""

    script: str
    step: str
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer of this conversation, where it was given, so that `back` and a change find it again."""

    slot: str  # the key it is saved under, else "script.step"
    value: Value | Skipped
    stack: tuple[Frame, ...]
    turn: int
    key: str | None = None  # None: not saved


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`stack` is outermost first; `turn` counts questions from 1 and makes old buttons recognisable.

    `given` is in the order of asking, one entry a slot. `fired` holds "script.rule" of rules that have
    spoken and "step:script.name" of steps that happen once; `doubted` those rules whose answer was
    taken back and not given anew yet. `chosen` are the marks of a choose-any question.
    `misfits` counts answers to the open question that did not fit. `asked_from` is the turn in which the open
    question was first asked. `asked` counts questions and pauses; what is asked again is left out. `seed`
    picks wording. `ended_at` is aware UTC.
    """

    conversation: int
    bundle: str
    script: str
    seed: int
    stack: tuple[Frame, ...] = ()
    turn: int = 0
    phase: Phase = Phase.ASKING
    ending: Ending | None = None
    given: tuple[Given, ...] = ()
    fired: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    chosen: tuple[str, ...] = ()
    misfits: int = 0
    asked_from: int = 0
    asked: int = 0
    ended_at: datetime | None = None
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def answers(self) -> Mapping[str, Value | Skipped]:
        """Return {slot: answer}."""
        return {given.slot: given.value for given in self.given}
