"""The alarm when a shift has nobody: looked for each hour a day ahead, told once, and again when it begins.

A timer of kind `roster` is set at the start and sets itself again. What has been told is a timer too, which
falls due when the gap begins, or when it ends. Where somebody fills the gap it is forgotten, so that the same
gap is told anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import Hours, Mark, around_the_clock, is_on, local, stretches, uncovered
from bot.cadence.spans import without
from bot.cases import Colleague, Letter
from bot.cases.roster import ON_BY_DEFAULT
from bot.storage import timer
from bot.storage.lane import Lane
from bot.storage.timer import Timer
from bot.texts import clock_words, short_date_words
from bot.turns.serving import ending
from bot.turns.serving.naming import told_apart
from bot.turns.work import Work

TIMER: Final = "roster"
LOOK_AGAIN: Final = timedelta(hours=1)
SOON: Final = timedelta(seconds=2)
# So far ahead a gap is told: time enough to ask somebody, and not so long that it is forgotten.
TOLD_AHEAD: Final = timedelta(hours=24)
# So far is looked, so that a gap keeps its end from one look to the next.
LOOKED_AHEAD: Final = timedelta(days=9)
# The subject of the timer that looks; a gap's is the second in which it ends, or that no end is in sight.
LOOK, NO_END = 0, 1
# Numbers of the timers: what falls due. ending.py has two more.
NEXT_LOOK, BEGINS, ENDS = 0, 1, 2

# What is told of a gap that is there, and of one that comes; then of those without an end in sight.
_WORDS: Final = ("bot.staff.gap_now", "bot.staff.gap_ahead")
_WORDS_LONG: Final = ("bot.staff.gap_now_long", "bot.staff.gap_ahead_long")

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
    elif due.number == ending.DUTY_ENDS:
        ending.ended(work, due)
    elif due.number == BEGINS:
        _look(work)


def empty(work: Work, begins: datetime, ends: datetime) -> tuple[Gap, ...]:
    """Return when nobody is on duty who should be: in written shifts, and in the programme's duty hours."""
    programme = work.library.current.bundle.programme
    team = [counted(work, one) for one in work.roster.called()]
    everybody = team if work.roster.written else ()
    gaps = uncovered(everybody, begins, ends, wanted=programme.duty_hours, zone=programme.zone)
    return without(gaps, [span for hours in team for span in stretches(hours, begins, ends)])


def counted(work: Work, one: Colleague) -> Hours:
    """Return her hours as they count: an unreachable colleague is there for nobody.

    Where no week is written, a coach is there but for her days away and until she says that she is off.
    """
    if one.unreachable:
        return replace(one.hours, mark=Mark(on=False, at=work.at, until=work.at + 2 * LOOKED_AHEAD))
    by_default = not work.roster.written and one.role in ON_BY_DEFAULT
    return around_the_clock(one.hours) if by_default else one.hours


def _look(work: Work) -> None:
    """Each gap that is near is told once; what was told of gaps that are there no more is forgotten."""
    until = work.at + LOOKED_AHEAD
    gaps = {
        NO_END if gap[1] >= until else int(gap[1].timestamp()): gap for gap in empty(work, work.at, until)
    }
    for row in timer.of_kind(work.tx, TIMER):
        if row.number in (BEGINS, ENDS) and row.subject not in gaps:
            timer.remove(work.tx, row.id)
    for subject, (first, last) in gaps.items():
        if first <= work.at:
            _once(work, subject, ENDS, last, (first, last))
        elif first <= work.at + TOLD_AHEAD:
            _once(work, subject, BEGINS, first, (first, last))


def _once(work: Work, subject: int, number: int, due_at: datetime, gap: Gap) -> None:
    """Tell of a gap unless its timer says that it has been told."""
    if any(one.number == number for one in timer.of(work.tx, TIMER, subject)):
        return
    timer.set(work.tx, id=work.new_id(), kind=TIMER, subject=subject, number=number, due_at=due_at)
    now, ahead = _WORDS if subject != NO_END else _WORDS_LONG
    for one in work.roster.leads():
        work.post((_letter(work, one, gap, now if number == ENDS else ahead),))


def _letter(work: Work, to: Colleague, gap: Gap, text: str) -> Letter:
    own, zone = work.library.own, to.zone
    words = own(
        text,
        to.locale,
        begins=_moment(gap[0], zone, to.locale),
        ends=_moment(gap[1], zone, to.locale),
    )
    if _ends_with_duty_hours(work, gap):  # nobody comes then: nobody is looked for at night
        words += " " + own("bot.staff.gap_nights", to.locale)
    usual = _usually(work, gap)
    if usual:
        words += "\n" + own(
            "bot.staff.gap_usually", to.locale, names=", ".join(told_apart(work, one) for one in usual)
        )
    words += "\n\n" + own("bot.staff.gap_what", to.locale)
    return Letter(chat=to.chat, lane=Lane.CASE, kind="staff", text=words, member=to.id)


def _ends_with_duty_hours(work: Work, gap: Gap) -> bool:
    programme = work.library.current.bundle.programme
    wanted = programme.duty_hours
    if wanted is None or wanted[0] == wanted[1] or local(gap[1], programme.zone).time() != wanted[1]:
        return False
    return not any(is_on(counted(work, one), gap[1]) for one in work.roster.called())


def _usually(work: Work, gap: Gap) -> Sequence[Colleague]:
    """Return who would be there in the gap: who is away, has said that they are off, or cannot be reached."""
    return [
        one
        for one in work.roster.called()
        if any(
            first < gap[1] and last > gap[0]
            for first, last in stretches(replace(counted(work, one), away=(), mark=None), *gap)
        )
    ]


def _moment(at: datetime, zone: str, locale: str) -> str:
    """Return day and time on her wall: "Mon, Nov 23, 10:00 PM"."""
    return f"{short_date_words(at, zone, locale)}, {clock_words(at, zone, locale)}"
