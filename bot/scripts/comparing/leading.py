"""Where an answer leads in two sets: which steps that count lie ahead of it, whatever stands in between.

A branch to the end skips all that comes after it, so a change far from a crisis rule can lead around it.
"""

from collections.abc import Mapping

from bot.engine.bundle import Bundle
from bot.engine.going import step_after
from bot.engine.script import END, NEXT, Script
from bot.scripts.comparing.of_steps import ways_of
from bot.scripts.comparing.reach import Reach

OTHERWISE = "otherwise"
# {step: steps that count and can come from there on, itself among them}
Ahead = Mapping[str, frozenset[str]]


def led_elsewhere(old: Bundle, new: Bundle, reaches: tuple[Reach, Reach]) -> frozenset[str]:
    """Return the scripts in which some answer no longer leads to the same steps that count.

    A step is known by its name: one with another name counts as another.
    """
    return frozenset(
        name
        for name in old.scripts.keys() & new.scripts.keys()
        if _differs(old.scripts[name], new.scripts[name], _counting(name, reaches))
    )


def _counting(script: str, reaches: tuple[Reach, Reach]) -> frozenset[str]:
    return frozenset(step for reach in reaches for name, step in reach.steps if name == script)


def _differs(old: Script, new: Script, counting: frozenset[str]) -> bool:
    if not counting:
        return False
    before, after = _ahead(old, counting), _ahead(new, counting)
    if _at(before, _first(old)) != _at(after, _first(new)):
        return True
    for name in old.steps.keys() & new.steps.keys():
        one, other = _ways(old, name), _ways(new, name)
        for answer in {*one, *other}:
            led = _at(before, one.get(answer, one[OTHERWISE]))
            leads = _at(after, other.get(answer, other[OTHERWISE]))
            if led != leads:
                return True
    return False


def _ways(script: Script, step: str) -> dict[str, str]:
    """Return {answer: name of the step it leads to}; END stays what it is."""
    following = step_after(script, step) or END
    ways = {OTHERWISE: NEXT, **ways_of(script.steps[step])}
    return {answer: following if go == NEXT else go for answer, go in ways.items()}


def _ahead(script: Script, counting: frozenset[str]) -> Ahead:
    """Return what lies ahead of each step, walking backwards until nothing is added."""
    ways = {name: set(_ways(script, name).values()) for name in script.steps}
    found = {name: {name} & counting for name in script.steps}
    grown = True
    while grown:
        grown = False
        for name in reversed(list(script.steps)):
            more = set().union(*(found.get(go, set()) for go in ways[name])) - found[name]
            if more:
                found[name] |= more
                grown = True
    return {name: frozenset(steps) for name, steps in found.items()}


def _first(script: Script) -> str:
    return next(iter(script.steps), END)


def _at(ahead: Ahead, step: str) -> frozenset[str]:
    return ahead.get(step, frozenset())
