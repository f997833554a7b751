"""Whether whoever has a case is off duty. Nothing rings on the phone of somebody who is.

A roster is written for weeks, a talk is not: who has just written is there, whatever her hours say, until she
says that she is off. Who chose "call me for my people" is called for them at any hour.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cases.desk import Desk
from bot.cases.roster import ON_BY_DEFAULT, Colleague
from bot.storage import case_event
from bot.storage.case import Case
from bot.storage.person import Person

# Whoever did something in the case a moment ago looks at the phone, also after her shift has ended.
STILL_THERE: Final = timedelta(minutes=15)
# Where no hours say when she is back, the person is asked again after so long.
ASKED_FOR: Final = timedelta(hours=12)
# How the case's history calls that the person was told, and asked whether it can wait.
TOLD: Final = "off duty"
# What shows that she is there.
_HER_ACTS = ("coach wrote", "coach sent", "acknowledged", "accepted", "opened", "read")


def is_off_duty(desk: Desk, held: Case, holder: Colleague, who: Person) -> bool:
    """Return whether nothing may ring on the phone of whoever has this case."""
    if desk.roster.is_on(holder, desk.at) or (holder.always_call and who.coach == holder.id):
        return False
    mark = holder.hours.mark
    said_so = mark is not None and not mark.on
    if not desk.roster.written and holder.role not in ON_BY_DEFAULT and not said_so:
        return False  # no hours are known of anybody: who takes a case is there
    last = _last_act(desk, held, holder)
    if last is None or desk.at - last > STILL_THERE:
        return True
    return mark is not None and not mark.on and last <= mark.at


def was_told(desk: Desk, held: Case, holder: Colleague) -> bool:
    """Return whether the person has been asked already in this stretch of hers without duty."""
    for kind, at, why in _tellings(desk, held):
        if kind == "told" and why == TOLD:
            mark = holder.hours.mark
            if mark is not None and mark.at > at:
                return False
            back = desk.roster.back(holder, at)
            return desk.at < (back if back is not None else at + ASKED_FOR)
        if kind == "acknowledged":
            return False
    return False


def _tellings(desk: Desk, held: Case) -> list[tuple[str, datetime, str | None]]:
    return [(event.kind, event.at, event.why) for event in reversed(desk.history(held.id))]


def _last_act(desk: Desk, held: Case, holder: Colleague) -> datetime | None:
    latest = case_event.latest(desk.tx, held.id, before=desk.at + timedelta(microseconds=1))
    return next((at for kind, at, by in latest if by == holder.id and kind in _HER_ACTS), None)
