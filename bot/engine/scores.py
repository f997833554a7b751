"""Numbers made of several answers. Too few answers make no score, never a wrong one."""

from collections.abc import Callable, Mapping, Sequence
from math import fsum
from statistics import fmean

from bot.engine.effects import SaveScore
from bot.engine.script import Score, Script
from bot.engine.state import Skipped, Value
from bot.engine.walk import Walk

_HOW: Mapping[str, Callable[[Sequence[float]], float]] = {
    "sum": fsum,
    "mean": fmean,
    "lowest": min,
    "highest": max,
}


def score_of(score: Score, answers: dict[str, Value | Skipped]) -> float | None:
    """Return the number, or None when fewer answers than it needs were given."""
    given = [answers.get(key) for key in score.of]
    numbers = [float(value) for value in given if isinstance(value, int | float)]
    if not numbers or len(numbers) < score.needs_at_least:
        return None
    return _HOW[score.how](numbers)


def keep_scores(walk: Walk, script: Script, *, at_the_end: bool = False) -> None:
    """Save each score whose last question was asked or skipped; at the end of the script, all of them."""
    answers = dict(walk.state.answers)
    for key, score in script.scores.items():
        if not at_the_end and not all(part in answers for part in score.of):
            continue
        value = score_of(score, answers)
        if value is None or walk.state.scores.get(key) == value:
            continue
        walk.change(scores={**walk.state.scores, key: value})
        walk.emit(SaveScore(key=key, value=value))


def drop_scores(walk: Walk, slot: str) -> None:
    """Forget scores made with an answer that was taken away; they are saved anew with the next one."""
    stale = {key for script in walk.scripts() for key, score in script.scores.items() if slot in score.of}
    if stale:
        walk.change(scores={key: value for key, value in walk.state.scores.items() if key not in stale})
