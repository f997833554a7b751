"""Small phrases of the format, from words to values: lengths of time, times of day, days, numbers, names."""

import re
from datetime import date, time, timedelta

from bot.scripts.problem import counted

# The whole of a value has to look like this.
TIME = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RANGE = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?) to (-?\d{1,9}(?:\.\d{1,6})?)")
QUIET = re.compile(r"(\d{1,2}:\d{2}) to (\d{1,2}:\d{2})")
NAME_FORM = re.compile(r"[a-z][a-z0-9_]{0,39}")

MONTHS = re.compile(r"(\d{1,3}) (month|year)s?")
MONTHS_PER_YEAR = 12
LONGEST_TIME = timedelta(days=3660)  # ten years: longer is a slip of the finger
UNITS = {"week": timedelta(weeks=1), "day": timedelta(days=1), "hour": timedelta(hours=1)}


def is_name(words: str) -> bool:
    """Whether this can name a step, a key, a value, a script, a rule."""
    return NAME_FORM.fullmatch(words) is not None


def read_time(words: str) -> timedelta | None:
    """Return the length of time that "6 hours", "2 days", "30 minutes" or "1 week" means."""
    match = TIME.fullmatch(words.strip())
    if match is None:
        return None
    length = timedelta(**{match.group(2) + "s": int(match.group(1))})
    return length if timedelta(0) < length <= LONGEST_TIME else None


def read_months(words: str) -> int | None:
    """Return the number of months that "24 months" or "2 years" means."""
    match = MONTHS.fullmatch(words.strip())
    if match is None:
        return None
    months = int(match.group(1)) * (MONTHS_PER_YEAR if match.group(2) == "year" else 1)
    return months if 0 < months <= LONGEST_TIME / timedelta(days=30) else None


def time_words(length: timedelta) -> str:
    """Return a length of time as editors write it, in the largest unit it is whole in: "1 day"."""
    for unit, whole in UNITS.items():
        if length and length % whole == timedelta():
            return counted(length // whole, unit)
    return counted(round(length / timedelta(minutes=1)), "minute")


def read_clock(words: str) -> time | None:
    """Return the time of day that "9:30" or "21:30" means."""
    match = CLOCK.fullmatch(words.strip())
    if match is None or int(match.group(1)) > 23 or int(match.group(2)) > 59:
        return None
    return time(int(match.group(1)), int(match.group(2)))


def read_quiet_hours(words: str) -> tuple[time, time] | None:
    """Return the two times of "21:30 to 08:00"."""
    match = QUIET.fullmatch(words.strip())
    if match is None:
        return None
    begin, end = read_clock(match.group(1)), read_clock(match.group(2))
    return (begin, end) if begin is not None and end is not None and begin != end else None


def read_day(words: str) -> date | None:
    """Return the day that "2026-11-01" means."""
    if DAY.fullmatch(words.strip()) is None:
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def read_range(words: str) -> tuple[float, float] | None:
    """Return the two ends of "0 to 10"."""
    match = RANGE.fullmatch(words.strip())
    if match is None:
        return None
    low, high = float(match.group(1)), float(match.group(2))
    return (low, high) if low < high else None


def read_count(words: str) -> int | None:
    """Return a whole number from 1 to 999."""
    return int(words) if re.fullmatch(r"[1-9]\d{0,2}", words.strip()) else None
