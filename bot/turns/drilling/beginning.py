"""How a fire drill begins: by an order of the command line, or by itself each week; never beside a crisis."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from bot.cadence import CaseState, at_wall, local
from bot.cases import drilling
from bot.engine import Programme
from bot.errors import RefusedError
from bot.signals import Level
from bot.storage import case, timer
from bot.storage.case import Case
from bot.storage.timer import Timer
from bot.turns.play import own_in_every_language
from bot.turns.work import Work

log = logging.getLogger(__name__)

KIND: Final = "drill"  # of the order, and of the timer
# There is one weekly drill, and one that the command line asked for where it cannot hand over an order.
WEEKLY, ASKED_FOR = 0, 1
# A bot that was off at the hour of the drill does not wake people at another one.
LATE: Final = timedelta(hours=1)
# States in which nobody has written to the person yet.
_UNHEARD: Final = (CaseState.NEW.value, CaseState.ACKNOWLEDGED.value)


def order(work: Work, _: Mapping[str, Any]) -> dict[str, Any]:
    """Begin a drill; return {"case", "code"}. Raises RefusedError."""
    held = begin(work)
    return {"case": held.id, "code": held.code}


def begin(work: Work) -> Case:
    """A drill is open, and the first rung is called. Raises RefusedError while somebody needs help."""
    before = drilling.running(work.tx)
    if before is not None:
        raise RefusedError(
            f"A fire drill is under way already: {before.code}.",
            remedy="python -m bot drill --last shows how it goes.",
        )
    real = [one for one in case.open_cases(work.tx) if one.level >= Level.CRISIS and one.state in _UNHEARD]
    if real:
        codes = ", ".join(one.code for one in real)
        raise RefusedError(
            f"Somebody needs help for real right now ({codes}), so no drill was begun.",
            remedy="Run it when somebody is there for them.",
        )
    why = own_in_every_language(work, "bot.staff.drill_why")
    programme = work.library.current.bundle.programme
    held, letters = drilling.begin(work.desk, why, locale=programme.source_language, zone=programme.zone)
    work.post(letters)
    return held


def fall_due(work: Work, due: Timer) -> None:
    """The hour of the weekly drill, or one that was asked for; afterwards the next one is planned."""
    if due.number == ASKED_FOR or work.at - due.due_at <= LATE:
        try:
            begin(work)
        except RefusedError:
            log.warning("drill_not_begun", extra={"timer": due.id})
    keep_planned(work)


def keep_planned(work: Work) -> None:
    """The next weekly drill is planned as the programme in force says, or none is."""
    wanted = next_drill(work.library.current.bundle.programme, work.at)
    planned = next((one for one in timer.of(work.tx, KIND, WEEKLY) if one.number == WEEKLY), None)
    if planned is not None and (planned.due_at <= work.at or planned.due_at == wanted):
        return  # it falls due within the second, or is right
    if planned is not None:
        timer.remove(work.tx, planned.id)
    if wanted is not None:
        timer.set(work.tx, id=work.new_id(), kind=KIND, subject=WEEKLY, number=WEEKLY, due_at=wanted)


def next_drill(programme: Programme, after: datetime) -> datetime | None:
    """Return when the next weekly drill is due, aware UTC; None when the programme has none."""
    if programme.drill is None:
        return None
    weekday, wall = programme.drill
    today = local(after, programme.zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(8))
    times = (at_wall(day, wall, programme.zone) for day in days if day.weekday() == weekday)
    return next(time for time in times if time > after)
