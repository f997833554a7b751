"""Which answers a question can get, grouped by what can tell them apart: one answer stands for each group."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, floor

from bot.engine.bundle import Bundle
from bot.engine.condition import AnswerMatch, AverageIs, BeenInARow, Clause, Includes, Is, NumberIn, ValueIn
from bot.engine.judge import matches
from bot.engine.script import (
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    LanguageAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    ScaleAnswer,
    YesNoAnswer,
)
from bot.engine.state import SKIPPED, Skipped, Value

# Any day, hour and zone will do, and any words but those that are looked for.
ANY_WORDS = "some words of their own"
ANY_DAY = "2027-01-31"
ANY_HOUR = "09:30"

# Sets of choices that conditions tell apart. More than so many are refused (E218) rather than tried.
MOST_SETS = 256

Answer = Value | Skipped


def answers_of(bundle: Bundle, question: Question, told_apart: Iterable[AnswerMatch] = ()) -> list[Answer]:
    """Return at least one answer of each group; `told_apart` are the matches that will look at them.

    A skip is among them unless the question must be answered: it stands for words that do not fit twice, too.
    """
    found: list[Answer] = list(_values(bundle, question, list(told_apart)))
    if not question.must_answer:
        found.append(SKIPPED)
    return found


def _values(bundle: Bundle, question: Question, told_apart: list[AnswerMatch]) -> Iterator[Value]:
    match question.kind:
        case ScaleAnswer(low=low, high=high):
            yield from (int(number) for number in _numbers(low, high, told_apart, whole=True))
        case NumberAnswer(low=low, high=high):
            yield from _numbers(low, high, told_apart, whole=False)
        case YesNoAnswer() | ConsentAnswer():
            yield from ("yes", "no")
        case ChoicesAnswer(choices=choices):
            yield from choices
        case ChooseAnyAnswer(choices=choices):
            yield ()
            yield from ((value,) for value in choices)
        case LanguageAnswer():
            yield from bundle.programme.languages
        case DateAnswer():
            yield ANY_DAY
        case ClockAnswer():
            yield ANY_HOUR
        case PlaceAnswer():
            yield bundle.programme.zone
        case _:
            yield ANY_WORDS
            yield from (word for match in told_apart if isinstance(match, ValueIn) for word in match.values)


def _numbers(
    low: float | None, high: float | None, told_apart: list[AnswerMatch], *, whole: bool
) -> list[float]:
    """Return the ends, both sides of each border, and between borders."""
    borders: set[float] = {end for end in (low, high) if end is not None} or {0}
    for match in told_apart:
        if isinstance(match, NumberIn):
            if match.low is not None:
                borders |= {ceil(match.low), ceil(match.low) - 1}
            if match.high is not None:
                borders |= {floor(match.high), floor(match.high) + 1}
            if not whole:
                borders |= {end for end in (match.low, match.high) if end is not None}
    if not whole:
        ordered = sorted(borders)
        borders |= {(one + other) / 2 for one, other in pairwise(ordered)}
        borders |= {ordered[0] - 1, ordered[-1] + 1}
    return sorted(
        number for number in borders if (low is None or number >= low) and (high is None or number <= high)
    )


def sets_of(question: ChooseAnyAnswer, clauses: Iterable[Clause]) -> list[tuple[str, ...]] | None:
    """Return a set of choices for each way the clauses can come out; None when there are too many."""
    atoms = [clause for clause in clauses if isinstance(clause, Is | Includes | BeenInARow)]
    found: dict[tuple[bool, ...], tuple[str, ...]] = {signature((), atoms): ()}
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        chosen = waiting.pop(0)
        for value in question.choices:
            if value in chosen:
                continue
            more = tuple(one for one in question.choices if one in chosen or one == value)
            mark = signature(more, atoms)
            if mark not in found:
                if len(found) >= MOST_SETS:
                    return None
                found[mark] = more
                waiting.append(more)
    return list(found.values())


def signature(answer: Answer, clauses: Iterable[Clause]) -> tuple[bool, ...]:
    """Return what the clauses can see of an answer: two answers with the same one are the same to them."""
    return tuple(_seen(answer, clause) for clause in clauses)


def _seen(answer: Answer, clause: Clause) -> bool:
    match clause:
        case Is(match=match) | BeenInARow(match=match) | AverageIs(match=match):
            return matches(match, answer)
        case Includes(value=value):
            return not isinstance(answer, Skipped) and value in (
                answer if isinstance(answer, tuple) else (str(answer),)
            )
        case _:
            return True
