"""Checks what is saved: every key is known, measured the same way everywhere and saved once."""

from collections.abc import Mapping

from bot.engine.script import (
    AnswerKind,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    LanguageAnswer,
    NumberAnswer,
    PlaceAnswer,
    ScaleAnswer,
    YesNoAnswer,
)
from bot.scripts.checking.answers import answer_kind
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, did_you_mean, quoted
from bot.scripts.reading.shapes.shared import KeyShape
from bot.scripts.reading.shapes.step import StepShape

# {what a question accepts: the kinds a key may have for it}
KINDS_OF: Mapping[type[AnswerKind], tuple[str, ...]] = {
    ScaleAnswer: ("scale",),
    NumberAnswer: ("number",),
    YesNoAnswer: ("yes or no",),
    FreeTextAnswer: ("free text",),
    DateAnswer: ("date",),
    ClockAnswer: ("clock",),
    LanguageAnswer: ("language",),
    PlaceAnswer: ("place",),
    ConsentAnswer: ("consent", "yes or no"),
}
NUMBERS = ("scale", "number", "score")


def check_keys(draft: ScriptDraft, keys: Mapping[Word, KeyShape], problems: Problems) -> None:
    """Say what is wrong with the keys that one script saves and the scores it makes."""
    saved: dict[str, Word] = {}
    for name, step, key in draft.asks():
        shape = known_key(draft.file, key, keys, problems, "so nobody would know what it means")
        if key in saved:
            words = f"{quoted(key)} is already saved by step {quoted(saved[key])}."
            words += " The second answer would overwrite the first."
            problems.add_unless_echo(draft.file, key.mark, "E303", words)
        saved.setdefault(key, name)
        if shape is not None:
            _check_measure(draft, step, key, shape, problems)
    for score, of in draft.scores.items():
        known_key(draft.file, score, keys, problems, "so nobody would know what it means")
        if score in saved:
            words = f"{quoted(score)} is a score, and step {quoted(saved[score])} saves it too. Rename one."
            problems.add_unless_echo(draft.file, score.mark, "E303", words)
        for key in of.of:
            if key not in saved and not draft.unclear:
                words = (
                    f"The score {quoted(score)} uses {quoted(key)}, but no question in this script saves it."
                )
                problems.add_unless_echo(draft.file, key.mark, "E307", words + did_you_mean(key, saved))
            elif key in keys and keys[key].kind not in NUMBERS:
                words = f"The score {quoted(score)} uses {quoted(key)}, which is not a number."
                problems.add_unless_echo(draft.file, key.mark, "E307", words)
        if of.needs_at_least is not None and of.needs_at_least > len(of.of):
            words = f"The score {quoted(score)} is made of {len(of.of)} answers and cannot need more."
            problems.add_unless_echo(draft.file, of.key_mark("needs at least"), "E307", words)
    for title, test in draft.tests.items():
        for key in test.history:
            why = f"so the test {quoted(title)} cannot use it"
            known_key(draft.file, key, keys, problems, why)


def known_key(
    file: str, key: Word, keys: Mapping[Word, KeyShape], problems: Problems, why: str
) -> KeyShape | None:
    """Return what keys.yaml says of a key; say so if it says nothing, or if the key is retired."""
    shape = keys.get(key)
    if shape is None:
        words = f"{quoted(key)} is not in keys.yaml, {why}.{did_you_mean(key, keys)}"
        problems.add_unless_echo(file, key.mark, "E301", words)
    elif shape.retired is not None:
        words = f"{quoted(key)} was retired ({shape.retired}). Use the key that replaced it."
        problems.add_unless_echo(file, key.mark, "E306", words)
    return shape


def _check_measure(
    draft: ScriptDraft, step: StepShape, key: Word, shape: KeyShape, problems: Problems
) -> None:
    wrong = _other_choices(step, key, shape) if step.answer is None else _other_kind(step, key, shape)
    if wrong:
        words = f"{wrong} Old and new answers could not be compared."
        problems.add_unless_echo(draft.file, key.mark, "E302", words)


def _other_choices(step: StepShape, key: Word, shape: KeyShape) -> str:
    kind = "one of" if step.choices is not None else "some of"
    if shape.kind != kind:
        return f"{quoted(key)} is a {quoted(shape.kind)} in keys.yaml, but a {quoted(kind)} here."
    new = [str(value) for value in step.choices or step.choose_any or () if value not in shape.values]
    if new:
        known = ", ".join(shape.values)
        return (
            f"{quoted(new[0])} is not among the values of {quoted(key)} in keys.yaml ({known}); add it there."
        )
    return ""


def _other_kind(step: StepShape, key: Word, shape: KeyShape) -> str:
    kind = answer_kind(step)
    if kind is None:
        return ""
    kinds = KINDS_OF.get(type(kind), ())
    if shape.kind not in kinds:
        here = kinds[0] if kinds else str(step.answer)
        return f"{quoted(key)} is a {quoted(shape.kind)} in keys.yaml, but a {quoted(here)} here."
    if isinstance(kind, ScaleAnswer | NumberAnswer) and shape.range is not None:
        low, high = shape.range
        if (kind.low, kind.high) != (low, high):
            if kind.low is None or kind.high is None:
                return f"{quoted(key)} goes from {low:g} to {high:g} in keys.yaml, but has no ends here."
            there = f"goes from {low:g} to {high:g} in keys.yaml"
            return f"{quoted(key)} {there}, but from {kind.low:g} to {kind.high:g} here."
    return ""
