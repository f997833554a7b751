"""What can be said of the good files while others are broken: bundles made of what could be read.

Nothing here is ever published or run for a person; it only lets the later stages of the check look.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import time
from typing import NamedTuple

from bot.engine.bundle import Bundle, Key, Programme
from bot.engine.crisis import HELPERS
from bot.engine.script import Script
from bot.scripts.build_shared import build_programme
from bot.scripts.checking.answers import answer_kind
from bot.scripts.checking.keys import KINDS_OF
from bot.scripts.checking.programme import known_language, known_zone
from bot.scripts.checking.whole import DEFAULT_LANGUAGE
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.load import build_bundle
from bot.scripts.node import Word
from bot.scripts.reading.shapes.shared import SAFETY_KINDS


class Partial(NamedTuple):
    """`readable` holds every script without an error; `runnable` those that need nothing broken."""

    readable: Bundle
    runnable: Bundle


def build_partial(
    drafts: Mapping[str, ScriptDraft], shared: SharedDraft, wrong: frozenset[str], languages: tuple[str, ...]
) -> Partial:
    """Return what can be built. `wrong` are the files with errors; `languages` those that have catalogs."""
    programme = _programme(shared, languages)
    good = {name: draft for name, draft in drafts.items() if draft.file not in wrong}
    readable = build_bundle(good, shared, programme, "")
    if shared.keys is None:
        readable = replace(readable, keys={**_keys_asked(good.values()), **readable.keys})
    runs = dict(good)
    while broken := [name for name, draft in runs.items() if _needs_broken(draft, runs, readable, wrong)]:
        for name in broken:
            del runs[name]
    left_out = drafts.keys() - runs.keys()
    unheard = "safety.yaml" in wrong or bool(left_out & HELPERS)
    scripts = {name: _without_lost_tests(readable.scripts[name], left_out, unheard) for name in runs}
    return Partial(readable=readable, runnable=replace(readable, scripts=scripts))


def _programme(shared: SharedDraft, catalogs: tuple[str, ...]) -> Programme:
    """Return the programme as far as it is known, fit to look things up in."""
    if shared.programme is None:
        languages = tuple(dict.fromkeys((DEFAULT_LANGUAGE, *catalogs)))
        country = next((str(one) for countries in shared.resources.values() for one in countries), "us")
        return Programme(
            name="",
            languages=languages,
            source_language=DEFAULT_LANGUAGE,
            country=country,
            zone="UTC",
            welcome="welcome",
            stages=(),
            quiet_from=time(21, 30),
            quiet_until=time(8),
            check_in_hour=time(9),
        )
    read = build_programme(shared)
    source = read.source_language if known_language(read.source_language) else DEFAULT_LANGUAGE
    languages = tuple(dict.fromkeys((*filter(known_language, read.languages), source)))
    zone = read.zone if known_zone(read.zone) else "UTC"
    return replace(read, languages=languages, source_language=source, zone=zone)


def _needs_broken(
    draft: ScriptDraft, runs: Mapping[str, ScriptDraft], readable: Bundle, wrong: frozenset[str]
) -> bool:
    if any(script not in runs for script in _scripts_needed(draft)):
        return True
    if "keys.yaml" in wrong and any(str(key) not in readable.keys for key in _keys_needed(draft)):
        return True
    if "resources.yaml" in wrong:
        return any(step.show is not None for step in draft.steps.values())
    if "services.yaml" in wrong:
        return any(step.offer_services is not None for step in draft.steps.values())
    return False


def _scripts_needed(draft: ScriptDraft) -> Iterator[str]:
    for step in draft.steps.values():
        if step.call is not None:
            yield str(step.call)
    for rule in draft.risk.values():
        if rule.start_now is not None:
            yield str(rule.start_now)


def _keys_asked(drafts: Iterable[ScriptDraft]) -> Mapping[str, Key]:
    """Return the keys as the questions have them, for when keys.yaml does not say what they are.

    They have no label: nobody has written one, so none is missing in a translation.
    """
    keys: dict[str, Key] = {}
    for draft in drafts:
        for _, step, name in draft.asks():
            kind = answer_kind(step)
            choices = tuple(map(str, step.choices or step.choose_any or ()))
            word = KINDS_OF.get(type(kind), ("one of",))[0] if kind is not None else "one of"
            if step.choose_any is not None:
                word = "some of"
            keys.setdefault(str(name), Key(name=str(name), label="", kind=word, values=choices))
    return keys


def _keys_needed(draft: ScriptDraft) -> Iterator[Word]:
    for _, _, key in draft.asks():
        yield key
    yield from draft.scores
    for test in draft.tests.values():
        yield from test.history


def _without_lost_tests(script: Script, left_out: set[str], unheard: bool) -> Script:
    """Return the script without the tests that lead into what was left out."""
    tests = tuple(
        test
        for test in script.tests
        if not any(
            (line.what == "bot" and line.words.partition(".")[0] in left_out)
            or (line.what == "scheduled" and line.words.partition(" ")[0] in left_out)
            or (unheard and line.what == "coach told" and line.words in SAFETY_KINDS)
            for line in test.talk
        )
    )
    return script if len(tests) == len(script.tests) else replace(script, tests=tests)
