"""The picture of the last check-ins: asked for in the turn, drawn after its commit, sent under the card."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.cases import ON_SCREEN_FOR, Colleague
from bot.delivery import FileMessage, to_body
from bot.storage import case, errand, person
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.outbox import SHEET, NewMessage
from bot.storage.person import Person
from bot.texts import day_words, number_words
from bot.turns.opening.chart import Chart, Strip
from bot.turns.opening.past import Row
from bot.turns.posting import queue
from bot.turns.staffing.allowed import Act, may
from bot.turns.work import Work

ERRAND: Final = "chart"  # the kind of errand that draws one
FILE: Final = "check-ins.png"


def ask_for(work: Work, who: Colleague, about: Person, held: Case | None, rows: Sequence[Row]) -> None:
    """The picture follows once this is committed, in the reader's language; none without numbers."""
    if not rows:
        return
    own, locale = work.library.own, who.locale
    strips = [
        {
            "label": row.label,
            "latest": number_words(row.numbers[-1], locale),
            "ends": [number_words(row.low, locale), number_words(row.high, locale)],
            "low": row.low,
            "high": row.high,
            "numbers": [number for _, number in row.points],
        }
        for row in rows
    ]
    days = [day for day, _ in rows[0].points]
    body = {
        "person": about.id,
        "case": held.id if held is not None else None,
        "title": own("bot.staff.chart_title", locale, code=about.code, count=len(days)),
        "missed": own("bot.staff.chart_missed", locale),
        "days": [day_words(one, locale) for one in _ends(days)],
        "strips": strips,
    }
    errand.add(work.tx, id=work.new_id(), member=who.id, kind=ERRAND, body=body, at=work.at)
    work.errands = True


def chart_in(body: Mapping[str, Any]) -> Chart:
    """Return what an errand wants drawn."""
    strips = (
        Strip(
            label=one["label"],
            latest=one["latest"],
            ends=tuple(one["ends"]),
            low=one["low"],
            high=one["high"],
            numbers=tuple(one["numbers"]),
        )
        for one in body["strips"]
    )
    return Chart(title=body["title"], missed=body["missed"], days=tuple(body["days"]), strips=tuple(strips))


def hand_over(work: Work, who: Colleague, body: Mapping[str, Any], picture: bytes) -> None:
    """The member gets the picture, if she may still see it: protected, and gone with the card."""
    about = person.get(work.tx, int(body["person"]))
    held = case.get(work.tx, int(body["case"])) if body["case"] is not None else None
    if about is None or (body["case"] is not None and (held is None or held.closed_at is not None)):
        return
    if not may(who, Act.READ_RECORD, about, held):
        return
    # Its words stand in it, and on the card: a caption would push why and what to do off the screen.
    file = FileMessage(how="photo", caption="", content=picture, name=FILE, silent=True, protected=True)
    queue(
        work,
        NewMessage(
            id=work.new_id(),
            member=who.id,
            chat=who.chat,
            lane=int(Lane.CASE),
            kind=SHEET,
            body=to_body(file),
            case=held.id if held is not None else None,
            about=about.id if held is None else None,
            clear_after=ON_SCREEN_FOR,
            created_at=work.at,
        ),
    )


def _ends(days: Sequence[date]) -> tuple[date, ...]:
    """Return the days that are written under the picture: the first and the last."""
    return (days[0], days[-1])
