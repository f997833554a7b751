"""The picture of /times: how long calls waited at each hour of the day, drawn after the turn that asked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import ceil
from typing import Any, Final

from bot.cases import Colleague
from bot.delivery import FileMessage
from bot.signals import Level
from bot.storage import errand
from bot.turns.editing.telling import hand
from bot.turns.leading.answering import Call, Span, by_hour, figure
from bot.turns.leading.bars import short_span
from bot.turns.leading.saying import own_of
from bot.turns.leading.summary import hour_for
from bot.turns.opening.chart import Chart, Strip
from bot.turns.work import Work

ERRAND: Final = "hours"  # the kind of errand that draws one
FILE: Final = "hours.png"
HOURS: Final = 24
# From here on a picture counts hours: three figures are what fits beside the bars.
IN_MINUTES: Final = timedelta(hours=5)
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def ask_for(work: Work, who: Colleague, title: str, calls: Sequence[Call], span: Span) -> bool:
    """The picture follows once this is committed; False when there is nothing to draw."""
    strips = []
    for level in (Level.CRISIS, Level.URGENT):
        those = [one for one in calls if one.level == level]
        hours = {at: figure(each, span).median for at, each in by_hour(those, hour_for(who)).items()}
        known = [one for one in hours.values() if one is not None]
        middle = figure(those, span).median
        if not known or middle is None:
            continue
        highest = max(known)
        unit, sign = (_MINUTE, "min") if highest < IN_MINUTES else (_HOUR, "h")
        high = max(1, ceil(highest / unit))
        strips.append(
            {
                "label": f"{work.desk.level_word(int(level), who.locale)} ({sign})",
                "latest": short_span(middle),
                "ends": ["0", str(high)],
                "high": float(high),
                "numbers": [_in(unit, hours.get(at)) for at in range(HOURS)],
            }
        )
    if not strips:
        return False
    missed = own_of(work, who)("bot.staff.times_chart_missed")
    body = {"title": title, "missed": missed, "strips": strips}
    errand.add(work.tx, id=work.new_id(), member=who.id, kind=ERRAND, body=body, at=work.at)
    work.errands = True
    return True


def chart_in(body: Mapping[str, Any]) -> Chart:
    """Return what an errand wants drawn."""
    strips = (
        Strip(
            label=one["label"],
            latest=one["latest"],
            ends=tuple(one["ends"]),
            low=0.0,
            high=one["high"],
            numbers=tuple(one["numbers"]),
            marks_last=False,
        )
        for one in body["strips"]
    )
    return Chart(title=body["title"], missed=body["missed"], days=("0:00", "23:00"), strips=tuple(strips))


def hand_over(work: Work, who: Colleague, body: Mapping[str, Any], picture: bytes) -> None:
    """The member gets the picture; it names nobody."""
    hand(work, who, FileMessage(how="photo", caption=body["title"], content=picture, name=FILE))


def _in(unit: timedelta, span: timedelta | None) -> float | None:
    return None if span is None else round(span / unit, 1)
