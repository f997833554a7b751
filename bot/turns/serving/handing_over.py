"""A case goes from one pair of hands into another: whoever was asked by name accepts it, or cannot now.

A line for whoever takes over is asked for after the offer is on its way, and read only by who has accepted.
"""

from typing import Final

from bot.cadence import CaseState
from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer, may_tell, owes_a_word, tell_change
from bot.ids import from_base62
from bot.signals import Level
from bot.storage import case, note, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed, Typed
from bot.turns.opening.record import given_away
from bot.turns.serving import asking, off_duty, offering, swapping
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.allowed import Act, may, refuse, seen_by
from bot.turns.staffing.on_case import explain_whose, open_case
from bot.turns.staffing.taking import takes
from bot.turns.staffing.telling import Offers, say, tell
from bot.turns.work import ChoiceShown, Work

NO_NOTE: Final = "ho-nonote"
VERBS: Final = (offering.ASK, offering.TO, offering.ACCEPT, offering.DECLINE, NO_NOTE)
LONGEST_NOTE: Final = 1500


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """List what she has in hand, each with a button that hands it over and one that swaps her off."""
    mine = [one for one in case.held_by(work.tx, who.id) if one.level > Level.NONE]
    if not mine:
        if may(who, Act.GO_ON_DUTY):
            say(work, who, "bot.staff.hand_nothing")
        else:
            refuse(work, who, Act.HAND_OVER)
        return
    own = work.library.own
    offers = tuple(
        (
            Offer(
                label=own("bot.staff.button_hand_over", who.locale, code=one.code),
                verb=offering.ASK,
                subject=one.id,
            ),
            Offer(
                label=own("bot.staff.button_swap", who.locale, code=one.code),
                verb=swapping.ASK,
                subject=one.id,
            ),
        )
        for one in mine
    )
    say(work, who, "bot.staff.hand_which", offers)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out a button about handing over a case, as the case is now."""
    if button.verb == NO_NOTE:
        asking.nothing_is_asked(work, who)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        return
    act = Act.TAKE_OVER if button.verb in (offering.ACCEPT, offering.DECLINE) else Act.HAND_OVER
    found = open_case(work, who, button, came, act)
    if found is None:
        return
    held, about = found
    if button.verb != offering.ASK:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    match button.verb:
        case offering.ASK:
            offering.ask_whom(work, who, held, about)
        case offering.TO:
            _offer_to_named(work, who, held, about, button.detail)
        case offering.ACCEPT:
            _accept(work, who, held, about, came)
        case _:
            _decline(work, who, held, about)


def typed(work: Work, who: Colleague, came: Typed) -> bool:
    """Take these words as the line for whoever takes over; return whether one was asked for."""
    waiting = asking.asked(work, who, came)
    if waiting is None or waiting.kind != asking.NOTE:
        return False
    asking.nothing_is_asked(work, who)
    held = work.desk.get_open(int(waiting.words))
    if held is None:  # these words are about a person, and never for one
        about = case.get(work.tx, int(waiting.words))
        say(work, who, "bot.staff.hand_note_late", code=about.code if about is not None else "")
        return True
    words = came.words.strip()[:LONGEST_NOTE]
    made = work.new_id()
    note.add(
        work.tx,
        id=made,
        person=held.person,
        case=held.id,
        by=who.id,
        words=words,
        at=work.at,
        kind="handover",
    )
    say(work, who, "bot.staff.hand_note_kept", code=held.code)
    holder = work.desk.holder(held)
    if holder is not None and holder.id != who.id:
        _show_note(work, held, holder)  # it was accepted while she wrote
    return True


def _offer_to_named(work: Work, who: Colleague, held: Case, about: Person, detail: str | None) -> None:
    try:
        to = work.roster.get(from_base62(detail or ""))
    except ValueError:
        to = None
    if (
        to is None
        or to not in offering.candidates(work, held, about)
        or not may(to, Act.TAKE_OVER, about, held)
    ):
        offering.ask_whom(work, who, held, about, first=work.library.own("bot.staff.hand_gone", who.locale))
        return
    offering.offer(work, held, who, to)
    own, holder, name = work.library.own, work.desk.holder(held), told_apart(work, to)
    hers = holder is not None and holder.id == who.id
    if holder is not None and not hers:
        giver = told_apart(work, who)
        say(work, holder, "bot.staff.hand_offered_by", code=held.code, giver=giver, name=name)
    text = "bot.staff.hand_offered" if hers else "bot.staff.hand_offered_for"
    words = own(text, who.locale, code=held.code, name=name)
    skip = Offer(label=own("bot.staff.button_no_note", who.locale), verb=NO_NOTE, subject=held.id)
    asking.ask(work, who, asking.NOTE, words, ((skip,),), about=str(held.id))


def _accept(work: Work, who: Colleague, held: Case, about: Person, came: Pressed) -> None:
    holder = work.desk.holder(held)
    if holder is None:
        takes(work, who, held, about, came)
        return
    if holder.id == who.id:
        say(work, who, "bot.staff.hand_yours_already", code=held.code)
        return
    if who.id not in offering.asked_for(work, held) and who.role != "supervisor":
        explain_whose(work, who, held)
        return
    timer.remove_of(work.tx, offering.TIMER, held.id)
    timer.remove_of(work.tx, "unanswered", held.id)
    work.desk.write_down(held.id, "accepted", by=who.id)
    work.desk.audit(who, "took over case", "person", held.person)
    plan = held.state == CaseState.PLAN.value
    held = work.desk.change(
        held,
        coach=who.id,
        offered_to=None,
        acknowledged_at=work.at,
        attempted_at=held.attempted_at if plan else None,
        state=held.state if plan else CaseState.ACKNOWLEDGED.value,
    )
    owes_a_word(work.desk, held)
    _show_to_new_holder(work, held, who, seen_by(who, about, held))
    given_away(work, held, holder)
    _tell_giver(work, held, holder, who)
    if plan and may_tell(work.desk, held, about):
        _tell_person(work, held, about, holder, who)
    elif not plan:
        work.post(tell_change(work.desk, held, about))


def _tell_person(work: Work, held: Case, about: Person, giver: Colleague, taker: Colleague) -> None:
    """Two who have a plan hear who goes on with them: nobody waits, and nobody has just come."""
    text = work.library.own("bot.goes_on_with", about.locale, giver=giver.name, coach=taker.name)
    work.post(
        (Letter(chat=about.chat, lane=Lane.CASE, kind="case", text=text, person=about.id, case=held.id),)
    )


def _show_to_new_holder(work: Work, held: Case, who: Colleague, about: Person) -> None:
    own = work.library.own
    words = own("bot.staff.you_have_it", who.locale, code=held.code, name=about.name or held.code)
    work.post((_private(work, held, who, words, (work.desk.open_offer(held, who),)),))
    _show_note(work, held, who)


def _show_note(work: Work, held: Case, who: Colleague) -> None:
    """Whoever has the case now reads the latest line that was left for them; that they did is on record."""
    left = next(
        (one for one in note.of(work.tx, held.person) if one.kind == "handover" and one.case == held.id), None
    )
    writer = work.roster.get(left.by) if left is not None else None
    if left is None or left.by == who.id:
        return
    work.desk.audit(who, "read a note", "person", held.person)
    name = writer.name if writer is not None else "–"
    words = work.library.own("bot.staff.hand_note", who.locale, code=held.code, name=name, words=left.words)
    work.post((_private(work, held, who, words, ()),))


def _tell_giver(work: Work, held: Case, giver: Colleague, taker: Colleague) -> None:
    own = work.library.own
    words = own("bot.staff.hand_accepted", giver.locale, code=held.code, name=told_apart(work, taker))
    left = [one for one in case.held_by(work.tx, giver.id) if one.level >= Level.CRISIS]
    offers: Offers = ()
    if not left and work.roster.is_on(giver, work.at):
        go = Offer(label=own("bot.staff.button_off", giver.locale), verb=off_duty.ASK, subject=giver.id)
        offers = ((go,),)
    tell(work, giver, words, offers)


def _decline(work: Work, who: Colleague, held: Case, about: Person) -> None:
    holder = work.desk.holder(held)
    if holder is None or who.id not in offering.asked_for(work, held):
        explain_whose(work, who, held)
        return
    work.desk.write_down(held.id, "declined", by=who.id)
    say(work, who, "bot.staff.hand_declined_thanks", code=held.code)
    if held.offered_to == who.id:
        held = work.desk.change(held, offered_to=None)
    name = told_apart(work, who)
    first = work.library.own("bot.staff.hand_declined", holder.locale, code=held.code, name=name)
    offering.ask_whom(work, holder, held, about, first=first)


def _private(work: Work, held: Case, who: Colleague, words: str, offers: tuple[Offer, ...]) -> Letter:
    return Letter(
        chat=who.chat,
        lane=Lane.CASE,
        kind="staff",
        text=words,
        offers=(offers,) if offers else (),
        member=who.id,
        case=held.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
