"""Who is due for a hello, and who has come a long way: for the screen of a shift, and the morning digest.

Codes and days only. Whoever is on a pause, or has had a case since yesterday, is not waited for here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.cadence import local, next_touch
from bot.cases import Colleague, Offer
from bot.storage import case, check_in, person
from bot.storage.person import Person
from bot.texts import span_words
from bot.turns import acting
from bot.turns.facts import check_ins_done
from bot.turns.leading.milestones import Milestone, of_check_ins, together
from bot.turns.work import Work

# A milestone is told on so many days, so that free days do not swallow it.
MILESTONE_STANDS: Final = timedelta(days=4)
# Of the ledger, how many days back the last check-in that was done is looked for.
LEDGER_DAYS: Final = MILESTONE_STANDS.days + 1

# Outcomes of a case in which somebody spoke with its person.
SPOKE: Final = ("talked", "connected", "emergency")
# For so long after a case was closed somebody was there for its person: no hello is missing.
SOMEBODY_WAS_THERE: Final = timedelta(days=1)

HELLO: Final = "hello"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line for a coach: `kind` is "hello" or "milestone"; `offer` opens a talk with this person."""

    kind: str
    person: int
    code: str
    words: str
    offer: Offer


def what_is_due(work: Work, who: Colleague, *, since: date | None = None) -> tuple[Due, ...]:
    """Return the hellos that are due to the member's own people, the longest due first, then milestones.

    `since` leaves out milestones of that day and before it (on the person's own calendar).
    """
    hellos: list[tuple[datetime, Due]] = []
    milestones: list[Due] = []
    lately = case.closed_between(work.tx, work.at - SOMEBODY_WAS_THERE, work.at)
    in_case = {held.person for held in (*case.open_cases(work.tx), *lately) if held.outcome in (None, *SPOKE)}
    for one in person.of_coach(work.tx, who.id):
        if one.state != "active" or not one.reachable or one.id in in_case:
            continue
        at = hello_due(work, one)
        if at is not None and local(at, one.zone).date() <= local(work.at, one.zone).date():
            hellos.append((at, _hello(work, who, one)))
        milestones += (_milestone(work, who, one, each) for each in reached(work, one, since=since))
    hellos.sort(key=lambda each: each[0])
    return (*(due for _, due in hellos), *milestones)


def hello_due(work: Work, one: Person) -> datetime | None:
    """Return when the next hello to this person is due (aware UTC); None when no plan asks for one."""
    plan = acting.stage_of(work, one).coach
    return None if plan is None else next_touch(plan, one.began_at or one.created_at, one.touched_at)


def reached(work: Work, one: Person, *, since: date | None = None) -> tuple[Milestone, ...]:
    """Return the milestones of the last days, or after `since`, to which nobody has said hello yet."""
    if one.began_at is None:
        return ()
    today = local(work.at, one.zone).date()
    after = since or today - MILESTONE_STANDS
    if one.touched_at is not None:
        after = max(after, local(one.touched_at, one.zone).date())
    return (
        *together(local(one.began_at, one.zone).date(), after=after, until=today),
        *_check_ins(work, one, after, today),
    )


def _check_ins(work: Work, one: Person, after: date, today: date) -> tuple[Milestone, ...]:
    """Return the milestone of the check-in that was done last; all of them are counted for news alone."""
    ledger = check_in.latest(work.tx, one.id, LEDGER_DAYS)
    last = next((row.local_date for row in ledger if row.outcome == "answered"), None)
    if last is None or last <= after:
        return ()
    done = check_ins_done(work, one, work.library.current)
    return of_check_ins(done, last, after=after, until=today)


def _hello(work: Work, who: Colleague, one: Person) -> Due:
    own = work.library.own
    if one.touched_at is None:
        words = own("bot.staff.due_first_hello", who.locale, code=one.code)
    else:
        ago = span_words(work.at - one.touched_at, who.locale)
        words = own("bot.staff.due_hello", who.locale, code=one.code, ago=ago)
    return Due(kind=HELLO, person=one.id, code=one.code, words=words, offer=say_hello(work, who, one))


def _milestone(work: Work, who: Colleague, one: Person, each: Milestone) -> Due:
    words = work.library.own(f"bot.staff.milestone_{each.kind}", who.locale, code=one.code, count=each.count)
    offer = say_hello(work, who, one)
    return Due(kind="milestone", person=one.id, code=one.code, words=words, offer=offer)


def say_hello(work: Work, who: Colleague, one: Person) -> Offer:
    """Return the button that opens a talk with this person."""
    label = work.library.own("bot.staff.button_hello", who.locale, code=one.code)
    return Offer(label=label, verb=HELLO, subject=one.id)
