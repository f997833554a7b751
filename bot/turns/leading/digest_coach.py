"""What a coach hears in the morning: her own people, by code and level only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import local
from bot.cases import Colleague
from bot.signals import Level
from bot.storage import case, case_event, check_in, person, task, timer
from bot.storage.case import Case
from bot.storage.case_event import CaseEvent
from bot.storage.person import Person
from bot.texts import clock_words, date_words
from bot.turns.leading.bars import short_span
from bot.turns.leading.digest_page import MOST_LINES, Page, end_of_day
from bot.turns.leading.due import what_is_due
from bot.turns.leading.saying import own_of
from bot.turns.serving.naming import told_apart
from bot.turns.work import Work

# The weekday on which strengths are told (0 is Monday), and the check-ins of a week that are one.
STRENGTHS_ON: Final = 0
STRONG_WEEK: Final = 4
WEEK: Final = timedelta(days=7)


def for_coach(work: Work, who: Colleague, since: datetime, page: Page) -> None:
    """Add what concerns the member's own people, and what she has taken on."""
    own = {one.id: one for one in person.of_coach(work.tx, who.id)}
    _while_off(work, who, since, own, page)
    _watched(work, who, own, page)
    _follow_ups(work, who, own, page)
    _tasks(work, who, page)
    _hellos(work, who, since, page)
    if local(work.at, who.zone).weekday() == STRENGTHS_ON:
        _strengths(work, who, own, page)


def _watched(work: Work, who: Colleague, own: Mapping[int, Person], page: Page) -> None:
    """Cases to keep an eye on: of her people, and to every coach those of people who have no coach."""
    cases = [
        held
        for held in case.open_cases(work.tx)
        if held.level == Level.WATCH and _is_hers(work, who, held, own)
    ]
    lines = [
        page.own("bot.staff.digest_watch_line", code=held.code, span=short_span(work.at - held.opened_at))
        for held in cases
    ]
    page.add("bot.staff.digest_watch", lines)
    page.offer(*(work.desk.open_offer(held, who, named=True) for held in cases[:MOST_LINES]))


def _is_hers(work: Work, who: Colleague, held: Case, own: Mapping[int, Person]) -> bool:
    holder = work.desk.holder(held)
    if holder is not None:
        return holder.id == who.id
    if held.person in own:
        return True
    if who.role != "coach":
        return False
    about = person.get(work.tx, held.person)
    return about is not None and work.roster.get(about.coach) is None


def _while_off(work: Work, who: Colleague, since: datetime, own: Mapping[int, Person], page: Page) -> None:
    """What rang for her people and not at her: who was there instead, and whether it is over."""
    by_case: dict[int, list[CaseEvent]] = {}
    for event in case_event.between(work.tx, since, work.at):
        by_case.setdefault(event.case, []).append(event)
    lines = []
    for id, events in by_case.items():
        rang = next((one for one in events if _rings(one)), None)
        held = case.get(work.tx, id) if rang is not None else None
        if rang is None or held is None or held.person not in own:
            continue
        if any(who.id in (one.to, one.by) for one in events) or held.coach == who.id:
            continue
        lines.append(_line_off(work, who, held, rang))
        if held.closed_at is None:
            page.offer(work.desk.open_offer(held, who, named=True))
    page.add("bot.staff.digest_off", lines)


def _rings(event: CaseEvent) -> bool:
    return event.kind == "signal" and (event.level or 0) >= Level.URGENT


def _line_off(work: Work, who: Colleague, held: Case, rang: CaseEvent) -> str:
    words = own_of(work, who)
    holder = work.desk.holder(held)
    line = words(
        "bot.staff.digest_off_line",
        code=held.code,
        level=work.desk.level_word(max(held.level, rang.level or 0), who.locale),
        day=date_words(rang.at, who.zone, who.locale),
        time=clock_words(rang.at, who.zone, who.locale),
    )
    if holder is None:
        return f"{line} {words('bot.staff.digest_off_nobody')}"
    state = "over" if held.closed_at is not None else "open"
    return f"{line} {words(f'bot.staff.digest_off_{state}', name=told_apart(work, holder))}"


def _follow_ups(work: Work, who: Colleague, own: Mapping[int, Person], page: Page) -> None:
    """The bot asks these people today how they are, some days after their case was closed."""
    until = end_of_day(work, who)
    lines = [
        page.own(
            "bot.staff.digest_follow_up_line",
            code=one.code,
            time=clock_words(row.due_at, who.zone, who.locale),
        )
        for one in own.values()
        for row in timer.of_person(work.tx, one.id)
        if row.kind == "follow_up" and row.due_at <= until
    ]
    page.add("bot.staff.digest_follow_ups", lines)


def _tasks(work: Work, who: Colleague, page: Page) -> None:
    """What she has taken on and is due by tonight; the words of a task are opened elsewhere."""
    until = end_of_day(work, who)
    due = [one for one in task.open_of(work.tx, who.id) if one.due_at <= until]
    if not due:
        return
    codes = (person.code_of(work.tx, one.person) for one in due if one.person is not None)
    about = ", ".join(dict.fromkeys(code for code in codes if code is not None)) or "–"
    page.say("bot.staff.digest_tasks", count=len(due), codes=about)


def _hellos(work: Work, who: Colleague, since: datetime, page: Page) -> None:
    due = what_is_due(work, who, since=local(since, who.zone).date())
    for kind, head in (("hello", "bot.staff.digest_hellos"), ("milestone", "bot.staff.digest_milestones")):
        those = [one for one in due if one.kind == kind]
        page.add(head, [one.words for one in those])
        page.offer(*(one.offer for one in those[:MOST_LINES]))


def _strengths(work: Work, who: Colleague, own: Mapping[int, Person], page: Page) -> None:
    """Once a week, what goes well: check-ins that people did."""
    lines = []
    for one in own.values():
        begins = local(work.at - WEEK, one.zone).date()
        days = check_in.latest(work.tx, one.id, WEEK.days)
        done = sum(row.outcome == "answered" and row.local_date >= begins for row in days)
        if done >= STRONG_WEEK:
            lines.append(page.own("bot.staff.digest_strength_line", code=one.code, count=done))
    page.add("bot.staff.digest_strengths", lines)
