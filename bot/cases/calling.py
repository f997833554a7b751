"""The ladder of a case: whom to call now, and when to call again, until a human has it.

A crisis climbs from whoever is on duty to everybody who exists, and then calls everybody every ten minutes.
Urgent cases climb by hours and wait for the morning when nobody is on duty. The next rung is a timer row,
set in the transaction that called this one: it survives restarts, and is always counted from now.
"""

from dataclasses import replace
from datetime import time
from typing import Final

from bot.cadence import Call, Ladder, Reachable, Rung, called, morning, next_rung
from bot.cadence import call as next_call
from bot.cases import second_way, truth
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter, Offer
from bot.cases.roster import Colleague
from bot.signals import Level
from bot.storage import case, case_event, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# When an urgent case that found nobody on duty is called out, where the programme names no duty hours.
MORNING: Final = time(9)
# In the timer's note: the morning that was waited for; it calls whether anybody is on duty or not.
WAITED: Final = "morning"


def lane_of(level: int) -> Lane:
    """Return the line an alert of this level stands in."""
    return Lane.CRISIS if level >= Level.CRISIS else Lane.CASE


def start(desk: Desk, held: Case, text: str = "bot.staff.alert") -> Letters:
    """The ladder of the case's level begins at its foot; return the alerts that leave at once.

    An urgent case that finds nobody on duty rings on no phone before the morning; the person hears of it in
    the evening.
    """
    held = desk.change(held, climbing_since=desk.at, rung=0)
    if held.level >= Level.CRISIS:
        timer.remove_of(desk.tx, "evening", held.id)
        truth.tell_later(desk, held, told=1)
        return call(desk, held, 0, text)
    timer.remove_of(desk.tx, "tell", held.id)
    if held.level < Level.URGENT:
        timer.remove_of(desk.tx, "rung", held.id)
        return ()
    team = _team(desk, held, person.get(desk.tx, held.person))
    if any(called(who, team) for who in _rungs(held, desk.ladder)[0].who):
        return call(desk, held, 0, text)
    _wait_for_morning(desk, held, 0)
    truth.tell_in_the_evening(desk, held)
    return ()


def climb(
    desk: Desk,
    about: int,
    rung: int,
    ladder: Ladder | None = None,
    *,
    waited: bool = False,
    text: str | None = None,
    without: frozenset[int] = frozenset(),
) -> Letters:
    """Call rung `rung` of the ladder now; nothing when somebody has the case, or it is closed.

    An urgent case does not ring while nobody is on duty, unless it has `waited` for this very moment.
    """
    held = desk.get_open(about)
    if held is None or held.level < Level.URGENT or desk.has_it(held) is not None:
        return ()
    held = desk.freed(held)
    if held.level < Level.CRISIS and not waited and not desk.roster.on_duty(desk.at):
        _wait_for_morning(desk, held, rung)
        return ()
    text = text or ("bot.staff.alert_again" if rung else "bot.staff.alert")
    return call(desk, held, rung, text, ladder, without=without)


def call(
    desk: Desk,
    held: Case,
    rung: int,
    text: str,
    ladder: Ladder | None = None,
    *,
    without: frozenset[int] = frozenset(),
) -> Letters:
    """Call the first rung from `rung` upward that has somebody; return the alerts, and the truth of it.

    `without` are members it makes no sense to call: one has just not answered, one cannot be reached.
    """
    ladder = ladder or desk.ladder
    rungs = _rungs(held, ladder)
    who = person.get(desk.tx, held.person)
    group = _group(rungs, rung, _team(desk, held, who, without), _team(desk, held, who))
    before, phone = truth.members_called(desk, held), truth.crisis_phone(desk, held)
    held = desk.change(held, rung=group.rung, climbing_since=held.climbing_since or desk.at)
    for member in group.members:
        desk.write_down(held.id, "called", level=Level(held.level), why=str(group.rung), to=member)
    _climb_later(desk, held, rungs, ladder)
    letters = tuple(_with_line(desk, group, alert(desk, held, one, text), one) for one in _of(desk, group))
    if held.level < Level.CRISIS:
        return letters
    second_way.plan(desk, held, group.rung, group.members)
    news = phone != truth.crisis_phone(desk, held) or not before.issuperset(group.members)
    return (*letters, *truth.tell_change(desk, held, who)) if rung and news and who is not None else letters


def call_everybody(desk: Desk, held: Case, text: str) -> Letters:
    """Everybody who exists is called at once, and again every ten minutes until a human has the case."""
    return call(desk, held, max(held.rung + 1, len(_rungs(held, desk.ladder))), text)


def ring_again(desk: Desk, held: Case, text: str) -> Letters:
    """Return an alert for each colleague the running ladder has called so far; its next rung stays."""
    members = truth.members_called(desk, held)
    return tuple(alert(desk, held, one, text) for one in desk.roster.called() if one.id in members)


