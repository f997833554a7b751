"""A crisis in which nobody has answered is not closed in passing: she is asked once, and supervisors hear."""

from typing import Final

from bot.cadence import CaseState, local
from bot.cases.closing import NOT_REACHED, ask_outcome, close, keeps_open, next_contact_of
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import waits_for_answer
from bot.cases.roster import Colleague
from bot.cases.taking import note
from bot.cases.unreached import is_in_vain
from bot.signals import Level
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# The button that closes it all the same.
ANYWAY: Final = "close_anyway"


def look_before_closing(desk: Desk, held: Case, person: Person, coach: Colleague, *, anyway: bool) -> Letters:
    """Return what is asked before the case closes without an answer; nothing when it may close.

    Whoever has answered meanwhile is not closed as silent. `anyway`: she was asked, and wants it closed.
    """
    if _has_answered(desk, held):
        return ask_outcome(desk, held, coach)
    if anyway or not _too_soon(desk, held):
        return ()
    said = [desk.say("bot.staff.close_unanswered", coach.locale, code=held.code)]
    if _bot_asks_tomorrow(desk, held, person):
        said.append(desk.say("bot.staff.close_bot_asks", coach.locale, code=held.code))
    if _others_told(desk, coach):
        said.append(desk.say("bot.staff.close_leads_told", coach.locale))
    label = desk.say("bot.staff.button_close_anyway", coach.locale)
    closes = Offer(label=label, verb=ANYWAY, subject=held.id)
    offers = ((closes,), (keeps_open(desk, held, coach, "tried"),))
    return (note(coach, " ".join(said), held, offers),)


def close_unanswered(desk: Desk, held: Case, person: Person, coach: Colleague) -> Letters:
    """Close the case without an answer; of a crisis closed so soon every supervisor reads code and level."""
    told = _others_told(desk, coach) if _too_soon(desk, held) else ()
    closed = close(desk, held, person, coach, NOT_REACHED)
    return (*closed, *(_told(desk, held, one) for one in told))


def _too_soon(desk: Desk, held: Case) -> bool:
    """Return whether it is a crisis whose way the programme has not shown, and no human has decided."""
    return held.level >= Level.CRISIS and not is_in_vain(desk, held)


def _has_answered(desk: Desk, held: Case) -> bool:
    return held.state == CaseState.REACHED.value and not waits_for_answer(desk, held)


def _bot_asks_tomorrow(desk: Desk, held: Case, person: Person) -> bool:
    at = next_contact_of(desk, held, person, NOT_REACHED)
    if at is None or not person.reachable or person.state == "stopped":
        return False
    return (local(at, person.zone).date() - local(desk.at, person.zone).date()).days == 1


def _others_told(desk: Desk, coach: Colleague) -> tuple[Colleague, ...]:
    return tuple(one for one in desk.roster.leads() if one.id != coach.id)


def _told(desk: Desk, held: Case, to: Colleague) -> Letter:
    level = desk.level_word(held.level, to.locale)
    text = desk.say("bot.staff.closed_unanswered", to.locale, code=held.code, level=level)
    return Letter(chat=to.chat, lane=Lane.CASE, kind="staff", text=text, member=to.id, case=held.id)
