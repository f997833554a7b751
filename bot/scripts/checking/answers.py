"""Checks questions and their branches: kinds of answers, which lines there are, and what they leave out."""

from collections.abc import Iterable, Sequence

from bot.engine.actions import ACTIONS, DONE, MISSING
from bot.engine.condition import AnswerMatch, NumberIn, Otherwise, ValueIn, WasSkipped
from bot.engine.script import (
    AnswerKind,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    NumberAnswer,
    ScaleAnswer,
    YesNoAnswer,
)
from bot.scripts.checking.flow import after_otherwise
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, did_you_mean, listed, quoted
from bot.scripts.reading.kind import ANSWER_FORMS, read_answer_kind
from bot.scripts.reading.shapes.branch import Branch, Reply
from bot.scripts.reading.shapes.step import StepShape

YES_NO = ("yes", "no")
OUTCOMES = (DONE, MISSING)


def answer_kind(step: StepShape) -> AnswerKind | None:
    """Return the kind of answer of a question without choices, or None."""
    return None if step.answer is None else read_answer_kind(step.answer)


def values_of(step: StepShape, languages: Iterable[str]) -> tuple[str, ...] | None:
    """Return the values that an answer can have, or None where they cannot be listed."""
    if step.choices is not None or step.choose_any is not None:
        return tuple(map(str, step.choices or step.choose_any or ()))
    match answer_kind(step):
        case YesNoAnswer() | ConsentAnswer():
            return YES_NO
        case ScaleAnswer(low=low, high=high):
            return tuple(str(number) for number in range(low, high + 1))
    if step.answer == "language":
        return tuple(languages)
    return OUTCOMES if step.do is not None else None


def check_answers(draft: ScriptDraft, languages: Sequence[str], problems: Problems) -> None:
    """Say what is wrong with the questions of one script and the lines that follow their answers."""
    for name, step in draft.steps.items():
        if step.answer is not None and answer_kind(step) is None:
            words = f"{quoted(step.answer)} is not a kind of answer.{did_you_mean(step.answer, ANSWER_FORMS)}"
            words += f" Use one of: {', '.join(ANSWER_FORMS)}, or choices (a scale has at most 11 numbers)."
            problems.add_unless_echo(draft.file, step.answer.mark, "E115", words)
            continue
        if step.is_question and not isinstance(answer_kind(step), ScaleAnswer):
            for end in ("low end", "high end"):
                if step.has(end):
                    words = f"'{end}' goes with a scale only. Remove it, or write: answer: scale 0 to 10"
                    problems.add_unless_echo(draft.file, step.key_mark(end), "E110", words)
        if step.do is not None and " ".join(step.do.split()) not in ACTIONS:
            words = f"{quoted(step.do)} is not something the bot can do.{did_you_mean(step.do, ACTIONS)}"
            problems.add_unless_echo(draft.file, step.do.mark, "E110", f"{words} Use {listed(ACTIONS)}.")
        for file in (step.picture, step.play):
            if file is not None and not _is_file(file):
                words = "Write the name of a file beside the conversations, such as: pictures/wave.png"
                problems.add_unless_echo(draft.file, file.mark, "E115", words)
        values = values_of(step, languages)
        for lines in (step.then or (), step.reply or ()):
            _check_lines(draft, name, step, lines, values, problems)
        _check_covered(draft, name, step, values, problems)


def _is_file(words: str) -> bool:
    parts = words.split("/")
    return all(part and not part.startswith(".") and "\\" not in part and ":" not in part for part in parts)


def _check_lines(
    draft: ScriptDraft,
    name: Word,
    step: StepShape,
    lines: Sequence[Branch | Reply],
    values: tuple[str, ...] | None,
    problems: Problems,
) -> None:
    caught = False
    for line in lines:
        if line.answer is None:
            continue
        if caught:
            after_otherwise(draft, line.answer, problems)
        caught = caught or isinstance(line.match, Otherwise)
        wrong = _why_never(name, step, line.match, values)
        if wrong:
            problems.add_unless_echo(draft.file, line.answer.mark, "E206", wrong)


def _why_never(name: Word, step: StepShape, match: AnswerMatch, values: tuple[str, ...] | None) -> str:
    """Return why no answer of this step can ever be this one, or nothing."""
    if isinstance(match, Otherwise):
        return ""
    if not step.is_question and step.do is None:
        return f"Step {quoted(name)} has no answer, so it can only go one way. Write: then: name_of_a_step"
    kind = answer_kind(step)
    numbers = isinstance(kind, ScaleAnswer | NumberAnswer)
    match match:
        case WasSkipped():
            if step.must_answer or step.do is not None:
                return f"{quoted(name)} cannot be skipped, so this line is never used. Remove it."
        case ValueIn(values=wanted):
            if numbers:
                return f"{quoted(name)} is answered with a number. Write, for example: 7 or more."
            if isinstance(kind, FreeTextAnswer | DateAnswer | ClockAnswer):
                words = f"{quoted(name)} is answered in the person's own words, so no answer can be expected."
                return f"{words} Use skipped or otherwise."
            for value in wanted:
                if values is not None and value not in values:
                    answers = f"is not one of the answers of {quoted(name)} ({', '.join(values)})."
                    return f"{quoted(value)} {answers}{did_you_mean(value, values)}"
        case NumberIn():
            if not numbers:
                known = f" ({', '.join(values)})" if values else ""
                return f"{quoted(name)} is not answered with a number. Use its answers{known}."
            low, high = _ends(kind)
            if _outside(match, low, high):
                return f"No answer of {quoted(name)} can be this number: it goes from {low:g} to {high:g}."
    return ""


def _ends(kind: AnswerKind | None) -> tuple[float, float]:
    low, high = float("-inf"), float("inf")
    if isinstance(kind, ScaleAnswer | NumberAnswer):
        low = kind.low if kind.low is not None else low
        high = kind.high if kind.high is not None else high
    return low, high


def _outside(match: NumberIn, low: float, high: float) -> bool:
    return (match.low is not None and match.low > high) or (match.high is not None and match.high < low)


def _check_covered(
    draft: ScriptDraft, name: Word, step: StepShape, values: tuple[str, ...] | None, problems: Problems
) -> None:
    lines = step.then or ()
    if not (step.is_question or step.do is not None) or not lines:
        return
    if any(isinstance(line.match, Otherwise) for line in lines):
        return
    missing = (
        ["other answers"] if values is None else [value for value in values if not _caught(value, lines)]
    )
    if missing:
        words = f"{quoted(name)} does not say where to go for: {', '.join(missing)}."
        words += " Add a line for each, or 'otherwise: next'."
        problems.add_unless_echo(draft.file, step.key_mark("then"), "E205", words)


def _caught(value: str, lines: Sequence[Branch]) -> bool:
    for line in lines:
        match line.match:
            case ValueIn(values=values) if value in values:
                return True
            case NumberIn(low=low, high=high) if value.lstrip("-").isdigit():
                if (low is None or int(value) >= low) and (high is None or int(value) <= high):
                    return True
    return False
