"""A shift ends while a crisis is in her hands: she hears of it before, and at its end somebody is asked.

Nobody has to remember /offduty for that. The case stays hers until somebody accepts.
"""

from datetime import timedelta
from typing import Final

from bot.cases import Colleague, Offer
from bot.signals import Level
from bot.storage import case, person, timer
from bot.storage.case import Case
from bot.storage.timer import Timer
from bot.turns.serving import offering
from bot.turns.serving.shift_words import moment
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# Looked at each hour, so that she hears between an hour and no time before.
BEFORE: Final = timedelta(hours=1)
# The number of the timer that says she has been told, and falls due when her shift ends; its subject is she.
ENDS: Final = 3


def look(work: Work, kind: str) -> None:
    """Whoever holds a crisis and is off within the hour is told, once; `kind` is the timer's."""
    for one in work.roster.on_duty(work.at):
        end = work.roster.on_until(one, work.at)
        if end is None or end - work.at > BEFORE:
            continue
        crises = _crises(work, one)
        if not crises or any(row.number == ENDS for row in timer.of(work.tx, kind, one.id)):
            continue
        timer.set(work.tx, id=work.new_id(), kind=kind, subject=one.id, number=ENDS, due_at=end)
        for held in crises:
            label = work.library.own("bot.staff.button_hand_over", one.locale, code=held.code)
            offer = Offer(label=label, verb=offering.ASK, subject=held.id)
            time = moment(end, one, work.at)
            say(work, one, "bot.staff.ends_soon", ((offer,),), code=held.code, time=time)


def ended(work: Work, due: Timer) -> None:
    """Her shift is over: each crisis still in her hands is offered to whoever is next."""
    who = work.roster.get(due.subject)
    if who is None or work.roster.is_on(who, work.at):
        return
    for held in _crises(work, who):
        about = person.get(work.tx, held.person)
        following = next(iter(offering.candidates(work, held, about)), None) if about else None
        if held.offered_to is not None:
            continue  # she has asked somebody already
        if following is None:
            say(work, who, "bot.staff.hand_nobody", code=held.code)
            continue
        offering.offer(work, held, who, following)
        say(work, who, "bot.staff.ends_now", code=held.code, name=following.name)


def _crises(work: Work, one: Colleague) -> list[Case]:
    return [held for held in case.held_by(work.tx, one.id) if held.level >= Level.CRISIS]
