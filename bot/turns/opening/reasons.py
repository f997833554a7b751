"""Why a case is open: what a rule said, the answer with its question, and how it was before. Newest first."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Final

from bot.cadence import local
from bot.cases import Colleague, told_words
from bot.engine.judge import keys_of
from bot.engine.trends import USUAL_NEEDS, USUAL_STRETCH
from bot.storage import answer
from bot.storage.answer import Answerable
from bot.storage.case_event import CaseEvent
from bot.storage.person import Person
from bot.texts import day_words, number_words
from bot.turns.library import Edition
from bot.turns.opening.protocol import gravest
from bot.turns.opening.wording import question_for, shortened, value_words
from bot.turns.staffing.seeing import CLOSED_KINDS
from bot.turns.work import Work

# So many reasons leave room for what to do on the first screen of a phone; the others are counted.
MOST_REASONS: Final = 3
# Letters of somebody's own words beside a reason: what to do must not be pushed off the screen.
LONGEST_WORDS: Final = 240
# How many answers of before are shown where too few are there for a "usual".
BEFORE: Final = 4

Said = Sequence[tuple[datetime, str]]
Told = tuple[str, CaseEvent]
Past = Sequence[tuple[datetime, Answerable | None]]


def reasons(
    work: Work, who: Colleague, about: Person, signals: Sequence[CaseEvent], said: Said, *, answers: bool
) -> tuple[list[str], set[tuple[datetime, str]]]:
    """Return a block for each reason, newest first, none twice, and which of `said` stand in them.

    The gravest of many stay; the one whose protocol the card shows is always among them.
    `said` are (aware UTC, words) of the person: what they wrote at the very moment of a signal belongs to it.
    `answers` says whether the reader may see answers.
    """
    edition, own = work.library.current, work.library.own
    told = _told_once(edition, signals, who.locale)
    shown = _kept(edition, signals, told)
    blocks: list[str] = []
    keys_shown: set[str] = set()
    words_shown: set[tuple[datetime, str]] = set()
    for words, event in shown:
        lines = [f"• {words}"]
        for moment, wrote in said:
            if moment == event.at and (moment, wrote) not in words_shown:
                if len(wrote) <= LONGEST_WORDS:  # else they stand whole where all that was said stands
                    words_shown.add((moment, wrote))
                short = shortened(wrote, LONGEST_WORDS)
                lines.append(own("bot.staff.why_said", who.locale, words=short))
        why = event.why or ""
        for key in _keys(edition, why) if answers else ():
            if key not in keys_shown:
                keys_shown.add(key)
                lines += _answered(work, who, about, key, why.partition(".")[0], event.at)
        blocks.append("\n".join(lines))
    if len(told) > len(shown):
        blocks.append(own("bot.staff.why_more", who.locale, count=len(told) - len(shown)))
    return blocks, words_shown


def _kept(edition: Edition, signals: Sequence[CaseEvent], told: Sequence[Told]) -> list[Told]:
    """Return the reasons there is room for, newest first: the one with the protocol, then the gravest."""
    found = gravest(edition.bundle, signals)
    with_lines = found[0].why if found is not None else None
    ranked = sorted(told, key=lambda one: (one[1].why == with_lines, one[1].level or 0), reverse=True)
    room = ranked[:MOST_REASONS]
    return [one for one in told if one in room]


def _told_once(edition: Edition, signals: Sequence[CaseEvent], locale: str) -> list[Told]:
    """Return (words, signal), newest first, none twice.

    Of two rules that looked at the same answer in the same moment, the graver says all that the other does.
    """
    told: dict[tuple[str | None, str], CaseEvent] = {}
    for event in sorted(signals, key=lambda one: (one.at, one.level or 0, one.id), reverse=True):
        told.setdefault((event.why, told_words(event, locale)), event)
    found: list[Told] = []
    for (why, words), event in told.items():
        keys = set(_keys(edition, why or ""))
        graver = (
            one for _, one in found if one.at == event.at and (one.level or 0) > (event.level or 0) and keys
        )
        if words and not any(keys <= set(_keys(edition, one.why or "")) for one in graver):
            found.append((words, event))
    return found


def _keys(edition: Edition, why: str) -> list[str]:
    """Return the keys that the rule looked at and staff may read, each once."""
    script, _, name = why.partition(".")
    found = edition.bundle.scripts.get(script)
    rule = found.risk.get(name) if found is not None else None
    known = edition.bundle.keys
    keys = dict.fromkeys(keys_of(rule.when)) if rule is not None else {}
    return [key for key in keys if key in known and known[key].kind not in CLOSED_KINDS]


def _answered(work: Work, who: Colleague, about: Person, key: str, script: str, at: datetime) -> list[str]:
    """Return the question with its answer, and the answer beside those of before."""
    edition, own = work.library.current, work.library.own
    rows = answer.history(work.tx, about.id, [key]).get(key, ())
    known = [(when, value) for when, value in rows if when <= at]
    if not known:
        return []
    given, value = known[-1]
    lines = []
    question = question_for(edition, key, script, who.locale)
    shown = value_words(edition, key, value, who.locale)
    if question is not None:
        lines.append(own("bot.staff.why_asked", who.locale, question=question, value=shown))
    before = known[:-1]
    usual = _usual(before, given)
    if not before or value is None:
        return lines
    label = edition.label(key, who.locale)
    today = local(given, about.zone).date() == local(work.at, about.zone).date()
    then = local(given, about.zone).date()
    day = own("bot.staff.today", who.locale) if today else day_words(then, who.locale)
    if usual is not None:
        number = number_words(usual, who.locale)
        lines.append(
            own("bot.staff.trend_usual", who.locale, label=label, value=shown, day=day, usual=number)
        )
    else:
        values = ", ".join(value_words(edition, key, one, who.locale) for _, one in before[-BEFORE:])
        lines.append(
            own("bot.staff.trend_before", who.locale, label=label, value=shown, day=day, values=values)
        )
    return lines


def _usual(before: Past, at: datetime) -> float | None:
    """Return the median of the 28 days before; None with too few numbers to mean anything."""
    numbers = [
        float(value)
        for when, value in before
        if isinstance(value, int | float) and at - when <= USUAL_STRETCH
    ]
    return median(numbers) if len(numbers) >= USUAL_NEEDS else None
