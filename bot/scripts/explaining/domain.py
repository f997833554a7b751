"""The answers that a question can get, as far as anything in the scripts can tell them apart."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.engine.bundle import Bundle
from bot.engine.condition import AnswerMatch, AverageIs, BeenInARow, Condition, Is, NumberIn
from bot.engine.questions import services_for
from bot.engine.script import (
    AnswerKind,
    AskEachStep,
    AskStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ConsentAnswer,
    DecideStep,
    LanguageAnswer,
    NumberAnswer,
    OfferServicesStep,
    ScaleAnswer,
    Step,
    YesNoAnswer,
)
from bot.engine.state import SKIPPED, Skipped, Value

Answer = Value | Skipped

# Stands for any words, day, hour or place: nothing in a script can look into them.
ANYTHING = "anything"


def answers_to(bundle: Bundle, step: Step) -> tuple[Answer, ...]:
    """Return one answer of each sort, in the order of the buttons; a skip last, where it is allowed.

    A choose-any answer is looked at choice by choice: each alone, and none of them.
    """
    if isinstance(step.kind, OfferServicesStep):
        offered = services_for(bundle, step.kind.need)
        return (*(service.name for service in offered), SKIPPED)
    if not isinstance(step.kind, AskStep | AskEachStep):
        return ()
    question = step.kind.question
    return (*_answers(bundle, question.kind), *(() if question.must_answer else (SKIPPED,)))


def _answers(bundle: Bundle, kind: AnswerKind) -> tuple[Answer, ...]:
    match kind:
        case ScaleAnswer(low=low, high=high):
            return tuple(range(low, high + 1))
        case YesNoAnswer() | ConsentAnswer():
            return ("yes", "no")
        case ChoicesAnswer(choices=choices):
            return tuple(choices)
        case ChooseAnyAnswer(choices=choices):
            return (*((value,) for value in choices), ())
        case LanguageAnswer():
            return bundle.programme.languages
        case NumberAnswer(low=low, high=high):
            return tuple(_numbers(_bounds(bundle), low, high))
        case _:
            return (ANYTHING,)


def _numbers(bounds: Iterable[float], low: float | None, high: float | None) -> Iterator[float]:
    """Yield each bound, and one number in every gap between, below and above them."""
    inside = [
        bound
        for bound in sorted(set(bounds))
        if (low is None or bound >= low) and (high is None or bound <= high)
    ]
    if not inside:
        yield low if low is not None else high if high is not None else 0
        return
    if low is None or low < inside[0]:
        yield inside[0] - 1 if low is None else low
    for bound, following in pairwise(inside):
        yield bound
        yield (bound + following) / 2
    yield inside[-1]
    if high is None or high > inside[-1]:
        yield inside[-1] + 1 if high is None else high


def _bounds(bundle: Bundle) -> Iterator[float]:
    """Yield every number that a script compares an answer with."""
    for script in bundle.scripts.values():
        for rule in script.risk.values():
            yield from _of_condition(rule.when)
        for step in script.steps.values():
            for match, _ in step.then:
                yield from _of(match)
            if isinstance(step.kind, DecideStep):
                for condition, _ in step.kind.branches:
                    yield from _of_condition(condition)


def _of_condition(condition: Condition) -> Iterator[float]:
    for clause in condition.clauses:
        if isinstance(clause, Is | BeenInARow | AverageIs):
            yield from _of(clause.match)


def _of(match: AnswerMatch) -> Iterator[float]:
    if isinstance(match, NumberIn):
        yield from (bound for bound in (match.low, match.high) if bound is not None)
