"""When a reminder rings: four hours to choose from, or the one that stands at the beginning of the words."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.cadence import at_wall, local
from bot.engine.clocks_in_words import read_clock
from bot.engine.dates_in_words import read_date

# {detail of the button: in how many days, at which hour on the member's wall}; an hour from now has neither.
CHOICES: Final = ("in_hour", "evening", "tomorrow", "next_week")
EVENING, MORNING = time(19, 0), time(9, 0)
# A day and an hour stand in the first words: "tomorrow at 10 in the morning call housing".
MOST_WORDS: Final = 7


def moment(choice: str, at: datetime, zone: str) -> datetime:
    """Return the moment of one of CHOICES, aware UTC, always after `at`: this evening is over at seven."""
    today = local(at, zone).date()
    match choice:
        case "evening":
            due = at_wall(today, EVENING, zone)
            return due if due > at else at_wall(today + timedelta(days=1), EVENING, zone)
        case "tomorrow":
            return at_wall(today + timedelta(days=1), MORNING, zone)
        case "next_week":
            return at_wall(today + timedelta(days=7), MORNING, zone)
        case _:
            return at + timedelta(hours=1)


def written(words: str, at: datetime, zone: str, locale: str) -> tuple[datetime, str] | None:
    """Return the moment that the words begin with ("tomorrow 10:00 call housing"), aware UTC, and the rest.

    A day needs no hour (it is nine then), an hour no day (it is the next time the wall shows it).
    """
    every = words.split()
    tokens = every[:MOST_WORDS]
    today = local(at, zone).date()
    day, used = None, 0
    for length in range(min(4, len(tokens)), 0, -1):
        found = read_date(" ".join(tokens[:length]), today=today, locale=locale)
        if found is not None:
            day, used = datetime.fromisoformat(found).date(), length
            break
    clock = None
    for length in range(min(5, len(tokens) - used), 0, -1):
        phrase = " ".join(tokens[used : used + length])
        found = read_clock(phrase) if any(sign.isdigit() for sign in phrase) else None
        if found is not None:
            clock, used = time.fromisoformat(found), used + length
            break
    if day is None and clock is None:
        return None
    due = at_wall(day or today, clock or MORNING, zone)
    if due <= at and day is None:
        due = at_wall(today + timedelta(days=1), clock or MORNING, zone)
    return (due, " ".join(every[used:]) or words) if due > at else None
