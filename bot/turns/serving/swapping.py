""" "Swap me off this one": no reason is asked, and none is kept. The coach's own recovery comes first.

Her case is free at once and others are called; the next coach is asked by name; the person is told who has
been called. Somebody who is alone keeps it: free, it would call nobody. If she walks with the person,
somebody else does from then on. In the records it is a case that went from hand to hand, like any other.
"""

from typing import Final

from bot.cases import Colleague, Letter, Offer, goes_on
from bot.cases.calling import lane_of
from bot.signals import Level
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.opening.record import given_away
from bot.turns.serving import choosing, offering
from bot.turns.serving.naming import told_apart
from bot.turns.serving.next_coach import assign, next_coach
from bot.turns.staffing.allowed import Act, ever_may, may, refuse, refused
from bot.turns.staffing.on_case import explain_whose
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, Work

ASK: Final = "sw-ask"
SURE: Final = "sw-sure"
KEEP: Final = "sw-keep"
VERBS: Final = (ASK, SURE, KEEP)
# What is written down of it: the same words as for any case that goes from hand to hand.
WHY: Final = "handed over"


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Ask once more, or do it; the subject is the case."""
    if button.verb != ASK:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    if button.verb == KEEP:
        say(work, who, "bot.staff.swap_kept")
        return
    if not ever_may(who, Act.SWAP_OFF):
        refuse(work, who, Act.SWAP_OFF)
        return
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.no_case")
    elif not may(who, Act.SWAP_OFF, about, held):
        refused(work, who, Act.SWAP_OFF, about)
        if held.closed_at is None:
            explain_whose(work, who, held)
        else:
            say(work, who, "bot.staff.already_closed", code=held.code)
    elif button.verb == ASK:
        _ask(work, who, held)
    elif held.coach == who.id and held.closed_at is None and not _others(work, who):
        offering.tell_nobody_else(work, who, held)
    else:
        swap_off(work, who, about, held)


def swap_off(work: Work, who: Colleague, about: Person, held: Case | None) -> None:
    """The case and the person are no longer hers; somebody else is asked, and supervisors hear of it."""
    following = next_coach(work, about, exclude=(who.id,))
    own = work.library.own
    work.desk.audit(who, "handed over", "person", about.id)
    if about.coach == who.id:
        if following is not None:
            about = assign(work, about, following, by=who)
        else:
            about = work.change(about, coach=None)
    if held is not None and held.closed_at is None and held.coach == who.id:
        given_away(work, held, who)
        letters = goes_on(work.desk, held, who, WHY)
        work.post(tuple(one for one in letters if one.member != who.id))
        if following is not None and following.id not in {one.member for one in letters}:
            _call(work, held, following)
    say(work, who, "bot.staff.swapped", code=about.code)
    for one in work.roster.leads(but=(who.id,)):
        choose = ((choosing.offer(work, one, about),),) if ever_may(one, Act.CHOOSE_COACH) else ()
        nobody = own("bot.staff.card_nobody", one.locale)
        name = told_apart(work, following) if following is not None else nobody
        say(work, one, "bot.staff.swap_told", choose, code=about.code, name=name)


def _others(work: Work, who: Colleague) -> bool:
    """Return whether anybody else can be called at all."""
    return any(one.id != who.id and not one.unreachable for one in work.roster.called())


def _ask(work: Work, who: Colleague, held: Case) -> None:
    own = work.library.own
    offers = (
        (Offer(label=own("bot.staff.button_swap_sure", who.locale), verb=SURE, subject=held.id),),
        (Offer(label=own("bot.staff.button_swap_keep", who.locale), verb=KEEP, subject=held.id),),
    )
    tell(work, who, own("bot.staff.swap_sure", who.locale, code=held.code), offers)


def _call(work: Work, held: Case, to: Colleague) -> None:
    """Whoever is next is called by name; like everybody who was called, they hear who takes it."""
    own = work.library.own
    now = case.get(work.tx, held.id) or held
    work.desk.write_down(held.id, "called", level=Level(held.level), why=str(now.rung), to=to.id)
    level = work.desk.level_word(held.level, to.locale)
    letter = Letter(
        chat=to.chat,
        lane=lane_of(held.level),
        kind="alert",
        text=own("bot.staff.swap_next", to.locale, code=held.code, level=level),
        offers=((work.desk.open_offer(held, to),),),
        member=to.id,
        case=held.id,
        silent=offering.is_silent(work, held, to),
    )
    work.post((letter,))
