"""[Open] and /case CODE: the card, always as things stand now. Every opening is audited first."""

from typing import Final

from bot.cases import CARD, HOLDS, Colleague, as_it_is_now, bring_media, open_case, open_record
from bot.delivery import TextMessage, from_body
from bot.errors import StorageError
from bot.storage import case, case_message, outbox, person
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
    """What said that the case is free says so no more: on the member's phone, and when she has it, on all.

    A card shows who has it from now on; where Telegram does not let it change, its buttons go.
    """
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    now = case.get(work.tx, held.id)
    if now is None or not now.coach == who.id != held.coach or work.desk.has_it(now) is None:
        return
    for chat, message in _newest(work, held).items():
        reader, shown = work.roster.at_chat(chat), _words_of(work, chat, message)
        words = as_it_is_now(work.desk, now, reader, shown) if reader is not None and shown else None
        work.courtesies.append(ChoiceShown(chat=chat, message_id=message, text=words))


def _words_of(work: Work, chat: int, message: int) -> str | None:
    """Return what a card says; None when no key opens it: nobody is kept from taking a case by that."""
    try:
        row = outbox.by_message(work.tx, chat, message)
    except StorageError:
        return None
    shown = from_body(row.body) if row is not None else None
    return shown.text if isinstance(shown, TextMessage) else None


def given_away(work: Work, held: Case, giver: Colleague) -> None:
    """Nothing on the phone of whoever had the case until now says any more that she has it."""
    for kind in (CARD, HOLDS):
        put_away(work, held, of=giver, kind=kind)


def put_away(work: Work, held: Case, *, of: Colleague | None = None, kind: str = CARD) -> None:
    """The buttons of cards that say what was before are gone: on one phone, or on all.

    Once after the commit, as a courtesy: a button that stays is refused when it is pressed.
    """
    newest = _newest(work, held, of=of, kind=kind)
    work.courtesies += (ChoiceShown(chat=chat, message_id=message) for chat, message in newest.items())


def _newest(work: Work, held: Case, *, of: Colleague | None = None, kind: str = CARD) -> dict[int, int]:
    """Return {chat: its newest message of this kind}; the ones before were put away by the newer one."""
    shown = case_message.shown(work.tx, held.id, kind)
    return {chat: message for chat, message, member in shown if of is None or member == of.id}


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
