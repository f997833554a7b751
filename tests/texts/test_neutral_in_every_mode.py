"""What stands on a screen all day says to nobody who looks on what it is about: menu, commands, profile."""

from pathlib import Path

import pytest

from bot.scripts import load, read_folder
from bot.scripts.wording.neutral import telling_word
from bot.texts import Catalogs, own
from bot.texts.own import OWN
from bot.turns.library import Edition

ROOT = Path(__file__).parents[2]
# How the ids of the bot's own words begin that stand on the menu, in the list of commands, in the profile.
ON_SHOW = ("bot.menu_", "bot.slash_", "bot.command_", "bot.profile_", "bot.invitation", "bot.cover")
LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def edition() -> Edition:
    catalogs = Catalogs.load(ROOT / "locales", LANGUAGES)
    return Edition(load(read_folder(ROOT / "conversations", ROOT / "locales")), catalogs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_menu_button_names_substances_or_recovery(edition: Edition, language: str) -> None:
    labels = [
        edition.text(button, language)
        for script in edition.menu
        for button in (script.button, script.quiet_button)
        if button is not None
    ]

    assert len(labels) >= len(edition.menu) > 3
    assert [label for label in labels if telling_word(label)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_do_the_bots_own_words_that_are_on_show(edition: Edition, language: str) -> None:
    shown = [text_id for text_id in OWN if text_id.startswith(ON_SHOW)]

    assert len(shown) > 10
    assert {
        text_id: word
        for text_id in shown
        if (word := telling_word(own(text_id, language, edition.catalogs))) is not None
    } == {}


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("I drank or used", "drank"),
        ("Ride out a craving", "craving"),
        ("Mi recuperación", "recuperacion"),
        ("Bebí o consumí", "bebi"),
        ("NALOXONE", "naloxone"),
        ("A hard moment", None),
        ("Something happened", None),
        ("Because of you", None),
        ("Mis razones", None),
    ],
)
def test_a_word_that_tells_is_found_whatever_its_letters(label: str, word: str | None) -> None:
    assert telling_word(label) == word
