"""Which consents a programme asks for, and which script asks for them."""

from bot.engine.bundle import Bundle
from bot.engine.script import AskStep, CallStep, ConsentAnswer
from bot.errors import BrokenConversationError


def consent_script(bundle: Bundle) -> str:
    """Return the script that asks for the consent: the first on the way through the welcome that does.

    The welcome itself where none does.
    """
    welcome = bundle.programme.welcome
    return next((name for name in _on_the_way(bundle, welcome) if consents_of(bundle, name)), welcome)


def asking(bundle: Bundle, name: str) -> str:
    """Return the script that asks for the consent called `name`, the welcome's way before all others.

    Raises BrokenConversationError when none does.
    """
    for script in (*_on_the_way(bundle, bundle.programme.welcome), *bundle.scripts):
        if name in consents_of(bundle, script):
            return script
    raise BrokenConversationError("a script gives a consent that no script asks for")


def consents_of(bundle: Bundle, *scripts: str) -> frozenset[str]:
    """Return the names of all consents that these scripts themselves ask for; without any, all scripts."""
    known = (bundle.scripts[name] for name in scripts or bundle.scripts if name in bundle.scripts)
    steps = (step for script in known for step in script.steps.values())
    asked = (step.kind.question.kind for step in steps if isinstance(step.kind, AskStep))
    return frozenset(kind.name for kind in asked if isinstance(kind, ConsentAnswer))


def asked_by_welcome(bundle: Bundle) -> frozenset[str]:
    """Return the names of the consents that are asked for on the way through the welcome."""
    return consents_of(bundle, *_on_the_way(bundle, bundle.programme.welcome))


def _on_the_way(bundle: Bundle, script: str) -> dict[str, None]:
    """Return the script and all that it calls, in the order a person meets them, each once."""
    found: dict[str, None] = {}
    waiting = [script]
    while waiting:
        name = waiting.pop(0)
        if name in found or name not in bundle.scripts:
            continue
        found[name] = None
        waiting.extend(
            step.kind.script
            for step in bundle.scripts[name].steps.values()
            if isinstance(step.kind, CallStep)
        )
    return found
