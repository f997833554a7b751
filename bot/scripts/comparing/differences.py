"""Two sets of conversations, and what changed from one to the other, in words."""

from collections.abc import Iterator

from bot.engine.bundle import Bundle
from bot.engine.script import TextId
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.leading import led_elsewhere
from bot.scripts.comparing.of_programme import programme_differences
from bot.scripts.comparing.of_scripts import script_differences
from bot.scripts.comparing.of_shared import (
    avoid_differences,
    key_differences,
    phrase_differences,
    protocol_differences,
    resource_differences,
    service_differences,
)
from bot.scripts.comparing.of_translations import translation_differences
from bot.scripts.comparing.reach import reach_of
from bot.scripts.comparing.sides import Sides
from bot.texts import Catalogs


def differences(
    old: Bundle, new: Bundle, old_catalogs: Catalogs, new_catalogs: Catalogs
) -> tuple[Difference, ...]:
    """Return what is different in the newer set, by file: conversations, shared files, translations.

    Nothing for sets that say and do the same, even when a comment or a space differs.
    """
    reaches = reach_of(old), reach_of(new)
    sides = Sides(
        old=old,
        new=new,
        old_catalogs=old_catalogs,
        new_catalogs=new_catalogs,
        reaches=reaches,
        led_elsewhere=led_elsewhere(old, new, reaches),
    )
    return tuple(_all(sides))


def _all(sides: Sides) -> Iterator[Difference]:
    for name in sorted({*sides.old.scripts, *sides.new.scripts}):
        yield from script_differences(sides, name)
    yield from key_differences(sides)
    yield from programme_differences(sides)
    yield from resource_differences(sides)
    yield from phrase_differences(sides)
    yield from service_differences(sides)
    yield from protocol_differences(sides)
    yield from avoid_differences(sides)
    yield from _notes(sides)
    yield from translation_differences(sides)


def _notes(sides: Sides) -> Iterator[Difference]:
    """Return the notes for translators that changed."""
    noted: dict[str, tuple[str, str]] = {}
    for text in dict.fromkeys((*sides.old.origins, *sides.new.origins)):
        if text in sides.old.origins and text in sides.new.origins:
            old, new = _note(sides.old, text), _note(sides.new, text)
            if old != new:
                noted[".".join(text.split(".")[:2])] = (old, new)
    for place in noted:
        yield Difference(words=f"The note for translators at {place} changed.", guarded=False)


def _note(bundle: Bundle, text: TextId) -> str:
    return " ".join((bundle.origins[text].note or "").split())
