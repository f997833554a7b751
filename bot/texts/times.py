"""Times and days as a language says them, in the person's own zone."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_date_format,
    get_day_names,
)

from bot.texts.numbers import babel_locale

# what locale data puts between "9:30" and "PM"; a plain space is the same to read and easier to search
_NARROW_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})
# the year, and the comma or small word that joins it to the rest: ", y", " 'de' y"
_YEAR = re.compile(r"(?:,?\s*(?:'[^']*')?\s*)?y+\s?(?:年|'г'\.?)?")


def clock_words(at: datetime, zone: str, locale: str) -> str:
    """Return the local time of day: "9:30 PM", "21:30". `at` is aware; an unknown zone counts as UTC."""
    return clock_face(at.astimezone(_zone(zone)).time(), locale)


def clock_face(shown: time, locale: str) -> str:
    """Return a time of day as the wall shows it: "9:30 PM", "21:30"."""
    return format_time(shown, format="short", locale=babel_locale(locale)).translate(_NARROW_SPACES)


def date_words(at: datetime | date, zone: str, locale: str) -> str:
    """Return the local day: "Saturday, November 21", "sábado, 21 de noviembre". A `date` stays."""
    day = at.astimezone(_zone(zone)).date() if isinstance(at, datetime) else at
    full = get_date_format("full", locale=babel_locale(locale)).pattern
    return format_date(day, format=_YEAR.sub("", full), locale=babel_locale(locale)).translate(_NARROW_SPACES)


def day_words(day: date, locale: str) -> str:
    """Return a day in few letters: "Nov 21", "21 nov"."""
    return str(format_skeleton("MMMd", day, locale=babel_locale(locale))).translate(_NARROW_SPACES)


def long_date_words(at: datetime | date, zone: str, locale: str) -> str:
    """Return the local day with its year: "November 21, 2026"."""
    day = at.astimezone(_zone(zone)).date() if isinstance(at, datetime) else at
    return format_date(day, format="long", locale=babel_locale(locale)).translate(_NARROW_SPACES)


def short_date_words(at: datetime | date, zone: str, locale: str) -> str:
    """Return the local day as a narrow list has it: "Mon, Nov 23", "lun, 23 nov". A `date` stays."""
    day = at.astimezone(_zone(zone)).date() if isinstance(at, datetime) else at
    medium = get_date_format("medium", locale=babel_locale(locale)).pattern
    shown = format_date(day, format=_YEAR.sub("", medium), locale=babel_locale(locale))
    return f"{weekday_words(day.weekday(), locale)}, {shown}".translate(_NARROW_SPACES)


def weekday_words(weekday: int, locale: str) -> str:
    """Return the short name of a day of the week, 0 is Monday: "Mon", "lun"."""
    return str(get_day_names("abbreviated", context="stand-alone", locale=babel_locale(locale))[weekday])


def span_words(span: timedelta, locale: str) -> str:
    """Return a length of time in its largest unit: "6 hours", "1 día"."""
    return format_timedelta(span, threshold=1, locale=babel_locale(locale))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
