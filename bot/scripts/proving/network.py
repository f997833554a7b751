"""Scripts as a network: which step can come after which, as the engine would go.

Here every branch counts that some answer, some history or some outcome could take, whatever was answered
before. So what holds on every way through the network holds in every conversation. The other way round is
not so: a way through it may need answers that contradict each other, which `search` finds out.
"""

from enum import Enum
from functools import cached_property
from typing import NamedTuple

from bot.engine.actions import DONE, MISSING
from bot.engine.bundle import Bundle
from bot.engine.condition import Clause, NoAnswerCame, Otherwise
from bot.engine.crisis import HELPERS, is_crisis_resource
from bot.engine.going import NOTHING_FOUND, target_of
from bot.engine.questions import asked_keys, family, services_for
from bot.engine.script import (
    END,
    NEXT,
    AskEachStep,
    AskStep,
    CallStep,
    DecideStep,
    DoStep,
    OfferServicesStep,
    ScheduleStep,
    Script,
    ShowStep,
    Step,
    TellCoachStep,
    WaitForPersonStep,
    WaitStep,
)
from bot.engine.state import SKIPPED
from bot.scripts.proving.answers import Answer, answers_of
from bot.signals import Level

CRISIS = Level.CRISIS

# What always works, whatever was answered.
ALWAYS_DONE = frozenset(
    (
        "pause", "stop check-ins", "start check-ins", "withdraw consent", "set time zone",
        "forget clear word", "be discreet", "stop being discreet", "shelter my record", "open my record",
        "begin first days",
    )
)  # fmt: skip


class Does(Enum):
    """What a step does to the turn it is in."""

    GOES_ON = "goes on"
    ASKS = "asks"
    PAUSES = "pauses"
    HOLDS = "holds on for a person"
    CALLS = "calls another script"


class Place(NamedTuple):
    """One step of the network. `follow` holds step names and END; `decides` is true where nobody chooses."""

    name: str
    step: Step
    does: Does
    follow: tuple[str, ...]
    decides: bool
    shows_lines: bool
    tells_crisis: bool
    calls: str | None


class Around(NamedTuple):
    """The conversations that run a script: the other scripts in them, and the keys that they can ask for."""

    beside: tuple[Script, ...]
    asked: frozenset[str]


