"""Close: a case ends with an outcome and with the day on which somebody looks again."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.cadence import AFTER_SILENCE, CaseState, Happening, after, follow_up_at, out_of_quiet
from bot.cases.calling import withdraw_calls
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import waits_for_answer
from bot.cases.roster import Colleague
from bot.cases.taking import note
from bot.signals import Level
from bot.storage import outbox, received, timer
from bot.storage.case import Case
from bot.storage.clearing import DELETABLE
from bot.storage.lane import Lane
from bot.storage.person import Person

# How a case can end, in the order of the buttons. Stored by these words; labels are translated.
OUTCOMES: Final = ("talked", "connected", "emergency", "not_now", "no_answer", "false_alarm")
# Nobody was reached.
NOT_REACHED: Final = "no_answer"
# Somebody has it, and the two are not in touch yet.
_BEFORE_CONTACT: Final = (CaseState.ACKNOWLEDGED.value, CaseState.ATTEMPTED.value)
# How long what a guest said in a case stays after it was closed: three days, in which they may agree, or a
# coach may have to look once more at what she was told.
GUEST_IS_FORGOTTEN_AFTER: Final = timedelta(hours=72)
# Timers that have nothing left to do when a case is closed.
_OF_CASE: Final = ("rung", "tell", "evening", "unanswered", "unreached", "unaccepted", "offer")
# Phones rest from dusk to dawn where no programme says when.
_QUIET: Final = (time(21, 30), time(8))


def ask_outcome(desk: Desk, held: Case, coach: Colleague) -> Letters:
    """Ask how it is: a case closes with an outcome, and below stands what does not close it.

    To have tried stands above closing without an answer. Who has answered last is not called silent.
    """
    tried = _may_be_tried(desk, held)
    rows: list[Offer] = []
    for outcome in OUTCOMES:
        if outcome != NOT_REACHED:
            rows.append(_closes(held, outcome, _label(desk, outcome, coach)))
            continue
        if tried:
            rows.append(keeps_open(desk, held, coach, "tried"))
        if tried or held.state != CaseState.REACHED.value:
            label = desk.say("bot.staff.button_no_answer", coach.locale)
            rows.append(_closes(held, outcome, label))
    rows += [keeps_open(desk, held, coach, verb) for verb in _still_open(held)]
    offers = tuple((one,) for one in rows)
    return (note(coach, desk.say("bot.staff.close_how", coach.locale, code=held.code), held, offers),)


def keeps_open(desk: Desk, held: Case, coach: Colleague, verb: str) -> Offer:
    """Return the button of something that can be said of a case without closing it."""
    return Offer(label=desk.say(f"bot.staff.button_{verb}", coach.locale), verb=verb, subject=held.id)


def close(desk: Desk, held: Case, person: Person, coach: Colleague, outcome: str) -> Letters:
    """Close the case with `outcome`; the person is told that the bot is still here.

    After a crisis the bot asks how it is a day later, after an urgent case three days later, never at night.
    """
    if after(CaseState(held.state), Happening.CLOSED) is None:
        return (note(coach, desk.say("bot.staff.already_closed", coach.locale, code=held.code), held),)
    next_contact = next_contact_of(desk, held, person, outcome)
    held = desk.change(
        held,
        state=CaseState.CLOSED.value,
        closed_at=desk.at,
        outcome=outcome,
        next_contact_at=next_contact,
        offered_to=None,
    )
    for kind in _OF_CASE:
        timer.remove_of(desk.tx, kind, held.id)
    withdraw_calls(desk, held)
    if held.without_consent:
        _later(desk, "forget_guest", held.person, held, desk.at + GUEST_IS_FORGOTTEN_AFTER)
    if next_contact is not None:
        timer.remove_of(desk.tx, "follow_up", held.id)
        _later(desk, "follow_up", held.id, held, next_contact)
    desk.write_down(held.id, "closed", by=coach.id, why=outcome)
    _leave_screens(desk, held)
    label = _label(desk, outcome, coach)
    return (
        note(
            coach,
            desk.say("bot.staff.closed", coach.locale, code=held.code, outcome=label),
            held,
            _false_after_all(desk, held, coach),
        ),
        *(_goodbye(desk, held, person, coach) if person.reachable else ()),
    )


def _goodbye(desk: Desk, held: Case, person: Person, coach: Colleague) -> Letters:
    """Return the word that the bot is still here; what cannot arrive is not sent."""
    return (
        Letter(
            chat=person.chat,
            lane=Lane.CASE,
            kind="case",
            text=desk.say("bot.coach_closed", person.locale, coach=coach.name),
            # Of a guest's messages nothing is known that could be cleared.
            clears=None if held.without_consent else desk.say("bot.button_clear_this", person.locale),
            person=person.id,
            case=held.id,
        ),
    )


def _false_after_all(desk: Desk, held: Case, coach: Colleague) -> tuple[tuple[Offer, ...], ...]:
    """Return the one tap that marks a call as a false alarm after all: the rule that called is looked at."""
    if held.level < Level.URGENT or held.outcome == OUTCOMES[-1]:
        return ()
    label = desk.say("bot.staff.button_false_alarm", coach.locale)
    return ((Offer(label=label, verb="was_false", subject=held.id),),)


def _may_be_tried(desk: Desk, held: Case) -> bool:
    """Return whether the person has not answered whoever has the case, or no more."""
    if held.state == CaseState.REACHED.value:
        return waits_for_answer(desk, held)
    return held.state in _BEFORE_CONTACT


def _closes(held: Case, outcome: str, label: str) -> Offer:
    return Offer(label=label, verb="closed", subject=held.id, detail=outcome)


def _still_open(held: Case) -> tuple[str, ...]:
    """Return what else can be said of a case in hand: the verbs of the buttons that do not close it."""
    verbs = []
    if held.state in _BEFORE_CONTACT:
        verbs.append("spoke")
    if held.state == CaseState.REACHED.value:
        verbs.append("plan")
    if held.level > Level.WATCH:
        verbs.append("lower")
    return tuple(verbs)


def _label(desk: Desk, outcome: str, coach: Colleague) -> str:
    return desk.say(f"bot.staff.outcome_{outcome}", coach.locale)


def next_contact_of(desk: Desk, held: Case, person: Person, outcome: str) -> datetime | None:
    """Return when the bot asks how it is, or None: a guest has agreed to nothing that comes by itself.

    Where that has been met with silence before, and again nobody was reached, it asks a week later; no more,
    once a human has decided about a welfare check.
    """
    if held.without_consent or held.drill:
        return None
    plan = desk.programme
    kinds = [event.kind for event in desk.history(held.id)]
    if outcome == NOT_REACHED and "reopened" in kinds:
        since = len(kinds) - kinds[::-1].index("reopened")
        if "welfare" in kinds[since:]:
            return None
        quiet = (plan.quiet_from, plan.quiet_until) if plan is not None else _QUIET
        return out_of_quiet(desk.at + AFTER_SILENCE, person.zone, *quiet)
    if plan is None:
        return follow_up_at(desk.at, held.level, person.zone, _QUIET)
    return follow_up_at(
        desk.at,
        held.level,
        person.zone,
        (plan.quiet_from, plan.quiet_until),
        crisis=plan.follow_up_crisis,
        urgent=plan.follow_up_urgent,
    )


def _later(desk: Desk, kind: str, subject: int, held: Case, due: datetime) -> None:
    timer.set(desk.tx, id=desk.new_id(), kind=kind, subject=subject, number=0, due_at=due, person=held.person)


def _leave_screens(desk: Desk, held: Case) -> None:
    """What was said in the case leaves its coaches' screens now; the record keeps it."""
    for noun in (outbox, received):
        noun.clear_now(desk.tx, case=held.id, since=desk.at - DELETABLE, at=desk.at)
