"""Which scripts help in a crisis, which lines they show first, and which kind of words starts which."""

from collections.abc import Mapping

from bot.engine.bundle import Bundle
from bot.engine.questions import question_at
from bot.engine.script import OfferServicesStep, ShowStep, WaitForPersonStep
from bot.engine.state import Frame, Phase
from bot.engine.walk import Walk, script_of

# Kind of signal -> the scripts that help, best first; the first one the bundle holds is taken.
HELP: Mapping[str, tuple[str, ...]] = {
    "suicide": ("crisis_help",),
    "violence": ("crisis_help",),
    "overdose": ("overdose_help", "crisis_help"),
    "medical": ("withdrawal_help", "crisis_help"),
}
ANY_HELP = ("crisis_help",)


def crisis_script_for(bundle: Bundle, kind: str) -> str | None:
    """Return the script that helps with this kind of crisis, or None when the bundle has none."""
    for script in HELP.get(kind, ANY_HELP):
        if script in bundle.scripts:
            return script
    return None


def is_crisis_resource(bundle: Bundle, name: str) -> bool:
    """Return whether the resource goes first. One the bundle does not hold is taken as a crisis resource."""
    resource = bundle.resources.get(name)
    return resource is None or resource.crisis


def first_lines(bundle: Bundle, script: str) -> str | None:
    """Return the first crisis resource that a script shows, or None."""
    for step in script_of(bundle, script).steps.values():
        if isinstance(step.kind, ShowStep) and is_crisis_resource(bundle, step.kind.resource):
            return step.kind.resource
    return None


def is_crisis_script(bundle: Bundle, script: str) -> bool:
    """Return whether the script shows crisis lines before its first question: it was made for a crisis."""
    for name, step in script_of(bundle, script).steps.items():
        if isinstance(step.kind, ShowStep) and is_crisis_resource(bundle, step.kind.resource):
            return True
        if isinstance(step.kind, OfferServicesStep | WaitForPersonStep):
            return False
        if question_at(bundle, Frame(script=script, step=name)) is not None:
            return False
    return False


def in_crisis(walk: Walk) -> bool:
    """Return whether silence means danger here: holding on for a person, or a crisis script is running."""
    if walk.state.phase is Phase.HOLDING:
        return True
    return any(is_crisis_script(walk.bundle, script.name) for script in walk.scripts())


def lines_here(walk: Walk) -> str | None:
    """Return the crisis lines that fit this conversation, else the programme's first ones, else None."""
    for script in reversed(walk.scripts()):
        lines = first_lines(walk.bundle, script.name)
        if lines is not None:
            return lines
    return next((name for name, resource in walk.bundle.resources.items() if resource.crisis), None)
