"""When somebody who waits is told what is true, and when we come back to somebody after a case."""

from datetime import datetime, time, timedelta

from bot.cadence.wall import at_wall, in_quiet_hours, local, out_of_quiet

# house.md 8 and field.md 6: at once, after 15 and 30 minutes, then at least hourly until a human is there.
FIRST_TELLINGS = (timedelta(0), timedelta(minutes=15), timedelta(minutes=30))
TELL_EVERY = timedelta(hours=1)
# At this telling the bot asks whether it got worse.
ASK_WORSE_AFTER = FIRST_TELLINGS[-1]
# field.md 6: follow-up 24 hours after a crisis, 72 hours after an urgent case.
AFTER_CRISIS = timedelta(hours=24)
AFTER_URGENT = timedelta(hours=72)
# Silence has opened the case again, and again nobody was reached: every three days would only press.
AFTER_SILENCE = timedelta(days=7)
# The levels as signals number them; cadence may not import its sibling.
URGENT, CRISIS = 2, 3
# An evening word still comes before most people's quiet hours; after it, it is night until this hour.
EVENING = time(20)
NIGHT_ENDS = time(5)


def tellings_due(since: datetime, now: datetime) -> int:
    """Return how many tellings are due by `now` to whoever waits since `since`; the first is at once."""
    waited = now - since
    first = sum(1 for mark in FIRST_TELLINGS if mark <= waited)
    return first + max(0, (waited - FIRST_TELLINGS[-1]) // TELL_EVERY)


def next_telling(since: datetime, now: datetime, told: int) -> datetime:
    """Return when to tell next, never before `now`, after `told` tellings.

    Whoever has not been told anything is told now. Those that an outage swallowed are not made up for one by
    one: the next is the first that lies ahead, at most an hour away.
    """
    if told < 1:
        return max(since, now)
    number = max(told, tellings_due(since, now))
    if number < len(FIRST_TELLINGS):
        return since + FIRST_TELLINGS[number]
    due = since + FIRST_TELLINGS[-1] + TELL_EVERY * (number - len(FIRST_TELLINGS) + 1)
    return min(due, max(since, now) + TELL_EVERY)


def follow_up_at(
    closed_at: datetime,
    level: int,
    zone: str,
    quiet: tuple[time, time],
    *,
    crisis: timedelta = AFTER_CRISIS,
    urgent: timedelta = AFTER_URGENT,
) -> datetime | None:
    """Return when to ask how it is after a case of `level` (the number of a signal's level) was closed.

    Never in the person's quiet hours: it moves to their end. None where nothing follows.
    """
    if level < URGENT:
        return None
    return out_of_quiet(closed_at + (crisis if level >= CRISIS else urgent), zone, *quiet)


def morning(at: datetime, zone: str, hour: time) -> datetime:
    """Return the next moment after `at` (aware UTC) at which the wall in `zone` shows `hour`."""
    day = local(at, zone).date()
    due = at_wall(day, hour, zone)
    return due if due > at else at_wall(day + timedelta(days=1), hour, zone)


def evening(at: datetime, zone: str) -> datetime:
    """Return when an evening word is due: at 20:00 of the same day in `zone`; at once when it is later."""
    if in_quiet_hours(at, zone, EVENING, NIGHT_ENDS):
        return at
    return at_wall(local(at, zone).date(), EVENING, zone)
