"""I have it. Two coaches may tap in the same moment: one has it, the other is told by whom."""

from dataclasses import replace

from bot.cases.calling import withdraw_calls
from bot.cases.desk import NOT_TRIED, Desk, Letters
from bot.cases.letter import ON_SCREEN_FOR, Letter, Offer
from bot.cases.moving import owes_a_word
from bot.cases.opening import offers_of_holder
from bot.cases.roster import Colleague
from bot.cases.truth import may_tell
from bot.cases.truth_words import members_called
from bot.storage import case, outbox, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# What a script still wanted to say: it is silent while a human has the conversation.
SCRIPTED = (Lane.REPLY, Lane.NUDGE, Lane.BULK)
# How the outbox calls the message that says that she has it: its buttons are whoever has the case's.
HOLDS = "holds"
# What calls people, and tells the person in the evening that nobody is on duty.
_OF_CALLING = ("rung", "evening", "unaccepted")


def take(desk: Desk, held: Case, person: Person, coach: Colleague) -> Letters:
    """Give the case to `coach` unless somebody has it; tell her, the person, and whoever was called.

    She owes the person a first word from now on: having it is not contact. Whoever had this crisis before and
    gave no word has it once she writes; until then others are called, and any of them can take it.
    """
    held = desk.freed(held)
    hears = set(members_called(desk, held))
    if held.coach not in (None, coach.id) and desk.has_it(held) is None:
        hears |= {held.coach}
        held = desk.free(held, NOT_TRIED)
    if held.coach == coach.id or not case.take(desk.tx, held.id, coach.id, desk.at):
        now = case.get(desk.tx, held.id)
        holder = desk.holder(now) if now else None
        name = holder.name if holder else desk.say("bot.staff.card_nobody", coach.locale)
        words = desk.say("bot.staff.other_has_it", coach.locale, coach=name, code=held.code)
        if holder is not None and holder.id == coach.id:
            words = _you_have_it(desk, held, person, coach)
        return (note(coach, words, held),)
    if desk.gave_no_word(held, coach):
        desk.write_down(held.id, "acknowledged", by=coach.id)
        desk.audit(coach, "took case", "person", held.person)
        held = desk.change(held, coach=coach.id, offered_to=None)
        words = desk.say("bot.staff.yours_once_you_write", coach.locale, code=held.code)
        return (replace(note(coach, words, held, offers_of_holder(desk, held, coach)), kind=HOLDS),)
    for kind in _OF_CALLING:
        timer.remove_of(desk.tx, kind, held.id)
    withdraw_calls(desk, held)
    outbox.withdraw(desk.tx, person.chat, SCRIPTED, desk.at)
    desk.write_down(held.id, "acknowledged", by=coach.id)
    desk.audit(coach, "took case", "person", held.person)
    held = desk.change(held, coach=coach.id, told_at=desk.at, offered_to=None)
    desk.write_down(held.id, "told", why="taken")
    owes_a_word(desk, held)
    return (
        replace(
            note(coach, _you_have_it(desk, held, person, coach), held, offers_of_holder(desk, held, coach)),
            kind=HOLDS,
        ),
        *(_has_your_message(desk, held, person, coach) if may_tell(desk, held, person) else ()),
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
            if other.id != coach.id and other.id in hears
        ),
    )


def note(to: Colleague, text: str, held: Case, offers: tuple[tuple[Offer, ...], ...] = ()) -> Letter:
    """Return words to a colleague about a case; they may name the person, and leave the screen again."""
    return Letter(
        chat=to.chat,
        lane=Lane.CASE,
        kind="staff",
        text=text,
        offers=offers,
        member=to.id,
        case=held.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )


def _has_your_message(desk: Desk, held: Case, person: Person, coach: Colleague) -> Letters:
    return (
        Letter(
            chat=person.chat,
            lane=Lane.CASE,
            kind="case",
            text=desk.say("bot.coach_has_it", person.locale, coach=coach.name),
            person=person.id,
            case=held.id,
        ),
    )


def _you_have_it(desk: Desk, held: Case, person: Person, coach: Colleague) -> str:
    name = person.name or held.code
    return desk.say("bot.staff.you_have_it", coach.locale, code=held.code, name=name)
