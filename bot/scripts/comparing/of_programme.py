"""What changed in programme.yaml: how the programme works, its stages, its ladder."""

from collections.abc import Iterator
from datetime import time

from bot.cadence import Rung, TouchPlan
from bot.engine.bundle import Programme, Stage
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.sides import Sides
from bot.scripts.reading.shapes.calling import WEEKDAYS
from bot.scripts.reading.words import time_words

# These decide who is heard and called, which lines are shown and what is agreed to.
GUARDED_SETTINGS = (
    "languages",
    "source language",
    "country",
    "welcome",
    "minimum age",
    "own words kept",
    "record kept",
    "ladder for a crisis",
    "ladder for what is urgent",
    "calling again",
    "crisis phone",
    "on-call line",
    "follow up",
)


def programme_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in programme.yaml."""
    before, after = _of_programme(sides.old.programme), _of_programme(sides.new.programme)
    for field, value in after.items():
        if before[field] != value:
            words = f"In the programme, {field}: {value} instead of {before[field]}."
            yield Difference(words=words, guarded=field in GUARDED_SETTINGS)
    old = {stage.name: stage for stage in sides.old.programme.stages}
    new = {stage.name: stage for stage in sides.new.programme.stages}
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            words = f"The stage '{name}' went."
        elif name not in old:
            words = f"The stage '{name}' is new: {_stage(new[name])}."
        elif old[name] != new[name]:
            words = f"The stage '{name}' is now {_stage(new[name])} instead of {_stage(old[name])}."
        else:
            continue
        yield Difference(words=words, guarded=_begins_others(sides, old.get(name), new.get(name)))


def _begins_others(sides: Sides, old: Stage | None, new: Stage | None) -> bool:
    """Return whether a check-in that counts is begun by the stage in one of the sets alone."""
    begun = {stage.check_in for stage in (old, new) if stage is not None}
    alike = old is not None and new is not None and old.check_in == new.check_in
    return not alike and any(sides.guards_beginning(one) for one in begun)


def _of_programme(programme: Programme) -> dict[str, str]:
    return {
        "name": programme.name,
        "languages": ", ".join(programme.languages),
        "source language": programme.source_language,
        "country": programme.country,
        "time zone": programme.zone,
        "welcome": programme.welcome,
        "check-in hour": f"{programme.check_in_hour:%H:%M}",
        "quiet hours": f"{programme.quiet_from:%H:%M} to {programme.quiet_until:%H:%M}",
        "joining": programme.joining,
        "minimum age": f"{programme.minimum_age}",
        "own words kept": f"{programme.words_kept_days} days",
        "record kept": f"{programme.record_kept_months} months",
        "ways to reach": programme.reach_script or "nothing",
        "after release": _after_release(programme),
        "ladder for a crisis": _rungs(programme.ladder.crisis),
        "ladder for what is urgent": _rungs(programme.ladder.urgent),
        "calling again": f"after {time_words(programme.ladder.again)}",
        "crisis phone": programme.crisis_phone or "none",
        "on-call line": programme.on_call_line or "none",
        "follow up": _follow_up(programme),
        "fire drill": f"{WEEKDAYS[programme.drill[0]]} {programme.drill[1]:%H:%M}"
        if programme.drill
        else "none",
        "duty hours": _from_to(programme.duty_hours),
        "caseload": f"{programme.caseload[0]} is full, {programme.caseload[1]} is too many",
    }


def _rungs(rungs: tuple[Rung, ...]) -> str:
    """Return the rungs as editors write them."""
    said = (f"{time_words(rung.after)} {' and '.join(who.value for who in rung.who)}" for rung in rungs)
    return ", ".join(said)


def _follow_up(programme: Programme) -> str:
    if programme.follow_up_script is None:
        return "nothing"
    crisis, urgent = time_words(programme.follow_up_crisis), time_words(programme.follow_up_urgent)
    return f"{programme.follow_up_script}, {crisis} after a crisis and {urgent} after an urgent case"


def _from_to(hours: tuple[time, time] | None) -> str:
    return f"{hours[0]:%H:%M} to {hours[1]:%H:%M}" if hours is not None else "none"


def _after_release(programme: Programme) -> str:
    if programme.release_script is None:
        return "nothing"
    return f"{programme.release_script} on the days {', '.join(map(str, programme.release_days))}"


def _stage(stage: Stage) -> str:
    often = "every day" if stage.every_days == 1 else f"every {stage.every_days} days"
    until = f" until day {stage.until_day}" if stage.until_day is not None else ""
    return f"{stage.check_in} {often}{until}{_hello(stage.coach)}"


def _hello(plan: TouchPlan | None) -> str:
    if plan is None:
        return ""
    first, every = time_words(plan.first_within), time_words(plan.every)
    return f", with a hello of a coach within {first}, then every {every}"
