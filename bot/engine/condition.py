"""What rules, branches and replies can ask about answers. Shapes only; `judge.py` says if they hold."""

from dataclasses import dataclass

# An answer: what stands to the left in `then:` and `reply:`, and after `is` in a condition


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberIn:
    """A number in [low, high]; None is open. "7 or more", "3 or less", "4 to 6", "5"."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueIn:
    """One of these values. "hard", "hard or okay", "yes"; for a choose-any answer: contains one of them."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WasSkipped:
    """The person skipped the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Anything, a skip included."""


AnswerMatch = NumberIn | ValueIn | WasSkipped | Otherwise


# Clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    key: str
    match: AnswerMatch
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Includes:
    key: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    key: str
    skipped: bool = False  # True: "was skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneInARow:
    """Has gone up (or down) `times` check-ins in a row: that many rises need one answer more."""

    key: str
    up: bool
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeenInARow:
    key: str
    match: AnswerMatch
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBy:
    """Is up (or down) by `by` or more since last time."""

    key: str
    up: bool
    by: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideUsual:
    """Is higher (or lower) than the person's own median of 28 days."""

    key: str
    higher: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageIs:
    key: str
    days: int
    match: AnswerMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswerCame:
    """This conversation was given up."""


Clause = (
    Is | Includes | Answered | GoneInARow | BeenInARow | ChangedBy | BesideUsual | AverageIs | NoAnswerCame
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """All clauses hold. `source` is the sentence as the editor wrote it."""

    clauses: tuple[Clause, ...]
    source: str
