"""[Say hello]: a coach opens a talk with one of her own people, and nobody is called.

It is a case without a level that she has in hand: words go both ways as in any other, and everything is still
listened to. Danger raises it, and then it climbs as always. [Done] ends it; a talk that rests ends by itself,
because check-ins wait for as long as it is open.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import CaseState
from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer, ask_outcome
from bot.signals import Level
from bot.storage import case, case_event, conversation, outbox, person, received, timer
from bot.storage.case import Case
from bot.storage.clearing import DELETABLE
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.timer import Timer
from bot.turns.buttons import StaffButton
from bot.turns.check_ins import is_quiet
from bot.turns.incoming import Pressed
from bot.turns.leading.saying import own_of
from bot.turns.play import Play, offer_to_go_on
from bot.turns.posting import post_letters, post_spoken
from bot.turns.staffing.allowed import Act, may, refuse, seen_by
from bot.turns.staffing.on_case import open_case
from bot.turns.staffing.telling import Offers, say
from bot.turns.work import ChoiceShown, Work

DONE: Final = "hello_done"
# How a hello ends on record.
SAID_HELLO: Final = "hello"
# A talk in which nobody has said anything for so long is over.
RESTS: Final = timedelta(hours=12)
TIMER: Final = "touch"
# Whoever has stopped wants no word from us by themselves; a case is another matter.
_WELCOME: Final = ("active", "paused")
_PERSONS_WORDS: Final = ("person wrote", "person sent")
_COACHS_WORDS: Final = ("coach wrote", "coach sent")


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Open the talk, or end it."""
    if button.verb == DONE:
        _done(work, who, button, came)
        return
    about = person.get(work.tx, button.subject)
    if about is None or not may(who, Act.SAY_HELLO, about):
        refuse(work, who, Act.SAY_HELLO, about)
        return
    open_talk(work, who, about)


def open_talk(work: Work, who: Colleague, about: Person) -> None:
    """What the member writes goes to this person from now on; who already has a case is told of it."""
    held = case.open_of(work.tx, about.id)
    if held is not None:
        _say_how_it_stands(work, who, held)
        return
    if about.state not in _WELCOME or not about.reachable:
        text = "bot.staff.hello_not_reached" if not about.reachable else "bot.staff.hello_stopped"
        say(work, who, text, code=about.code)
        return
    made = case.add(work.tx, id=work.new_id(), person=about.id, level=int(Level.NONE), at=work.at)
    case.take(work.tx, made.id, who.id, work.at)
    work.desk.write_down(made.id, "acknowledged", by=who.id, why=SAID_HELLO)
    work.desk.audit(who, "said hello", "person", about.id)
    _look_again(work, made, work.at + RESTS)
    name = seen_by(who, about, made).name or about.code
    text = own_of(work, who)("bot.staff.hello_open", code=about.code, name=name)
    work.post((_card(work, who, made, text, ((_done_offer(work, who, made),),)),))


def looked_at(work: Work, due: Timer) -> None:
    """A hello that has rested is over; one that waits for the coach's answer stays, and she hears of it."""
    held = case.get(work.tx, due.subject)
    if held is None or held.closed_at is not None or held.level > Level.NONE:
        return
    about, holder = person.get(work.tx, held.person), work.desk.holder(held)
    said = [
        (kind, at)
        for kind, at, _ in case_event.latest(work.tx, held.id, before=work.at)
        if kind in (*_PERSONS_WORDS, *_COACHS_WORDS)
    ]
    rested_since = said[0][1] if said else held.opened_at
    if about is None:
        return
    if work.at - rested_since < RESTS:
        _look_again(work, held, rested_since + RESTS)
    elif said and said[0][0] in _PERSONS_WORDS and holder is not None:
        _look_again(work, held, work.at + RESTS)
        text = own_of(work, holder)("bot.staff.hello_unanswered", code=held.code)
        card = _card(work, holder, held, text, ((_done_offer(work, holder, held),),))
        work.post((replace(card, silent=not work.roster.is_on(holder, work.at)),))
    else:
        end(work, held, about, silent=is_quiet(work, about))
        if holder is not None:
            text = own_of(work, holder)("bot.staff.hello_rested", code=held.code)
            work.post((replace(_card(work, holder, held, text, ()), silent=True),))


