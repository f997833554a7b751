"""A hello: a case without a level that a coach has in hand, for which nobody was called.

It must never stand between the person and people who can be called: while the coach is not in the middle of
the talk, a call for help frees it and climbs as any other.
"""

from typing import Final

from bot.cadence import ATTEMPT_WITHIN, CaseState
from bot.cases.desk import Desk
from bot.signals import Level
from bot.storage import case_event
from bot.storage.case import Case

HELLO: Final = "hello"
_WORDS: Final = ("coach wrote", "coach sent")


def is_resting_hello(desk: Desk, held: Case | None) -> bool:
    """Return whether it is a talk that nobody was called for, and its coach is not in the middle of it.

    She is for as long as whoever takes a crisis has for a first word.
    """
    if held is None or held.level > Level.NONE or desk.holder(held) is None:
        return False
    for kind, at, _ in case_event.latest(desk.tx, held.id, before=desk.at):
        if kind in _WORDS:
            return desk.at - at > ATTEMPT_WITHIN
    return True


def made_a_call(desk: Desk, held: Case, level: Level) -> Case:
    """Return the case; a hello that turns out to be a call for help is one from now on.

    While it rests it is nobody's any more. In the middle of it its coach keeps it, and owes a first word:
    what she said before was said to somebody for whom nobody was called.
    """
    if level < Level.URGENT or held.level > Level.NONE or desk.holder(held) is None:
        return held
    if is_resting_hello(desk, held):
        return desk.free(held, HELLO)
    return desk.change(
        held, state=CaseState.ACKNOWLEDGED.value, attempted_at=None, reached_at=None, attempts=0
    )
