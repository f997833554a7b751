"""programme.yaml: how this programme works."""

import re
from datetime import time, timedelta
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from bot.engine.bundle import JOINING, MINIMUM_AGE, OPEN, RECORD_KEPT_MONTHS, WORDS_KEPT_DAYS
from bot.scripts.node import Listed, Word
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.calling import (
    CaseloadShape,
    DrillTime,
    FollowUpShape,
    LadderShape,
    PhoneNumber,
    TouchWords,
)
from bot.scripts.reading.shapes.fields import ClockTime, Plain, Several
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.words import read_count, read_months, read_quiet_hours, read_time

_CHECK_IN = re.compile(
    r"(?P<script>[a-z][a-z0-9_]{0,39}) every (?:(?P<days>[1-9]\d{0,2}) days|(?P<word>day|week))"
)
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


def _hours(node: object) -> tuple[time, time]:
    hours = read_quiet_hours(node) if isinstance(node, Word) else None
    if hours is None:
        raise wrong("E115", "Write duty hours such as: 09:00 to 21:00.", node)
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


class StageShape(Shape):
    """A stretch of the way."""

    until: Annotated[int, PlainValidator(_until), WithJsonSchema(_UNTIL_FORM)] | None = Field(
        None, description="The last day of this stage, such as day 30. The last stage has none."
    )
    check_in: Annotated[tuple[Word, int], PlainValidator(_check_in), WithJsonSchema(_CHECK_IN_FORM)] = Field(
        alias="check-in",
        description="The check-in and how often it comes, such as daily_checkin every 2 days.",
    )
    coach: TouchWords | None = Field(
        None, description="When a coach says hello, such as: hello within 2 days then every week."
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
    ladder: LadderShape | None = Field(
        None,
        description="Who is called, and when, until a human has it. Without it: after 0, 5, 10, 15 minutes.",
    )
    crisis_phone: PhoneNumber | None = Field(
        None,
        alias="crisis phone",
        description="The programme's own number for people in a crisis, shown at the ladder's last rung.",
    )
    on_call_line: PhoneNumber | None = Field(
        None, alias="on-call line", description="The number that the team calls when nobody has a crisis."
    )
    follow_up: FollowUpShape | None = Field(
        None, alias="follow up", description="The conversation that asks how it is after a case was closed."
    )
    fire_drill: DrillTime | None = Field(
        None,
        alias="fire drill",
        description="When a drill goes through the real ladder each week, such as: Wednesday 14:00.",
    )
    duty_hours: (
        Annotated[tuple[time, time], PlainValidator(_hours), WithJsonSchema(forms.QUIET_HOURS)] | None
    ) = Field(
        None,
        alias="duty hours",
        description="When somebody should be on duty, such as 09:00 to 21:00. A gap is told to supervisors.",
    )
    caseload: CaseloadShape | None = Field(
        None, description="How many people a coach walks with: full, and too many."
    )
