"""Two things to know before a phone is lifted: whether it is safe to call, and that family is left alone.

They protect the person, so whoever may open the case reads them, of a sheltered record too.
"""

from typing import Final

from bot.cases import ON_SCREEN_FOR, Colleague, Letter, Offer
from bot.storage import case, person
from bot.storage.lane import Lane
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers, say
from bot.turns.work import ChoiceShown, Work

FLAGS: Final = "o_flags"
# {detail of the button: what is then known}
_CALL: Final = {"call_yes": True, "call_no": False, "call_ask": None}
_FAMILY: Final = {"fam_no": True, "fam_yes": False}


def warnings_of(work: Work, about: Person, locale: str) -> list[str]:
    """Return what stands in red at the top of everything about this person."""
    own, lines = work.library.own, []
    if about.safe_to_call is False:
        lines.append(own("bot.staff.flag_not_safe", locale))
    if about.no_family:
        lines.append(own("bot.staff.flag_no_family", locale))
    return lines


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Show both, each with its buttons; a button that changes one shows them as they are then."""
    about = person.get(work.tx, button.subject)
    if about is None:
        say(work, who, "bot.staff.not_here_any_more")
        return
    if not may(who, Act.KEEP_NOTES, about, case.open_of(work.tx, about.id)):
        refuse(work, who, Act.KEEP_NOTES, about)
        return
    detail = button.detail or ""
    if detail not in _CALL and detail not in _FAMILY:
        work.desk.audit(who, "read flags", "person", about.id)
    else:
        about = _changed(work, who, about, detail)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    _show(work, who, about)


def _changed(work: Work, who: Colleague, about: Person, detail: str) -> Person:
    if detail in _CALL:
        now = about.safe_to_call == _CALL[detail]
        changed = about if now else work.change(about, safe_to_call=_CALL[detail])
    else:
        now = about.no_family == _FAMILY[detail]
        changed = about if now else work.change(about, no_family=_FAMILY[detail])
    if not now:
        work.desk.audit(who, "changed flags", "person", about.id)
    return changed


def _show(work: Work, who: Colleague, about: Person) -> None:
    own, locale = work.library.own, who.locale
    safe = {True: "yes", False: "no", None: "ask"}[about.safe_to_call]
    lines = [
        *warnings_of(work, about, locale),
        own("bot.staff.flags", locale, code=about.code),
        own(f"bot.staff.flag_call_{safe}", locale),
        own("bot.staff.flag_family_off" if about.no_family else "bot.staff.flag_family_open", locale),
    ]
    letter = Letter(
        chat=who.chat,
        lane=Lane.REPLY,
        kind="staff",
        text="\n".join(lines),
        offers=_offers(work, who, about),
        member=who.id,
        about=about.id,
        protected=True,
        clear_after=ON_SCREEN_FOR,
    )
    work.post((letter,))


def _offers(work: Work, who: Colleague, about: Person) -> Offers:
    """Offer what is not the case now."""
    calls = tuple(detail for detail, value in _CALL.items() if value is not about.safe_to_call)
    family = tuple(detail for detail, value in _FAMILY.items() if value is not about.no_family)
    return tuple(
        (
            Offer(
                label=work.library.own(f"bot.staff.button_{detail}", who.locale),
                verb=FLAGS,
                subject=about.id,
                detail=detail,
            ),
        )
        for detail in (*calls, *family)
    )
