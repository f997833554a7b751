"""Where somebody was pointed to: what is open stands on the card, and one tap marks it as done."""

from typing import Final

from bot.cadence import local
from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.ids import from_base62, to_base62
from bot.storage import case, person, referral
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.storage.referral import Referral
from bot.texts import day_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.opening.offers import PLACES
from bot.turns.opening.wording import shortened
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, Work

# The latest few stand on the card and in the list; more would push the talk out of the message.
MOST: Final = 3
LONGEST_LABEL: Final = 30  # letters of a button on a narrow phone


def place_lines(work: Work, who: Colleague, about: Person) -> list[str]:
    """Return a line for each of the latest places that nobody has marked as done, newest first."""
    return [_line(work, who, one) for one in _latest(work, about)]


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Show what is open; a button that names one marks it as done, and shows the rest."""
    about = person.get(work.tx, button.subject)
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
        return
    if not may(who, Act.KEEP_NOTES, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.KEEP_NOTES, about)
        return
    ended = False
    if button.detail is not None:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        ended = referral.end(work.tx, _number(button.detail), about.id, work.at)
    work.desk.audit(who, "marked a place as done" if ended else "read places", "person", about.id)
    _show(work, who, about)


def _show(work: Work, who: Colleague, about: Person) -> None:
    own, locale = work.library.own, who.locale
    found = _latest(work, about)
    lines = [own("bot.staff.places" if found else "bot.staff.places_none", locale, code=about.code)]
    lines += [f"• {_line(work, who, one)}" for one in found]
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="staff",
        text="\n".join(lines),
        offers=tuple((_done(work, who, one),) for one in found),
        member=who.id,
        about=about.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))


def _done(work: Work, who: Colleague, one: Referral) -> Offer:
    label = work.library.own("bot.staff.button_place_done", who.locale, place=_name(work, who, one))
    return Offer(
        label=shortened(label, LONGEST_LABEL), verb=PLACES, subject=one.person, detail=to_base62(one.id)
    )


def _latest(work: Work, about: Person) -> list[Referral]:
    return list(reversed(referral.open_of(work.tx, about.id)[-MOST:]))


def _line(work: Work, who: Colleague, one: Referral) -> str:
    day = day_words(local(one.at, who.zone).date(), who.locale)
    return work.library.own("bot.staff.place_line", who.locale, place=_name(work, who, one), day=day)


def _name(work: Work, who: Colleague, one: Referral) -> str:
    """Return what stands on the place's button, in the reader's language."""
    bundle = work.library.current.bundle
    service = bundle.services.get(one.service)
    texts = service.texts if service is not None else {}
    words = texts.get(who.locale) or texts.get(bundle.programme.source_language) or one.service
    return words.partition(":")[0]


def _number(detail: str) -> int:
    try:
        return from_base62(detail)
    except ValueError:
        return 0
