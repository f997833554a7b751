"""Circles through several conversations, in which nobody is asked, or nobody ever answers."""

from collections import deque
from collections.abc import Iterator
from functools import partial

from bot.engine.advance import advance, open_state
from bot.engine.condition import NoAnswerCame
from bot.engine.effects import StartNow
from bot.engine.events import Began, Event, GiveUpFellDue, WaitRanOut
from bot.engine.questions import asked_keys
from bot.engine.script import END, ScheduleStep
from bot.engine.state import Phase, State
from bot.scripts.proving import telling
from bot.scripts.proving.network import Does, Network
from bot.scripts.proving.supposing import NOTHING_SUPPOSED, Supposed, in_every_past

# Turns of silence that are played to find the dialogue; a circle is as long as it has scripts and pauses.
MOST_TURNS = 300

Circle = tuple[str, ...]

# Where it stands, what is supposed, the scripts begun so far, the dialogue so far.
_Way = tuple[State, Supposed, Circle, tuple[str, ...]]


def silent_circles(network: Network) -> Iterator[tuple[Circle, str]]:
    """Yield (scripts, "script.rule") where silence starts a script whose silence starts the first again."""
    edges: dict[str, dict[str, str]] = {}
    for script in network.bundle.scripts.values():
        if any(_about_silence(rule.when.clauses) and rule.start_now for rule in script.risk.values()):
            break
    else:
        return
    for name in network.bundle.scripts:
        edges[name] = dict(_started_by_silence(network, name))
    yield from _circles(edges)


def _about_silence(clauses: tuple[object, ...]) -> bool:
    return any(isinstance(clause, NoAnswerCame) for clause in clauses)


def _started_by_silence(network: Network, root: str) -> Iterator[tuple[str, str]]:
    """Yield (script, rule) for what giving up may start when nobody ever answers in a conversation."""
    if network.family(root) is None:
        return
    asked = asked_keys(network.bundle, root)
    for stack in _stacks(network, root):
        for name in stack:
            for rule in network.bundle.scripts[name].risk.values():
                other = [one.key for one in rule.when.clauses if not isinstance(one, NoAnswerCame)]
                if (
                    rule.start_now is not None
                    and rule.start_now not in stack
                    and rule.start_now in network.bundle.scripts
                    and len(other) < len(rule.when.clauses)
                    and asked.isdisjoint(other)
                ):
                    yield rule.start_now, f"{name}.{rule.name}"


def _stacks(network: Network, script: str) -> set[tuple[str, ...]]:
    """Return which scripts may be open at the first questions of a script, when pauses run out."""
    found: set[tuple[str, ...]] = set()
    places = network.places(script)
    waiting, seen = [network.first(script)], set[str]()
    while waiting:
        name = waiting.pop()
        if name == END or name in seen:
            continue
        seen.add(name)
        place = places[name]
        if place.does in (Does.ASKS, Does.HOLDS):
            found.add((script,))
            continue
        if place.calls is not None:
            found.update((script, *inner) for inner in _stacks(network, place.calls))
        waiting.extend(place.follow)
    return found


def _circles(edges: dict[str, dict[str, str]]) -> Iterator[tuple[Circle, str]]:
    """Yield each circle once, shortest way round, begun with its first name."""
    said: set[frozenset[str]] = set()
    for start in sorted(edges):
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while waiting:
            path = waiting.popleft()
            for target in edges.get(path[-1], {}):
                if target == start:
                    if frozenset(path) not in said:
                        said.add(frozenset(path))
                        yield path, edges[path[-1]][target]
                    waiting.clear()
                    break
                if target not in seen:
                    seen.add(target)
                    waiting.append((*path, target))


def silence_played(network: Network, script: str) -> tuple[str, ...] | None:
    """Play nothing but silence; return the dialogue until a script begins for the second time, or None."""
    bundle = network.bundle
    words = telling.clauses_in_words(bundle)
    waiting: deque[_Way] = deque([(open_state(0, bundle, script, 0), NOTHING_SUPPOSED, (script,), ())])
    for _ in range(MOST_TURNS):
        if not waiting:
            return None
        state, supposed, begun, lines = waiting.popleft()
        deed, said = _silence(state)
        play = partial(advance, bundle, state, deed)
        for later, turn in in_every_past(bundle, supposed, play):
            more = (*lines, *said, *telling.history(words, supposed, later), *telling.said_in(bundle, turn))
            start = next((effect.script for effect in turn.effects if isinstance(effect, StartNow)), None)
            if start is None:
                if turn.state.phase is not Phase.ENDED:
                    waiting.append((turn.state, later, begun, more))
            elif start in begun:
                return more
            elif start in bundle.scripts:
                waiting.append((open_state(0, bundle, start, 0), later, (*begun, start), more))
    return None


def _silence(state: State) -> tuple[Event, tuple[str, ...]]:
    if not state.stack:
        return Began(), ()
    if state.phase is Phase.PAUSING:
        return WaitRanOut(turn=state.turn), (telling.PAUSE_OVER,)
    return GiveUpFellDue(turn=state.turn), (telling.NO_ANSWER,)


def schedule_circles(network: Network) -> Iterator[tuple[Circle, str]]:
    """Yield (scripts, step "script.step") that schedule each other for ever without asking anything."""
    edges: dict[str, dict[str, str]] = {}
    for name in network.bundle.scripts:
        edges[name] = _always_scheduled(network, name)
    yield from _circles(edges)


def _always_scheduled(network: Network, script: str) -> dict[str, str]:
    """Return {script: step} that every way schedules, of a script that asks nothing at all."""
    steps = network.bundle.scripts[script].steps.values()
    schedules = [step for step in steps if isinstance(step.kind, ScheduleStep)]
    members = network.family(script) if schedules else None
    if members is None:
        return {}
    everywhere = [place for member in members for place in network.places(member.name).values()]
    if any(place.does in (Does.ASKS, Does.HOLDS) for place in everywhere):
        return {}
    by_target: dict[str, list[str]] = {}
    for step in schedules:
        if isinstance(step.kind, ScheduleStep):
            by_target.setdefault(step.kind.script, []).append(step.name)
    return {
        target: f"{script}.{names[0]}"
        for target, names in by_target.items()
        if target in network.bundle.scripts and not _passes_by(network, script, set(names))
    }


def _passes_by(network: Network, script: str, steps: set[str]) -> bool:
    """Return whether some way to the end comes through none of the steps."""
    places = network.places(script)
    waiting, seen = [network.first(script)], set[str]()
    while waiting:
        name = waiting.pop()
        if name == END:
            return True
        if name not in seen and name not in steps:
            seen.add(name)
            waiting.extend(places[name].follow)
    return False
