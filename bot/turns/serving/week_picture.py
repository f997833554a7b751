"""The picture of the week that supervisors get with /roster: drawn after the turn that asked for it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from bot.cadence import at_wall, local
from bot.cases import Colleague
from bot.delivery import FileMessage
from bot.storage import errand
from bot.texts import weekday_words
from bot.turns.editing.telling import hand
from bot.turns.serving import ahead
from bot.turns.serving.naming import place, told_apart
from bot.turns.serving.week_chart import Bar, Row, WeekChart
from bot.turns.serving.weeks_in_words import BACKUP, DUTY, ON_CALL
from bot.turns.staffing.allowed import Act, may
from bot.turns.work import Work

ERRAND: Final = "week"  # the kind of errand that draws one
FILE: Final = "week.png"
# More rows would be too small to read on a phone; the words hold everybody.
MOST_ROWS: Final = 18
NOBODY: Final = "nobody"


def ask_for(work: Work, who: Colleague) -> None:
    """The picture follows once this is committed, in the reader's language and zone."""
    own, shown = work.library.own, ahead.days(work, who)
    begins = at_wall(shown[0], time(0), who.zone)
    ends = at_wall(shown[-1] + timedelta(days=1), time(0), who.zone)
    rows: dict[int, dict[str, Any]] = {}
    empty: list[dict[str, Any]] = []
    for there in ahead.between(work, begins, ends):
        first = wall_hours(shown[0], there.since, who.zone)
        bar = {
            "kind": there.kind if there.one is not None else NOBODY,
            "begins": first,
            # an end in the hour that comes twice can stand before the beginning
            "ends": max(first, wall_hours(shown[0], there.until, who.zone)),
        }
        if there.one is None:
            empty.append(bar)
        else:
            rows.setdefault(there.one.id, {"name": told_apart(work, there.one), "bars": []})["bars"].append(
                bar
            )
    if not rows:
        return
    drawn = list(rows.values())[:MOST_ROWS]
    nobody = own("bot.staff.chart_nobody", who.locale)
    if empty:
        drawn.append({"name": nobody, "bars": empty})
    kinds = {bar["kind"] for row in drawn for bar in row["bars"]}
    names = {
        DUTY: own("bot.staff.shift_duty", who.locale),
        BACKUP: own("bot.staff.shift_backup", who.locale),
        ON_CALL: own("bot.staff.shift_on_call", who.locale),
        NOBODY: nobody,
    }
    body = {
        "title": own("bot.staff.chart_week", who.locale, place=place(who.zone)),
        "days": [f"{weekday_words(day.weekday(), who.locale)} {day.day}" for day in shown],
        "rows": drawn,
        "legend": [[kind, words] for kind, words in names.items() if kind in kinds],
    }
    errand.add(work.tx, id=work.new_id(), member=who.id, kind=ERRAND, body=body, at=work.at)
    work.errands = True


def chart_in(body: Mapping[str, Any]) -> WeekChart:
    """Return what an errand wants drawn."""
    return WeekChart(
        title=body["title"],
        days=tuple(body["days"]),
        rows=tuple(
            Row(
                name=row["name"],
                bars=tuple(
                    Bar(kind=bar["kind"], begins=bar["begins"], ends=bar["ends"]) for bar in row["bars"]
                ),
            )
            for row in body["rows"]
        ),
        legend=tuple((kind, words) for kind, words in body["legend"]),
    )


def hand_over(work: Work, who: Colleague, body: Mapping[str, Any], picture: bytes) -> None:
    """The member gets the picture, if she may still see everybody's weeks."""
    if may(who, Act.OTHERS_WEEK):
        hand(work, who, FileMessage(how="photo", caption=body["title"], content=picture, name=FILE))


def wall_hours(first: date, at: datetime, zone: str) -> float:
    """Return hours since the midnight of `first` as the wall counts them: 24 a day, whatever clocks do."""
    shown = local(at, zone)
    return 24 * (shown.date() - first).days + shown.hour + round(shown.minute / 60, 2)
