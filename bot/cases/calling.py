"""The ladder of a case: whom to call now, and when to call again, until a human has it.

A crisis climbs from whoever is on duty to everybody who exists, and then calls everybody every ten minutes.
Urgent cases climb by hours and wait for the morning when nobody is on duty. The next rung is a timer row,
set in the transaction that called this one: it survives restarts. It is counted from now, so that an outage
does not fire six calls at once, and is never later than the ladder says while that time lies ahead.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from bot.cadence import Call, Ladder, Reachable, Rung, called, morning, next_rung
from bot.cadence import call as next_call
from bot.cases import second_way, truth
from bot.cases.desk import Desk, Letters
from bot.cases.letter import Letter
from bot.cases.roster import Colleague
from bot.cases.truth_words import crisis_phone, members_called
from bot.signals import Level
from bot.storage import case, case_message, outbox, person, timer
from bot.storage.case import Case
from bot.storage.lane import Lane
from bot.storage.person import Person

# When an urgent case that found nobody on duty is called out, where the programme names no duty hours.
MORNING: Final = time(9)
# In the timer's note: the morning that was waited for; it calls whether anybody is on duty or not.
WAITED: Final = "morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """Whom it makes no sense to call: `gone` cannot be reached, or has given the case away.

    `silent` has just not answered, and is called only when there is nobody else at all.
    """

    gone: frozenset[int] = frozenset()
    silent: int | None = None

    @property
    def everybody(self) -> frozenset[int]:
        return self.gone if self.silent is None else self.gone | {self.silent}


NOBODY: Final = Without()


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
        for kind in ("rung", "evening"):
            timer.remove_of(desk.tx, kind, held.id)
        return ()
    team = _team(desk, held, person.get(desk.tx, held.person))
    if any(called(who, team) for who in _rungs(held, desk.ladder)[0].who):
        return call(desk, held, 0, text)
    _wait_for_morning(desk, held, 0)
    return ()


def climb(
    desk: Desk,
    about: int,
    rung: int,
    *,
    waited: bool = False,
    text: str | None = None,
    without: Without = NOBODY,
    passed: int | None = None,
) -> Letters:
    """Call rung `rung` of the ladder now; nothing when somebody has the case, or it is closed.

    An urgent case does not ring while nobody is on duty, unless it has `waited` for this very moment.
    `passed` is the first rung whose time went by while somebody had the case: whom it calls is called, too.
    """
    held = desk.get_open(about)
    if held is None or held.level < Level.URGENT or desk.has_it(held) is not None:
        return ()
    held = desk.freed(held)
    if held.level < Level.CRISIS and not waited and not desk.roster.on_duty(desk.at):
        _wait_for_morning(desk, held, rung if passed is None else min(rung, passed))
        return ()
    text = text or ("bot.staff.alert_again" if rung else "bot.staff.alert")
    return call(desk, held, rung, text, without=without, passed=passed)


def call(
    desk: Desk,
    held: Case,
    rung: int,
    text: str,
    *,
    without: Without = NOBODY,
    passed: int | None = None,
) -> Letters:
    """Call the first rung from `rung` upward that has somebody; return the alerts, and the truth of it.

    A call that still waits to be sent gives way to this one: after an hour without Telegram a phone rings
    once.
    """
    rungs = _joined(_rungs(held, desk.ladder), passed, rung)
    who = person.get(desk.tx, held.person)
    group = next_call(rungs, rung, _team(desk, held, who, without.everybody))
    if not group.members and without.silent is not None:
        group = next_call(rungs, rung, _team(desk, held, who, without.gone))
    before, phone = members_called(desk, held), crisis_phone(desk, held)
    held = desk.change(held, rung=group.rung, climbing_since=held.climbing_since or desk.at)
    for member in group.members:
        desk.write_down(held.id, "called", level=Level(held.level), why=str(group.rung), to=member)
    _climb_later(desk, held, rungs)
    withdraw_calls(desk, held, group.members)
    letters = tuple(_with_line(desk, group, alert(desk, held, one, text), one) for one in _of(desk, group))
    if held.level < Level.CRISIS:
        return letters
    second_way.plan(desk, held, group.rung, group.members)
    new = frozenset(group.members) - before
    if not rung or who is None or not (new or phone != crisis_phone(desk, held)):
        return letters
    return (*letters, *truth.tell_change(desk, held, who, new=new if before else frozenset()))


def climb_on(desk: Desk, held: Case, text: str, *, without: Without = NOBODY, anew: bool = False) -> Letters:
    """The ladder goes on where its time says; whoever was passed meanwhile is called now, too.

    While somebody had the case time went on: after the last rung's time everybody is called. `anew`: a human
    was there until now, so it begins anew, with its first two rungs at once.
    """
    passed = held.rung + 1
    if anew or held.climbing_since is None:
        held, passed = desk.change(held, climbing_since=desk.at, rung=0), 0
    waited = desk.at - (held.climbing_since or desk.at)
    due = [number for number, rung in enumerate(_rungs(held, desk.ladder)) if rung.after <= waited]
    letters = climb(desk, held.id, max((held.rung + 1, *due)), text=text, without=without, passed=passed)
    if held.level >= Level.CRISIS:
        truth.tell_later(desk, held, told=1)
    return letters


def withdraw_calls(desk: Desk, held: Case, members: Collection[int] | None = None) -> None:
    """What still waits to call these members about the case, or anybody, is not sent any more."""
    for row, member, state, _ in case_message.alerts_of(desk.tx, held.id, held.opened_at):
        if state == "queued" and (members is None or member in members):
            outbox.expired(desk.tx, row, desk.at)


def call_everybody(desk: Desk, held: Case, text: str) -> Letters:
    """Everybody who exists is called at once, and again every ten minutes until a human has the case."""
    return call(desk, held, max(held.rung + 1, len(_rungs(held, desk.ladder))), text)


def ring_again(desk: Desk, held: Case, text: str) -> Letters:
    """Return an alert for each colleague the running ladder has called so far; its next rung stays."""
    members = members_called(desk, held)
    return tuple(alert(desk, held, one, text) for one in desk.roster.called() if one.id in members)


def first_group(desk: Desk, held: Case) -> tuple[Colleague, ...]:
    """Return who would be called first about this case now."""
    team = _team(desk, held, person.get(desk.tx, held.person))
    return _of(desk, next_call(_rungs(held, desk.ladder), 0, team))


def is_climbing(desk: Desk, held: Case) -> bool:
    """Return whether a next rung of the case's ladder is planned."""
    return bool(timer.of(desk.tx, "rung", held.id))


