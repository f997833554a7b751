"""A button under a case, before anything is done: is the case open, and may this member?"""

from bot.cases import Colleague
from bot.storage import case, person
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing.allowed import ALLOWED, Act, Whose, ever_may, may, refuse, refused
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, Work


def open_case(
    work: Work, who: Colleague, button: StaffButton, came: Pressed, act: Act
) -> tuple[Case, Person] | None:
    """Return the button's open case and whose it is; None when the member was told why nothing happens."""
    return case_for(work, who, button.subject, act, came)


def case_for(
    work: Work, who: Colleague, about_case: int, act: Act, came: Pressed | None = None
) -> tuple[Case, Person] | None:
    """The same of a case by its number; `came` is what was pressed, if that stands under the case itself."""
    if not ever_may(who, act):
        refuse(work, who, act)
        return None
    held = case.get(work.tx, about_case)
    about = person.get(work.tx, held.person) if held is not None else None
    if held is None or about is None:
        say(work, who, "bot.staff.no_case")
        return None
    if held.closed_at is not None:
        say(work, who, "bot.staff.already_closed", code=held.code)
        if came is not None:
            work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
        return None
    if not may(who, act, about, held):
        not_hers(work, who, held, about, act)
        return None
    return held, about


def not_hers(work: Work, who: Colleague, held: Case, about: Person, act: Act) -> None:
    """The refusal is on record; whoever could do it with the case in hand hears in whose hands it is."""
    if Whose.HELD in ALLOWED[act].get(who.role, ()):
        refused(work, who, act, about)
        explain_whose(work, who, held)
    else:
        refuse(work, who, act, about)


def explain_whose(work: Work, who: Colleague, held: Case) -> None:
    """In whose hands the case is now explains why nothing happens."""
    holder = work.desk.holder(held)
    if holder is not None:
        say(work, who, "bot.staff.other_has_it", coach=holder.name, code=held.code)
        return
    offers = ((work.desk.open_offer(held, who),),)
    say(work, who, "bot.staff.nobody_has_it", offers, code=held.code)
