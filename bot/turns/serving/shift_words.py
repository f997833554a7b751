"""Moments of duty in words: until when, from when on, on the reader's own wall."""

from datetime import datetime, timedelta

from bot.cadence import at_wall, local
from bot.cases import Colleague
from bot.texts import clock_words, short_date_words
from bot.turns.serving.weeks_in_words import read_clock


def moment(at: datetime, reader: Colleague, now: datetime) -> str:
    """Return "10:00 PM", with the day before it when it is not today."""
    shown = clock_words(at, reader.zone, reader.locale)
    if local(at, reader.zone).date() == local(now, reader.zone).date():
        return shown
    return f"{short_date_words(at, reader.zone, reader.locale)}, {shown}"


def read_moment(words: str, reader: Colleague, now: datetime) -> datetime | None:
    """Return the next time the reader's wall shows "22:00", "until 10 pm", "hasta las 22"; else None.

    None is also for "until 9": somebody would be on, or off, for the wrong half of a day.
    """
    wall = read_clock(words)
    if wall is None:
        return None
    today = local(now, reader.zone).date()
    found = at_wall(today, wall, reader.zone)
    return found if found > now else at_wall(today + timedelta(days=1), wall, reader.zone)