def first_group(desk: Desk, held: Case) -> tuple[Colleague, ...]:
    """Return who would be called first about this case now."""
    team = _team(desk, held, person.get(desk.tx, held.person))
    return _of(desk, next_call(_rungs(held, desk.ladder), 0, team))


def is_climbing(desk: Desk, held: Case) -> bool:
    """Return whether a next rung of the case's ladder is planned."""
    return any(one.kind == "rung" and one.subject == held.id for one in timer.of_person(desk.tx, held.person))


def alert(desk: Desk, held: Case, to: Colleague, text: str, *, level: Level | None = None) -> Letter:
    """Return what rings on a colleague's phone: a code and a level; the content opens on a tap."""
    level = level if level is not None else Level(held.level)
    return Letter(
        chat=to.chat,
        lane=lane_of(level),
        kind="alert",
        text=desk.say(text, to.locale, code=held.code, level=desk.level_word(level, to.locale)),
        offers=((Offer(label=desk.say("bot.staff.button_open", to.locale), verb="open", subject=held.id),),),
        member=to.id,
        case=held.id,
    )


def rung_of_call(desk: Desk, held: Case, member: int) -> int | None:
    """Return the rung at which this member was called last, or None."""
    events = case_event.of(desk.tx, held.id)
    rungs = [event.why for event in events if event.kind == "called" and event.to == member]
    return int(rungs[-1]) if rungs and rungs[-1] is not None else None


def rung_owed(desk: Desk, held: Case) -> int:
    """Return the rung that is due now that nobody has the case any more: the next, or a later one.

    While somebody had it and wrote nothing, time went on: after the last rung's time everybody is called.
    """
    waited = desk.at - (held.climbing_since or desk.at)
    due = [number for number, rung in enumerate(_rungs(held, desk.ladder)) if rung.after <= waited]
    return max(held.rung + 1, *due)


def _of(desk: Desk, group: Call) -> tuple[Colleague, ...]:
    return tuple(one for one in map(desk.roster.get, group.members) if one is not None)


def _with_line(desk: Desk, group: Call, letter: Letter, to: Colleague) -> Letter:
    """Below the alert of a rung that names it stands the number of the on-call line."""
    line = desk.programme.on_call_line if desk.programme is not None else None
    if not group.on_call_line or line is None:
        return letter
    return replace(letter, text=f"{letter.text}\n{desk.say('bot.staff.on_call_line', to.locale, line=line)}")


def _rungs(held: Case, ladder: Ladder) -> tuple[Rung, ...]:
    return ladder.crisis if held.level >= Level.CRISIS else ladder.urgent


def _group(
    rungs: tuple[Rung, ...], rung: int, team: tuple[Reachable, ...], everybody: tuple[Reachable, ...]
) -> Call:
    """Whoever was left out is called after all when there is nobody else at all."""
    group = next_call(rungs, rung, team)
    return group if group.members else next_call(rungs, rung, everybody)


def _team(
    desk: Desk, held: Case, who: Person | None, without: frozenset[int] = frozenset()
) -> tuple[Reachable, ...]:
    """Return what the ladder knows of everybody who can be called. Who holds a crisis counts as busy."""
    roster, at = desk.roster, desk.at
    backup = {one.id for one in roster.backup(at)}
    on_call = {one.id for one in roster.on_call(at)}
    busy = {one.coach for one in case.open_cases(desk.tx) if one.level >= Level.CRISIS and one.id != held.id}
    return tuple(
        Reachable(
            id=one.id,
            own=who is not None and who.coach == one.id,
            on=roster.is_on(one, at),
            busy=one.id in busy,
            backup=one.id in backup,
            on_call=one.id in on_call,
            role=one.role,
            always_call=one.always_call,
            reachable=not one.unreachable,
        )
        for one in roster.called()
        if one.id not in without
    )


def _climb_later(desk: Desk, held: Case, rungs: tuple[Rung, ...], ladder: Ladder) -> None:
    """After its last rung an urgent case calls each morning; a crisis goes on by the ladder's own count."""
    number, due = next_rung(rungs, held.rung, desk.at, ladder.again)
    if held.level < Level.CRISIS and number >= len(rungs):
        _wait_for_morning(desk, held, number)
        return
    timer.remove_of(desk.tx, "rung", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="rung",
        subject=held.id,
        number=number,
        due_at=due,
        person=held.person,
    )


def _wait_for_morning(desk: Desk, held: Case, rung: int) -> None:
    """The rung is called when somebody comes on duty, at the latest in the morning."""
    hours = desk.programme.duty_hours if desk.programme is not None else None
    due = morning(desk.at, desk.zone, hours[0] if hours is not None else MORNING)
    next_on = desk.roster.next_on(desk.at)
    if next_on is not None and not desk.roster.on_duty(desk.at):
        due = min(due, next_on[1])
    timer.remove_of(desk.tx, "rung", held.id)
    timer.set(
        desk.tx,
        id=desk.new_id(),
        kind="rung",
        subject=held.id,
        number=rung,
        due_at=due,
        person=held.person,
        note=WAITED,
    )
