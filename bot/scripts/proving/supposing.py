"""The history, as free truth values: each clause about it may hold or not, and stays so while it may."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import TypeVar

from bot.engine.bundle import Bundle, Key
from bot.engine.condition import Answered, Clause, Includes, Is, NumberIn, ValueIn
from bot.engine.facts import Duty, Facts, Past
from bot.engine.judge import Known, holds_clause
from bot.engine.state import SKIPPED
from bot.scripts.proving.answers import ANY_WORDS, Answer

Made = TypeVar("Made")
Supposed = Mapping[Clause, bool]
Direct = Is | Includes | Answered  # what looks at the latest saved answer alone

# Any moment will do: whatever depends on time is a free truth value here.
NOW = datetime(2027, 1, 4, 15, 0, tzinfo=UTC)

NOTHING_SUPPOSED: Supposed = {}


class UnsettledError(Exception):
    """The engine has asked about a clause of which nothing is supposed yet."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause


class _Asking(dict[Clause, bool]):
    def __missing__(self, clause: Clause) -> bool:
        raise UnsettledError(clause)


def in_every_past(
    bundle: Bundle, supposed: Supposed, make: Callable[[Facts], Made]
) -> Iterator[tuple[Supposed, Made]]:
    """Yield what comes about in each past that makes a difference, with what is supposed of it."""
    waiting = [supposed]
    while waiting:
        one = waiting.pop()
        facts = Facts(
            at=NOW,
            zone=bundle.programme.zone,
            locale=bundle.programme.source_language,
            duty=Duty(called=1),
            supposed=_Asking(one),
        )
        try:
            made = make(facts)
        except UnsettledError as unsettled:
            for truth in (True, False):
                more = {**one, unsettled.clause: truth}
                if can_be(bundle, unsettled.clause, more):
                    waiting.append(more)
            continue
        yield one, made


def can_be(bundle: Bundle, clause: Clause, supposed: Supposed) -> bool:
    """Return whether some latest saved answer makes all clauses about this key come out as supposed."""
    if not isinstance(clause, Direct):
        return True
    about = [
        (one, truth) for one, truth in supposed.items() if isinstance(one, Direct) and one.key == clause.key
    ]
    return any(
        all(holds_clause(one, known) is truth for one, truth in about)
        for known in _pasts(bundle.keys.get(clause.key), clause.key, about)
    )


def _pasts(key: Key | None, name: str, about: list[tuple[Direct, bool]]) -> Iterator[Known]:
    yield Known(at=NOW)
    for answer in _saved(key, about):
        yield Known(at=NOW, history={name: (Past(at=NOW, value=answer),)})


def _saved(key: Key | None, about: list[tuple[Direct, bool]]) -> Iterator[Answer]:
    """Yield saved answers among which one fits all that is supposed `about` the key, if any answer does."""
    yield SKIPPED
    values: set[str] = set(key.values) if key is not None else set()
    borders: set[float] = set()
    for clause, _ in about:
        if isinstance(clause, Includes):
            values.add(clause.value)
        elif isinstance(clause, Is):
            match clause.match:
                case ValueIn(values=several):
                    values.update(several)
                case NumberIn(low=low, high=high):
                    for end in (low, high):
                        if end is not None:
                            borders |= {end - 1, end, end + 1}
                case _:
                    pass
    if key is not None and key.kind == "some of":
        yield ()
        # Of all that may be among them, more only helps: a clause asks for some value, or for none of some.
        yield tuple(sorted(values - _not_among_them(about)))
    elif borders:
        borders |= {(one + other) / 2 for one, other in pairwise(sorted(borders))}
        for number in sorted(borders):
            low = key.low if key is not None and key.low is not None else number
            high = key.high if key is not None and key.high is not None else number
            if low <= number <= high:
                yield number
    else:
        yield from sorted(values)
        yield ANY_WORDS


def _not_among_them(about: list[tuple[Direct, bool]]) -> set[str]:
    """Return the values that cannot have been chosen if all comes out as supposed."""
    left_out: set[str] = set()
    for clause, truth in about:
        match clause:
            case Includes(value=value, negated=negated) if truth is negated:
                left_out.add(value)
            case Is(match=ValueIn(values=several), negated=negated) if truth is negated:
                left_out.update(several)
            case _:
                pass
    return left_out
