"""What supervisors hear in the morning: what is open, what rang in the night, and what is wrong with us."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import local, uncovered
from bot.cases import Colleague, health
from bot.signals import Level
from bot.storage import case, case_event, person
from bot.storage.case import Case
from bot.texts import clock_words, date_words
from bot.turns.leading.bars import short_span
from bot.turns.leading.digest_page import MOST_LINES, Page
from bot.turns.leading.live import case_line, on_duty_words
from bot.turns.serving.naming import told_apart
from bot.turns.staffing.allowed import Act, may
from bot.turns.talking.reading_concerns import readable
from bot.turns.work import Work

# How far ahead shifts with nobody in them are told.
GAPS_AHEAD: Final = timedelta(days=7)
# Findings that have a block of their own here, with more in it; and those that are in no hurry.
_SAID_ELSEWHERE: Final = ("gap", "undelivered")
_ON_MONDAYS: Final = ("no_drill", "lines_old")
# Roles that leave a programme without anybody who leads, or walks with people, when they reach nobody.
_NEEDED: Final = ("coach", "supervisor")


def leads(work: Work, who: Colleague) -> bool:
    """Return whether this member gets it: supervisors, and administrators where a role has nobody left.

    Whoever has blocked the bot reads no digest.
    """
    if who.role != "admin":
        return may(who, Act.LEAD)
    there = {one.role for one in work.roster.everybody() if not one.unreachable}
    return not there.issuperset(_NEEDED)


def for_lead(work: Work, who: Colleague, since: datetime, page: Page) -> None:
    """Add what concerns everybody; with nothing to say, nothing is added."""
    cases = [one for one in case.open_cases(work.tx) if one.level > Level.NONE]
    before = len(page.blocks)
    _health(work, who, page)
    _not_delivered(work, who, since, page)
    _open(work, who, cases, page)
    _of_the_night(work, who, since, cases, page)
    _concerns(work, who, page)
    _caseloads(work, who, page)
    _gaps(work, who, page)
    if len(page.blocks) > before:
        page.blocks.insert(before, on_duty_words(work, who))


def _open(work: Work, who: Colleague, cases: Sequence[Case], page: Page) -> None:
    """How many are open at each level, and how old the oldest is."""
    lines = []
    for level in (Level.CRISIS, Level.URGENT, Level.WATCH):
        those = [one for one in cases if one.level == level]
        if those:
            oldest = work.at - min(one.opened_at for one in those)
            lines.append(
                page.own(
                    "bot.staff.digest_open_line",
                    level=work.desk.level_word(int(level), who.locale),
                    number=len(those),
                    span=short_span(oldest),
                )
            )
    page.add("bot.staff.digest_open", lines)


def _of_the_night(work: Work, who: Colleague, since: datetime, cases: Sequence[Case], page: Page) -> None:
    """What rang since the last digest and is open still, each with its button."""
    events = case_event.between(work.tx, since, work.at, kinds=("signal",))
    rang = {event.case for event in events if (event.level or 0) >= Level.URGENT}
    those = [one for one in cases if one.id in rang]
    page.add("bot.staff.digest_night", [case_line(work, who, one) for one in those])
    page.offer(*(work.desk.open_offer(one, who, named=True) for one in those[:MOST_LINES]))


def _not_delivered(work: Work, who: Colleague, since: datetime, page: Page) -> None:
    events = case_event.between(work.tx, since, work.at, kinds=("alert not delivered",))
    if not events:
        return
    members = (work.roster.get(event.to if event.to is not None else event.by) for event in events)
    names = ", ".join(dict.fromkeys(told_apart(work, one) for one in members if one is not None)) or "–"
    page.say("bot.staff.digest_not_delivered", count=len(events), names=names)


def _concerns(work: Work, who: Colleague, page: Page) -> None:
    """That somebody said something was not right, where this member may read it; it is opened elsewhere."""
    waiting = len(readable(work, who))
    if waiting:
        page.say("bot.staff.digest_concerns", count=waiting)


def _caseloads(work: Work, who: Colleague, page: Page) -> None:
    full, too_many = work.library.current.bundle.programme.caseload
    lines = []
    for one in work.roster.called():
        count = person.caseload(work.tx, one.id)
        if count >= full:
            text = "bot.staff.digest_too_many" if count >= too_many else "bot.staff.digest_full"
            lines.append(page.own(text, name=told_apart(work, one), count=count))
    page.add("bot.staff.digest_caseloads", lines)


def _gaps(work: Work, who: Colleague, page: Page) -> None:
    """The stretches of the coming week in which somebody should be on duty and nobody is."""
    programme = work.library.current.bundle.programme
    team = [one.hours for one in work.roster.called() if not one.unreachable]
    found = uncovered(
        team,
        work.at,
        work.at + GAPS_AHEAD,
        wanted=programme.duty_hours if work.roster.written else None,
        zone=programme.zone,
    )
    lines = [
        page.own(
            "bot.staff.digest_gap_line",
            day=date_words(begins, who.zone, who.locale),
            begins=clock_words(begins, who.zone, who.locale),
            ends=clock_words(ends, who.zone, who.locale),
        )
        for begins, ends in found
    ]
    page.add("bot.staff.digest_gaps", lines)


def _health(work: Work, who: Colleague, page: Page) -> None:
    """What is wrong with the programme itself and how to mend it, what cannot wait first."""
    bundle, roster = work.library.current.bundle, work.roster
    monday = local(work.at, who.zone).weekday() == 0
    found = health.findings(
        work.tx,
        roster,
        bundle.programme,
        work.at,
        second_way=roster.second_ways.any,
        resources=bundle.resources,
        locale=who.locale,
    )
    lines = []
    for one in found:
        if one.code in _SAID_ELSEWHERE or (one.code in _ON_MONDAYS and not monday):
            continue
        colour = "bot.staff.digest_red" if one.red else "bot.staff.digest_yellow"
        words = page.own(colour, words=page.own(one.words, **one.values))
        lines.append(f"{words} {page.own(one.remedy, **one.values)}")
    page.add("bot.staff.digest_health", lines)
