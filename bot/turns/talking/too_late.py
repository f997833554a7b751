"""Words for somebody whom others were called for meanwhile: one tap takes the case again, and sends them."""

from typing import Final

from bot.cases import Colleague, Kept, Offer, keep_late, take_late
from bot.storage import case
from bot.storage.case import Case
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.owning.uncovering import note_sent
from bot.turns.staffing.allowed import Act
from bot.turns.staffing.on_case import case_for
from bot.turns.staffing.taking import takes
from bot.turns.staffing.telling import say
from bot.turns.talking.delivering import pass_on
from bot.turns.work import ChoiceShown, Work

SEND: Final = "late_send"
NOBODY: Final = "late_nobody"


def ask(work: Work, who: Colleague, freed: Case, kept: Kept) -> None:
    """Keep it, and offer to take the case and send it: once for several messages, or an album."""
    if kept.message is not None:
        note_sent(work, who, freed, kept.message)
    if not keep_late(work.desk, who, freed, kept):
        return
    own = work.library.own
    offers = (
        (Offer(label=own("bot.staff.button_take_and_send", who.locale), verb=SEND, subject=freed.id),),
        (Offer(label=own("bot.staff.button_late_for_nobody", who.locale), verb=NOBODY, subject=freed.id),),
    )
    say(work, who, "bot.staff.not_passed_freed", offers, code=freed.code)


def send(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """The case is hers unless somebody was faster; what waited for it leaves once, in the order it came."""
    found = case_for(work, who, button.subject, Act.TAKE_CASE, came)
    if found is None:
        return
    held, about = found
    takes(work, who, held, about, came)
    waited = take_late(work.desk, who, held)
    now = case.get(work.tx, held.id)
    if now is None or now.coach != who.id:
        say(work, who, "bot.staff.went_to_nobody")  # after the words that say who has it
        return
    if not waited:
        say(work, who, "bot.staff.sent_before")
        return
    for kept in waited:
        pass_on(work, who, case.get(work.tx, held.id) or now, about, kept)
    say(work, who, "bot.staff.sent_to", code=held.code)


def for_nobody(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """It was for nobody: what waited is gone, and the case stays as it is."""
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    held = case.get(work.tx, button.subject)
    if held is not None and take_late(work.desk, who, held):
        say(work, who, "bot.staff.went_to_nobody")
