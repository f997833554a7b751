"""Checks conditions: their keys are known, they compare like with like and can come true."""

from collections.abc import Iterator, Mapping

from bot.engine.condition import (
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
    ValueIn,
)
from bot.scripts.checking.keys import NUMBERS
from bot.scripts.checking.ways import ways_of
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word
from bot.scripts.problem import Mark, Problems, did_you_mean, quoted
from bot.scripts.reading.shapes.shared import KeyShape

OWN_WORDS = ("free text", "date", "clock")  # kinds whose answers nobody can foresee


def check_conditions(draft: ScriptDraft, keys: Mapping[Word, KeyShape], problems: Problems) -> None:
    """Say what is wrong with the conditions of one script's branches and rules."""
    for mark, condition, _ in _conditions(draft):
        for clause in condition.clauses:
            if not isinstance(clause, NoAnswerCame):
                _check_clause(draft.file, mark, clause, condition, keys, problems)
    if not draft.whole:
        return
    ways = ways_of(draft)
    asked: dict[str, list[Word]] = {}
    for asker, _, saved in draft.asks():
        asked.setdefault(str(saved), []).append(asker)
    for mark, condition, step in _conditions(draft):
        for key in sorted(
            {clause.key for clause in condition.clauses if not isinstance(clause, NoAnswerCame)}
        ):
            if step is None or key not in asked:
                continue
            if not any(str(step) in ways.after(str(one)) for one in asked[key]):
                words = f"{quoted(step)} looks at {quoted(key)}, but step {quoted(asked[key][0])},"
                problems.add_unless_echo(
                    draft.file, mark, "E404", f"{words} which asks for it, cannot come before {quoted(step)}."
                )


def _conditions(draft: ScriptDraft) -> Iterator[tuple[Mark, Condition, Word | None]]:
    """Return (place, condition, step); the step is None for a rule, which is judged all the time."""
    for name, step in draft.steps.items():
        for line in step.decide or ():
            if line.condition is not None:
                yield line.when.mark, line.condition, name
    for rule in draft.risk.values():
        yield rule.value_mark("when"), rule.when, None


def _check_clause(
    file: str,
    mark: Mark,
    clause: Clause,
    condition: Condition,
    keys: Mapping[Word, KeyShape],
    problems: Problems,
) -> None:
    if isinstance(clause, NoAnswerCame):
        return
    shape = keys.get(Word(clause.key))
    source = quoted(condition.source)
    if shape is None:
        words = f"The condition {source} uses {quoted(clause.key)}, which is not in keys.yaml."
        problems.add_unless_echo(file, mark, "E401", words + did_you_mean(clause.key, keys))
        return
    if shape.retired is not None:
        words = f"{quoted(clause.key)} was retired ({shape.retired}). Use the key that replaced it."
        problems.add_unless_echo(file, mark, "E306", words)
        return
    number = shape.kind in NUMBERS
    match clause:
        case Is(match=match) | BeenInARow(match=match) | AverageIs(match=match):
            if isinstance(clause, AverageIs) and not (number and isinstance(match, NumberIn)):
                words = (
                    f"{quoted(clause.key)} is a {quoted(shape.kind)}, not a number, so {source} cannot work."
                )
                if number:
                    words = f"An average is compared with a number, so {source} cannot work."
                problems.add_unless_echo(file, mark, "E402", words)
                return
            _check_match(file, mark, clause.key, match, shape, source, problems)
        case GoneInARow() | ChangedBy() | BesideUsual():
            if not number:
                words = (
                    f"{quoted(clause.key)} is a {quoted(shape.kind)}, not a number, so {source} cannot work."
                )
                problems.add_unless_echo(file, mark, "E402", words)
            elif isinstance(clause, ChangedBy) and shape.range is not None:
                low, high = shape.range
                if clause.by > high - low:
                    _never(file, mark, source, clause.key, low, high, problems)
        case Includes(value=value):
            if shape.kind != "some of":
                words = (
                    f"{quoted(clause.key)} is a {quoted(shape.kind)}, so write 'is' instead of 'includes'."
                )
                problems.add_unless_echo(file, mark, "E402", words)
            elif value not in shape.values:
                _not_a_value(file, mark, clause.key, value, shape, problems)


def _check_match(
    file: str,
    mark: Mark,
    key: str,
    match: AnswerMatch,
    shape: KeyShape,
    source: str,
    problems: Problems,
) -> None:
    number = shape.kind in NUMBERS
    if isinstance(match, NumberIn):
        if not number:
            words = f"{quoted(key)} is a {quoted(shape.kind)}, not a number, so {source} cannot work."
            problems.add_unless_echo(file, mark, "E402", words)
        elif shape.range is not None:
            low, high = shape.range
            below = match.high is not None and match.high < low
            if below or (match.low is not None and match.low > high):
                _never(file, mark, source, key, low, high, problems)
    elif isinstance(match, ValueIn):
        if number:
            words = (
                f"{quoted(key)} is a number, so {source} cannot work. Write, for example: {key} is 7 or more."
            )
            problems.add_unless_echo(file, mark, "E402", words)
            return
        if shape.kind in OWN_WORDS:
            words = f"{quoted(key)} is a {quoted(shape.kind)}, so {source} cannot work. Use 'was answered'."
            problems.add_unless_echo(file, mark, "E402", words)
            return
        values = ("yes", "no") if shape.kind in ("yes or no", "consent") else shape.values
        for value in match.values:
            if values and value not in values:
                _not_a_value(file, mark, key, value, shape, problems)


def _never(file: str, mark: Mark, source: str, key: str, low: float, high: float, problems: Problems) -> None:
    words = f"{source} can never be true: {key} goes from {low:g} to {high:g}."
    problems.add_unless_echo(file, mark, "E403", words)


def _not_a_value(file: str, mark: Mark, key: str, value: str, shape: KeyShape, problems: Problems) -> None:
    values = ("yes", "no") if shape.kind in ("yes or no", "consent") else shape.values
    words = f"{quoted(value)} is not one of the answers of {quoted(key)} ({', '.join(values)})."
    problems.add_unless_echo(file, mark, "E206", words + did_you_mean(value, values))
