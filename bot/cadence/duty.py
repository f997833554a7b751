"""Who is on duty, until when, and when next: a weekly roster in each coach's own zone.

What somebody said with /onduty and /offduty (a mark) wins while it lasts; days away beat shifts. A shift
that ends at or before the time it begins goes over midnight and belongs to the day it begins on: whoever is
away that day has none of it. A mark about being on is about duty; one about being off is about every kind of
shift. Without an end a mark lasts until her next written shift begins: from there on her week counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.cadence.spans import Span, joined, without
from bot.cadence.wall import at_wall, local

DUTY, BACKUP, ON_CALL = "duty", "backup", "on call"
SHIFT_KINDS = (DUTY, BACKUP, ON_CALL)
# How far ahead anybody looks: a roster is weekly, and a holiday of two weeks is told as "not soon".
AHEAD = timedelta(days=14)
# The longest shift is a day and a night, and a day with a change of clocks has up to 25 hours.
LONGEST_SHIFT = timedelta(hours=25)
WEEK = timedelta(days=7)
MIDNIGHT = time(0)
# Hours asked about on one day: a team of fifty, three kinds of shift, by night and by day. Each turn asks.
REMEMBERED = 1024
NO_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stretch of each week, on the wall of whoever works it. `weekday` 0 is Monday."""

    weekday: int
    begins: time
    ends: time
    kind: str = DUTY

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("a weekday is a number from 0 (Monday) to 6")
        if self.kind not in SHIFT_KINDS:
            raise ValueError("a shift is duty, backup or on call")


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days off, both of them counted, on her own wall."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What she said at `at` (aware UTC) about being on duty; `until` is None where she named no end."""

    on: bool
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When one member of the team works; `zone` is hers (IANA)."""

    zone: str
    shifts: tuple[Shift, ...] = ()
    away: tuple[Away, ...] = ()
    mark: Mark | None = None


def is_on(hours: Hours, at: datetime, *, kind: str = DUTY, by_default: bool = False) -> bool:
    """Return whether she is on at `at`.

    `by_default`: the programme has written no roster, so everybody is on who is not away and has not said no.
    """
    if by_default and kind == DUTY:
        return not _inside(at, _off(hours, kind))
    return _inside(at, stretches(hours, at, at, kind=kind))


def on_until(hours: Hours, at: datetime, *, kind: str = DUTY) -> datetime | None:
    """Return when the stretch she is on ends, over shifts that follow without a gap.

    None when she is not on, and when no end is in sight (she named none, or it is more than AHEAD away).
    """
    for span in stretches(hours, at, at + AHEAD, kind=kind):
        if span[0] <= at < span[1]:
            return span[1] if span[1] <= at + AHEAD else None
    return None


def next_on(hours: Hours, at: datetime, *, kind: str = DUTY) -> datetime | None:
    """Return when her next stretch begins: after `at`, within AHEAD; None when there is none."""
    begins = (span[0] for span in stretches(hours, at, at + AHEAD, kind=kind))
    return next((one for one in begins if at < one <= at + AHEAD), None)


def stretches(hours: Hours, begins: datetime, ends: datetime, *, kind: str = DUTY) -> tuple[Span, ...]:
    """Return when she is on, oldest first and never touching: all that overlaps [begins, ends], uncut."""
    spans = _around(hours, kind, begins.astimezone(UTC).date(), ends.astimezone(UTC).date())
    return tuple(span for span in spans if span[0] <= ends and span[1] > begins)


@lru_cache(maxsize=REMEMBERED)
def _around(hours: Hours, kind: str, first: date, last: date) -> tuple[Span, ...]:
    """Return when she is on from a week before one day (UTC) to a week after another."""
    begins = datetime.combine(first, MIDNIGHT, UTC) - WEEK
    ends = datetime.combine(last, MIDNIGHT, UTC) + WEEK
    spans = without(_worked(hours, begins, ends, kind), _off(hours, kind))
    mark = hours.mark
    if mark is not None and mark.on and kind == DUTY:
        spans = joined((*spans, _lasts(hours, mark, kind)))
    return spans


def around_the_clock(hours: Hours) -> Hours:
    """Return her hours where the programme has written no roster, as `is_on` counts them by default.

    She is on at any hour, but for her days away, and until she says again that she is on.
    """
    mark = hours.mark
    if mark is not None and mark.until is None:
        mark = replace(mark, until=NO_END)  # no shift that somebody has written ends it
    always = tuple(Shift(weekday=day, begins=MIDNIGHT, ends=MIDNIGHT) for day in range(7))
    return replace(hours, shifts=(*hours.shifts, *always), mark=mark)


def uncovered(
    everybody: Sequence[Hours],
    begins: datetime,
    ends: datetime,
    *,
    wanted: tuple[time, time] | None,
    zone: str,
) -> tuple[Span, ...]:
    """Return the stretches of [begins, ends) in which somebody should be on duty and nobody is.

    Somebody should be on in each written shift, also of whoever is away, and in the programme's duty hours
    (`wanted`, on the wall of `zone`; equal times are the whole day).
    """
    needed = [span for hours in everybody for span in _written(hours, begins, ends, DUTY)]
    if wanted is not None:
        week = tuple(Shift(weekday=day, begins=wanted[0], ends=wanted[1]) for day in range(7))
        needed.extend(_written(Hours(zone=zone, shifts=week), begins, ends, DUTY))
    on = [span for hours in everybody for span in stretches(hours, begins, ends)]
    cut = ((max(first, begins), min(last, ends)) for first, last in without(joined(needed), joined(on)))
    return tuple(span for span in cut if span[0] < span[1])


def _inside(at: datetime, spans: Sequence[Span]) -> bool:
    return any(first <= at < last for first, last in spans)


def _written(
    hours: Hours, begins: datetime, ends: datetime, kind: str, *, away: bool = True
) -> Iterator[Span]:
    """Yield her written shifts that touch [begins, ends]; with `away=False` without those that begin away."""
    shifts = [shift for shift in hours.shifts if shift.kind == kind]
    day = local(begins - LONGEST_SHIFT, hours.zone).date() if shifts else date.max
    last = local(ends, hours.zone).date()
    while day <= last:
        kept = away or not any(one.first <= day <= one.last for one in hours.away)
        for shift in shifts if kept else ():
            if shift.weekday == day.weekday():
                until = day if shift.begins < shift.ends else day + timedelta(days=1)
                span = at_wall(day, shift.begins, hours.zone), at_wall(until, shift.ends, hours.zone)
                if span[0] < span[1]:  # a shift may lie wholly inside the hour that the clocks skip
                    yield span
        day += timedelta(days=1)


def _worked(hours: Hours, begins: datetime, ends: datetime, kind: str) -> tuple[Span, ...]:
    return joined(_written(hours, begins, ends, kind, away=False))


@lru_cache(maxsize=REMEMBERED)
def _off(hours: Hours, kind: str) -> tuple[Span, ...]:
    """Return when she is off whatever is written: her days away, unless she said she is on, and her mark."""
    day = timedelta(days=1)
    off = joined(
        (at_wall(one.first, MIDNIGHT, hours.zone), at_wall(one.last + day, MIDNIGHT, hours.zone))
        for one in hours.away
    )
    mark = hours.mark
    if mark is None:
        return off
    if mark.on:
        return without(off, (_lasts(hours, mark, kind),)) if kind == DUTY else off
    return joined((*off, _lasts(hours, mark, kind)))


def _lasts(hours: Hours, mark: Mark, kind: str) -> Span:
    """Return the stretch in which her mark counts; to NO_END where she named none and no shift follows."""
    if mark.until is not None:
        return mark.at, mark.until
    # Behind a holiday, however long it is: who is away has no shift that could end it.
    back = max((mark.at, *(at_wall(one.last, MIDNIGHT, hours.zone) for one in hours.away)))
    written = _written(hours, mark.at, back + AHEAD, kind, away=False)
    return mark.at, min((first for first, _ in written if first > mark.at), default=NO_END)
