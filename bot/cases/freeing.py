"""Out of somebody's hands again: who leaves the team, and who has a crisis and gives no word.

Everybody concerned hears of it, and the ladder goes on from where it stood.
"""

from dataclasses import replace

from bot.cadence import CaseState
from bot.cases.calling import climb, is_climbing, lane_of, rung_owed, start
from bot.cases.desk import NOT_TRIED, Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import owes_a_word
from bot.cases.roster import Colleague
from bot.cases.truth import said_to_who_waits, tell_later
from bot.signals import Level
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.person import Person

# Why a case was freed, as it is kept with it.
LEFT, NOT_ANSWERED, UNREACHABLE = "left", "not answered", "unreachable"


def free_cases(desk: Desk, leaver: Colleague) -> Letters:
    """Take every case out of the leaver's hands; return what the team and each of these persons is told."""
    letters: list[Letter] = []
    others = tuple(one for one in desk.roster.called() if one.id != leaver.id)
    for held in case.held_by(desk.tx, leaver.id):
        letters += _leave(desk, held, leaver, others)
    return tuple(letters)


def free_without_a_word(desk: Desk, about: int, *, reminded: bool = False) -> Letters:
    """Whoever has the case has given no word in time: others are called, and she may take it again.

    In an urgent case in which she has tried she is reminded first, and has as long again.
    """
    held = desk.get_open(about)
    if held is None or held.level < Level.URGENT or held.state == CaseState.PLAN.value:
        return ()
    holder = desk.holder(held)
    if holder is None:  # she has left the team meanwhile: nobody has it
        return climb(desk, about, rung_owed(desk, held)) if not is_climbing(desk, held) else ()
    tried = held.attempted_at is not None
    if held.level < Level.CRISIS and tried and not reminded:
        owes_a_word(desk, held, reminded=True)
        return (_to_holder(desk, held, holder, "bot.staff.owes_a_word", take=False),)
    return goes_on(desk, held, holder, NOT_ANSWERED if tried else NOT_TRIED)


def free_unreachable(desk: Desk, gone: Colleague) -> Letters:
    """Nothing reaches this colleague's phone: the cases she has are free, and others are called."""
    letters: list[Letter] = []
    for held in case.held_by(desk.tx, gone.id):
        letters += goes_on(desk, held, gone, UNREACHABLE)
    return tuple(letters)


def goes_on(desk: Desk, held: Case, holder: Colleague, why: str) -> Letters:
    """Free the case, tell `holder` and the person, and call the next rung of its ladder."""
    freed = desk.free(held, why)
    letters: list[Letter] = []
    calls = _calls(desk, freed, holder, why)
    if why != UNREACHABLE:
        text = "bot.staff.freed_unanswered" if why == NOT_ANSWERED else "bot.staff.freed_yours"
        letters.append(_to_holder(desk, freed, holder, text, take=True))
    who = person.get(desk.tx, held.person)
    if who is not None:
        text = {NOT_TRIED: "bot.freed", NOT_ANSWERED: "bot.freed_unanswered"}.get(why, "bot.freed_other")
        said = desk.say(text, who.locale, coach=holder.name)
        if freed.level == Level.URGENT and not calls:  # nobody is on duty, so nobody is called yet
            said = said_to_who_waits(desk, freed, who)
        letters.append(_to_person(freed, who, said))
    return (*letters, *calls)


def _calls(desk: Desk, freed: Case, holder: Colleague, why: str) -> Letters:
    """Call others than `holder` about a case that was just freed, where its level calls anybody."""
    if freed.level < Level.URGENT:
        return ()
    if freed.climbing_since is None:
        calls = start(desk, freed, "bot.staff.case_freed")
    else:
        if why == NOT_ANSWERED:  # a human was there until now: this is a new ladder, from its second rung on
            freed = desk.change(freed, climbing_since=desk.at, rung=0)
        without = frozenset((holder.id,))
        rung = rung_owed(desk, freed)
        calls = climb(desk, freed.id, rung, text="bot.staff.case_freed", without=without)
    if freed.level >= Level.CRISIS:
        tell_later(desk, replace(freed, climbing_since=freed.climbing_since or desk.at), told=1)
    return calls


def _leave(desk: Desk, held: Case, leaver: Colleague, others: tuple[Colleague, ...]) -> list[Letter]:
    freed = desk.free(held, LEFT)
    letters = [_to_colleague(desk, freed, one) for one in others]
    about = person.get(desk.tx, held.person)
    if about is not None:
        text = "bot.coach_left" if others else "bot.coach_left_nobody"
        said = desk.say(text, about.locale, coach=leaver.name, count=len(others))
        letters.append(_to_person(freed, about, said))
    if freed.level >= Level.URGENT and not is_climbing(desk, freed):
        told = {letter.member for letter in letters}
        rung = rung_owed(desk, freed) if freed.climbing_since is not None else 0
        calls = climb(desk, freed.id, rung, text="bot.staff.case_freed", without=frozenset((leaver.id,)))
        letters += [one for one in calls if one.member is None or one.member not in told | {leaver.id}]
    return letters


def _to_colleague(desk: Desk, held: Case, to: Colleague) -> Letter:
    level = desk.level_word(held.level, to.locale)
    return Letter(
        chat=to.chat,
        lane=lane_of(held.level),
        kind="alert",
        text=desk.say("bot.staff.case_freed", to.locale, code=held.code, level=level),
        offers=((Offer(label=desk.say("bot.staff.button_open", to.locale), verb="open", subject=held.id),),),
        member=to.id,
        case=held.id,
        silent=held.level < Level.URGENT,
    )


def _to_holder(desk: Desk, held: Case, holder: Colleague, text: str, *, take: bool) -> Letter:
    label, verb = ("bot.staff.button_take", "take") if take else ("bot.staff.button_open", "open")
    return Letter(
        chat=holder.chat,
        lane=lane_of(held.level),
        kind="staff",
        text=desk.say(text, holder.locale, code=held.code),
        offers=((Offer(label=desk.say(label, holder.locale), verb=verb, subject=held.id),),),
        member=holder.id,
        case=held.id,
    )


def _to_person(held: Case, who: Person, said: str) -> Letter:
    return Letter(
        chat=who.chat,
        lane=lane_of(held.level),
        kind="case",
        text=said,
        person=who.id,
        case=held.id,
    )
