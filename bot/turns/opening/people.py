"""/people: whom a member walks with; for supervisors everybody, by coach. A name opens on a tap."""

from collections.abc import Sequence
from typing import Final

from bot.cadence import local
from bot.cases import Colleague, Offer
from bot.storage import check_in, person
from bot.storage.person import Person
from bot.texts import day_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.leading.due import hello_due
from bot.turns.opening.record import RECORD
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import tell
from bot.turns.work import ChoiceShown, Work

PEOPLE: Final = "o_people"
# One page: lines that fit on a screen, buttons in rows of four below them.
PAGE, IN_A_ROW = 16, 4
# Of the ledger, how many days back the last check-in that was done is looked for.
LOOKED_BACK: Final = 30
# Roles that see everybody, by coach.
SEE_EVERYBODY: Final = ("supervisor",)


def commanded(work: Work, who: Colleague, rest: str) -> None:
    """Show the first page."""
    if not may(who, Act.LIST_PEOPLE):
        refuse(work, who, Act.LIST_PEOPLE)
    else:
        _show(work, who, 0)


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Show another page."""
    if not may(who, Act.LIST_PEOPLE):
        refuse(work, who, Act.LIST_PEOPLE)
        return
    work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    _show(work, who, button.subject)


def _show(work: Work, who: Colleague, page: int) -> None:
    everybody = who.role in SEE_EVERYBODY
    own, locale = work.library.own, who.locale
    found = _everybody(work) if everybody else [one.id for one in person.of_coach(work.tx, who.id)]
    if not found:
        tell(work, who, own("bot.staff.people_none", locale))
        return
    begin = min(page, (len(found) - 1) // PAGE) * PAGE
    ids = found[begin : begin + PAGE]
    shown = [one for one in (person.get(work.tx, id) for id in ids) if one is not None]
    lines = [own("bot.staff.people_all" if everybody else "bot.staff.people", locale, count=len(found))]
    if len(found) > PAGE:
        pages = (len(found) - 1) // PAGE + 1
        lines.append(own("bot.staff.page_of", locale, page=begin // PAGE + 1, pages=pages))
    lines += _lines(work, who, shown, by_coach=everybody)
    buttons = [Offer(label=one.code, verb=RECORD, subject=one.id) for one in shown]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    turning = []
    if begin:
        turning.append(_turn(work, who, "bot.staff.button_back", begin // PAGE - 1))
    if begin + PAGE < len(found):
        turning.append(_turn(work, who, "bot.staff.button_more", begin // PAGE + 1))
    if turning:
        rows.append(tuple(turning))
    tell(work, who, "\n".join(lines), tuple(rows))


def _everybody(work: Work) -> list[int]:
    """Return everybody by the name of their coach, then by code; who has none comes last."""
    names = {one.id: one.name for one in work.roster.everybody()}
    order = sorted(
        person.listed(work.tx), key=lambda one: (one[2] not in names, names.get(one[2] or 0, ""), one[1])
    )
    return [id for id, _, _ in order]


def _turn(work: Work, who: Colleague, text: str, page: int) -> Offer:
    return Offer(label=work.library.own(text, who.locale), verb=PEOPLE, subject=page)


def _lines(work: Work, who: Colleague, shown: Sequence[Person], *, by_coach: bool) -> list[str]:
    own, locale = work.library.own, who.locale
    lines: list[str] = []
    before: int | None = -1
    for one in shown:
        if by_coach and one.coach != before:
            before = one.coach
            coach = work.roster.get(one.coach)
            lines.append("\n" + (coach.name if coach else own("bot.staff.people_no_coach", locale)))
        lines.append(" · ".join([one.code, *_facts(work, who, one)]))
    return lines


def _facts(work: Work, who: Colleague, one: Person) -> list[str]:
    """Return the last check-in and the next hello, where there are any."""
    own, locale, facts = work.library.own, who.locale, []
    latest = next(
        (row for row in check_in.latest(work.tx, one.id, LOOKED_BACK) if row.outcome == "answered"), None
    )
    if one.state in ("paused", "stopped"):
        facts.append(own(f"bot.staff.people_{one.state}", locale))
    if latest is not None:
        facts.append(own("bot.staff.people_check_in", locale, day=day_words(latest.local_date, locale)))
    due = hello_due(work, one) if one.state == "active" else None
    if due is not None:
        late = due <= work.at
        text = "bot.staff.people_hello_now" if late else "bot.staff.people_hello"
        facts.append(own(text, locale, day=day_words(local(due, who.zone).date(), locale)))
    return facts
