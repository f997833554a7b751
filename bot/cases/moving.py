"""How a case moves while somebody has it: tries to reach the person, their answers, and words that are owed.

An acknowledgement is not contact. Whoever takes a crisis owes the person a first word, and an answer to each
message: after ten minutes without one the case is free again and the ladder goes on. Somebody who does not
answer is tried again, and after three tries in half an hour the case shows the programme's own way. A silence
after contact is looked at in a crisis, too.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cadence import ATTEMPT_WITHIN, IN_VAIN_AFTER, CaseState, Happening, after, counts_as_attempt
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# Whoever takes an urgent case has as long as the ladder gives those on duty before it calls more people.
URGENT_ATTEMPT_WITHIN: Final = timedelta(hours=2)
# What is owed no more once the two have a plan; who was asked to take the case over is still asked.
_OWED: Final = ("unanswered", "unreached")
# Events that show whose word is the last one: somebody who wrote or was spoken with, a coach who tried.
HEARD: Final = ("person wrote", "person sent", "reached")
_TRIED: Final = ("coach wrote", "coach sent", "attempted")
# What is done for the person only as long as no human is there.
_OF_WAITING: Final = ("tell", "evening", "rung", "unaccepted")


def owes_a_word(desk: Desk, held: Case, *, reminded: bool = False) -> None:
    """Whoever has the case has ten minutes for a word to the person, two hours when it is not a crisis.

    What was owed before is owed still: somebody who writes again does not give more time.
    """
    if held.level < Level.URGENT or CaseState(held.state) is CaseState.PLAN:
        return
    crisis = held.level >= Level.CRISIS
    due = desk.at + (ATTEMPT_WITHIN if crisis else URGENT_ATTEMPT_WITHIN)
    if any(one.due_at <= due for one in timer.of(desk.tx, "unanswered", held.id)):
        return
    timer.remove_of(desk.tx, "unanswered", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="unanswered",
        subject=held.id,
        number=int(reminded),
        due_at=due,
        person=held.person,
    )


def coach_tried(desk: Desk, held: Case, who: Person, happening: Happening) -> Letters | None:
    """The coach wrote, or tried another way; None when the case is closed.

    Returned is what the person hears before the coach's first words: that a human is here now.
    """
    state = after(CaseState(held.state), happening)
    if state is None:
        return None
    timer.remove_of(desk.tx, "unanswered", held.id)
    first = held.attempted_at is None
    counts = counts_as_attempt(CaseState(held.state), happening)
    held = desk.change(
        held,
        state=state.value,
        attempted_at=held.attempted_at or desk.at,
        attempts=held.attempts + (1 if counts else 0),
    )
    falls_silent = state is CaseState.REACHED and held.level >= Level.CRISIS
    if (counts or falls_silent) and not timer.of(desk.tx, "unreached", held.id):
        look_again_later(desk, held, 0)
    for kind in _OF_WAITING:
        timer.remove_of(desk.tx, kind, held.id)
    holder = desk.holder(held)
    called_for = held.level > Level.NONE  # nobody was called for a hello: it speaks for itself
    if not first or holder is None or not called_for or happening is not Happening.COACH_WROTE:
        return ()
    desk.write_down(held.id, "told", why="here")
    return (
        Letter(
            chat=who.chat,
            lane=Lane.CASE,
            kind="case",
            text=desk.say("bot.coach_is_here", who.locale, coach=holder.name),
            person=who.id,
            case=held.id,
        ),
    )


def tried(desk: Desk, held: Case, who: Person, coach: Colleague, happening: Happening) -> Letters:
    """The coach has tried another way than this chat, or spoken with the person; returned is her yes."""
    here = coach_tried(desk, held, who, happening)
    if here is None:
        return (_to(coach, held, desk.say("bot.staff.already_closed", coach.locale, code=held.code)),)
    if happening is Happening.SPOKE:
        now = case.get(desk.tx, held.id)
        reached(desk, now if now is not None else held)
        return (*here, _to(coach, held, desk.say("bot.staff.noted_spoke", coach.locale, code=held.code)))
    desk.write_down(held.id, "attempted", by=coach.id)
    return (*here, _to(coach, held, desk.say("bot.staff.noted_tried", coach.locale, code=held.code)))


def make_plan(desk: Desk, held: Case, coach: Colleague) -> Letters:
    """The two have a plan: nothing is owed at once any more; returned is the coach's yes, or why not yet."""
    state = after(CaseState(held.state), Happening.PLANNED)
    if state is None:
        return (_to(coach, held, desk.say("bot.staff.plan_not_yet", coach.locale, code=held.code)),)
    if state.value != held.state:
        for kind in _OWED:
            timer.remove_of(desk.tx, kind, held.id)
        desk.change(held, state=state.value)
        desk.write_down(held.id, "plan", by=coach.id)
    return (_to(coach, held, desk.say("bot.staff.noted_plan", coach.locale, code=held.code)),)


def person_answered(desk: Desk, held: Case) -> None:
    """The person wrote: that is contact once somebody has tried, and whoever has a crisis owes an answer."""
    state = after(CaseState(held.state), Happening.PERSON_ANSWERED)
    if state is None:
        return
    timer.remove_of(desk.tx, "unreached", held.id)
    if state is CaseState.REACHED and held.state != state.value:
        reached(desk, held)
    elif state.value != held.state:
        desk.change(held, state=state.value)
    if desk.holder(held) is not None and held.level >= Level.CRISIS:
        owes_a_word(desk, held)


def waits_for_answer(desk: Desk, held: Case) -> bool:
    """Return whether the last word between the two is the coach's."""
    kinds = (event.kind for event in reversed(desk.history(held.id)))
    return next((kind in _TRIED for kind in kinds if kind in (*_TRIED, *HEARD)), False)


def danger_since(desk: Desk, held: Case, since: datetime) -> bool:
    """Return whether the person has called for somebody again since then, in whatever way."""
    return any(
        event.kind == "signal" and (event.level or 0) >= Level.URGENT and event.at > since
        for event in desk.history(held.id)
    )


def reached(desk: Desk, held: Case) -> Case:
    """The two are in touch; return the case as it is now."""
    timer.remove_of(desk.tx, "unreached", held.id)
    desk.write_down(held.id, "reached", by=held.coach)
    return desk.change(held, state=CaseState.REACHED.value, reached_at=held.reached_at or desk.at)


def _to(coach: Colleague, held: Case, text: str) -> Letter:
    return Letter(chat=coach.chat, lane=Lane.CASE, kind="staff", text=text, member=coach.id, case=held.id)


def look_again_later(desk: Desk, held: Case, number: int, after: timedelta = IN_VAIN_AFTER) -> None:
    """Later somebody looks whether the person has answered; `number` says how often before."""
    if held.level < Level.URGENT:
        return
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="unreached",
        subject=held.id,
        number=number,
        due_at=desk.at + after,
        person=held.person,
    )
