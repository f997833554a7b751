"""What programme.yaml says about calling people: ladder, numbers, follow-ups, drills, caseloads, hellos."""

import re
from datetime import time, timedelta
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from bot.cadence import AFTER_CRISIS, AFTER_URGENT, CRISIS_REPEAT, DEFAULT_LADDER, Rung, TouchPlan, Who
from bot.scripts.node import Listed, Word
from bot.scripts.problem import did_you_mean, listed, quoted
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.fields import Count, Plain, Time
from bot.scripts.reading.shapes.shape import Shape, wrong
from bot.scripts.reading.words import TIME, read_clock, read_time

# "own coach on duty" says what the own coach always means; both are understood.
GROUPS = {**{who.value: who for who in Who}, "own coach on duty": Who.OWN_COACH}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AT_ONCE = re.compile(r"0 (minutes|hours)")
LONGEST_NUMBER = 40  # letters; a number and nothing else, so that it needs no translation
FEWEST_DIGITS = 3  # 988

_RUNG = re.compile(r"(\d{1,4} (?:minute|hour)s?) (.+)")
_AFTER = re.compile(r"after (.+)")
_DRILL = re.compile(r"([A-Za-z]+) (\d{1,2}:\d{2})")
_TOUCH = re.compile(r"hello within (?P<first>.+?),? then every (?P<every>.+)")
_NUMBER = re.compile(r"[+()\d][-+().\d ]*")
_RUNG_FORM: forms.Form = {"type": "string", "pattern": f"^{_RUNG.pattern}$"}
_RUNGS_FORM: forms.Form = {
    "type": "array",
    "items": _RUNG_FORM,
    "minItems": 1,
    "examples": [["0 minutes own coach and on duty", "5 minutes backup and supervisor"]],
}
_AFTER_FORM: forms.Form = {
    "type": "string",
    "pattern": f"^after {TIME.pattern}$",
    "examples": ["after 24 hours"],
}
_DRILL_FORM: forms.Form = {
    "type": "string",
    "pattern": rf"^({'|'.join(WEEKDAYS)}) \d{{1,2}}:\d{{2}}$",
    "examples": ["Wednesday 14:00"],
}
_TOUCH_FORM: forms.Form = {"type": "string", "examples": ["hello within 2 days then every week"]}
_NUMBER_FORM: forms.Form = {"type": ["string", "number"], "examples": ["+1 555 010 0199"]}


def _rungs(node: object) -> tuple[Rung, ...]:
    written = tuple(node) if isinstance(node, Listed) else ()
    if not written:
        words = "Rungs belong here, such as: [0 minutes own coach and on duty, 5 minutes supervisor]."
        raise wrong("E115", words, node)
    rungs = tuple(map(_rung, written))
    if rungs[0].after:
        words = "The first rung has to be at 0 minutes, so that somebody is called at once."
        raise wrong("E616", words, written[0])
    for place in range(1, len(rungs)):
        if rungs[place].after <= rungs[place - 1].after:
            words = f"{quoted(str(written[place]))} has to come later than the rung before it."
            raise wrong(
                "E616", f"{words} Put the rungs in order, each with a time of its own.", written[place]
            )
    return rungs


def _rung(node: object) -> Rung:
    match = _RUNG.fullmatch(" ".join(node.split())) if isinstance(node, Word) else None
    after = _length(match.group(1)) if match is not None else None
    if match is None or after is None:
        raise wrong("E115", "Write a rung such as: 5 minutes backup and supervisor.", node)
    names = [name.strip() for name in match.group(2).split(" and ")]
    for name in names:
        if name not in GROUPS:
            words = f"{quoted(name)} is nobody that a rung can call.{did_you_mean(name, GROUPS)}"
            raise wrong("E115", f"{words} Use {listed(who.value for who in Who)}.", node)
    return Rung(after=after, who=tuple(dict.fromkeys(GROUPS[name] for name in names)))


def _length(words: str) -> timedelta | None:
    return timedelta(0) if AT_ONCE.fullmatch(words) else read_time(words)


def _after(node: object) -> timedelta:
    match = _AFTER.fullmatch(" ".join(node.split())) if isinstance(node, Word) else None
    length = read_time(match.group(1)) if match is not None else None
    if length is None:
        raise wrong("E115", "Write, for example: after 24 hours.", node)
    return length


def _drill(node: object) -> tuple[int, time]:
    match = _DRILL.fullmatch(" ".join(node.split())) if isinstance(node, Word) else None
    clock = read_clock(match.group(2)) if match is not None else None
    day = match.group(1).capitalize() if match is not None else ""
    if clock is None or day not in WEEKDAYS:
        words = f"Write a day of the week and a time, such as: Wednesday 14:00.{did_you_mean(day, WEEKDAYS)}"
        raise wrong("E115", words, node)
    return WEEKDAYS.index(day), clock


def _touch(node: object) -> TouchPlan:
    match = _TOUCH.fullmatch(" ".join(node.split())) if isinstance(node, Word) else None
    first = read_time(match.group("first")) if match is not None else None
    every = _every(match.group("every")) if match is not None else None
    if first is None or every is None:
        raise wrong("E115", "Write, for example: hello within 2 days then every week.", node)
    return TouchPlan(first_within=first, every=every)


def _every(words: str) -> timedelta | None:
    return read_time(f"1 {words}" if words in ("day", "week") else words)


def _number(node: object) -> Word:
    good = isinstance(node, Word) and _NUMBER.fullmatch(node.strip()) and len(node) <= LONGEST_NUMBER
    if not isinstance(node, Word) or not good or sum(map(str.isdigit, node)) < FEWEST_DIGITS:
        words = "Write the number and nothing else, such as: +1 555 010 0199. The bot says whose it is."
        raise wrong("E115", words, node)
    return node


Rungs = Annotated[tuple[Rung, ...], PlainValidator(_rungs), WithJsonSchema(_RUNGS_FORM)]
After = Annotated[timedelta, PlainValidator(_after), WithJsonSchema(_AFTER_FORM)]
DrillTime = Annotated[tuple[int, time], PlainValidator(_drill), WithJsonSchema(_DRILL_FORM)]
TouchWords = Annotated[TouchPlan, PlainValidator(_touch), WithJsonSchema(_TOUCH_FORM)]
PhoneNumber = Annotated[Word, PlainValidator(_number), WithJsonSchema(_NUMBER_FORM)]


class LadderShape(Shape):
    """Who is called, and when, until a human has it."""

    crisis: Rungs = Field(
        DEFAULT_LADDER.crisis, description="The rungs for a crisis, each with its time and whom it calls."
    )
    urgent: Rungs = Field(DEFAULT_LADDER.urgent, description="The rungs for what is urgent.")
    again: Time = Field(
        CRISIS_REPEAT, description="How long after the last rung everybody is called again, and again."
    )


class FollowUpShape(Shape):
    """How somebody is, some time after their case was closed."""

    script: Plain = Field(description="The conversation that asks.")
    crisis: After = Field(AFTER_CRISIS, description="How long after a crisis, such as: after 24 hours.")
    urgent: After = Field(AFTER_URGENT, description="How long after an urgent case, such as: after 72 hours.")


class CaseloadShape(Shape):
    """How many people a coach walks with before the team looks at it together."""

    full: Count = Field(description="From here on a supervisor is asked whether it is still all right.")
    too_many: Count = Field(
        alias="too many", description="From here on nobody new is given to this coach without a warning."
    )
