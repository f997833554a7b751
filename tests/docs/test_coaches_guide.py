"""The guide for coaches: what it says to tap and to write is what the bot shows, in both languages."""

import re
from pathlib import Path

import pytest

from bot.engine.script import Words
from bot.texts import Catalogs
from bot.texts.own import OWN
from bot.texts.own_commands import SLASH

GUIDE = Path("docs/coaches.md")
_BUTTON = re.compile(r"\*\*\[(.+?)\]\*\*")
_COMMAND = re.compile(r"`/(\w+)")
_BLANK = re.compile(r"\{\w+\}")


def _halves() -> dict[str, str]:
    english, spanish = GUIDE.read_text(encoding="utf-8").split("\n---\n")
    return {"en": english, "es": spanish}


def _said(locale: str) -> dict[str, str]:
    """Return {id: words} of the bot's own short texts in this language."""
    catalogs = Catalogs.load(Path("locales"), ("en", "es"))
    return {
        name: catalogs.translation("bot", name, text.source, locale) or text.source
        for name, text in OWN.items()
        if isinstance(text, Words)
    }


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_button_the_guide_names_is_a_button_of_the_bot(locale: str) -> None:
    labels = [re.escape(_BLANK.sub("\0", words)).replace("\0", ".+") for words in _said(locale).values()]

    missing = [
        button
        for button in _BUTTON.findall(_halves()[locale])
        if not any(re.fullmatch(label, button) for label in labels if not label.startswith(".+"))
    ]

    assert missing == []


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_command_the_guide_names_is_a_command_of_the_bot(locale: str) -> None:
    names = {words for name, words in _said(locale).items() if name.startswith(SLASH)}

    assert set(_COMMAND.findall(_halves()[locale])) <= names


def test_both_languages_tell_the_same_things() -> None:
    english, spanish = _halves().values()

    assert len(re.findall(r"^## ", english, re.M)) == len(re.findall(r"^## ", spanish, re.M))
