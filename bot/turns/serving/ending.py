"""Duty ends while a crisis is in her hands: she hears of it before, and at its end somebody is asked by name.

Nobody has to remember /offduty for that. The case stays hers until somebody accepts.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cadence import stretches
from bot.cases import Colleague, Offer
from bot.signals import Level
from bot.storage import case, person, timer
from bot.storage.case import Case
from bot.storage.timer import Timer
from bot.turns.serving import offering
from bot.turns.serving.naming import told_apart
from bot.turns.serving.shift_words import moment
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# Looked at each hour, so that she hears between an hour and no time before.
BEFORE: Final = timedelta(hours=1)
# Numbers of two timers that fall due when somebody's duty ends; their subject is who: it ends, and she has
# been told that it will. The numbers below are those of gaps.
DUTY_ENDS, WAS_TOLD = 3, 4


def look(work: Work, kind: str) -> None:
    """Whoever is off within the hour is looked at then, and hears now if she holds a crisis.

    `kind` is the timer's. A crisis that was left while the bot was not running is asked about, too.
    """
    for one in work.roster.on_duty(work.at):
        end = work.roster.on_until(one, work.at)
        if end is not None and end - work.at <= BEFORE:
            timer.set(work.tx, id=work.new_id(), kind=kind, subject=one.id, number=DUTY_ENDS, due_at=end)
            _tell_before(work, one, kind, end)
    for held in case.open_cases(work.tx):
        holder = work.desk.holder(held)
        if held.level >= Level.CRISIS and holder is not None and _was_on(work, held, holder):
            _ask_next(work, held, holder)


def ended(work: Work, due: Timer) -> None:
    """Her duty is over: each crisis still in her hands is offered to whoever is next."""
    who = work.roster.get(due.subject)
    if who is not None and not work.roster.is_on(who, work.at):
        asks_for_hands(work, who)


def asks_for_hands(work: Work, who: Colleague) -> None:
    """Each crisis in her hands is offered to whoever is next; where nobody is, she hears what she can do."""
    for held in _crises(work, who):
        if not _ask_next(work, held, who) and not offering.is_on_offer(work, held):
            offering.tell_nobody_else(work, who, held)


def _tell_before(work: Work, one: Colleague, kind: str, end: datetime) -> None:
    crises = _crises(work, one)
    told = any(row.number == WAS_TOLD and row.due_at == end for row in timer.of(work.tx, kind, one.id))
    if not crises or told:
        return
    timer.set(work.tx, id=work.new_id(), kind=kind, subject=one.id, number=WAS_TOLD, due_at=end)
    for held in crises:
        label = work.library.own("bot.staff.button_hand_over", one.locale, code=held.code)
        offer = Offer(label=label, verb=offering.ASK, subject=held.id)
        time = moment(end, one, work.at)
        say(work, one, "bot.staff.ends_soon", ((offer,),), code=held.code, time=time)


def _was_on(work: Work, held: Case, holder: Colleague) -> bool:
    """Return whether her duty has ended since she has it; who took it outside of her hours is there."""
    since = held.acknowledged_at or held.opened_at
    if work.roster.is_on(holder, work.at):
        return False
    return work.roster.is_on(holder, since) or bool(stretches(holder.hours, since, work.at))


def _ask_next(work: Work, held: Case, who: Colleague) -> bool:
    """Offer it unless it is on offer already; return whether somebody was asked."""
    about = person.get(work.tx, held.person)
    if about is None or offering.is_on_offer(work, held):
        return False
    following = next(iter(offering.candidates(work, held, about)), None)
    if following is None:
        return False
    offering.offer(work, held, who, following)
    say(work, who, "bot.staff.ends_now", code=held.code, name=told_apart(work, following))
    return True


def _crises(work: Work, one: Colleague) -> list[Case]:
    return [held for held in case.held_by(work.tx, one.id) if held.level >= Level.CRISIS]
