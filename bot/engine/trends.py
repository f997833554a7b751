"""What a row of saved answers says over time. Skipped and missed answers were left out before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, median

# "Usual" is the person's own median of this stretch, if it holds enough answers to mean anything.
USUAL_STRETCH = timedelta(days=28)
USUAL_NEEDS = 5  # answers


def in_a_row(numbers: Sequence[float], *, up: bool, times: int) -> bool:
    """Return whether the last `times` steps all went up (or down); that many steps need one number more."""
    if times < 1 or len(numbers) < times + 1:
        return False
    last = numbers[-(times + 1) :]
    return all((later > earlier) if up else (later < earlier) for earlier, later in pairwise(last))


def changed_by(numbers: Sequence[float], *, up: bool, by: float) -> bool:
    """Return whether the latest number is `by` or more above (or below) the one before."""
    if len(numbers) < 2:
        return False
    change = numbers[-1] - numbers[-2]
    return change >= by if up else -change >= by


def beside_usual(row: Sequence[tuple[datetime, float]], *, at: datetime, higher: bool) -> bool:
    """Return whether the latest number is above (or below) the median of the 28 days before it.

    `row` is (aware UTC, number), oldest first; fewer than 5 earlier answers in that stretch: no.
    """
    if not row:
        return False
    earlier = [number for when, number in row[:-1] if at - when <= USUAL_STRETCH]
    if len(earlier) < USUAL_NEEDS:
        return False
    latest = row[-1][1]
    return latest > median(earlier) if higher else latest < median(earlier)


def average(row: Sequence[tuple[datetime, float]], *, at: datetime, days: int) -> float | None:
    """Return the mean of the last `days` days, or None without an answer in them."""
    stretch = timedelta(days=days)
    recent = [number for when, number in row if at - when <= stretch]
    return fmean(recent) if recent else None
