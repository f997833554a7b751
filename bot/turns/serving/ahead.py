"""Who is there in the days ahead, holidays taken out, and when nobody is who should be."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.cadence import at_wall, local, stretches
from bot.cases import Colleague
from bot.texts import short_date_words
from bot.turns.serving import gaps
from bot.turns.serving.naming import hours, kind_words, told_apart
from bot.turns.serving.weeks_in_words import BACKUP, DUTY, ON_CALL, Written
from bot.turns.work import Work

# So many days ahead a supervisor sees who is there.
DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """`one` is there from `since` until `until` (aware UTC); None: nobody is."""

    one: Colleague | None
    kind: str
    since: datetime
    until: datetime


def days(work: Work, who: Colleague) -> tuple[date, ...]:
    """Return the days ahead on the reader's calendar, today first."""
    first = local(work.at, who.zone).date()
    return tuple(first + timedelta(days=number) for number in range(DAYS))


def between(work: Work, begins: datetime, ends: datetime) -> tuple[There, ...]:
    """Return who is there, cut to these moments, the earliest first; that nobody is, only from now on."""
    found = []
    for one in work.roster.called():
        for kind in (DUTY, BACKUP, ON_CALL):
            for first, last in stretches(gaps.counted(work, one), begins, ends, kind=kind):
                since, until = max(first, begins), min(last, ends)
                if since < until:
                    found.append(There(one=one, kind=kind, since=since, until=until))
    if work.at < ends:
        empty = gaps.empty(work, max(begins, work.at), ends)
        found += [There(one=None, kind=DUTY, since=since, until=until) for since, until in empty]
    return tuple(sorted(found, key=lambda there: (there.since, there.until)))


def in_words(work: Work, who: Colleague) -> list[str]:
    """Return a line for each of the days ahead, on the reader's wall."""
    lines = []
    for day in days(work, who):
        begins = at_wall(day, time(0), who.zone)
        ends = at_wall(day + timedelta(days=1), time(0), who.zone)
        parts = [_words(work, who, there) for there in between(work, begins, ends)]
        lines.append(f"{short_date_words(day, who.zone, who.locale)}: {' · '.join(parts) or '–'}")
    return lines


def _words(work: Work, who: Colleague, there: There) -> str:
    shown = hours(
        Written(
            weekday=0,
            kind=DUTY,
            begins=local(there.since, who.zone).time().replace(second=0, microsecond=0),
            ends=local(there.until, who.zone).time(),
        ),
        who.locale,
    )
    if there.one is None:
        return f"⚠ {work.library.own('bot.staff.roster_nobody', who.locale, hours=shown)}"
    return f"{told_apart(work, there.one)} {kind_words(work, there.kind, who.locale)}{shown}"
