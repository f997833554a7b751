"""What went well lately. A coach reads it before anything that worries."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from bot.cadence import local
from bot.cases import Colleague
from bot.storage import answer, check_in
from bot.storage.case_event import CaseEvent
from bot.storage.person import Person
from bot.texts import day_words, number_words
from bot.turns.facts import check_ins_done, days_together
from bot.turns.leading.milestones import together
from bot.turns.opening.past import CHECK_INS, Row
from bot.turns.opening.wording import value_words
from bot.turns.staffing.seeing import CLOSED_KINDS
from bot.turns.work import Work

# For so long after it a milestone is still news.
MILESTONE_IS_NEWS: Final = timedelta(days=14)
# Answers in each half of the row: fewer would make a chance a change. A change is a tenth of the scale.
FEWEST_IN_HALF, CHANGE = 3, 0.1
# The goals that a script can set by their names; any other is in the person's own words.
GOALS: Final = ("less", "safer", "medication")
ASKED: Final = "asked_for_person"


def strengths(
    work: Work, who: Colleague, about: Person, rows: Sequence[Row], signals: Sequence[CaseEvent]
) -> list[str]:
    """Return a line for each thing that went well, in the reader's language."""
    own, locale = work.library.own, who.locale
    lines = []
    if any(event.why == ASKED for event in signals):
        lines.append(own("bot.staff.strength_asked", locale))
    lines += _check_ins(work, who, about)
    lines += _better(work, who, rows)
    lines += _together(work, who, about)
    if about.goal:
        goal = own(f"bot.staff.goal_{about.goal}", locale) if about.goal in GOALS else f"“{about.goal}”"
        lines.append(own("bot.staff.strength_goal", locale, goal=goal))
    return lines + _reasons(work, who, about)


def _check_ins(work: Work, who: Colleague, about: Person) -> list[str]:
    done = check_ins_done(work, about, work.library.current)
    if not done:
        return []
    ledger = check_in.latest(work.tx, about.id, CHECK_INS)
    days = [one for one in ledger if one.outcome in ("answered", "missed")]
    answered = sum(one.outcome == "answered" for one in days)
    # One that is not finished has been answered all the same.
    lines = [work.library.own("bot.staff.strength_check_ins", who.locale, count=max(done, answered))]
    if answered > 1:
        lines.append(
            work.library.own("bot.staff.strength_lately", who.locale, answered=answered, asked=len(days))
        )
    return lines


def _better(work: Work, who: Colleague, rows: Sequence[Row]) -> list[str]:
    """Return what is better in the newer half of the last check-ins than in the older one."""
    lines = []
    for row in rows:
        half = len(row.numbers) // 2
        if row.better is None or half < FEWEST_IN_HALF:
            continue
        before, now = median(row.numbers[:half]), median(row.numbers[half:])
        gain = before - now if row.better == "lower" else now - before
        if gain >= CHANGE * (row.high - row.low):
            lines.append(
                work.library.own(
                    "bot.staff.strength_better",
                    who.locale,
                    label=row.label,
                    now=number_words(now, who.locale),
                    before=number_words(before, who.locale),
                )
            )
    return lines


def _together(work: Work, who: Colleague, about: Person) -> list[str]:
    """Return how long they are here, and what they have reached lately."""
    own = work.library.own
    lines = [own("bot.staff.strength_days", who.locale, count=days_together(work, about))]
    if about.began_at is not None:
        today = local(work.at, about.zone).date()
        began = local(about.began_at, about.zone).date()
        for one in together(began, after=today - MILESTONE_IS_NEWS, until=today):
            day = day_words(one.day, who.locale)
            lines.append(own(f"bot.staff.reached_{one.kind}", who.locale, count=one.count, day=day))
    return lines


def _reasons(work: Work, who: Colleague, about: Person) -> list[str]:
    """Return what they wrote for themselves to read again, of keys that staff may read."""
    edition = work.library.current
    keys = [
        key.name
        for key in edition.bundle.keys.values()
        if key.keep_with_them and key.kind not in CLOSED_KINDS and not key.retired
    ]
    found = answer.history(work.tx, about.id, keys, limit_per_key=1)
    return [
        work.library.own(
            "bot.staff.answer_line",
            who.locale,
            label=edition.label(key, who.locale),
            values=value_words(edition, key, rows[-1][1], who.locale),
        )
        for key, rows in found.items()
        if rows[-1][1] is not None
    ]
