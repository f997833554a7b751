"""The first days after prison, hospital, detox or a treatment house begin by themselves, on their day."""

from datetime import date, time, timedelta
from typing import Final

from bot.cadence import local
from bot.cadence.release import FIRST_DAYS_LAST, first_days
from bot.storage import timer
from bot.storage.person import Person
from bot.turns.facts import days_together
from bot.turns.work import Work

# In the morning, where the person is: there is a day ahead, and places that help are open.
FIRST_DAYS_AT: Final = time(9, 0)


def begin_first_days(work: Work, who: Person, day: date) -> Person:
    """The release was, or is, on this local day, and its first days are planned. Returns the person now."""
    who = work.change(who, release_day=day)
    plan_first_days(work, who)
    return who


def released_on(who: Person, today: date) -> date:
    """Return the day of a release that somebody tells of without saying it: the card's, else today."""
    known = who.release_day
    return known if known is not None and today - FIRST_DAYS_LAST <= known <= today else today


def plan_first_days(work: Work, who: Person) -> None:
    """Every contact of the first days that is still ahead has its timer; what was planned before is gone."""
    programme = work.library.current.bundle.programme
    script = programme.release_script
    if script is None or who.release_day is None:
        return
    for one in timer.of_person(work.tx, who.id):
        if one.kind == "start_script" and one.note == script:
            timer.remove(work.tx, one.id)
    quiet = (programme.quiet_from, programme.quiet_until)
    planned = first_days(work.at, who.release_day, programme.release_days, FIRST_DAYS_AT, who.zone, quiet)
    for _, due_at in planned:
        number = work.new_id()
        timer.set(
            work.tx,
            id=number,
            kind="start_script",
            subject=who.id,
            number=number,
            due_at=due_at,
            person=who.id,
            note=script,
        )


def days_on_the_way(work: Work, who: Person) -> int:
    """Return the number of local days that stages are counted by, the first day counted.

    They count from the release once it has come; what the person is told of days together does not change.
    """
    together = days_together(work, who)
    today = local(work.at, who.zone).date()
    if who.release_day is None or who.release_day > today:
        return together
    return min(together, (today - who.release_day) // timedelta(days=1) + 1)
