"""What stands in `then`, `reply` and `decide`: lines of "for this answer, that"."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from bot.engine.condition import AnswerMatch, Condition, Otherwise
from bot.scripts.node import Mapped, Word
from bot.scripts.problem import quoted
from bot.scripts.reading.answer import read_answer
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import good_condition
from bot.scripts.reading.shapes.shape import wrong
from bot.scripts.reading.shapes.text import WrittenText, read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """For which answer to go where; `answer` is None for a plain `then: name`."""

    answer: Word | None
    match: AnswerMatch
    go: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """For which answer to say what."""

    answer: Word
    match: AnswerMatch
    written: WrittenText


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """If this holds go there; None is the `otherwise` line."""

    when: Word
    condition: Condition | None
    go: Word


def _then(node: object) -> tuple[Branch, ...]:
    if isinstance(node, Word):
        return (Branch(answer=None, match=Otherwise(), go=node),)
    if not isinstance(node, Mapped):
        raise wrong(
            "E115", "After 'then:' belongs the name of a step, next, end, or lines of 'answer: step'.", node
        )
    return tuple(Branch(answer=answer, match=_match(answer), go=_go(go)) for answer, go in node.pairs())


def _reply(node: object) -> tuple[Reply, ...]:
    if not isinstance(node, Mapped):
        raise wrong("E115", "Under 'reply:' belong lines of 'answer: text'.", node)
    return tuple(
        Reply(answer=answer, match=_match(answer), written=read_text(text)) for answer, text in node.pairs()
    )


def _decide(node: object) -> tuple[Decision, ...]:
    if not isinstance(node, Mapped):
        raise wrong(
            "E115", "Under 'decide:' belong lines of 'condition: step', and last 'otherwise: step'.", node
        )
    return tuple(
        Decision(when=when, condition=None if when == "otherwise" else good_condition(when), go=_go(go))
        for when, go in node.pairs()
    )


def _match(answer: Word) -> AnswerMatch:
    match = read_answer(answer)
    if match is None:
        words = f"I do not understand the answer {quoted(answer)}."
        raise wrong(
            "E206", f"{words} Write, for example: 7 or more, 4 to 6, yes, hard or okay, otherwise.", answer
        )
    return match


def _go(node: object) -> Word:
    if not isinstance(node, Word):
        raise wrong("E115", "Here belongs the name of a step, next or end.", node)
    return node


Then = Annotated[tuple[Branch, ...], PlainValidator(_then), WithJsonSchema(forms.THEN)]
Replies = Annotated[tuple[Reply, ...], PlainValidator(_reply), WithJsonSchema(forms.REPLIES)]
Decisions = Annotated[tuple[Decision, ...], PlainValidator(_decide), WithJsonSchema(forms.DECISIONS)]
