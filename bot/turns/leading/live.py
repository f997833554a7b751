"""/cases: what is open now, page by page. Codes and levels; a case opens on a tap.

Supervisors see all of it, the highest level first, then the oldest: who has it, or how long nobody has and
how far the calls have climbed, and above it who is on duty. A coach sees her own first and then what nobody
has: open to all. A talk that is only a hello is between the two who have it.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cases import Colleague, Letter, Offer
from bot.signals import Level
from bot.storage import case
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.texts import clock_words, date_words
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.leading.bars import short_span
from bot.turns.leading.saying import own_of
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.allowed import Act, may, refuse
from bot.turns.staffing.telling import Offers
from bot.turns.work import Work

SHOW: Final = "live"
# Cases on one screen, each with a button.
PAGE: Final = 10
# Codes are short: so many buttons stand side by side on a narrow phone.
ROW: Final = 3
# Nobody has had it for less than this: it has just been called out.
JUST_NOW: Final = timedelta(minutes=1)


def commanded(work: Work, who: Colleague, _: str) -> None:
    """Show the first page."""
    show(work, who, 0)


def pressed(work: Work, who: Colleague, button: StaffButton, _: Pressed) -> None:
    """Show another page, as it is now."""
    show(work, who, button.subject)


def show(work: Work, who: Colleague, page: int) -> None:
    """Show a page of what is open; a page that is no longer there is the first."""
    if not may(who, Act.LIST_CASES):
        refuse(work, who, Act.LIST_CASES)
        return
    own = own_of(work, who)
    listed, elsewhere = _listed(work, who)
    page = page if page * PAGE < len(listed) else 0
    shown = listed[page * PAGE : (page + 1) * PAGE]
    lines = [on_duty_words(work, who)] if may(who, Act.LEAD) else []
    if listed:
        lines.append(own("bot.staff.cases_list", count=len(listed)))
    else:
        lines.append(own("bot.staff.cases_none"))
    lines += [case_line(work, who, held) for held in shown]
    if elsewhere:
        lines.append(own("bot.staff.live_elsewhere", count=elsewhere))
    buttons = [work.desk.open_offer(held, who, named=True) for held in shown]
    offers: Offers = tuple(tuple(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW))
    if (page + 1) * PAGE < len(listed):
        more = own("bot.staff.button_live_next", count=len(listed) - (page + 1) * PAGE)
        offers = (*offers, (Offer(label=more, verb=SHOW, subject=page + 1),))
    words = "\n".join(lines)
    letter = Letter(chat=who.chat, lane=Lane.REPLY, kind="staff", text=words, offers=offers, member=who.id)
    work.post((letter,))


def case_line(work: Work, who: Colleague, held: Case) -> str:
    """Return "A17 · CRISIS · nobody for 12 min · call 2", or who has it and how old it is."""
    own = own_of(work, who)
    holder = work.desk.holder(held)
    level = work.desk.level_word(held.level, who.locale)
    if holder is not None:
        return own(
            "bot.staff.live_taken",
            code=held.code,
            level=level,
            coach=told_apart(work, holder),
            span=short_span(work.at - held.opened_at),
        )
    waited = work.at - nobody_since(held)
    if waited < JUST_NOW:
        return own("bot.staff.case_line", code=held.code, level=level, coach=own("bot.staff.card_nobody"))
    span = short_span(waited)
    if held.level < Level.URGENT:  # nobody is called for it
        return own("bot.staff.live_watched", code=held.code, level=level, span=span)
    return own("bot.staff.live_waiting", code=held.code, level=level, span=span, number=held.rung + 1)


def nobody_since(held: Case) -> datetime:
    """Return since when nobody has had the case (aware UTC)."""
    return max(held.opened_at, held.climbing_since or held.opened_at)


def on_duty_words(work: Work, who: Colleague) -> str:
    """Return who is on duty, each until when, or that nobody is and who comes next."""
    own = own_of(work, who)
    now = work.roster.on_duty(work.at)
    if now:
        return own("bot.staff.live_duty", names=", ".join(_name_until(work, who, one) for one in now))
    following = work.roster.next_on(work.at)
    if following is None:
        return own("bot.staff.live_duty_nobody")
    one, at = following
    return own(
        "bot.staff.live_duty_next",
        name=told_apart(work, one),
        day=date_words(at, who.zone, who.locale),
        time=clock_words(at, who.zone, who.locale),
    )


def _name_until(work: Work, who: Colleague, one: Colleague) -> str:
    until = work.roster.on_until(one, work.at)
    if until is None:
        return told_apart(work, one)
    time = clock_words(until, who.zone, who.locale)
    return work.library.own("bot.staff.live_duty_one", who.locale, name=told_apart(work, one), time=time)


def _listed(work: Work, who: Colleague) -> tuple[list[Case], int]:
    """Return what this member is shown, in order, and how many more are with colleagues."""
    cases = [one for one in case.open_cases(work.tx) if one.level > Level.NONE or one.coach == who.id]
    cases.sort(key=lambda one: (-one.level, one.opened_at, one.id))
    if may(who, Act.LEAD):
        return cases, 0
    mine = [one for one in cases if one.coach == who.id]
    free = [one for one in cases if work.desk.holder(one) is None]
    return [*mine, *free], len(cases) - len(mine) - len(free)
