"""The shared files: keys, resources, services, safety phrases, words to avoid. programme.yaml has its own."""

import re
from typing import Annotated, Any

from pydantic import (
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from bot.scripts.node import Listed, Mapped, Word
from bot.scripts.problem import did_you_mean, listed, quoted
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import Day, Filled, Name, Plain, Several
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.words import read_range

KINDS = (
    "scale",
    "number",
    "yes or no",
    "one of",
    "some of",
    "free text",
    "date",
    "clock",
    "language",
    "place",
    "consent",
    "score",
)
BETTER = ("lower", "higher")
SAFETY_KINDS = ("suicide", "overdose", "violence", "medical")

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
COUNTRY = re.compile(r"[a-z]{2}")
# Own words with this mark do not fade: the person wrote them for themselves.
WITH_THEM = "with them"


def _kind(node: object) -> Word:
    if not isinstance(node, Word) or node not in KINDS:
        words = (
            f"{quoted(str(node))} is not a kind of answer."
            if isinstance(node, Word)
            else "Here belongs a kind."
        )
        guess = did_you_mean(str(node), KINDS)
        raise wrong("E115", f"{words}{guess} Use one of: {listed(KINDS)}.", node)
    return node


def _range(node: object) -> tuple[float, float]:
    ends = read_range(node) if isinstance(node, Word) else None
    if ends is None:
        raise wrong("E115", "Write a range such as: 0 to 10.", node)
    return ends


def _better(node: object) -> str:
    if not isinstance(node, Word) or node not in BETTER:
        raise wrong("E115", f"Write better: {listed(BETTER)}, or remove the line.", node)
    return str(node)


def _keep(node: object) -> str:
    if node != WITH_THEM:
        words = f"Write keep: {WITH_THEM}, for words that somebody wrote for themselves, or remove the line."
        raise wrong("E115", words, node)
    return WITH_THEM


def _languages_beside(schema: forms.Form) -> None:
    """Languages stand beside the other names of the file; `words` is where the program gathers them."""
    words = schema["properties"].pop("words")
    schema["required"] = [name for name in schema.get("required", ()) if name != "words"]
    words_in_one = words["additionalProperties"]
    schema["patternProperties"] = {
        f"^{LANGUAGE.pattern}$": {**words_in_one, "description": words["description"]}
    }


def _phrases_form(schema: forms.Form) -> None:
    _languages_beside(schema)
    schema["properties"]["level"] = {"enum": ["crisis"], "description": "These are always a crisis."}


class KeyShape(Shape):
    """One thing that is stored."""

    label: Filled = Field(description="What coaches read beside the answers.")
    kind: Annotated[Word, PlainValidator(_kind), WithJsonSchema(forms.one_of(KINDS))] = Field(
        description="What kind of answer is kept."
    )
    range: Annotated[tuple[float, float], PlainValidator(_range), WithJsonSchema(forms.RANGE_FORM)] | None = (
        Field(None, description="The lowest and the highest number, such as 0 to 10.")
    )
    values: Several = Field((), description="The values a choice can have, such as [good, okay, hard].")
    unit: Plain | None = Field(None, description="What the number counts, such as points.")
    better: Annotated[str, PlainValidator(_better), WithJsonSchema(forms.one_of(BETTER))] | None = Field(
        None, description="Which way is better for the person."
    )
    when_missing: Plain | None = Field(
        None, alias="when missing", description="What stands in a text when the question was skipped."
    )
    retired: Day | None = Field(
        None, description="The day since when this key is no longer asked for. It is never used again."
    )
    keep: Annotated[str, PlainValidator(_keep), WithJsonSchema(forms.one_of((WITH_THEM,)))] | None = Field(
        None, description="with them: own words for the person to read again, which do not fade with others."
    )


class ResourceWordsShape(Shape):
    """The words of a resource in one language, and who dialled it last."""

    text: Filled = Field(description="What is said, word for word.")
    verified_on: Day | None = Field(
        None, alias="verified on", description="The day somebody last dialled and read all of it."
    )
    by: Plain | None = Field(None, description="Who did.")


class ServiceShape(Shape):
    """A place that helps, with one block of words for each language."""

    model_config = ConfigDict(json_schema_extra=_languages_beside)

    need: Name = Field(description="The need this place helps with, as in offer services.")
    area: Plain | None = Field(None, description="Where it is. For the team.")
    hours: Plain | None = Field(None, description="When it is open. For the team.")
    cost: Plain | None = Field(None, description="What it costs. For the team.")
    for_: Plain | None = Field(None, alias="for", description="Who it is for. For the team.")
    verified_on: Day | None = Field(
        None, alias="verified on", description="The day somebody last reached it."
    )
    by: Plain | None = Field(None, description="Who did.")
    words: dict[Plain, Filled] = Field(
        description="By language: the words on the button, a colon, how to reach it."
    )

    @model_validator(mode="wrap")
    @classmethod
    def gather_languages(cls, data: Any, read: ModelWrapValidatorHandler["ServiceShape"]) -> "ServiceShape":
        """Names of two letters are languages; everything else must be known."""
        return read(_with_languages(data, "words", ("for", "by")))


class PhrasesShape(Shape):
    """The programme's own phrases for one kind of danger, by language."""

    model_config = ConfigDict(json_schema_extra=_phrases_form)

    words: dict[Plain, Several] = Field(description="By language: whole phrases that mean danger.")

    @model_validator(mode="wrap")
    @classmethod
    def gather_languages(cls, data: Any, read: ModelWrapValidatorHandler["PhrasesShape"]) -> "PhrasesShape":
        """Each language has a list; a level may stand there, but these kinds are always a crisis."""
        if isinstance(data, Mapped):
            level = data.get(Word("level"))
            if level is not None and level != "crisis":
                raise wrong(
                    "E112", "These phrases are always a crisis. Write level: crisis, or remove it.", level
                )
            for language, phrases in data.pairs():
                if language != "level" and not isinstance(phrases, Listed):
                    raise wrong(
                        "E115", f"Under '{language[:40]}:' belong phrases, each behind a dash.", phrases
                    )
            data = _with_languages(data, "words", ())
            data.pop(Word("level"), None)
        return read(data)


def _with_languages(data: Any, field: str, others: tuple[str, ...]) -> Any:
    """Return the mapping with its language blocks moved under `field`."""
    if not isinstance(data, Mapped):
        return data
    moved, languages = Mapped(data.mark), Mapped(data.mark)
    for name, value in data.pairs():
        target = languages if is_language(name) and name not in others else moved
        target[name] = value
    moved[Word(field, data.mark)] = languages
    return moved


def is_language(name: str) -> bool:
    """Whether this looks like a language: es, fil, pt_BR, es_MX."""
    return LANGUAGE.fullmatch(name) is not None


def is_country(name: str) -> bool:
    """Whether this looks like a country: two small letters."""
    return COUNTRY.fullmatch(name) is not None
