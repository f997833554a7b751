"""A button under a case, before anything is done: is the case open, and may this member?"""

from bot.cases import Colleague
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import Act, ever_may, may, refuse
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, Work


def open_case(
    work: Work, who: Colleague, button: StaffButton, came: Pressed, act: Act
) -> tuple[Case, Person] | None:
    """Return the button's open case and whose it is; None when the member was told why nothing happens."""
    if not ever_may(who, act):
        refuse(work, who, act)
        return None
    held = case.get(work.tx, button.subject)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.no_case")
        return None
    if held.closed_at is not None:
        say(work, who, "bot.staff.already_closed", code=held.code)
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        return None
    if not may(who, act, about, held):
        refuse(work, who, act, about)
        return None
    return held, about
