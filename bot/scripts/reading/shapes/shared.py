"""The shared files: keys, programme, resources, services, safety phrases, words to avoid."""

import re
from datetime import time
from typing import Annotated, Any

from pydantic import Field, ModelWrapValidatorHandler, PlainValidator, model_validator

from bot.scripts.node import Listed, Mapped, Word
from bot.scripts.problem import did_you_mean, listed, quoted
from bot.scripts.reading.shapes.fields import ClockTime, Day, Filled, Name, Plain, Several
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.words import read_quiet_hours, read_range

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

_CHECK_IN = re.compile(
    r"(?P<script>[a-z][a-z0-9_]{0,39}) every (?:(?P<days>[1-9]\d{0,2}) days|(?P<word>day|week))"
)
_UNTIL = re.compile(r"day ([1-9]\d{0,4})")


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


class KeyShape(Shape):
    """One thing that is stored."""

    label: Filled
    kind: Annotated[Word, PlainValidator(_kind)]
    range: Annotated[tuple[float, float], PlainValidator(_range)] | None = None
    values: Several = ()
    unit: Plain | None = None
    better: Annotated[str, PlainValidator(_better)] | None = None
    when_missing: Plain | None = Field(None, alias="when missing")
    retired: Day | None = None


class StageShape(Shape):
    """A stretch of the way."""

    until: Annotated[int, PlainValidator(_until)] | None = None
    check_in: Annotated[tuple[Word, int], PlainValidator(_check_in)] = Field(alias="check-in")


class ProgrammeShape(Shape):
    """How this programme works."""

    name: Plain
    languages: Several
    source_language: Plain = Field(Word("en"), alias="source language")
    country: Plain
    time_zone: Plain = Field(alias="time zone")
    welcome: Plain
    check_in_hour: ClockTime = Field(alias="check-in hour")
    quiet_hours: Annotated[tuple[time, time], PlainValidator(_quiet)] = Field(alias="quiet hours")
    stages: dict[Plain, StageShape]


class ResourceWordsShape(Shape):
    """The words of a resource in one language, and who dialled it last."""

    text: Filled
    verified_on: Day | None = Field(None, alias="verified on")
    by: Plain | None = None


class ServiceShape(Shape):
    """A place that helps, with one block of words for each language."""

    need: Name
    area: Plain | None = None
    hours: Plain | None = None
    cost: Plain | None = None
    for_: Plain | None = Field(None, alias="for")
    verified_on: Day | None = Field(None, alias="verified on")
    by: Plain | None = None
    words: dict[Plain, Filled]

    @model_validator(mode="wrap")
    @classmethod
    def gather_languages(cls, data: Any, read: ModelWrapValidatorHandler["ServiceShape"]) -> "ServiceShape":
        """Names of two letters are languages; everything else must be known."""
        return read(_with_languages(data, "words", ("for", "by")))


class PhrasesShape(Shape):
    """The programme's own phrases for one kind of danger, by language."""

    words: dict[Plain, Several]

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
    return re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", name) is not None


def is_country(name: str) -> bool:
    """Whether this looks like a country: two small letters."""
    return re.fullmatch(r"[a-z]{2}", name) is not None
