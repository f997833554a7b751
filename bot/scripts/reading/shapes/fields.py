"""Values that stand in more than one kind of file, read from words; what does not fit says why."""

from datetime import date, time, timedelta
from typing import Annotated

from pydantic import InstanceOf, PlainValidator, WithJsonSchema

from bot.engine.condition import Condition
from bot.scripts.node import Listed, Word
from bot.scripts.problem import quoted
from bot.scripts.reading.condition import in_words, read_condition
from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.shape import wrong
from bot.scripts.reading.words import is_name, read_clock, read_count, read_day, read_time
from bot.signals import Level

LEVELS = {level.word: level for level in Level if level is not Level.NONE}


def _plain(node: object, what: str) -> Word:
    if not isinstance(node, Word):
        raise wrong("E115", f"Here belongs {what}, not a list or something nested.", node)
    return node


def _time(node: object) -> timedelta:
    length = read_time(_plain(node, "a length of time"))
    if length is None:
        raise wrong("E115", "Write a length of time such as: 6 hours, 2 days.", node)
    return length


def _clock(node: object) -> time:
    clock = read_clock(_plain(node, "a time of day"))
    if clock is None:
        raise wrong("E115", "Write a time of day such as: 10:00 or 21:30.", node)
    return clock


def _day(node: object) -> date:
    day = read_day(_plain(node, "a day"))
    if day is None:
        raise wrong("E115", "Write a day as year, month and day, such as: 2026-11-01.", node)
    return day


def _count(node: object) -> int:
    count = read_count(_plain(node, "a whole number"))
    if count is None:
        raise wrong("E115", "Write a whole number from 1 to 999.", node)
    return count


def _level(node: object) -> Level:
    word = _plain(node, "a risk level")
    if word not in LEVELS:
        raise wrong("E112", f"{quoted(word)} is not a risk level. Use watch, urgent or crisis.", node)
    return LEVELS[word]


def _yes(node: object) -> bool:
    word = _plain(node, "yes or no")
    if word not in ("yes", "no"):
        raise wrong("E115", f"Write yes or no here, not {quoted(word)}.", node)
    return word == "yes"


def _format(node: object) -> str:
    word = _plain(node, "1")
    if word != "1":
        raise wrong("E115", "This version of the bot reads 'format: 1'. Write 1 here.", node)
    return word


def good_name(node: object) -> Word:
    """Return the word if it can be a name; says how names look if not."""
    word = _plain(node, "a name")
    if not is_name(word):
        words = f"{quoted(word)} is not a good name. Use small letters, digits and _ ,"
        raise wrong("E114", f"{words} starting with a letter (at most 40).", node)
    return word


def good_condition(node: object) -> Condition:
    word = _plain(node, "a condition")
    condition = read_condition(word)
    if condition is None:
        better = in_words(word)
        words = f"I do not understand the condition {quoted(word)}."
        if better:
            words += f" Use words instead of signs, for example: {better}."
        elif " or " in word:
            words += " For 'or' write two lines, each with a condition of its own."
        else:
            words += " Write, for example: craving is 7 or more."
        raise wrong("E120", words, node)
    return condition


def _filled(node: object) -> Word:
    word = _plain(node, "a text")
    if not word.strip():
        raise wrong("E117", "There is no text here. Write something, or remove the line.", node)
    return word


def _names(node: object) -> tuple[Word, ...]:
    if isinstance(node, Word):
        return (node,)
    if not isinstance(node, Listed):
        raise wrong("E115", "Here belongs a list such as [one, two].", node)
    if not node:
        raise wrong("E117", "This list is empty. Write something in it, or remove the line.", node)
    return tuple(_plain(each, "a word") for each in node)


Plain = Annotated[InstanceOf[Word], WithJsonSchema(forms.PLAIN)]
Filled = Annotated[Word, PlainValidator(_filled), WithJsonSchema(forms.FILLED)]
Name = Annotated[Word, PlainValidator(good_name), WithJsonSchema(forms.NAME)]
Time = Annotated[timedelta, PlainValidator(_time), WithJsonSchema(forms.LENGTH)]
ClockTime = Annotated[time, PlainValidator(_clock), WithJsonSchema(forms.CLOCK_TIME)]
Day = Annotated[date, PlainValidator(_day), WithJsonSchema(forms.DATE)]
Count = Annotated[int, PlainValidator(_count), WithJsonSchema(forms.COUNT)]
LevelWord = Annotated[Level, PlainValidator(_level), WithJsonSchema(forms.one_of(tuple(LEVELS)))]
YesNo = Annotated[bool, PlainValidator(_yes), WithJsonSchema(forms.YES_NO)]
FormatOne = Annotated[str, PlainValidator(_format), WithJsonSchema(forms.ONE)]
When = Annotated[Condition, PlainValidator(good_condition), WithJsonSchema(forms.CONDITION)]
Several = Annotated[tuple[Word, ...], PlainValidator(_names), WithJsonSchema(forms.SEVERAL)]
