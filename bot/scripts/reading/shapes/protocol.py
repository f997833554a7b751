"""protocols.yaml: a card of five lines for a coach, for each kind of danger."""

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from bot.engine.script import Words
from bot.scripts.node import Listed, Word
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import Plain, Several
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.shapes.text import Leaf, WrittenText

# A coach reads it in the moment somebody is in danger: what does not fit is not read.
MOST_LINES = 5

_LINES_FORM: forms.Form = {"type": "array", "items": forms.FILLED, "minItems": 1, "maxItems": MOST_LINES}


def _lines(node: object) -> tuple[WrittenText, ...]:
    if not isinstance(node, Listed) or not node:
        raise wrong("E115", "Here belong lines, each behind a dash.", node)
    if len(node) > MOST_LINES:
        words = f"This card has {len(node)} lines; in an emergency nobody reads more than {MOST_LINES}."
        raise wrong("E115", f"{words} Join or leave out some.", node[MOST_LINES])
    return tuple(map(_line, node))


def _line(node: object) -> WrittenText:
    if not isinstance(node, Word):
        raise wrong("E115", "A line is plain words, and the same for everybody.", node)
    if not node.strip():
        raise wrong("E117", "There is no text here. Write something, or remove the line.", node)
    return WrittenText(text=Words(source=str(node)), leaves=(Leaf(words=node),), mark=node.mark)


class ProtocolShape(Shape):
    """What to ask, what not to, whom to call, when somebody is in one kind of danger."""

    for_: Several = Field(
        (),
        alias="for",
        description="Kinds of danger, conversations, or conversation.rule, such as [suicide, crisis_help].",
    )
    lines: Annotated[tuple[WrittenText, ...], PlainValidator(_lines), WithJsonSchema(_LINES_FORM)] = Field(
        description="At most five lines: what to ask, what not to, whom to call."
    )
    allow_words: Several = Field(
        (), alias="allow words", description="Words from words.yaml that are really meant here."
    )
    note: Plain | None = Field(None, description="A word for translators.")
