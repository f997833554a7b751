"""A link for a new phone: /newphone CODE, or the button of an opened case. Whoever opens it is them."""

from typing import Final

from bot.cases import Colleague, Letter
from bot.joining import make_new_phone
from bot.storage import case, person
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import Work

NEW_PHONE: Final = "newphone"
VERBS: Final = frozenset((NEW_PHONE,))


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Make the link for the person with this code."""
    code = rest.strip().upper()
    if not code:
        say(work, who, "bot.staff.new_phone_how")
        return
    about = person.by_code(work.tx, code)
    if about is None:
        say(work, who, "bot.staff.no_such_code", code=code)
    else:
        _make(work, who, about)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Make the link for the person whose case stands above the button."""
    about = person.get(work.tx, button.subject)
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
    else:
        _make(work, who, about)


def _make(work: Work, who: Colleague, about: Person) -> None:
    if not may(who, Act.NEW_PHONE, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.NEW_PHONE, about)
        return
    link = make_new_phone(work.tx, new_id=work.new_id, at=work.at, made_by=who.id, person=about.id)
    work.desk.audit(who, "made new phone link", "person", about.id)
    address = work.library.link(link.token)
    words = work.library.own("bot.staff.new_phone_made", who.locale, code=about.code, link=address)
    # The link is as good as the record itself: it leaves the coach's chat when it leads nowhere any more.
    lasts = link.expires_at - work.at
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="new phone",
        text=words,
        member=who.id,
        about=about.id,
        clear_after=lasts,
    )
    work.post((letter,))
