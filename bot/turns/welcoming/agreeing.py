"""What a person agreed to: the words that ask for it, whether it stands, and whether the words have changed.

The consent stands in a script of its own, so that it can be asked again by itself. Its version is a hash
over every word of that script in one language, with the resources it shows: what a person could have read.
"""

import hashlib
from collections.abc import Iterator

from bot.engine import Line
from bot.engine.agreement import asking
from bot.engine.script import ShowStep
from bot.engine.wording import leaves, programme_values
from bot.storage import consent
from bot.storage.person import Person
from bot.texts import resource_words
from bot.turns.library import Edition
from bot.turns.work import Work


def agrees(work: Work, who: Person) -> bool:
    """Return whether everything that the welcome asks consent for is agreed to and not taken back.

    A guest agrees to nothing. Where a programme asks for nothing, whoever is past the welcome has agreed.
    """
    names = work.library.current.consents
    if not names:
        return who.state not in ("new", "consenting")
    return all(consent.current(work.tx, who.id, name) is not None for name in names)


def outdated(work: Work, who: Person) -> bool:
    """Return whether somebody who agrees did so to other words than those that stand there now.

    The words are compared in the language they were agreed to in: choosing another one changes nothing.
    """
    edition = work.library.current
    for name in edition.consents:
        given = consent.current(work.tx, who.id, name)
        script = asking(edition.bundle, name)
        if given is not None and given.text_hash != version_of(edition, script, given.language):
            return True
    return False


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
