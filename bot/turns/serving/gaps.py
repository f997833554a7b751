"""The alarm when a shift has nobody: looked for each hour a day ahead, told once, and again when it begins.

A timer of kind `roster` is set at the start and sets itself again. What has been told is a timer too, which
falls due when the gap begins, or when it ends: {number of the timer: what it means}.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import Hours, Mark, local, stretches, uncovered
from bot.cases import Colleague, Letter
from bot.storage import timer
from bot.storage.lane import Lane
from bot.storage.timer import Timer
from bot.texts import short_date_words
from bot.turns.serving import ending
from bot.turns.work import Work

TIMER: Final = "roster"
LOOK_AGAIN: Final = timedelta(hours=1)
SOON: Final = timedelta(seconds=2)
# So far ahead a gap is told: time enough to ask somebody, and not so long that it is forgotten.
TOLD_AHEAD: Final = timedelta(hours=24)
# So far is looked, so that a gap keeps its end from one look to the next.
LOOKED_AHEAD: Final = timedelta(days=9)
# The subject of the timer that looks; a gap's is the second in which it ends.
LOOK: Final = 0
NEXT_LOOK, BEGINS, ENDS = 0, 1, 2

Gap = tuple[datetime, datetime]


def keep_planned(work: Work) -> None:
    """Gaps are looked for from now on; a look that is set already stays where it is."""
    if not timer.of(work.tx, TIMER, LOOK):
        look_soon(work)


def look_soon(work: Work) -> None:
    """Look once this is committed and the roster in memory has followed: hours have changed."""
    _look_at(work, work.at + SOON)


def _look_at(work: Work, at: datetime) -> None:
    timer.set(work.tx, id=work.new_id(), kind=TIMER, subject=LOOK, number=NEXT_LOOK, due_at=at)


def fell_due(work: Work, due: Timer) -> None:
    """Look, or tell that a gap begins now, or that a shift has ended; that a gap has ended says nothing."""
    if due.subject == LOOK:
        _look_at(work, work.at + LOOK_AGAIN)
        _look(work)
        ending.look(work, TIMER)
    elif due.number == ending.ENDS:
        ending.ended(work, due)
    elif due.number == BEGINS:
        _look(work)


def now_empty(work: Work) -> bool:
    """Return whether somebody should be on duty at this moment and nobody is."""
    return any(first <= work.at for first, _ in _gaps(work))


def _look(work: Work) -> None:
    for first, last in _gaps(work):
        if first <= work.at:
            _once(work, ENDS, last, (first, last), "bot.staff.gap_now")
        elif first <= work.at + TOLD_AHEAD:
            _once(work, BEGINS, first, (first, last), "bot.staff.gap_ahead")


def _gaps(work: Work) -> tuple[Gap, ...]:
    """Return when nobody is on duty who should be, from now on."""
    programme = work.library.current.bundle.programme
    everybody = [counted(work, one) for one in work.roster.called()]
    until = work.at + LOOKED_AHEAD
    return uncovered(everybody, work.at, until, wanted=programme.duty_hours, zone=programme.zone)


def counted(work: Work, one: Colleague) -> Hours:
    """Return her hours as they count: an unreachable colleague is there for nobody.

    Where no roster is written, whoever has not said no is there.
    """
    if one.unreachable:
        return replace(one.hours, mark=Mark(on=False, at=work.at, until=work.at + 2 * LOOKED_AHEAD))
    if not work.roster.written and work.roster.is_on(one, work.at):
        return replace(one.hours, mark=Mark(on=True, at=work.at))
    return one.hours


def _once(work: Work, number: int, due_at: datetime, gap: Gap, text: str) -> None:
    """Tell of a gap unless its timer says that it has been told."""
    subject = int(gap[1].timestamp())
    if any(one.number == number for one in timer.of(work.tx, TIMER, subject)):
        return
    timer.set(work.tx, id=work.new_id(), kind=TIMER, subject=subject, number=number, due_at=due_at)
    told = work.roster.supervisors() or work.roster.admins()
    for one in told:
        work.post((_letter(work, one, gap, text),))


def _letter(work: Work, to: Colleague, gap: Gap, text: str) -> Letter:
    own, zone = work.library.own, to.zone
    words = own(
        text,
        to.locale,
        begins=_moment(gap[0], zone, to.locale),
        ends=_moment(gap[1], zone, to.locale),
    )
    usual = _usually(work, gap)
    if usual:
        words += "\n" + own("bot.staff.gap_usually", to.locale, names=", ".join(one.name for one in usual))
    words += "\n\n" + own("bot.staff.gap_what", to.locale)
    return Letter(chat=to.chat, lane=Lane.CASE, kind="staff", text=words, member=to.id)


def _usually(work: Work, gap: Gap) -> Sequence[Colleague]:
    """Return whose written shifts lie in the gap: who is away, or has said that they are off."""
    return [
        one
        for one in work.roster.called()
        if any(
            first < gap[1] and last > gap[0]
            for first, last in stretches(replace(one.hours, away=(), mark=None), *gap)
        )
    ]


def _moment(at: datetime, zone: str, locale: str) -> str:
    """Return day and time on her wall: "Mon, Nov 23 22:00"."""
    return f"{short_date_words(at, zone, locale)} {local(at, zone):%H:%M}"
