"""What follows when somebody's hours have changed, whoever changed them."""

from bot.cases import Roster
from bot.cases.roster import DUTY, ON_BY_DEFAULT
from bot.turns.serving import ending, gaps
from bot.turns.staffing.roll import call_roll
from bot.turns.staffing.telling import say
from bot.turns.work import Work


def hours_changed(work: Work) -> None:
    """The roster in memory follows, gaps are looked for, and whoever is off by it leaves no crisis behind."""
    work.team_changed = True
    gaps.look_soon(work)
    roll = call_roll(work.tx, zone=work.library.current.bundle.programme.zone)
    now = Roster(roll.colleagues, written=roll.written)
    if now.written != work.roster.written:
        _tell_what_counts(work, now)
    for one in work.roster.called():
        after = now.get(one.id)
        if after is not None and work.roster.is_on(one, work.at) and not now.is_on(after, work.at):
            ending.asks_for_hands(work, one)


def _tell_what_counts(work: Work, now: Roster) -> None:
    """The first week was written, or the last one is gone: coaches without one hear what they count as."""
    for one in now.called():
        if one.role in ON_BY_DEFAULT and not any(each.kind == DUTY for each in one.hours.shifts):
            say(work, one, "bot.staff.weeks_count" if now.written else "bot.staff.weeks_count_no_more")
