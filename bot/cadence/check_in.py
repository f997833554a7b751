"""When the next check-in is due."""

from datetime import date, datetime, time, timedelta

from bot.cadence.wall import at_wall, local


def next_check_in(
    now: datetime, wall: time, zone: str, *, every_days: int = 1, last: date | None = None
) -> tuple[date, datetime]:
    """Return the local date and the aware UTC moment of the first check-in after `now`.

    `last` is the local date of the previous one, None before the first: the next is at least `every_days`
    later. Exactly one local date gets a check-in, whatever the clocks do that day.
    """
    if every_days < 1:
        raise ValueError("a check-in comes at most once a day")
    day = local(now, zone).date()
    if last is not None:
        day = max(day, last + timedelta(days=every_days))
    due = at_wall(day, wall, zone)
    if due <= now:
        day += timedelta(days=1)
        due = at_wall(day, wall, zone)
    return day, due
