"""Out of somebody's hands again: who leaves the team, and who has a crisis and gives no word.

Everybody concerned hears of it, and the ladder goes on where its time says.
"""

from dataclasses import replace

from bot.cadence import CaseState
from bot.cases.calling import Without, alert, climb_on, is_climbing, lane_of
from bot.cases.desk import NOT_TRIED, Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import owes_a_word
from bot.cases.roster import Colleague
from bot.cases.truth import may_tell
from bot.cases.truth_words import lines_now, when_somebody_answers
from bot.signals import Level
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.person import Person

# Why a case was freed, as it is kept with it.
LEFT, NOT_ANSWERED, UNREACHABLE = "left", "not answered", "unreachable"
# Whoever has it is there, and has given no word: she may take it again.
_SILENT = (NOT_TRIED, NOT_ANSWERED)


def free_cases(desk: Desk, leaver: Colleague) -> Letters:
    """Take every case out of the leaver's hands; return what the team and each of these persons is told."""
    letters: list[Letter] = []
    others = tuple(one for one in desk.roster.called() if one.id != leaver.id and not one.unreachable)
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
        free, anew = desk.freed(held), held.attempted_at is not None
        return () if is_climbing(desk, free) else climb_on(desk, free, "bot.staff.alert_again", anew=anew)
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
    """Free the case, tell `holder` and the person, and let the ladder go on."""
    calls = _calls(desk, held, holder, why)
    freed = case.get(desk.tx, held.id) or held
    who = person.get(desk.tx, held.person)
    letters: list[Letter] = []
    if why != UNREACHABLE:
        rung = {one.member for one in calls if one.member is not None}
        text = _text_for_holder(who, why, others=bool(rung - {holder.id}))
        letters.append(replace(_to_holder(desk, freed, holder, text, take=True), silent=holder.id in rung))
    if who is not None and may_tell(desk, freed, who):
        letters.append(_to_person(freed, who, _said(desk, freed, who, holder, why, calls)))
        desk.change(freed, told_at=desk.at)
    return (*letters, *calls)


def _calls(desk: Desk, held: Case, holder: Colleague, why: str) -> Letters:
    """Free the case and call others than `holder`, where its level calls anybody.

    A new ladder begins where a human was there until now.
    """
    freed = desk.free(held, why)
    if freed.level < Level.URGENT:
        return ()
    without = Without(silent=holder.id) if why in _SILENT else Without(gone=frozenset((holder.id,)))
    return climb_on(desk, freed, "bot.staff.case_freed", without=without, anew=held.attempted_at is not None)


def _text_for_holder(who: Person | None, why: str, *, others: bool) -> str:
    if why in _SILENT and not others:
        return "bot.staff.freed_nobody_else"
    if who is not None and not who.reachable:
        return "bot.staff.freed_out_of_reach"
    return "bot.staff.freed_unanswered" if why == NOT_ANSWERED else "bot.staff.freed_yours"


def _said(desk: Desk, freed: Case, who: Person, holder: Colleague, why: str, calls: Letters) -> str:
    """Return what the person is told: what happened, and what truly comes of it."""
    happened = {NOT_TRIED: "bot.freed", NOT_ANSWERED: "bot.freed_unanswered"}.get(why, "bot.freed_other")
    said = [desk.say(happened, who.locale, coach=holder.name)]
    members = {one.member for one in calls if one.member is not None}
    if members - {holder.id}:
        said.append(desk.say("bot.freed_calls", who.locale))
    elif freed.level < Level.URGENT:
        said.append(desk.say("bot.freed_talk", who.locale))
    elif members:
        said.append(desk.say("bot.freed_calls_again", who.locale, coach=holder.name))
    elif freed.level < Level.CRISIS:  # nobody is on duty, so nobody is called yet
        said += (desk.say("bot.freed_waits", who.locale), when_somebody_answers(desk, who))
    else:
        said.append(desk.say("bot.freed_nobody", who.locale))
    if freed.level >= Level.URGENT and not any(one.person is not None for one in calls):
        said.append(lines_now(desk, freed, who))
    return " ".join(said)


def _leave(desk: Desk, held: Case, leaver: Colleague, others: tuple[Colleague, ...]) -> list[Letter]:
    """Everybody hears of it; who is called by the ladder besides is not told twice."""
    calls = _calls(desk, held, leaver, LEFT)
    freed = case.get(desk.tx, held.id) or held
    letters = [_to_colleague(desk, freed, one) for one in others]
    about = person.get(desk.tx, held.person)
    if about is not None and may_tell(desk, freed, about):
        text = "bot.coach_left" if others else "bot.coach_left_nobody"
        said = desk.say(text, about.locale, coach=leaver.name, count=len(others))
        letters.append(_to_person(freed, about, said))
    told = {one.id for one in others}
    return [*letters, *(one for one in calls if one.member not in told)]


def _to_colleague(desk: Desk, held: Case, to: Colleague) -> Letter:
    return replace(alert(desk, held, to, "bot.staff.case_freed"), silent=held.level < Level.URGENT)


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
