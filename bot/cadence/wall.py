"""Wall time and UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def is_zone(name: str) -> bool:
    """Return whether `name` is an IANA zone that this machine's data knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def local(at: datetime, zone: str) -> datetime:
    """Return `at` (aware) as the wall shows it in `zone`."""
    return at.astimezone(ZoneInfo(zone))


def at_wall(day: date, wall: time, zone: str) -> datetime:
    """Return the aware UTC moment at which clocks in `zone` show `wall` on `day`.

    A time that is skipped that day moves forward by the gap (02:30 becomes 03:30); one that comes twice is
    the first of the two (PEP 495, fold=0).
    """
    shown = datetime.combine(day, wall.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    return shown.astimezone(UTC)


def later(at: datetime, by: timedelta, zone: str, wall: time | None = None) -> datetime:
    """Return `at` + `by` in aware UTC, or, with `wall`, that local day and wall time; always after `at`."""
    target = at + by
    if wall is None:
        return target.astimezone(UTC)
    day = local(target, zone).date()
    moment = at_wall(day, wall, zone)
    return moment if moment > at else at_wall(day + timedelta(days=1), wall, zone)


def in_quiet_hours(at: datetime, zone: str, start: time, end: time) -> bool:
    """Return whether the wall in `zone` shows a time in [start, end); the span may cross midnight."""
    shown = local(at, zone).time()
    if start <= end:
        return start <= shown < end
    return shown >= start or shown < end


def out_of_quiet(at: datetime, zone: str, start: time, end: time) -> datetime:
    """Return `at`, or, when it lies in the quiet hours [start, end), the moment at which they end."""
    if not in_quiet_hours(at, zone, start, end):
        return at
    day = local(at, zone).date()
    due = at_wall(day, end, zone)
    return due if due >= at else at_wall(day + timedelta(days=1), end, zone)
