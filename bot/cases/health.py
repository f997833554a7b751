"""What keeps a call for help from being heard in this programme, and how to mend it.

Red: somebody could cry now and not be heard as planned. Not red: it will be so soon, or nobody knows. Each
finding is a code, a text of the bot's own words and its remedy; `doctor` and the morning digest render them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.cadence import CaseState, in_quiet_hours, local, uncovered
from bot.cases import drilling
from bot.cases.roster import Roster
from bot.engine import Programme
from bot.engine.bundle import Resource
from bot.signals import Level
from bot.storage import case, case_event, second_alert, unsent
from bot.storage.transaction import Transaction
from bot.texts import clock_words, date_words

# So far back an alert that was not delivered still says something about now.
LATELY: Final = timedelta(hours=24)
# So far ahead a stretch without anybody on duty is told: time enough to ask somebody.
AHEAD: Final = timedelta(hours=24)
# A message about a case that waits longer than this does not wait for its turn any more.
WAITS_TOO_LONG: Final = timedelta(minutes=10)
# Twelve drills a year are little for a team whose phones change.
DRILL_EVERY: Final = timedelta(days=30)
# Numbers change; twice a year somebody dials every line (bot/scripts/checking/shown.py).
LINES_FRESH: Final = timedelta(days=180)
# In any list of codes or names: more would be a page.
NAMED_AT_MOST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`words` and `remedy` are ids of the bot's own texts, both filled with `values`."""

    code: str
    red: bool
    words: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def remedy(self) -> str:
        """Return the text that says how to mend it."""
        return f"{self.words}_do"


def findings(
    tx: Transaction,
    roster: Roster,
    programme: Programme,
    at: datetime,
    *,
    second_way: bool,
    resources: Mapping[str, Resource] | None = None,
    locale: str = "en",
) -> tuple[Finding, ...]:
    """Return what is wrong at `at` (aware UTC), the red first. Times and days are worded for `locale`.

    `resources` are those of the set in force; without them, nothing is said of old crisis lines.
    """
    found = [
        *_second_way(roster, second_way),
        *_team(roster, programme, at, locale),
        *_alerts(tx, programme, at, locale),
        *_unheard(tx, programme),
        *_drills(tx, programme, at, locale),
        *_lines((resources or {}).values(), programme, at),
    ]
    return tuple(sorted(found, key=lambda one: not one.red))


def _second_way(roster: Roster, second_way: bool) -> Iterable[Finding]:
    ways = roster.second_ways
    if not second_way:
        yield _red("no_second_way")
    elif (
        ways.mail and not ways.url and not ways.emails and not any(one.email for one in roster.supervisors())
    ):
        yield _red("no_address")


def _team(roster: Roster, programme: Programme, at: datetime, locale: str) -> Iterable[Finding]:
    called = roster.called()
    if not any(one.role == "coach" for one in called):
        yield _red("no_coach")
    blocked = [one.name for one in called if one.unreachable]
    if called and len(blocked) == len(called):
        yield _red("all_blocked")
    elif blocked:
        yield _found("blocked", names=_some(blocked))
    if not roster.on_duty(at):
        if _should_be_covered(programme, at):
            yield _red("nobody_on_duty")
        return
    # Whoever cannot be reached is there for nobody.
    hours = [one.hours for one in called if not one.unreachable]
    if not roster.written:
        return
    for first, last in uncovered(hours, at, at + AHEAD, wanted=programme.duty_hours, zone=programme.zone):
        begins, ends = (clock_words(time, programme.zone, locale) for time in (first, last))
        yield _found("gap", begins=begins, ends=ends)


def _should_be_covered(programme: Programme, at: datetime) -> bool:
    """Somebody should be on duty at any time, unless the programme has named hours."""
    if programme.duty_hours is None:
        return True
    first, last = programme.duty_hours
    return first == last or in_quiet_hours(at, programme.zone, first, last)


def _alerts(tx: Transaction, programme: Programme, at: datetime, locale: str) -> Iterable[Finding]:
    since = at - LATELY
    missed = [
        one
        for one in case_event.between(tx, since, at + LATELY, ("alert not delivered",))
        if one.to is not None
    ]
    if missed:
        yield _red("undelivered", count=len(missed))
    failed = second_alert.failures(tx, since)
    if failed:
        reasons = _some(sorted({str(one.reason) for one in failed}))
        yield _red("second_failed", count=len(failed), reason=reasons)
    count, oldest = unsent.late(tx, at - WAITS_TOO_LONG)
    if oldest is not None:
        yield _red("unsent", count=count, since=clock_words(oldest, programme.zone, locale))


def _unheard(tx: Transaction, programme: Programme) -> Iterable[Finding]:
    last = len(programme.ladder.crisis) - 1
    codes = [
        one.code
        for one in case.open_cases(tx)
        if one.level >= Level.CRISIS and one.rung >= last and one.state == CaseState.NEW.value
    ]
    if codes:
        yield _red("unheard", count=len(codes), codes=_some(codes))


def _drills(tx: Transaction, programme: Programme, at: datetime, locale: str) -> Iterable[Finding]:
    ended = [one for one in case.drills(tx, NAMED_AT_MOST) if one.closed_at is not None]
    whole = next((one for one in ended if one.outcome != drilling.BROKEN_OFF), None)
    if whole is None or at - whole.opened_at > DRILL_EVERY:
        yield _found("no_drill", count=DRILL_EVERY.days)
    elif whole.outcome == drilling.UNANSWERED:
        yield _red("drill_missed", day=date_words(whole.opened_at, programme.zone, locale))


def _lines(resources: Iterable[Resource], programme: Programme, at: datetime) -> Iterable[Finding]:
    today = local(at, programme.zone).date()
    old = []
    for one in resources:
        here = one.texts.get(programme.country) if one.crisis else None
        words = [here[language] for language in programme.languages if language in here] if here else []
        if any(text.verified_on is None or today - text.verified_on > LINES_FRESH for text in words):
            old.append(one.name)
    if old:
        yield _found("lines_old", count=len(old), days=LINES_FRESH.days, names=_some(old))


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED_AT_MOST])
    return f"{shown} …" if len(names) > NAMED_AT_MOST else shown


def _red(code: str, **values: str | int) -> Finding:
    return Finding(code=code, red=True, words=f"bot.staff.health_{code}", values=values)


def _found(code: str, **values: str | int) -> Finding:
    return Finding(code=code, red=False, words=f"bot.staff.health_{code}", values=values)
