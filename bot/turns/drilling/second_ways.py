"""The second way of alerts, as turns know it: who has not been reached yet, and that a way does not work."""

from datetime import timedelta

from bot.cases import second_way
from bot.storage.timer import Timer
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# The rows of a rung are made at the moment its timer is set; their ids may be a little older than the timer.
MARGIN = timedelta(seconds=1)


def unaccepted(work: Work, due: Timer) -> None:
    """Half a minute after a rung: whoever's alert Telegram has not taken hears another way."""
    since = due.due_at - second_way.UNACCEPTED_AFTER - MARGIN
    second_way.unaccepted(work.desk, due.subject, due.number, since)


def tell_broken(work: Work, what: str) -> None:
    """Admins hear that alerts cannot leave a way, or reach an address; else supervisors."""
    admins = tuple(one for one in work.roster.admins() if not one.unreachable)
    for one in admins or work.roster.leads():
        say(work, one, f"bot.staff.second_broken_{what}")
