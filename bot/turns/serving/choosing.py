"""/assign CODE: a supervisor chooses who walks with somebody; who fits best stands first."""

from typing import Final

from bot.cases import Colleague, Offer
from bot.ids import from_base62, to_base62
from bot.joining import COACHING_ROLES
from bot.storage import person
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.serving import caseload
from bot.turns.serving.naming import told_apart
from bot.turns.serving.next_coach import assign, hears_of_it, ranked
from bot.turns.staffing.allowed import Act, ever_may, may, refuse
from bot.turns.staffing.telling import say, tell
from bot.turns.work import ChoiceShown, Work

ASK: Final = "ch-ask"
TO: Final = "ch-to"
VERBS: Final = (ASK, TO)
# Names on one screen; the best come first.
MOST_NAMES: Final = 10


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Ask who is to walk with the person of this code."""
    code = rest.strip().upper()
    about = person.by_code(work.tx, code) if code else None
    if not ever_may(who, Act.CHOOSE_COACH):
        refuse(work, who, Act.CHOOSE_COACH)
    elif not code:
        say(work, who, "bot.staff.choose_how")
    elif about is None:
        say(work, who, "bot.staff.reach_unknown")
    else:
        _ask(work, who, about)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """The person's coach is the chosen one from now on; the subject is the person."""
    if not ever_may(who, Act.CHOOSE_COACH):
        refuse(work, who, Act.CHOOSE_COACH)
        return
    about = person.get(work.tx, button.subject)
    if about is None:
        say(work, who, "bot.staff.reach_unknown")
        return
    if not may(who, Act.CHOOSE_COACH, about):
        refuse(work, who, Act.CHOOSE_COACH, about)
        return
    if button.verb == ASK:
        _ask(work, who, about)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    try:
        coach = work.roster.get(from_base62(button.detail or ""))
    except ValueError:
        coach = None
    if coach is None or coach.role not in COACHING_ROLES:
        say(work, who, "bot.staff.hand_gone")
        return
    _choose(work, who, about, coach)


def _choose(work: Work, who: Colleague, about: Person, coach: Colleague) -> None:
    name = told_apart(work, coach)
    if about.coach == coach.id:
        say(work, who, "bot.staff.chosen_before", code=about.code, name=name)
        return
    full = caseload.words_if_full(work, coach, who)
    assign(work, about, coach, by=who)
    text = "bot.staff.chosen" if hears_of_it(work, about) else "bot.staff.chosen_quietly"
    chosen = work.library.own(text, who.locale, code=about.code, name=name)
    tell(work, who, f"{chosen}\n\n{full}" if full is not None else chosen)


def offer(work: Work, who: Colleague, about: Person) -> Offer:
    """Return the button that asks a supervisor who is to walk with this person."""
    label = work.library.own("bot.staff.button_choose_coach", who.locale)
    return Offer(label=label, verb=ASK, subject=about.id)


def _ask(work: Work, who: Colleague, about: Person) -> None:
    among = [one for one in work.roster.called() if one.role in COACHING_ROLES]
    names = ranked(work, about, among)[:MOST_NAMES]
    now = work.roster.get(about.coach)
    own = work.library.own
    words = (
        own("bot.staff.choose_coach", who.locale, code=about.code, name=told_apart(work, now))
        if now is not None
        else own("bot.staff.choose_first_coach", who.locale, code=about.code)
    )
    offers = tuple(
        (Offer(label=caseload.label(work, who, one), verb=TO, subject=about.id, detail=to_base62(one.id)),)
        for one in names
        if one.id != about.coach
    )
    tell(work, who, words, offers)
