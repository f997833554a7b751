"""Whether a condition holds. An unanswered key makes its clause false, also with "is not"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import assert_never

from bot.engine import trends
from bot.engine.condition import (
    Answered,
    AnswerMatch,
    AverageIs,
    BeenInARow,
    BesideUsual,
    ChangedBy,
    Clause,
    Condition,
    GoneInARow,
    Includes,
    Is,
    NoAnswerCame,
    NumberIn,
    Otherwise,
    ValueIn,
    WasSkipped,
)
from bot.engine.facts import Past
from bot.engine.state import SKIPPED, Skipped, Value
from bot.engine.walk import Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a condition may look at: this conversation's answers and scores, and the saved ones before it."""

    at: datetime
    answers: Mapping[str, Value | Skipped] = field(default_factory=dict)
    history: Mapping[str, tuple[Past, ...]] = field(default_factory=dict)
    gave_up: bool = False
    supposed: Mapping[Clause, bool] | None = None  # stands in for the history, see Facts


def known(walk: Walk, *, gave_up: bool = False) -> Known:
    """Return what this turn knows."""
    answers = {**walk.state.answers, **walk.state.scores}
    return Known(
        at=walk.facts.at,
        answers=answers,
        history=walk.facts.history,
        gave_up=gave_up,
        supposed=walk.facts.supposed,
    )


def matches(match: AnswerMatch, answer: Value | Skipped | None) -> bool:
    """Return whether an answer is what stands left of a colon. None is no answer at all."""
    match match:
        case Otherwise():
            return True
        case WasSkipped():
            return answer is SKIPPED
        case NumberIn(low=low, high=high):
            if not isinstance(answer, int | float):
                return False
            return (low is None or answer >= low) and (high is None or answer <= high)
        case ValueIn(values=values):
            if answer is None or answer is SKIPPED:
                return False
            if isinstance(answer, tuple):
                return any(value in values for value in answer)
            return str(answer) in values
        case _:
            assert_never(match)


def current(known: Known, key: str) -> Value | Skipped | None:
    """Return this conversation's answer, else the latest saved one, else None."""
    if key in known.answers:
        return known.answers[key]
    past = known.history.get(key, ())
    return past[-1].value if past else None


def _latest(known: Known, key: str) -> Iterator[tuple[datetime, Value]]:
    """Yield the answers to `key`, the latest first: this conversation's, then the saved; skips left out."""
    here = known.answers.get(key)
    if here is not None and not isinstance(here, Skipped):
        yield known.at, here
    for one in reversed(known.history.get(key, ())):
        if not isinstance(one.value, Skipped):
            yield one.at, one.value


def _numbers(
    known: Known, key: str, *, at_most: int | None = None, since: timedelta | None = None
) -> list[tuple[datetime, float]]:
    """Return the latest numbers in time order: so many at most, or those of a stretch before now."""
    found: list[tuple[datetime, float]] = []
    for at, value in _latest(known, key):
        if len(found) == at_most or (since is not None and known.at - at > since):
            break
        if isinstance(value, int | float):
            found.append((at, value))
    found.reverse()
    return found


def _is(known: Known, clause: Is) -> bool:
    answer = current(known, clause.key)
    if answer is None:
        return False
    if answer is SKIPPED and not isinstance(clause.match, WasSkipped | Otherwise):
        return False
    return matches(clause.match, answer) is not clause.negated


def _includes(known: Known, clause: Includes) -> bool:
    answer = current(known, clause.key)
    if answer is None or answer is SKIPPED:
        return False
    values = answer if isinstance(answer, tuple) else (str(answer),)
    return (clause.value in values) is not clause.negated


def _answered(known: Known, clause: Answered) -> bool:
    answer = current(known, clause.key)
    if answer is None:
        return False
    return (answer is SKIPPED) is clause.skipped


def _been(known: Known, clause: BeenInARow) -> bool:
    row = [value for _, value in islice(_latest(known, clause.key), max(clause.times, 0))]
    return 0 < clause.times == len(row) and all(matches(clause.match, value) for value in row)


def about_the_past(clause: Clause, answers: Mapping[str, Value | Skipped]) -> bool:
    """Return whether the answers of this conversation alone do not settle the clause."""
    match clause:
        case NoAnswerCame():
            return False
        case Is(key=key) | Includes(key=key) | Answered(key=key):
            return key not in answers
        case BeenInARow(key=key, match=match, times=times):
            here = answers.get(key)
            if here is None or isinstance(here, Skipped):
                return True
            return times > 1 and matches(match, here)
        case _:
            return True


def holds_clause(clause: Clause, known: Known) -> bool:
    """Return whether one clause holds."""
    if known.supposed is not None and about_the_past(clause, known.answers):
        return known.supposed[clause]
    match clause:
        case Is():
            return _is(known, clause)
        case Includes():
            return _includes(known, clause)
        case Answered():
            return _answered(known, clause)
        case BeenInARow():
            return _been(known, clause)
        case GoneInARow(key=key, up=up, times=times):
            row = _numbers(known, key, at_most=times + 1)
            return trends.in_a_row([number for _, number in row], up=up, times=times)
        case ChangedBy(key=key, up=up, by=by):
            row = _numbers(known, key, at_most=2)
            return trends.changed_by([number for _, number in row], up=up, by=by)
        case BesideUsual(key=key, higher=higher):
            row = _numbers(known, key, since=trends.USUAL_STRETCH)
            return trends.beside_usual(row, at=known.at, higher=higher)
        case AverageIs(key=key, days=days, match=match):
            row = _numbers(known, key, since=timedelta(days=days))
            mean = trends.average(row, at=known.at, days=days)
            return mean is not None and matches(match, mean)
        case NoAnswerCame():
            return known.gave_up
        case _:
            assert_never(clause)


def holds(condition: Condition, known: Known) -> bool:
    """Return whether every clause holds."""
    return all(holds_clause(clause, known) for clause in condition.clauses)


def keys_of(condition: Condition) -> Iterator[str]:
    """Return the keys a condition looks at, in order, repeats included."""
    for clause in condition.clauses:
        if not isinstance(clause, NoAnswerCame):
            yield clause.key
