"""What a person agreed to: the words that ask for it, whether it stands, and whether the words have changed.

The consent stands in a script of its own, so that it can be asked again by itself. Its version is a hash
over every word of that script in one language, with the resources it shows: what a person could have read.
"""

import hashlib
from collections.abc import Iterator

from bot.engine import Bundle, Line
from bot.engine.script import AskStep, CallStep, ConsentAnswer, ShowStep
from bot.engine.wording import leaves, programme_values
from bot.errors import BrokenConversationError
from bot.storage import consent
from bot.storage.person import Person
from bot.texts import resource_words
from bot.turns.library import Edition
from bot.turns.work import Work


def agrees(work: Work, who: Person) -> bool:
    """Return whether everything that the welcome asks consent for is agreed to and not taken back.

    A guest agrees to nothing. Where a programme asks for nothing, whoever is past the welcome has agreed.
    """
    names = asked_by_welcome(work.library.current.bundle)
    if not names:
        return who.state not in ("new", "consenting")
    return all(consent.current(work.tx, who.id, name) is not None for name in names)


def outdated(work: Work, who: Person) -> bool:
    """Return whether somebody who agrees did so to other words than those that stand there now.

    The words are compared in the language they were agreed to in: choosing another one changes nothing.
    """
    edition = work.library.current
    for name in asked_by_welcome(edition.bundle):
        given = consent.current(work.tx, who.id, name)
        script = asking(edition.bundle, name)
        if given is not None and given.text_hash != version_of(edition, script, given.language):
            return True
    return False


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


def version_of(edition: Edition, script: str, locale: str) -> str:
    """Return the hash of all words of the script in `locale`, the resources it shows included."""
    known = edition.versions.get((script, locale))
    if known is None:
        words = hashlib.sha256()
        for part in _words_of(edition, script, locale):
            words.update(part.encode())
            words.update(b"\0")
        known = edition.versions[script, locale] = words.hexdigest()
    return known


def _words_of(edition: Edition, script: str, locale: str) -> Iterator[str]:
    bundle = edition.bundle
    values = programme_values(bundle.programme)
    for text_id, text in sorted(bundle.texts.items()):
        if text_id.startswith(f"{script}."):
            for variant in range(len(leaves(text))):
                yield f"{text_id} {edition.say(Line(text=text_id, variant=variant, values=values), locale)}"
    for step in edition.script(script).steps.values():
        if isinstance(step.kind, ShowStep):
            name = step.kind.resource
            yield f"{name} {resource_words(bundle, name, locale, lambda: '')}"


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
