"""What is worth a kind word: days, months and years together, check-ins done. Pure: days are arguments."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Days together that are worth a word, the first day counted as the bot counts it ("day 30").
DAYS: Final = (30, 60, 90)
# Then half a year and each whole one, by the calendar.
HALF_A_YEAR: Final = 6  # months
A_YEAR: Final = 12  # months
# Check-ins done that are worth a word.
CHECK_INS: Final = (10, 50, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """`kind` is "days", "months", "years" or "check_ins"; `count` how many of them; `day` when it was."""

    kind: str
    count: int
    day: date


def together(began: date, *, after: date, until: date) -> tuple[Milestone, ...]:
    """Return what falls after `after` and not later than `until` (local days), the earliest first."""
    return tuple(one for one in _since(began, until) if after < one.day)


def of_check_ins(done: int, last: date | None, *, after: date, until: date) -> tuple[Milestone, ...]:
    """Return the milestone that the last check-in, done on `last`, has reached; it stands until the next."""
    if last is None or done not in CHECK_INS or not after < last <= until:
        return ()
    return (Milestone(kind="check_ins", count=done, day=last),)


def _since(began: date, until: date) -> Iterator[Milestone]:
    """Yield every milestone from `began` to `until`, in order of days."""
    for days in DAYS:
        day = began + timedelta(days=days - 1)
        if day <= until:
            yield Milestone(kind="days", count=days, day=day)
    months = HALF_A_YEAR
    while (day := _months_later(began, months)) <= until:
        if months == HALF_A_YEAR:
            yield Milestone(kind="months", count=months, day=day)
        else:
            yield Milestone(kind="years", count=months // A_YEAR, day=day)
        months = A_YEAR if months == HALF_A_YEAR else months + A_YEAR


def _months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, A_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
