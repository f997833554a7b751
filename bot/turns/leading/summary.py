"""How long calls waited, in lines for a phone: by level, by rung of the ladder, by hour of the day."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import local
from bot.cases import Colleague
from bot.signals import Level
from bot.storage import case_event
from bot.turns.leading.answering import Call, Figure, Span, by_hour, by_rung, calls_in, figure
from bot.turns.leading.bars import bar, short_span
from bot.turns.leading.saying import own_of
from bot.turns.work import Work

# A call that began before what is looked at can still have been answered in it.
LONGEST_CALL: Final = timedelta(days=3)


def hour_for(who: Colleague) -> Callable[[datetime], int]:
    """Return what tells the hour of the day where this colleague is."""
    return lambda at: local(at, who.zone).hour


def calls_of_days(work: Work, days: int) -> tuple[Call, ...]:
    """Return the calls that began in the last days."""
    since = work.at - timedelta(days=days)
    events = case_event.between(work.tx, since - LONGEST_CALL, work.at)
    return tuple(call for call in calls_in(events) if call.since >= since)


def level_block(work: Work, who: Colleague, level: Level, calls: Sequence[Call], span: Span) -> list[str]:
    """Return a block of lines: all calls of this level, by rung, by hour of the day."""
    if not calls:
        return []
    own = own_of(work, who)
    word = work.desk.level_word(int(level), who.locale)
    lines = [own("bot.staff.times_level", level=word, figure=_words(work, who, figure(calls, span)))]
    for rung, those in by_rung(calls).items():
        words = _words(work, who, figure(those, span))
        lines.append(own("bot.staff.times_rung", number=rung + 1, figure=words))
    hours = {at: figure(those, span) for at, those in by_hour(calls, hour_for(who)).items()}
    most = max((one.median for one in hours.values() if one.median is not None), default=timedelta(0))
    for at, one in hours.items():
        lines.append(f"{at:02} {bar(one.median, most)} {_words(work, who, one)}")
    return ["\n".join(lines)]


def _words(work: Work, who: Colleague, one: Figure) -> str:
    """Return "4 min · 9 min (12)": half, nine of ten, and how many; who waits still is said, too."""
    own = own_of(work, who)
    if one.median is None or one.most is None:
        return own("bot.staff.times_waiting", count=one.open)
    words = f"{short_span(one.median)} · {short_span(one.most)} ({one.count})"
    return f"{words}, {own('bot.staff.times_waiting', count=one.open)}" if one.open else words
