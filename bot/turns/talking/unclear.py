"""It is not clear whom something of a coach is for: it waits, nothing leaves, and she is asked."""

from bot.cases import Colleague, Kept, ask_which
from bot.storage import case
from bot.storage.case import Case
from bot.turns.incoming import Typed
from bot.turns.owning.uncovering import note_sent
from bot.turns.staffing.telling import say
from bot.turns.work import Work


def ask(work: Work, who: Colleague, kept: Kept, among: tuple[Case, ...]) -> None:
    """Keep it until she has said for whom of `among` it is; with nobody to choose it went to nobody."""
    if not among:
        say(work, who, "bot.staff.no_case")
        return
    if kept.message is not None:
        note_sent(work, who, None, kept.message)
    work.post(ask_which(work.desk, who, among, kept))


def came_late(work: Work, who: Colleague, came: Typed) -> bool:
    """Ask about words that may be what she was asked for a while ago, and for no person; return True.

    A note for the team that takes its time must not reach whom it is about.
    """
    kept = Kept(words=came.words, message=came.message_id)
    ask(work, who, kept, case.held_by(work.tx, who.id))
    return True
