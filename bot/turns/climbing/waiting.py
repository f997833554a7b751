"""What falls due while somebody waits for a human: the next rung, the truth, and words that were owed."""

from bot import cases
from bot.storage import person
from bot.storage.case import Case
from bot.storage.timer import Timer
from bot.turns.work import Work


def climb(work: Work, due: Timer) -> None:
    """Call the next rung of the case's ladder."""
    work.post(cases.climb(work.desk, due.subject, due.number, waited=due.note == cases.WAITED))


def tell(work: Work, due: Timer) -> None:
    """Tell the person how it stands."""
    work.post(cases.tell_when_due(work.desk, due.subject, due.number))


def tell_change(work: Work, held: Case) -> None:
    """The person hears what is true now: for whoever has changed who has the case, or when somebody is on."""
    who = person.get(work.tx, held.person)
    if who is not None:
        work.post(cases.tell_change(work.desk, held, who))


def good_night(work: Work, due: Timer) -> None:
    """Somebody who asked for a human today, and has none yet, hears from the bot before the night."""
    work.post(cases.good_night(work.desk, due.subject))


def without_a_word(work: Work, due: Timer) -> None:
    """Whoever has the case has not written to the person: others are called."""
    work.post(cases.free_without_a_word(work.desk, due.subject, reminded=due.number > 0))


def look_again(work: Work, due: Timer) -> None:
    """Somebody has been tried for half an hour."""
    work.post(cases.look_again(work.desk, due.subject, due.number))
