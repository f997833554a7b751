"""`do:` steps: the closed list of engine/actions.py, carried out on the person's row."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from bot.cadence import at_wall, is_zone, next_check_in
from bot.engine import Line
from bot.engine.bundle import Stage
from bot.engine.script import AskStep, ConsentAnswer
from bot.errors import BrokenConversationError
from bot.storage import check_in, consent, timer
from bot.storage.person import Person
from bot.turns.facts import days_together
from bot.turns.library import Edition
from bot.turns.work import Work

Render = Callable[[Line], str]


def carry_out(
    work: Work, who: Person, edition: Edition, script: str, action: str, values: Mapping[str, str]
) -> Person:
    """Carry out one action; return the person as they are now. Values were checked by the engine."""
    match action:
        case "set language":
            return work.change(who, locale=work.library.language_for(values["language"]))
        case "set name":
            return work.change(who, name=values["name"])
        case "set goal":
            return work.change(who, goal=values["goal"])
        case "set time zone":
            return _moved(work, who, values["zone"])
        case "set check-in time":
            return plan_check_in(work, work.change(who, check_in_at=time.fromisoformat(values["time"])))
        case "give consent":
            _consent(work, who, edition, script, values["consent"])
            return who
        case "withdraw consent":
            for name in (values["consent"],) if "consent" in values else _consents(work):
                consent.withdraw(work.tx, who.id, name, work.at)
            return _rest(work, who, "stopped")
        case "start check-ins":
            return start_check_ins(work, who)
        case "pause":
            return _pause(work, who, values.get("until"))
        case "stop check-ins":
            return stop_check_ins(work, who)
    raise BrokenConversationError("a script asks for an action that this version does not know")


def start_check_ins(work: Work, who: Person) -> Person:
    """The person is active and has a next check-in. Returns the person as they are now."""
    began = who.began_at or work.at
    timer.remove_of(work.tx, "pause_end", who.id)
    return plan_check_in(work, work.change(who, state="active", began_at=began))


def stop_check_ins(work: Work, who: Person) -> Person:
    """No check-in comes any more. Returns the person as they are now."""
    return _rest(work, who, "stopped")


def has_agreed(work: Work, who: Person) -> bool:
    """Return whether everything that the welcome asks consent for is agreed to and not taken back."""
    welcome = work.library.current.bundle.programme.welcome
    return all(consent.current(work.tx, who.id, name) is not None for name in _consents(work, welcome))


def plan_check_in(work: Work, who: Person, *, since: datetime | None = None) -> Person:
    """Set the timer of the person's first check-in after `since` (aware UTC; None: now). Returns `who`.

    Nothing for people who have none.
    """
    if who.state != "active":
        return who
    latest = check_in.last(work.tx, who.id)
    day, due = next_check_in(
        since or work.at,
        who.check_in_at or work.library.current.bundle.programme.check_in_hour,
        who.zone,
        every_days=stage_of(work, who).every_days,
        last=latest.local_date if latest is not None else None,
    )
    timer.remove_of(work.tx, "check_in", who.id)
    timer.set(
        work.tx,
        id=work.new_id(),
        kind="check_in",
        subject=who.id,
        number=day.toordinal(),
        due_at=due,
        person=who.id,
    )
    return who


def stage_of(work: Work, who: Person) -> Stage:
    """Return the stretch of the way the person is on, by days since check-ins began."""
    stages = work.library.current.bundle.programme.stages
    day = days_together(work, who)
    return next((stage for stage in stages if stage.until_day is None or day <= stage.until_day), stages[-1])


def _moved(work: Work, who: Person, zone: str) -> Person:
    if not is_zone(zone):
        return who
    return plan_check_in(work, work.change(who, zone=zone))


def _consents(work: Work, *scripts: str) -> frozenset[str]:
    """Return the names of all consents that these scripts ask for; without any, all scripts."""
    bundle = work.library.current.bundle
    steps = (step for name in scripts or bundle.scripts for step in bundle.scripts[name].steps.values())
    asked = (step.kind.question.kind for step in steps if isinstance(step.kind, AskStep))
    return frozenset(kind.name for kind in asked if isinstance(kind, ConsentAnswer))


def _pause(work: Work, who: Person, until: str | None) -> Person:
    """No check-in until the day named, if one was; then they come again by themselves."""
    who = _rest(work, who, "paused")
    if until is not None:
        day = date.fromisoformat(until)
        wall = who.check_in_at or work.library.current.bundle.programme.check_in_hour
        timer.set(
            work.tx,
            id=work.new_id(),
            kind="pause_end",
            subject=who.id,
            number=day.toordinal(),
            due_at=at_wall(day, wall, who.zone),
            person=who.id,
        )
    return who


def _rest(work: Work, who: Person, state: str) -> Person:
    timer.remove_of(work.tx, "check_in", who.id)
    timer.remove_of(work.tx, "pause_end", who.id)
    return work.change(who, state=state)


def _consent(work: Work, who: Person, edition: Edition, script: str, name: str) -> None:
    asked = next(
        step.kind.text
        for step in edition.script(script).steps.values()
        if isinstance(step.kind, AskStep)
        and isinstance(step.kind.question.kind, ConsentAnswer)
        and step.kind.question.kind.name == name
    )
    consent.give(
        work.tx,
        id=work.new_id(),
        person=who.id,
        name=name,
        text_hash=hashlib.sha256(edition.text(asked, who.locale).encode()).hexdigest(),
        language=who.locale,
        at=work.at,
    )
