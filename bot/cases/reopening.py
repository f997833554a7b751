"""The follow-up: days after a case was closed the bot asks how it is, and silence opens it again."""

from typing import Final

from bot.cases.calling import start
from bot.cases.desk import Desk, Letters
from bot.signals import Level
from bot.storage import case
from bot.storage.case import Case

# Why a case was opened again, as it is kept with it.
NO_ANSWER, NOT_REACHABLE = "no answer", "not reachable"
# Nobody was in danger: silence afterwards is no sign of any.
NOT_OPENED_AGAIN: Final = ("false_alarm",)


def is_followed_up(held: Case) -> bool:
    """Return whether silence after this case, which is closed, means that somebody looks again."""
    return held.closed_at is not None and held.outcome not in NOT_OPENED_AGAIN


def open_again(desk: Desk, held: Case, why: str) -> Letters:
    """The case is open and urgent again, and its ladder begins; nothing when there is another open one."""
    if not is_followed_up(held) or not case.reopen(desk.tx, held.id, level=int(Level.URGENT), at=desk.at):
        return ()
    desk.write_down(held.id, "reopened", level=Level.URGENT, why=why)
    again = case.get(desk.tx, held.id)
    assert again is not None
    return start(desk, again, "bot.staff.alert_reopened")
