"""Which scripts help in a crisis, which lines they show first, and which kind of words starts which."""

from collections.abc import Mapping

from bot.engine.bundle import Bundle
from bot.engine.questions import question_at
from bot.engine.script import CallStep, OfferServicesStep, ShowStep, WaitForPersonStep
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
# Kind of signal -> the resource with lines for just this danger, where a script shows it only later.
LINES_OF: Mapping[str, str] = {"violence": "violence_lines"}
# Every script that a crisis in somebody's words can start.
HELPERS = frozenset(script for several in (*HELP.values(), ANY_HELP) for script in several)


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


def _lines_at_the_start(bundle: Bundle, script: str, above: tuple[str, ...] = ()) -> str | None:
    """Return the crisis lines shown before the first question, by a script that is called, too.

    "" when a question comes first; None when the script is over without either.
    """
    for name, step in script_of(bundle, script).steps.items():
        match step.kind:
            case ShowStep(resource=resource) if is_crisis_resource(bundle, resource):
                return resource
            case OfferServicesStep() | WaitForPersonStep():
                return ""
            case CallStep(script=called) if called in bundle.scripts and called not in above:
                found = _lines_at_the_start(bundle, called, (*above, script))
                if found is not None:
                    return found
        if question_at(bundle, Frame(script=script, step=name)) is not None:
            return ""
    return None


def first_lines(bundle: Bundle, script: str) -> str | None:
    """Return the first crisis resource that a script shows, itself or before its first question, or None."""
    for step in script_of(bundle, script).steps.values():
        if isinstance(step.kind, ShowStep) and is_crisis_resource(bundle, step.kind.resource):
            return step.kind.resource
    return _lines_at_the_start(bundle, script) or None


def lines_about(bundle: Bundle, why: str) -> str | None:
    """Return the crisis resource nearest to what somebody was called for: a kind of signal, or script.step.

    Right after a step that tells a coach may stand lines for just that danger. None: none fit it.
    """
    name, _, step = why.partition(".")
    own = LINES_OF.get(name)
    if own in bundle.resources:
        return own
    script = crisis_script_for(bundle, name) if name in HELP else name
    if script is None or script not in bundle.scripts:
        return None
    if name not in HELP and not is_crisis_script(bundle, script):
        return None
    steps = script_of(bundle, script).steps
    following = dict(zip(steps, tuple(steps.values())[1:], strict=False)).get(step)
    kind = following.kind if following is not None else None
    if isinstance(kind, ShowStep) and is_crisis_resource(bundle, kind.resource):
        return kind.resource
    return first_lines(bundle, script)


def is_crisis_script(bundle: Bundle, script: str) -> bool:
    """Return whether the script shows crisis lines before its first question: it was made for a crisis."""
    return bool(_lines_at_the_start(bundle, script))


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
