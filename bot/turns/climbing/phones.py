"""Whether a phone can be reached: a colleague who has blocked the bot is passed over until she is back."""

from bot import cases
from bot.signals import Level
from bot.storage import case, member
from bot.storage.outbox_row import OutboxRow
from bot.storage.person import Person
from bot.turns.climbing.waiting import tell_change
from bot.turns.staffing.telling import say
from bot.turns.work import Work

# Why a message was refused, as delivery says it, when nothing at all reaches that phone.
OUT_OF_REACH = ("forbidden", "not found")


def not_delivered(work: Work, row: OutboxRow) -> None:
    """A message to a member will not arrive: an alert climbs; a phone that nothing reaches is marked so."""
    if row.member is None:
        return
    if row.kind == "alert" and row.case is not None:
        gone = row.reason in OUT_OF_REACH
        work.post(cases.alert_undelivered(work.desk, row.case, row.member, gone=gone))
        work.team_changed = True
    elif row.reason in OUT_OF_REACH:
        work.post(cases.out_of_reach(work.desk, row.member))
        work.team_changed = True


def blocked(work: Work, chat: int) -> None:
    """Whoever blocks the bot is called no more; the cases she has are free, and others are called."""
    colleague = work.roster.at_chat(chat)
    if colleague is not None and not colleague.unreachable:
        work.post(cases.out_of_reach(work.desk, colleague.id))
        work.team_changed = True


def back(work: Work, chat: int) -> None:
    """Whoever lets the bot in again, or writes to it, is called again from now on."""
    colleague = work.roster.at_chat(chat)
    if colleague is not None and colleague.unreachable:
        member.change(work.tx, colleague.id, unreachable_since=None)
        work.team_changed = True


def person_is_back(work: Work, who: Person) -> None:
    """Whoever has the case of somebody who lets the bot in again hears so; who waits, the truth."""
    held = case.open_of(work.tx, who.id)
    holder = work.desk.holder(held) if held is not None else None
    if held is not None and holder is not None:
        say(work, holder, "bot.staff.reached_again", code=held.code)
    if held is not None and held.level >= Level.CRISIS and not cases.human_is_there(work.desk, held):
        tell_change(work, held)