def alert(desk: Desk, held: Case, to: Colleague, text: str, *, level: Level | None = None) -> Letter:
    """Return what rings on a colleague's phone: a code and a level; the content opens on a tap."""
    level = level if level is not None else Level(held.level)
    return Letter(
        chat=to.chat,
        lane=lane_of(level),
        kind="alert",
        text=desk.say(text, to.locale, code=held.code, level=desk.level_word(level, to.locale)),
        offers=((desk.open_offer(held, to),),),
        member=to.id,
        case=held.id,
    )


def rung_of_call(desk: Desk, held: Case, member: int) -> int | None:
    """Return the rung at which this member was called last, or None."""
    events = desk.history(held.id)
    rungs = [event.why for event in events if event.kind == "called" and event.to == member]
    return int(rungs[-1]) if rungs and rungs[-1] is not None else None


def everybody_was_called(desk: Desk, held: Case) -> bool:
    """Return whether the ladder is past its last rung: from there on it calls everybody who exists."""
    return held.rung >= len(_rungs(held, desk.ladder))


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


def _joined(rungs: tuple[Rung, ...], passed: int | None, rung: int) -> tuple[Rung, ...]:
    """Return the rungs; number `rung` also calls whom those from `passed` on were to call."""
    if passed is None or not passed < rung < len(rungs):
        return rungs
    who = tuple(dict.fromkeys(one for each in rungs[passed : rung + 1] for one in each.who))
    return (*rungs[:rung], replace(rungs[rung], who=who), *rungs[rung + 1 :])


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


def _climb_later(desk: Desk, held: Case, rungs: tuple[Rung, ...]) -> None:
    """After its last rung an urgent case calls each morning; a crisis goes on by the ladder's own count.

    No rung is called later than the ladder says, as long as that time has not gone by.
    """
    number, due = next_rung(rungs, held.rung, desk.at, desk.ladder.again)
    if number < len(rungs) and held.climbing_since is not None:
        by_the_ladder = held.climbing_since + rungs[number].after
        due = min(due, by_the_ladder) if by_the_ladder > desk.at else due
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
    """The rung is called when somebody comes on duty, at the latest in the morning; the evening is told."""
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
    truth.tell_in_the_evening(desk, held)
