"""I have it, and Close. Two coaches may tap in the same moment: one has it, the other is told by whom."""

from datetime import timedelta

from bot.cadence import CaseState, Happening, after
from bot.cases.desk import Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Letter, Offer
from bot.cases.opening import offers_of_holder
from bot.cases.roster import Colleague
from bot.storage import case, outbox, received, timer
from bot.storage.case import Case
from bot.storage.clearing import DELETABLE
from bot.storage.lane import Lane
from bot.storage.person import Person

# How a case can end, in the order of the buttons. Stored by these words; labels are translated.
OUTCOMES = ("talked", "connected", "no_answer", "false_alarm")
# How long what a guest said in a case stays after it was closed: three days, in which they may agree, or a
# coach may have to look once more at what she was told.
GUEST_IS_FORGOTTEN_AFTER = timedelta(hours=72)
# What a script still wanted to say: it is silent while a human has the conversation.
SCRIPTED = (Lane.REPLY, Lane.NUDGE, Lane.BULK)


def take(desk: Desk, held: Case, person: Person, coach: Colleague) -> Letters:
    """Give the case to `coach` unless somebody has it; tell her, the person and the others."""
    held = desk.freed(held)
    if held.coach == coach.id or not case.take(desk.tx, held.id, coach.id, desk.at):
        now = case.get(desk.tx, held.id)
        holder = desk.holder(now) if now else None
        name = holder.name if holder else desk.say("bot.staff.card_nobody", coach.locale)
        words = desk.say("bot.staff.other_has_it", coach.locale, coach=name, code=held.code)
        if holder is not None and holder.id == coach.id:
            words = _you_have_it(desk, held, person, coach)
        return (_note(coach, words, held),)
    timer.remove_of(desk.tx, "rung", held.id)
    outbox.withdraw(desk.tx, person.chat, SCRIPTED, desk.at)
    desk.write_down(held.id, "acknowledged", by=coach.id)
    desk.audit(coach, "took case", "person", held.person)
    return (
        _note(coach, _you_have_it(desk, held, person, coach), held, offers_of_holder(desk, held, coach)),
        Letter(
            chat=person.chat,
            lane=Lane.CASE,
            kind="case",
            text=desk.say("bot.coach_has_it", person.locale, coach=coach.name),
            person=person.id,
            case=held.id,
        ),
        *(
            Letter(
                chat=other.chat,
                lane=Lane.CASE,
                kind="staff",
                text=desk.say("bot.staff.taken_by", other.locale, coach=coach.name, code=held.code),
                member=other.id,
                case=held.id,
                silent=True,
            )
            for other in desk.roster.called()
            if other.id != coach.id
        ),
    )


def ask_outcome(desk: Desk, held: Case, coach: Colleague) -> Letters:
    """Ask how it went: a case closes with an outcome."""
    offers = tuple(
        (
            Offer(
                label=desk.say(f"bot.staff.outcome_{outcome}", coach.locale),
                verb="closed",
                subject=held.id,
                detail=outcome,
            ),
        )
        for outcome in OUTCOMES
    )
    return (_note(coach, desk.say("bot.staff.close_how", coach.locale, code=held.code), held, offers),)


def close(desk: Desk, held: Case, person: Person, coach: Colleague, outcome: str) -> Letters:
    """Close the case with `outcome`; the person is told that the bot is still here."""
    if after(CaseState(held.state), Happening.CLOSED) is None:
        return (_note(coach, desk.say("bot.staff.already_closed", coach.locale, code=held.code), held),)
    case.change(desk.tx, held.id, state=CaseState.CLOSED.value, closed_at=desk.at, outcome=outcome)
    timer.remove_of(desk.tx, "rung", held.id)
    if held.without_consent:
        _forget_later(desk, held)
    desk.write_down(held.id, "closed", by=coach.id, why=outcome)
    _leave_screens(desk, held)
    label = desk.say(f"bot.staff.outcome_{outcome}", coach.locale)
    return (
        _note(coach, desk.say("bot.staff.closed", coach.locale, code=held.code, outcome=label), held),
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


def _leave_screens(desk: Desk, held: Case) -> None:
    """What was said in the case leaves its coaches' screens now; the record keeps it."""
    for noun in (outbox, received):
        noun.clear_now(desk.tx, case=held.id, since=desk.at - DELETABLE, at=desk.at)


def _forget_later(desk: Desk, held: Case) -> None:
    """What a guest said in a case goes when this falls due, unless they have agreed by then."""
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="forget_guest",
        subject=held.person,
        number=0,
        due_at=desk.at + GUEST_IS_FORGOTTEN_AFTER,
        person=held.person,
    )


def _you_have_it(desk: Desk, held: Case, person: Person, coach: Colleague) -> str:
    name = person.name or held.code
    return desk.say("bot.staff.you_have_it", coach.locale, code=held.code, name=name)


def _note(to: Colleague, text: str, held: Case, offers: tuple[tuple[Offer, ...], ...] = ()) -> Letter:
    return Letter(
        chat=to.chat,
        lane=Lane.CASE,
        kind="staff",
        text=text,
        offers=offers,
        member=to.id,
        case=held.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,  # it may name the person
    )
