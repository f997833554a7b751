"""The shared files: keys, programme, resources, services, safety phrases, words to avoid."""

import re
from datetime import time, timedelta
from typing import Annotated, Any

from pydantic import (
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from bot.engine.bundle import JOINING, MINIMUM_AGE, OPEN, RECORD_KEPT_MONTHS, WORDS_KEPT_DAYS
from bot.scripts.node import Listed, Mapped, Word
from bot.scripts.problem import did_you_mean, listed, quoted
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import ClockTime, Day, Filled, Name, Plain, Several
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.words import read_count, read_months, read_quiet_hours, read_range, read_time

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
_CHECK_IN = re.compile(
    r"(?P<script>[a-z][a-z0-9_]{0,39}) every (?:(?P<days>[1-9]\d{0,2}) days|(?P<word>day|week))"
)
# Own words with this mark do not fade: the person wrote them for themselves.
WITH_THEM = "with them"
OLDEST_MINIMUM = 99  # years: more is a slip of the finger
_DAY_AFTER = re.compile(r"\d{1,3}")
_DAYS_AFTER_FORM = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": 999},
    "minItems": 1,
    "examples": [[0, 1, 7, 14]],
}
_UNTIL = re.compile(r"day ([1-9]\d{0,4})")
_UNTIL_FORM = {"type": "string", "pattern": f"^{_UNTIL.pattern}$", "examples": ["day 30"]}
_CHECK_IN_FORM = {"type": "string", "examples": ["daily_checkin every day", "daily_checkin every 3 days"]}


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


def _quiet(node: object) -> tuple[time, time]:
    hours = read_quiet_hours(node) if isinstance(node, Word) else None
    if hours is None:
        raise wrong("E115", "Write quiet hours such as: 21:30 to 08:00.", node)
    return hours


def _joining(node: object) -> str:
    if not isinstance(node, Word) or node not in JOINING:
        ways = ", or ".join(f"joining: {way}" for way in JOINING)  # a way can have a comma in it
        raise wrong("E115", f"Write {ways}.", node)
    return str(node)


def _age(node: object) -> int:
    years = read_count(node) if isinstance(node, Word) else None
    if years is None or years > OLDEST_MINIMUM:
        raise wrong("E115", "Write the age from which people can join, in years, such as: 18.", node)
    return years


def _words_kept(node: object) -> int:
    length = read_time(node) if isinstance(node, Word) else None
    if length is None or length % timedelta(days=1):
        raise wrong("E115", "Write whole days, such as: 90 days.", node)
    return length // timedelta(days=1)


def _record_kept(node: object) -> int:
    months = read_months(node) if isinstance(node, Word) else None
    if months is None:
        raise wrong("E115", "Write months or years, such as: 24 months.", node)
    return months


def _days_after(node: object) -> tuple[int, ...]:
    written = tuple(node) if isinstance(node, Listed) else (node,)
    days = [int(one) for one in written if isinstance(one, Word) and _DAY_AFTER.fullmatch(one)]
    if not days or len(days) < len(written) or days != sorted(set(days)):
        raise wrong("E115", "Write days in order, such as: [0, 1, 7, 14]. 0 is the day itself.", node)
    return tuple(days)


def _keep(node: object) -> str:
    if node != WITH_THEM:
        words = f"Write keep: {WITH_THEM}, for words that somebody wrote for themselves, or remove the line."
        raise wrong("E115", words, node)
    return WITH_THEM


def _until(node: object) -> int:
    match = _UNTIL.fullmatch(node.strip()) if isinstance(node, Word) else None
    if match is None:
        raise wrong("E115", "Write the last day of a stage such as: day 30.", node)
    return int(match.group(1))


def _check_in(node: object) -> tuple[Word, int]:
    match = _CHECK_IN.fullmatch(" ".join(node.split())) if isinstance(node, Word) else None
    if match is None or not isinstance(node, Word):
        words = (
            "Write a check-in such as: daily_checkin every day, or daily_checkin every 3 days, or every week."
        )
        raise wrong("E115", words, node)
    days = {"day": 1, "week": 7}.get(match.group("word") or "") or int(match.group("days"))
    return Word(match.group("script"), node.mark), days


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


class StageShape(Shape):
    """A stretch of the way."""

    until: Annotated[int, PlainValidator(_until), WithJsonSchema(_UNTIL_FORM)] | None = Field(
        None, description="The last day of this stage, such as day 30. The last stage has none."
    )
    check_in: Annotated[tuple[Word, int], PlainValidator(_check_in), WithJsonSchema(_CHECK_IN_FORM)] = Field(
        alias="check-in",
        description="The check-in and how often it comes, such as daily_checkin every 2 days.",
    )


class ReleaseShape(Shape):
    """The days after prison, hospital, detox or a treatment house."""

    script: Plain = Field(description="The conversation for these days.")
    days: Annotated[tuple[int, ...], PlainValidator(_days_after), WithJsonSchema(_DAYS_AFTER_FORM)] = Field(
        description="On which days it comes, such as [0, 1, 7, 14]. 0 is the day itself."
    )


class ProgrammeShape(Shape):
    """How this programme works."""

    name: Plain = Field(description="What the programme is called.")
    languages: Several = Field(description="The languages people can choose, such as [en, es].")
    source_language: Plain = Field(
        Word("en"),
        alias="source language",
        description="The language in which the conversations are written.",
    )
    country: Plain = Field(description="The country whose lines are shown, in two small letters.")
    time_zone: Plain = Field(
        alias="time zone",
        description="The time zone until a person has named theirs, such as America/Chicago.",
    )
    welcome: Plain = Field(description="The conversation that comes first.")
    check_in_hour: ClockTime = Field(
        alias="check-in hour", description="When check-ins come until a person has chosen."
    )
    quiet_hours: Annotated[tuple[time, time], PlainValidator(_quiet), WithJsonSchema(forms.QUIET_HOURS)] = (
        Field(
            alias="quiet hours", description="When the bot writes nothing of its own, such as 21:30 to 08:00."
        )
    )
    stages: dict[Plain, StageShape] = Field(
        description="Which check-in, how often, until when. The first stage comes first."
    )
    joining: Annotated[str, PlainValidator(_joining), WithJsonSchema(forms.one_of(JOINING))] = Field(
        OPEN, description="Who can come in: everybody, by a link, or everybody while staff say welcome."
    )
    minimum_age: Annotated[int, PlainValidator(_age), WithJsonSchema(forms.COUNT)] = Field(
        MINIMUM_AGE, alias="minimum age", description="From which age people can join, in years."
    )
    words_kept: Annotated[int, PlainValidator(_words_kept), WithJsonSchema(forms.LENGTH_IN_DAYS)] = Field(
        WORDS_KEPT_DAYS,
        alias="own words kept",
        description="How long people's own words are kept, such as 90 days.",
    )
    record_kept: Annotated[int, PlainValidator(_record_kept), WithJsonSchema(forms.LENGTH_IN_MONTHS)] = Field(
        RECORD_KEPT_MONTHS,
        alias="record kept",
        description="How long everything else is kept, such as 24 months.",
    )
    ways_to_reach: Plain | None = Field(
        None,
        alias="ways to reach",
        description="The conversation that asks how else a person can be reached.",
    )
    after_release: ReleaseShape | None = Field(
        None,
        alias="after release",
        description="The conversation for the days after prison, hospital, detox or a treatment house.",
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