class Network:
    """All scripts of a bundle; what is asked for twice is worked out once."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._places: dict[str, dict[str, Place]] = {}
        self._families: dict[str, tuple[Script, ...] | None] = {}
        self._keys: dict[str, frozenset[str]] = {}

    @property
    def whole(self) -> bool:
        """Return whether nothing is left out of the bundle: what cannot be read has no hash to go by."""
        return bool(self.bundle.hash)

    def places(self, script: str) -> dict[str, Place]:
        """Return {step: place}, in the order of the file; empty for a script that is not there."""
        found = self._places.get(script)
        if found is None:
            known = self.bundle.scripts.get(script)
            found = self._places[script] = self._read(known) if known is not None else {}
        return found

    def first(self, script: str) -> str:
        """Return where a script begins; END for one without steps."""
        return next(iter(self.places(script)), END)

    def family(self, script: str) -> tuple[Script, ...] | None:
        """Return the script and all it can call; None when that is not known, or goes round in a circle."""
        if script not in self._families:
            self._families[script] = None  # what a circle of calls comes to, too
            known = self.bundle.scripts.get(script)
            kinds = [step.kind for step in known.steps.values()] if known is not None else []
            calls = (kind.script for kind in kinds if isinstance(kind, CallStep))
            if known is not None and all(self.family(call) is not None for call in calls):
                self._families[script] = family(self.bundle, script)
        return self._families[script]

    @cached_property
    def clauses(self) -> dict[str, tuple[Clause, ...]]:
        """Return {key: what any branch, or any rule that starts a script, looks at in it}."""
        found: dict[str, dict[Clause, None]] = {}
        for script in self.bundle.scripts.values():
            conditions = [
                rule.when for rule in script.risk.values() if rule.start_now or rule.level is CRISIS
            ]
            for step in script.steps.values():
                if isinstance(step.kind, DecideStep):
                    conditions.extend(condition for condition, _ in step.kind.branches)
            for condition in conditions:
                for clause in condition.clauses:
                    if not isinstance(clause, NoAnswerCame):
                        found.setdefault(clause.key, {})[clause] = None
        return {key: tuple(clauses) for key, clauses in found.items()}

    @cached_property
    def begun(self) -> frozenset[str]:
        """Return the scripts that a conversation can begin with; others only run inside another one.

        One that nobody calls is tried by its editor. Where scripts are left out, these may be its callers.
        """
        begun = {
            script.name for script in self.bundle.scripts.values() if script.starts != "only when called"
        }
        begun.update(HELPERS)
        for script in self.bundle.scripts.values():
            begun.update(rule.start_now for rule in script.risk.values() if rule.start_now is not None)
            for step in script.steps.values():
                if isinstance(step.kind, ScheduleStep):
                    begun.add(step.kind.script)
        if self.whole:
            begun.update(name for name in self.bundle.scripts if name not in self._callers)
        return frozenset(begun & self.bundle.scripts.keys())

    def around(self, script: str) -> Around:
        """Return what conversations that run the script hold besides it."""
        roots, waiting = {script}, [script]
        while waiting:
            callers = self.callers(waiting.pop()) - roots
            roots |= callers
            waiting.extend(callers)
        begun = [root for root in roots if root == script or root in self.begun]
        members = {member.name: member for root in begun for member in self.family(root) or ()}
        members.pop(script, None)
        return Around(tuple(members.values()), frozenset(key for root in begun for key in self._asked(root)))

    def callers(self, script: str) -> frozenset[str]:
        """Return the scripts that call it."""
        return frozenset(self._callers.get(script, ()))

    @cached_property
    def _callers(self) -> dict[str, set[str]]:
        """Return {script: the scripts that call it}."""
        found: dict[str, set[str]] = {}
        for script in self.bundle.scripts.values():
            for step in script.steps.values():
                if isinstance(step.kind, CallStep):
                    found.setdefault(step.kind.script, set()).add(script.name)
        return found

    def _asked(self, root: str) -> frozenset[str]:
        if root not in self._keys:
            self._keys[root] = asked_keys(self.bundle, root) if self.family(root) is not None else frozenset()
        return self._keys[root]

    def _read(self, script: Script) -> dict[str, Place]:
        names = list(script.steps)
        following = dict(zip(names, (*names[1:], END), strict=False))
        places: dict[str, Place] = {}
        for name, step in script.steps.items():
            kind = step.kind
            shows = isinstance(kind, ShowStep) and is_crisis_resource(self.bundle, kind.resource)
            goes = (following[name] if go == NEXT else go for go in self._goes(step))
            follow = tuple(go for go in dict.fromkeys(goes) if go == END or go in following)
            places[name] = Place(
                name=name,
                step=step,
                does=self._does(step),
                follow=follow,
                decides=isinstance(kind, DecideStep | DoStep),
                shows_lines=shows,
                tells_crisis=isinstance(kind, TellCoachStep) and kind.level is CRISIS,
                calls=kind.script if isinstance(kind, CallStep) else None,
            )
        return places

    def _does(self, step: Step) -> Does:
        match step.kind:
            case AskStep() | AskEachStep():
                return Does.ASKS
            case OfferServicesStep(need=need):
                return Does.ASKS if services_for(self.bundle, need) else Does.GOES_ON
            case WaitStep():
                return Does.PAUSES
            case WaitForPersonStep():
                return Does.HOLDS
            case CallStep():
                return Does.CALLS
            case _:
                return Does.GOES_ON

    def _goes(self, step: Step) -> list[str]:
        kind = step.kind
        if isinstance(kind, DecideStep):
            return [*(target for _, target in kind.branches), kind.otherwise]
        if not step.then or isinstance(step.then[0][0], Otherwise):
            return [target_of(step, None)]
        return [target_of(step, answer) for answer in self.answers_at(step)]

    def answers_at(self, step: Step) -> list[Answer | None]:
        """Return an answer, or an outcome, of each group that the step's own lines tell apart."""
        match step.kind:
            case AskStep(question=question) | AskEachStep(question=question):
                return [*answers_of(self.bundle, question, (match for match, _ in step.then))]
            case OfferServicesStep(need=need):
                services = services_for(self.bundle, need)
                if not services:
                    return [NOTHING_FOUND]
                return [*(service.name for service in services), SKIPPED]
            case DoStep(action=action):
                return [DONE] if action in ALWAYS_DONE else [DONE, MISSING]
            case _:
                return [None]
