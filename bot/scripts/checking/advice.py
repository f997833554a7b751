"""Checks that go further than what the engine needs: what is unfinished, untested, unclear or out of date.

They belong to the check and not to loading, so that a stricter version never refuses what was published.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.engine.bundle import Bundle
from bot.engine.script import Words
from bot.engine.wording import leaves
from bot.scripts.checking.gaps import check_gaps
from bot.scripts.checking.ladder import check_pauses
from bot.scripts.checking.length import check_comfort
from bot.scripts.checking.phrases import Button, check_phrases
from bot.scripts.checking.protocols import check_any_danger
from bot.scripts.checking.quotes import check_quotes
from bot.scripts.checking.saving import check_saving
from bot.scripts.checking.shown import check_fresh, check_shown
from bot.scripts.checking.starting import check_starting
from bot.scripts.checking.testing import check_testing
from bot.scripts.draft import ScriptDraft, SharedDraft
from bot.scripts.problem import Problems
from bot.texts import Catalogs
from bot.texts.catalogs import CONVERSATIONS


def check_further(
    drafts: Mapping[str, ScriptDraft],
    shared: SharedDraft,
    today: date,
    buttons: Iterator[Button],
    problems: Problems,
) -> None:
    """Say what the set still lacks. `today` is a local date, `buttons` are those of every language."""
    for draft in drafts.values():
        check_testing(draft, problems)
        check_saving(draft, problems)
        check_shown(draft, problems)
        check_comfort(draft, problems)
        check_quotes(draft, problems)
    if shared.keys is not None:
        check_gaps(drafts, shared.keys, problems)
    check_starting(drafts, shared, problems)
    check_any_danger(shared, problems)
    check_pauses(shared, problems)
    check_fresh(shared, today, problems)
    check_phrases(shared, buttons, problems)


def buttons_in(bundle: Bundle, catalogs: Catalogs) -> Iterator[Button]:
    """Return every button of the scripts, in the source language and in every translation."""
    for text_id, origin in bundle.origins.items():
        if not origin.button:
            continue
        script = text_id.partition(".")[0]
        for leaf in leaves(bundle.texts[text_id]):
            if isinstance(leaf, Words):
                yield script, leaf.source
                for language in catalogs.languages:
                    label = catalogs.translation(CONVERSATIONS, text_id, leaf.source, language)
                    if label is not None:
                        yield script, label
