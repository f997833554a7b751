"""Colleagues as somebody names them, and how the hours of a week are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Protocol

from bot.cases import Colleague
from bot.engine import fold
from bot.texts import clock_face, weekday_words
from bot.turns.serving.weeks_in_words import BACKUP, DUTY, ON_CALL, NotUnderstood, read_week
from bot.turns.work import Work

# {kind of a shift: what it is called; duty needs no word}
KINDS = {DUTY: "", BACKUP: "bot.staff.shift_backup", ON_CALL: "bot.staff.shift_on_call"}


# Where hours are counted to 24, a day ends with it.
_MIDNIGHT = ("0:00", "00:00")


class Stretch(Protocol):
    """A stretch of a week, as it is stored or as it was written."""

    @property
    def weekday(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def begins(self) -> time: ...
    @property
    def ends(self) -> time: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom words are about, and the words behind the name. `unknown` is a name that nobody has."""

    whom: tuple[Colleague, ...]
    rest: str
    unknown: str | None = None


def whom(work: Work, who: Colleague, words: str) -> Meant:
    """Return about whom "Sam: Mon-Fri 9:00-17:00" or "Sam" is; without a name, whoever wrote it."""
    words = words.strip()
    name, colon, rest = words.partition(":")
    found = called(work, name)
    if found:
        return Meant(whom=found, rest=rest.strip())
    if colon and not any(one.isdigit() for one in name) and _is_no_word_of_a_week(name):
        return Meant(whom=(), rest=rest.strip(), unknown=" ".join(name.split()))
    return Meant(whom=(who,), rest=words)


def called(work: Work, name: str) -> tuple[Colleague, ...]:
    """Return who goes by this name among those who can be called, or by it and her number: "Ana 2"."""
    folded = fold(name)
    return tuple(
        one for one in work.roster.called() if folded in (fold(one.name), fold(told_apart(work, one)))
    )


def told_apart(work: Work, one: Colleague) -> str:
    """Return her name; colleagues who share one have a number behind it, in the order in which they came."""
    same = sorted(each.id for each in work.roster.called() if fold(each.name) == fold(one.name))
    return f"{one.name} {same.index(one.id) + 1}" if len(same) > 1 and one.id in same else one.name


def _is_no_word_of_a_week(name: str) -> bool:
    found = read_week(name)
    return isinstance(found, NotUnderstood) and found.why == "words"


def place(zone: str) -> str:
    """Return the city of a zone: "America/New_York" is "New York"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def hours(one: Stretch, locale: str) -> str:
    """Return "9:00 AM–5:00 PM", "9:00–17:00" as the reader's wall shows it; a whole day is "24 h"."""
    if one.begins == one.ends == time(0):
        return "24 h"
    ends = clock_face(one.ends, locale)
    return f"{clock_face(one.begins, locale)}–{'24:00' if ends in _MIDNIGHT else ends}"


def kind_words(work: Work, kind: str, locale: str) -> str:
    """Return what stands before the hours of a shift: "backup ", or nothing for duty."""
    text = KINDS[kind]
    return f"{work.library.own(text, locale)} " if text else ""


def week_table(work: Work, shifts: Iterable[Stretch], locale: str) -> str:
    """Return seven lines, Monday first, each with its hours; "–" is a free day."""
    of_day: dict[int, list[str]] = {day: [] for day in range(7)}
    for one in sorted(shifts, key=lambda one: (one.weekday, one.begins)):
        of_day[one.weekday].append(f"{kind_words(work, one.kind, locale)}{hours(one, locale)}")
    return "\n".join(
        f"{weekday_words(day, locale)}: {' · '.join(found) or '–'}" for day, found in of_day.items()
    )


def week_line(work: Work, shifts: Iterable[Stretch], locale: str) -> str:
    """Return a week in a line that can be written again: "Mon-Fri 09:00-17:00; backup Sat 10:00-14:00"."""
    days: dict[tuple[str, time, time], list[int]] = {}
    for one in sorted(shifts, key=lambda one: (one.weekday, one.begins)):
        days.setdefault((one.kind, one.begins, one.ends), []).append(one.weekday)
    parts = []
    for (kind, begins, ends), which in days.items():
        until = "24:00" if ends == time(0) else f"{ends:%H:%M}"
        named = ", ".join(_days(which, locale))
        parts.append(f"{kind_words(work, kind, locale)}{named} {begins:%H:%M}-{until}")
    return "; ".join(parts)


def _days(weekdays: list[int], locale: str) -> list[str]:
    """Return days in a row as one: "Mon-Fri", "Sun"."""
    rows = groupby(enumerate(sorted(set(weekdays))), key=lambda pair: pair[1] - pair[0])
    found = []
    for _, row in rows:
        numbers = [weekday for _, weekday in row]
        first, last = weekday_words(numbers[0], locale), weekday_words(numbers[-1], locale)
        found.append(first if len(numbers) == 1 else f"{first}-{last}")
    return found
