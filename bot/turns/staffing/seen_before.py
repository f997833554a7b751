"""What ends something that is owed to a person may not rest on a screen of before a new call for help."""

from datetime import datetime

from bot.cases import Colleague, danger_since
from bot.storage import outbox
from bot.storage.case import Case
from bot.turns.incoming import Pressed
from bot.turns.staffing.telling import say
from bot.turns.work import ChoiceShown, Work


def looks_first(work: Work, who: Colleague, held: Case, came: Pressed) -> bool:
    """Return whether a call for help came after the message that she pressed; then she is asked to look."""
    shown = outbox.by_message(work.tx, came.chat, came.message_id)
    return shown is not None and looks_first_at(work, who, held, came, since=shown.created_at)


def looks_first_at(work: Work, who: Colleague, held: Case, came: Pressed, *, since: datetime) -> bool:
    """The same of what was put before her at `since`."""
    if not danger_since(work.desk, held, since):
        return False
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    say(work, who, "bot.staff.look_first", ((work.desk.open_offer(held, who),),), code=held.code)
    return True
