"""The fire drill: a crisis that nobody is behind, called out by the real ladder, answered, and ended.

Its code begins with D0, as no person's does: codes of people have no nought there. Everything about it stands
in a case of its own, which no list and no count of people's cases holds.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.cadence import CaseState
from bot.cases.calling import start
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.moving import owes_a_word
from bot.cases.roster import Colleague
from bot.cases.truth_words import members_called
from bot.signals import Level
from bot.storage import case, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.transaction import Transaction

# Long enough for every rung and one more call to everybody; then somebody asks why nobody came.
LASTS = timedelta(minutes=20)
# How a drill ends; the last one: somebody needed help for real meanwhile.
ANSWERED: Final = "drill"
UNANSWERED: Final = "drill unanswered"
BROKEN_OFF: Final = "drill broken off"
_CODE = "D0"
# Everything that would still happen about it.
_TIMERS: Final = (
    "rung",
    "tell",
    "unaccepted",
    "unanswered",
    "unreached",
    "evening",
    "offer",
    "drill_over",
)
# Below this, in seconds, a time is told in seconds.
_IN_SECONDS: Final = 120


def running(tx: Transaction) -> Case | None:
    """Return the fire drill that is open, or None."""
    newest = next(iter(case.drills(tx, 1)), None)
    return newest if newest is not None and newest.closed_at is None else None


def begin(desk: Desk, why: Mapping[str, str], *, locale: str, zone: str) -> tuple[Case, Letters]:
    """A drill is open and called out; return its case, and the alerts. `why` is {language: words}."""
    before = next(iter(case.drills(desk.tx, 1)), None)
    number = int(before.code.removeprefix(_CODE)) + 1 if before is not None else 1
    made = desk.new_id()
    # A chat below zero is nobody's phone: nothing is ever sent there (turns/posting.py).
    who = person.add(
        desk.tx, id=made, chat=-made, locale=locale, zone=zone, at=desk.at, drill=f"{_CODE}{number}"
    )
    level = Level.CRISIS
    held = case.add(desk.tx, id=desk.new_id(), person=who.id, level=int(level), at=desk.at, drill=True)
    desk.note_signal(held.id, level, "drill", why)
    letters = start(desk, held)
    timer.remove_of(desk.tx, "tell", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="drill_over",
        subject=held.id,
        number=0,
        due_at=desk.at + LASTS,
        person=who.id,
    )
    return held, letters


def show(desk: Desk, held: Case, reader: Colleague) -> Letters:
    """Return what a colleague sees who opens the drill: that it is one, and what to do."""
    desk.write_down(held.id, "opened", by=reader.id)
    offers: tuple[tuple[Offer, ...], ...] = ()
    if desk.holder(held) is None:
        label = desk.say("bot.staff.button_take", reader.locale)
        offers = ((Offer(label=label, verb="take", subject=held.id),),)
    return (_note(desk, held, reader, "bot.staff.drill_card", offers),)


def take(desk: Desk, held: Case, coach: Colleague, *, busy: bool) -> Letters:
    """Give the drill to `coach` unless somebody has it. `busy`: her words go to a real person."""
    held = desk.freed(held)
    if held.coach != coach.id and not case.take(desk.tx, held.id, coach.id, desk.at):
        now = case.get(desk.tx, held.id)
        holder = desk.holder(now) if now is not None else None
        name = holder.name if holder else desk.say("bot.staff.card_nobody", coach.locale)
        return (_note(desk, held, coach, "bot.staff.drill_other", coach=name),)
    text = "bot.staff.drill_taken_busy" if busy else "bot.staff.drill_taken"
    spoken = span_words(desk, desk.at - held.opened_at, coach.locale)
    if held.coach == coach.id:
        return (_note(desk, held, coach, text, time=spoken),)
    for kind in ("rung", "unaccepted"):
        timer.remove_of(desk.tx, kind, held.id)
    desk.write_down(held.id, "acknowledged", by=coach.id)
    held = desk.change(held, coach=coach.id)
    owes_a_word(desk, held)
    others = (one for one in _called(desk, held) if one.id != coach.id)
    return (
        _note(desk, held, coach, text, time=spoken),
        *(_note(desk, held, one, "bot.staff.taken_by", silent=True, coach=coach.name) for one in others),
    )


def wrote(desk: Desk, held: Case, coach: Colleague) -> Letters:
    """The line that was written counts as the first word to a person, and ends the drill with thanks."""
    held = desk.change(held, state=CaseState.ATTEMPTED.value, attempted_at=desk.at, attempts=1)
    desk.write_down(held.id, "attempted", by=coach.id)
    end(desk, held, ANSWERED, by=coach)
    taken = (held.acknowledged_at or desk.at) - held.opened_at

    def told(one: Colleague, text: str, *, silent: bool) -> Letter:
        return _note(
            desk,
            held,
            one,
            text,
            silent=silent,
            coach=coach.name,
            taken=span_words(desk, taken, one.locale),
            wrote=span_words(desk, desk.at - held.opened_at, one.locale),
        )

    others = (one for one in _who_runs_it(desk) if one.id != coach.id)
    return (
        told(coach, "bot.staff.drill_thanks", silent=False),
        *(told(one, "bot.staff.drill_done", silent=True) for one in others),
    )


def over(desk: Desk, held: Case) -> Letters:
    """The time is up: whoever runs the programme hears that nobody answered, or that nobody wrote.

    Whoever had it without a word has it no more by then: it was called on.
    """
    takers = (desk.roster.get(one.by) for one in desk.history(held.id) if one.kind == "acknowledged")
    name = next((one.name for one in takers if one is not None), None)
    end(desk, held, UNANSWERED)
    text = "bot.staff.drill_nobody" if name is None else "bot.staff.drill_not_written"
    lasted = desk.at - held.opened_at
    return tuple(
        _note(desk, held, one, text, coach=name or "", time=span_words(desk, lasted, one.locale))
        for one in _who_runs_it(desk)
    )


def break_off(desk: Desk, held: Case) -> Letters:
    """Somebody needs help for real: the drill is over, and whoever was called by it hears so."""
    end(desk, held, BROKEN_OFF)
    return tuple(_note(desk, held, one, "bot.staff.drill_real") for one in _called(desk, held))


def end(desk: Desk, held: Case, outcome: str, *, by: Colleague | None = None) -> None:
    """The drill is closed, and nothing more happens about it."""
    desk.change(held, state=CaseState.CLOSED.value, closed_at=desk.at, outcome=outcome)
    for kind in _TIMERS:
        timer.remove_of(desk.tx, kind, held.id)
    desk.write_down(held.id, "closed", by=by.id if by is not None else None, why=outcome)


def span_words(desk: Desk, span: timedelta, locale: str) -> str:
    """Return a time as people say it: seconds, from two minutes on minutes."""
    seconds = max(0, round(span.total_seconds()))
    if seconds < _IN_SECONDS:
        return desk.say("bot.staff.drill_seconds", locale, count=seconds)
    return desk.say("bot.staff.drill_minutes", locale, count=round(seconds / 60))


def _called(desk: Desk, held: Case) -> tuple[Colleague, ...]:
    members = members_called(desk, held)
    return tuple(one for one in desk.roster.called() if one.id in members)


def _who_runs_it(desk: Desk) -> tuple[Colleague, ...]:
    return (*desk.roster.supervisors(), *desk.roster.admins())


def _note(
    desk: Desk,
    held: Case,
    to: Colleague,
    text: str,
    offers: tuple[tuple[Offer, ...], ...] = (),
    *,
    silent: bool = False,
    **values: str | int,
) -> Letter:
    return Letter(
        chat=to.chat,
        lane=Lane.CASE,
        kind="staff",
        text=desk.say(text, to.locale, code=held.code, **values),
        offers=offers,
        member=to.id,
        case=held.id,
        silent=silent,
    )
