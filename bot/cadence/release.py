"""The first days after somebody leaves prison, hospital, detox or a treatment house: when we come by.

Most deaths after release fall into the first two weeks (Binswanger 2007, doi:10.1056/NEJMsa064115), so the
days count from the release itself, and who joins late is met on the same day.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.cadence.wall import at_wall, local, out_of_quiet

# A release longer ago than this has no first days any more.
FIRST_DAYS_LAST = timedelta(days=30)
# Whoever has just come in is given time to look around before the first days begin.
SETTLE = timedelta(hours=1)


def first_days(
    now: datetime, release: date, days: Sequence[int], wall: time, zone: str, quiet: tuple[time, time]
) -> tuple[tuple[int, datetime], ...]:
    """Return (days since the release, aware UTC) of each contact that is still ahead, soonest first.

    `days` (0 is the release itself) come at `wall`. When some of them have passed, and the release is not too
    long ago, one more comes today, outside of `quiet` hours: on no local date are there two.
    """
    ahead = {
        release + timedelta(days=day): at_wall(release + timedelta(days=day), wall, zone) for day in days
    }
    ahead = {day: due for day, due in ahead.items() if due > now}
    today = local(now, zone).date()
    if len(ahead) < len(set(days)) and today - release <= FIRST_DAYS_LAST and today not in ahead:
        due = out_of_quiet(now + SETTLE, zone, *quiet)
        ahead.setdefault(local(due, zone).date(), due)
    return tuple(((day - release).days, due) for day, due in sorted(ahead.items()))
