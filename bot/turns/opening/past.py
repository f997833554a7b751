"""The last check-ins at a glance: one row of numbers for each scale, and the same as a line of small bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.storage import answer, check_in
from bot.storage.person import Person
from bot.texts import number_words
from bot.turns.library import Edition
from bot.turns.work import Work

# Two weeks of daily check-ins: what "lately" means, and as many bars as a phone shows side by side.
CHECK_INS: Final = 14
# One number is no course; more than three rows are no glance.
FEWEST_NUMBERS, MOST_ROWS = 2, 3
BARS: Final = "▁▂▃▄▅▆▇█"
MISSED: Final = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a person answered to one scale: (their local date, number or None), oldest first.

    `better` is "lower", "higher" or None, as the key says.
    """

    key: str
    label: str
    low: float
    high: float
    better: str | None
    points: tuple[tuple[date, float | None], ...]

    @property
    def numbers(self) -> tuple[float, ...]:
        """Return what was answered, oldest first."""
        return tuple(number for _, number in self.points if number is not None)


def rows_of(work: Work, about: Person, edition: Edition, locale: str) -> tuple[Row, ...]:
    """Return the rows of the last check-ins, those with most answers first; a day without one is a gap."""
    days = [one for one in check_in.latest(work.tx, about.id, CHECK_INS) if one.outcome != "planned"]
    given = [(one.local_date, _numbers(work, one.conversation)) for one in reversed(days)]
    if given and not given[-1][1] and days[0].outcome == "invited":
        given.pop()  # nobody has missed the one that is still to be answered
    found = []
    for key in edition.bundle.keys.values():
        if key.kind != "scale" or key.retired or key.low is None or key.high is None:
            continue
        points = tuple((day, numbers.get(key.name)) for day, numbers in given)
        row = Row(
            key=key.name,
            label=edition.label(key.name, locale),
            low=key.low,
            high=key.high,
            better=key.better,
            points=points,
        )
        if len(row.numbers) >= FEWEST_NUMBERS:
            found.append(row)
    return tuple(sorted(found, key=lambda row: -len(row.numbers))[:MOST_ROWS])


def _numbers(work: Work, talk: int | None) -> dict[str, float]:
    if talk is None:
        return {}
    given = answer.of(work.tx, talk)
    return {one.key: float(one.value) for one in given if isinstance(one.value, int | float)}


def bars(row: Row) -> str:
    """Return the row as small bars, a dot for a day without an answer."""
    return "".join(MISSED if number is None else BARS[_height(row, number)] for _, number in row.points)


def bar_lines(work: Work, rows: Sequence[Row], locale: str) -> list[str]:
    """Return a line for each row: what it is, its bars, and the latest number."""
    return [
        work.library.own(
            "bot.staff.card_bars",
            locale,
            label=row.label,
            bars=bars(row),
            value=number_words(row.numbers[-1], locale),
        )
        for row in rows
    ]


def _height(row: Row, number: float) -> int:
    share = (number - row.low) / (row.high - row.low) if row.high > row.low else 0.0
    return max(0, min(len(BARS) - 1, round(share * (len(BARS) - 1))))
