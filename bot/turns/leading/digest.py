"""The morning digest: one message a day for each member who has something to hear, at nine where they are.

The timer `digest` (subject: member, number: their local date) sets the next one as it falls due; its note
holds when they were last told, so that a holiday or an outage loses nothing. Nothing to say is no message,
and what one cannot hold is two.
"""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.cadence import at_wall, local
from bot.cases import CALLED_ROLES, Colleague, Letter
from bot.storage import timer
from bot.storage.lane import Lane
from bot.storage.timer import Timer
from bot.turns.leading.digest_coach import for_coach
from bot.turns.leading.digest_lead import for_lead, leads
from bot.turns.leading.digest_page import MOST_BUTTONS, Page, in_messages
from bot.turns.leading.saying import own_of
from bot.turns.work import Work

log = logging.getLogger(__name__)

DIGEST: Final = "digest"
# When it comes, on the wall of whoever reads it.
HOUR: Final = time(9)
# A digest this late is tomorrow's.
TOO_LATE: Final = timedelta(hours=9)
# What happened before this is not news, however long somebody was away.
LOOKS_BACK: Final = timedelta(days=14)


def keep_planned(work: Work) -> None:
    """Every member who is called has the timer of their next digest, at nine where they are now."""
    for one in work.roster.everybody():
        waiting = timer.of(work.tx, DIGEST, one.id)
        if one.role not in CALLED_ROLES:
            timer.remove_of(work.tx, DIGEST, one.id)
        elif not any(_is_in_time(one, row) for row in waiting):
            timer.remove_of(work.tx, DIGEST, one.id)
            _set_next(work, one, next((row.note for row in waiting if row.note), None))


def fall_due(work: Work, due: Timer) -> None:
    """Tell the member what there is, and plan tomorrow; who has left the team is told nothing more."""
    who = work.roster.get(due.subject)
    if who is None or who.role not in CALLED_ROLES:
        return
    if not _is_in_time(who, due):  # the clock of another zone
        log.info("timer_out_of_date", extra={"timer": due.id})
        return
    today = local(work.at, who.zone).date()
    if work.at - due.due_at > TOO_LATE or is_away(who, today):
        _set_next(work, who, due.note)
        return
    _set_next(work, who, work.at.isoformat())
    since = max(_told_at(due), work.at - LOOKS_BACK)
    page = compose(work, who, since)
    if page.blocks:
        _post(work, who, page)


def compose(work: Work, who: Colleague, since: datetime) -> Page:
    """Return what this member hears of what happened after `since` (aware UTC) and of what is due today."""
    page = Page(own=own_of(work, who))
    if leads(work, who):
        for_lead(work, who, since, page)
    for_coach(work, who, since, page)
    return page


def is_away(who: Colleague, day: date) -> bool:
    """Return whether this is one of her days off: then she hears of everything when she is back."""
    return any(one.first <= day <= one.last for one in who.hours.away)


def _post(work: Work, who: Colleague, page: Page) -> None:
    """Queue the digest; its buttons stand below the last of its words."""
    texts = in_messages([own_of(work, who)("bot.staff.digest", name=who.name), *page.blocks])
    offers = tuple((one,) for one in list(page.offers.values())[:MOST_BUTTONS])
    for number, text in enumerate(texts, start=1):
        letter = Letter(
            chat=who.chat,
            lane=Lane.BULK,
            kind=DIGEST,
            text=text,
            offers=offers if number == len(texts) else (),
            member=who.id,
            silent=number > 1 or not work.roster.is_on(who, work.at),
        )
        work.post((letter,))


def _set_next(work: Work, who: Colleague, told: str | None) -> None:
    day = local(work.at, who.zone).date()
    due = at_wall(day, HOUR, who.zone)
    while due <= work.at:
        day += timedelta(days=1)
        due = at_wall(day, HOUR, who.zone)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind=DIGEST,
        subject=who.id,
        number=day.toordinal(),
        due_at=due,
        note=told or work.at.isoformat(),
    )


def _is_in_time(who: Colleague, row: Timer) -> bool:
    """Return whether the timer stands at nine of its day where she is now."""
    return row.due_at == at_wall(date.fromordinal(row.number), HOUR, who.zone)


def _told_at(due: Timer) -> datetime:
    """Return when she was told last; a day ago where that is not known."""
    if due.note is None:
        return due.due_at - timedelta(days=1)
    return datetime.fromisoformat(due.note).astimezone(UTC)
