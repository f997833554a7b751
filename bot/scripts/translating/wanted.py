"""What each catalog has to hold, and which of it a crisis can reach."""

from collections.abc import Collection
from dataclasses import dataclass

from babel.messages.plurals import get_plural

from bot.engine.bundle import Bundle
from bot.engine.crisis import HELPERS
from bot.engine.script import CallStep
from bot.scripts.translating.extract import Entry, entries, own_entries
from bot.signals import Level
from bot.texts import OWN_SOURCE

FORMS_OF_A_SOURCE = 2  # "one:" and "other:"
OWN_PREFIX = "bot"  # of the ids of the bot's own texts: a crisis can reach many of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one catalog has to hold. `urgent` are first parts of text ids that a crisis can reach."""

    entries: tuple[Entry, ...]
    language: str
    source: str  # the language that is translated from
    urgent: Collection[str]


def wanted_of(bundle: Bundle, language: str) -> Wanted:
    """Return what the catalog of the conversations in this language has to hold.

    For the source language that is nothing, unless it has more forms after a number than the two that a
    conversation can give: Polish has three.
    """
    found = tuple(entries(bundle))
    if language == bundle.programme.source_language:
        more = get_plural(language).num_plurals > FORMS_OF_A_SOURCE
        found = tuple(entry for entry in found if more and entry.plural is not None)
    return Wanted(
        entries=found,
        language=language,
        source=bundle.programme.source_language,
        urgent=reached_by_a_crisis(bundle),
    )


def own_wanted(language: str) -> Wanted:
    """Return what the catalog of the bot's own words in this language has to hold."""
    return Wanted(
        entries=tuple(own_entries()), language=language, source=OWN_SOURCE, urgent=frozenset((OWN_PREFIX,))
    )


def reached_by_a_crisis(bundle: Bundle) -> set[str]:
    """Return the scripts that a heard crisis or a crisis rule starts, and those that they call."""
    waiting = list(HELPERS)
    for script in bundle.scripts.values():
        rules = script.risk.values()
        waiting.extend(rule.start_now for rule in rules if rule.level is Level.CRISIS and rule.start_now)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in bundle.scripts:
            continue
        reached.add(name)
        kinds = (step.kind for step in bundle.scripts[name].steps.values())
        waiting.extend(kind.script for kind in kinds if isinstance(kind, CallStep))
    return reached
