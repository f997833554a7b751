"""Which script asks for the consent, and when its words are other words."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine import Bundle, TextId
from bot.engine.agreement import asked_by_welcome, asking, consent_script, consents_of
from bot.engine.script import Words
from bot.errors import BrokenConversationError
from bot.scripts import load, read_folder
from bot.texts import Catalogs
from bot.turns.library import Edition
from bot.turns.welcoming.agreeing import version_of

ROOT = Path(__file__).parents[2]
NO_WORDS = Catalogs.from_read({})


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


def version(bundle: Bundle, language: str = "en") -> str:
    return version_of(Edition(bundle, NO_WORDS), "agreement", language)


def with_text(bundle: Bundle, text: str, words: str) -> Bundle:
    return replace(bundle, texts={**bundle.texts, TextId(text): Words(source=words)})


def test_the_agreement_is_found_on_the_way_through_the_welcome(bundle: Bundle) -> None:
    assert consent_script(bundle) == "agreement"
    assert asked_by_welcome(bundle) == consents_of(bundle) == {"programme"}
    assert asking(bundle, "programme") == "agreement"


def test_a_welcome_that_asks_for_nothing_is_its_own_agreement(bundle: Bundle) -> None:
    without = replace(
        bundle, scripts={name: one for name, one in bundle.scripts.items() if name != "agreement"}
    )

    assert consent_script(without) == "welcome"
    assert asked_by_welcome(without) == frozenset()
    with pytest.raises(BrokenConversationError):
        asking(without, "programme")


def test_each_word_counts_and_other_scripts_do_not(bundle: Bundle) -> None:
    known = version(bundle)

    assert version(bundle) == known
    assert version(with_text(bundle, "agreement.who_sees.ask", "Everybody sees everything.")) != known
    assert version(with_text(bundle, "agreement.who_sees.choices.go_on", "Go on")) != known
    assert version(with_text(bundle, "daily_checkin.used.ask", "And today?")) == known


def test_what_the_words_are_filled_with_counts_too(bundle: Bundle) -> None:
    known = version(bundle)
    longer = replace(bundle, programme=replace(bundle.programme, words_kept_days=180))
    renamed = replace(bundle, programme=replace(bundle.programme, name="Another house"))
    quieter = replace(bundle, programme=replace(bundle.programme, zone="UTC"))

    assert version(longer) != known
    assert version(renamed) != known
    assert version(quieter) == known


def test_a_resource_that_is_shown_counts_in_its_language(bundle: Bundle) -> None:
    lines = bundle.resources["lines_to_keep"]
    spanish = replace(lines.texts["us"]["es"], text="Otras líneas.")
    other = replace(lines, texts={"us": {**lines.texts["us"], "es": spanish}})
    changed = replace(bundle, resources={**bundle.resources, "lines_to_keep": other})

    assert version(changed, "es") != version(bundle, "es")
    assert version(changed, "en") == version(bundle, "en")
