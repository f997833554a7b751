"""TEXT: words, `one of`, a plural, or words that follow the person's goal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from bot.engine.script import ForGoal, OneOf, Plural, Text, Words
from bot.scripts.node import Listed, Mapped, Node, Word
from bot.scripts.problem import Mark, did_you_mean, quoted
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.shape import wrong
from bot.scripts.reading.words import is_name

GOALS = ("less", "safer", "medication")
_FORMS = ("one of", "count", "for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Words that are sent as they stand; `count` is the number a plural follows."""

    words: Word
    count: Word | None = None
    other: bool = False  # the plural form that has to show the number


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """A text as an editor wrote it: what it means, and each of its words with their places."""

    text: Text
    leaves: tuple[Leaf, ...]
    mark: Mark


def read_text(node: object) -> WrittenText:
    """Return the text; raises the plain words of what is wrong with its shape."""
    if not isinstance(node, (Word, Mapped, Listed)):
        raise wrong("E115", "Here belongs a text.", node)
    text = _text(node)
    return WrittenText(text=text, leaves=tuple(_leaves(node)), mark=node.mark)


def _text(node: Node) -> Text:
    if isinstance(node, Word):
        if not node.strip():
            raise wrong("E117", "There is no text here. Write something, or remove the line.", node)
        return Words(source=str(node))
    if isinstance(node, Listed):
        words = "This is a list. Put 'one of:' above it if one text should be picked each time."
        raise wrong("E115", words, node)
    form = next((form for form in _FORMS if form in node), None)
    if form == "one of":
        _only(node, ("one of",))
        texts = node[Word("one of")]
        if not isinstance(texts, Listed) or not texts:
            raise wrong("E115", "Under 'one of:' belong texts, each behind a dash.", texts)
        return OneOf(texts=tuple(_text(each) for each in texts))
    if form == "count":
        _only(node, ("count", "one", "other"))
        name, one, other = (_words(node, part) for part in ("count", "one", "other"))
        if not is_name(name):
            raise wrong("E114", f"{quoted(name)} is not the name of a number, such as checkins_total.", name)
        return Plural(count=str(name), one=str(one), other=str(other))
    if form == "for":
        _only(node, ("for", *GOALS, "otherwise"))
        if _words(node, "for") != "goal":
            raise wrong(
                "E115", "Texts can follow the person's goal only. Write: for: goal", node[Word("for")]
            )
        if "otherwise" not in node:
            raise wrong("E111", "'otherwise:' is missing here: not everybody has named a goal.", node)
        texts_by_goal = {goal: _text(node[Word(goal)]) for goal in GOALS if goal in node}
        return ForGoal(texts=texts_by_goal, otherwise=_text(node[Word("otherwise")]))
    if node.flow:
        words = "The text starts with '{', which the file format reads as a special sign."
        raise wrong("E106", f'{words} Put the whole text in "double quotes".', node)
    first = next(iter(node), Word("", node.mark))
    words = f"{quoted(first)} is not a way to write a text. Use words, or 'one of:', 'count:' or 'for: goal'."
    raise wrong("E115", words + did_you_mean(first, _FORMS), first)


def _only(node: Mapped, known: tuple[str, ...]) -> None:
    for name in node:
        if name not in known:
            words = f"{quoted(name)} is not something this format knows here.{did_you_mean(name, known)}"
            raise wrong("E110", words, name)


def _words(node: Mapped, name: str) -> Word:
    if name not in node:
        raise wrong("E111", f"'{name}:' is missing here.", node)
    words = node[Word(name)]
    if not isinstance(words, Word) or not words.strip():
        raise wrong("E115", f"Plain words belong after '{name}:'.", words)
    return words


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Word):
        yield Leaf(words=node)
    elif isinstance(node, Listed):
        for each in node:
            yield from _leaves(each)
    elif "count" in node:
        count = _words(node, "count")
        yield Leaf(words=_words(node, "one"), count=count)
        yield Leaf(words=_words(node, "other"), count=count, other=True)
    else:
        for name, value in node.pairs():
            if name != "for":
                yield from _leaves(value)


WrittenField = Annotated[WrittenText, PlainValidator(read_text), WithJsonSchema(forms.TEXT)]
