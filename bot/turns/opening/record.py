"""[Open] and /case CODE: the card, always as things stand now. Every opening is audited first."""

from typing import Final

from bot.cases import CARD, HOLDS, Colleague, bring_media, open_case, open_record
from bot.storage import case, outbox, person
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.opening.offers import offers_about
from bot.turns.opening.picture import ask_for
from bot.turns.opening.portrait import portrait_of
from bot.turns.staffing.allowed import Act, ever_may, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, Work

RECORD: Final = "o_record"


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Open what stands under this code: the open case, else the record of somebody the member walks with."""
    code = rest.strip().upper()
    if not ever_may(who, Act.OPEN_CASE):
        refuse(work, who, Act.OPEN_CASE)
    elif not code:
        say(work, who, "bot.staff.case_how")
    elif (about := person.by_code(work.tx, code)) is None:
        say(work, who, "bot.staff.no_such_code", code=code)
    else:
        _open(work, who, about)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Open the record that a button of /people names."""
    about = person.get(work.tx, button.subject)
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
    else:
        _open(work, who, about)


def opened(work: Work, who: Colleague, held: Case, about: Person) -> None:
    """The case is opened anew: the card as things stand, and nothing to press on the member's older ones."""
    put_away(work, held, of=who)
    portrait, rows = portrait_of(work, who, about, held)
    programme = work.library.current.bundle.programme.name
    offers = offers_about(work, who, about)
    work.post(open_case(work.desk, held, who, portrait, programme=programme, offers=offers))
    ask_for(work, who, about, held, rows)
    work.post(bring_media(work.desk, held, about, who))


def taken(work: Work, who: Colleague, held: Case, came: Pressed) -> None:
    """What said that the case is free says so no more: on the member's phone, and when she has it, on all."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    now = case.get(work.tx, held.id)
    if now is not None and now.coach == who.id != held.coach and work.desk.has_it(now) is not None:
        put_away(work, held)


def given_away(work: Work, held: Case, giver: Colleague) -> None:
    """Nothing on the phone of whoever had the case until now says any more that she has it."""
    for kind in (CARD, HOLDS):
        put_away(work, held, of=giver, kind=kind)


def put_away(work: Work, held: Case, *, of: Colleague | None = None, kind: str = CARD) -> None:
    """The buttons of cards that say what was before are gone: on one phone, or on all.

    Once after the commit, as a courtesy: a button that stays is refused when it is pressed.
    """
    newest: dict[int, int] = {}  # {chat: message}; the ones before were put away by the newer one
    for chat, message, member in outbox.shown(work.tx, held.id, kind):
        if of is None or member == of.id:
            newest[chat] = message
    work.courtesies += (ChoiceShown(chat=chat, message_id=message) for chat, message in newest.items())


def _open(work: Work, who: Colleague, about: Person) -> None:
    held = case.open_of(work.tx, about.id)
    if held is not None and may(who, Act.OPEN_CASE, about, held):
        opened(work, who, held, about)
    elif may(who, Act.READ_RECORD, about, held):
        portrait, rows = portrait_of(work, who, about, None)
        work.post(open_record(work.desk, about, who, portrait, offers=offers_about(work, who, about)))
        ask_for(work, who, about, None, rows)
    else:
        refuse(work, who, Act.READ_RECORD, about)