def end(work: Work, held: Case, about: Person, *, silent: bool = False) -> None:
    """The talk is over; when the coach has said something, her hello counts from now."""
    said = {kind for kind, _, _ in case_event.latest(work.tx, held.id, before=work.at)}
    case.change(work.tx, held.id, state=CaseState.CLOSED.value, closed_at=work.at, outcome=SAID_HELLO)
    work.desk.write_down(held.id, "closed", by=held.coach, why=SAID_HELLO)
    timer.remove_of(work.tx, TIMER, held.id)
    if said.intersection(_COACHS_WORDS):
        about = work.change(about, touched_at=work.at)
    for noun in (outbox, received):
        noun.clear_now(work.tx, case=held.id, since=work.at - DELETABLE, at=work.at)
    work.ask_to_clear()
    if said.intersection(_PERSONS_WORDS):
        _tell_person(work, held, about, silent=silent)
    _go_on(work, about, silent=silent)


def _done(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    found = open_case(work, who, button, came, Act.CLOSE_CASE)
    if found is None:
        return
    held, about = found
    if held.level > Level.NONE:  # something was heard meanwhile: it ends as a case does
        work.post(ask_outcome(work.desk, held, who))
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    end(work, held, about)
    say(work, who, "bot.staff.hello_done", code=held.code)


def _say_how_it_stands(work: Work, who: Colleague, held: Case) -> None:
    """Somebody is with this person, or somebody is called for them: a hello adds nothing to that."""
    holder = work.desk.holder(held)
    own = own_of(work, who)
    if holder is None:
        text = own("bot.staff.hello_case_waits", code=held.code)
    elif holder.id != who.id:
        text = own("bot.staff.other_has_it", coach=holder.name, code=held.code)
    else:
        text = own("bot.staff.hello_yours", code=held.code)
    work.post((_card(work, who, held, text, ((work.desk.open_offer(held, who),),)),))


def _tell_person(work: Work, held: Case, about: Person, *, silent: bool) -> None:
    """Whoever has answered hears that the talk is over: their next words would else seem to go to her."""
    holder = work.desk.holder(held)
    coach = holder.name if holder is not None else work.library.own("bot.our_team", about.locale)
    letter = Letter(
        chat=about.chat,
        lane=Lane.CASE,
        kind="case",
        text=work.library.own("bot.hello_over", about.locale, coach=coach),
        clears=work.library.own("bot.button_clear_this", about.locale),
        person=about.id,
        case=held.id,
        silent=silent,
    )
    work.post((letter,))


def _go_on(work: Work, about: Person, *, silent: bool) -> None:
    """Offer the person what stood still while they talked."""
    waiting = next(iter(conversation.open_of(work.tx, about.id)), None)
    if waiting is None or waiting.status == "invited":
        return
    post_letters(work)
    play = Play(work=work, who=about)
    offer_to_go_on(play, waiting)
    post_spoken(work, about, play.spoken, Lane.CASE, silent=silent)


def _look_again(work: Work, held: Case, at: datetime) -> None:
    timer.set(work.tx, id=work.new_id(), kind=TIMER, subject=held.id, number=0, due_at=at, person=held.person)


def _done_offer(work: Work, who: Colleague, held: Case) -> Offer:
    return Offer(label=own_of(work, who)("bot.staff.button_hello_done"), verb=DONE, subject=held.id)


def _card(work: Work, who: Colleague, held: Case, text: str, offers: Offers) -> Letter:
    """Return what names a person: it may not be passed on, and leaves the screen after a time."""
    return Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="staff",
        text=text,
        offers=offers,
        member=who.id,
        case=held.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
