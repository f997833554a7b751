"""What a crisis or a consent can reach: changes to it need a second member. When in doubt, it counts."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from bot.engine.bundle import Bundle
from bot.engine.crisis import HELPERS, is_crisis_script
from bot.engine.judge import keys_of
from bot.engine.script import (
    AskEachStep,
    AskStep,
    CallStep,
    ConsentAnswer,
    DoStep,
    OfferServicesStep,
    Rule,
    ScheduleStep,
    Script,
    ShowStep,
    Step,
    TellCoachStep,
)
from bot.engine.wording import names_in
from bot.scripts.comparing.parts import texts_of_script
from bot.signals import Level

CONSENT_ACTIONS = ("give consent", "withdraw consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`scripts` count as a whole. `ways` are scripts with a crisis rule: where their branches lead counts.

    `steps` and `rules` are (script, name); `keys` include scores; `needs` are those of services.
    """

    scripts: frozenset[str]
    ways: frozenset[str]
    steps: frozenset[tuple[str, str]]
    rules: frozenset[tuple[str, str]]
    keys: frozenset[str]
    resources: frozenset[str]
    needs: frozenset[str]


def reach_of(bundle: Bundle) -> Reach:
    """Return what a crisis or a consent of this bundle can reach."""
    scripts = _followed(bundle, {*_crisis_scripts(bundle), *_consent_scripts(bundle)})
    crisis_rules = [
        (script.name, rule)
        for script in bundle.scripts.values()
        for rule in script.risk.values()
        if _is_crisis(rule, scripts)
    ]
    looked_at = frozenset(key for _, rule in crisis_rules for key in keys_of(rule.when))
    looked_at |= _parts_of_scores(bundle, looked_at)
    ways = frozenset(script for script, _ in crisis_rules)
    steps = _steps(bundle, looked_at, ways | scripts)
    inside = [bundle.scripts[name] for name in scripts]
    kinds = [step.kind for script in inside for step in script.steps.values()]
    shown = {
        name
        for script in inside
        for text in texts_of_script(script)
        if text in bundle.texts
        for name in names_in(bundle.texts[text])
    }
    crisis_resources = {name for name, resource in bundle.resources.items() if resource.crisis}
    return Reach(
        scripts=scripts,
        ways=ways,
        steps=steps,
        rules=frozenset((script, rule.name) for script, rule in crisis_rules),
        keys=frozenset({*looked_at, *shown, *_saved_in(inside)}),
        resources=frozenset({*crisis_resources, *(k.resource for k in kinds if isinstance(k, ShowStep))}),
        needs=frozenset(kind.need for kind in kinds if isinstance(kind, OfferServicesStep)),
    )


def _crisis_scripts(bundle: Bundle) -> Iterator[str]:
    yield from HELPERS
    for script in bundle.scripts.values():
        if is_crisis_script(bundle, script.name):
            yield script.name
        for rule in script.risk.values():
            if rule.level is Level.CRISIS and rule.start_now is not None:
                yield rule.start_now


def _consent_scripts(bundle: Bundle) -> Iterator[str]:
    yield bundle.programme.welcome
    for script in bundle.scripts.values():
        if any(_is_about_consent(step) for step in script.steps.values()):
            yield script.name


def _is_about_consent(step: Step) -> bool:
    match step.kind:
        case AskStep(question=question) | AskEachStep(question=question):
            return isinstance(question.kind, ConsentAnswer)
        case DoStep(action=action):
            return action in CONSENT_ACTIONS
        case _:
            return False


def _followed(bundle: Bundle, begun: Iterable[str]) -> frozenset[str]:
    """Return the scripts that are there, and whatever they call or schedule."""
    found: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name in found or name not in bundle.scripts:
            continue
        found.add(name)
        kinds = (step.kind for step in bundle.scripts[name].steps.values())
        waiting.extend(kind.script for kind in kinds if isinstance(kind, CallStep | ScheduleStep))
    return frozenset(found)


def _is_crisis(rule: Rule, scripts: frozenset[str]) -> bool:
    return rule.level is Level.CRISIS or rule.start_now in scripts


def _parts_of_scores(bundle: Bundle, keys: frozenset[str]) -> frozenset[str]:
    scores = (pair for script in bundle.scripts.values() for pair in script.scores.items())
    return frozenset(part for name, score in scores if name in keys for part in score.of)


def _steps(bundle: Bundle, looked_at: frozenset[str], scripts: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return the steps that count; calling a script counts when something in it does, however deep."""
    found: frozenset[tuple[str, str]] = frozenset()
    while True:
        leading = scripts | {script for script, _ in found}
        more = frozenset(
            (script.name, step.name)
            for script in bundle.scripts.values()
            for step in script.steps.values()
            if _counts(step, looked_at, leading)
        )
        if more == found:
            return found
        found = more


def _counts(step: Step, looked_at: frozenset[str], scripts: Set[str]) -> bool:
    """Return whether a crisis rule looks at the step, or the step calls a coach or begins such a script."""
    match step.kind:
        case AskStep(question=question):
            return question.save in looked_at
        case AskEachStep(texts=texts):
            return any(key in looked_at for key in texts)
        case CallStep(script=script) | ScheduleStep(script=script):
            return script in scripts
        case TellCoachStep(level=level):
            return level is Level.CRISIS
        case _:
            return False


def _saved_in(scripts: Iterable[Script]) -> Iterator[str]:
    for script in scripts:
        for step in script.steps.values():
            match step.kind:
                case AskStep(question=question) if question.save is not None:
                    yield question.save
                case AskEachStep(texts=texts):
                    yield from texts
                case _:
                    pass
