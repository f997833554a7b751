"""An alert that Telegram does not take: its member counts as out of reach, and the ladder climbs at once."""

from bot.cases.calling import Without, call, everybody_was_called, rung_of_call
from bot.cases.desk import Desk, Letters
from bot.cases.freeing import free_unreachable
from bot.cases.truth_words import members_called
from bot.signals import Level
from bot.storage import member
from bot.storage.case import Case


def alert_undelivered(desk: Desk, about: int, whose: int, *, gone: bool) -> Letters:
    """Return the calls that leave in place of an alert to member `whose` that could not be delivered.

    Several alerts of one rung that fail climb one rung, not several, and once everybody has been called the
    ladder's own count goes on: else a line that swallows everything would ring without end. An urgent case
    climbs when nobody of its rung has been reached. `gone`: nothing at all reaches that phone.
    """
    desk.write_down(about, "alert not delivered", to=whose)
    letters = out_of_reach(desk, whose) if gone else ()
    held = desk.get_open(about)
    if held is None or held.level < Level.URGENT or desk.has_it(held) is not None:
        return letters
    if everybody_was_called(desk, held):
        return letters
    if rung_of_call(desk, held, whose) != held.rung or not _fails(desk, held):
        return letters
    without = Without(gone=frozenset((whose,)))
    return (*letters, *call(desk, held, held.rung + 1, "bot.staff.alert_again", without=without))


def out_of_reach(desk: Desk, whose: int) -> Letters:
    """Nothing reaches this member's phone from now on; return what becomes of the cases she has."""
    gone = desk.roster.get(whose)
    if gone is None:
        return ()
    if not gone.unreachable:
        member.change(desk.tx, whose, unreachable_since=desk.at)
    return free_unreachable(desk, gone)


def _fails(desk: Desk, held: Case) -> bool:
    return held.level >= Level.CRISIS or not members_called(desk, held)
