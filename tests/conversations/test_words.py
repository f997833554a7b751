"""What people read is kind, true and short, in both languages."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.engine.bundle import Bundle
from bot.engine.script import Plural, Text
from bot.engine.wording import leaves
from bot.scripts import load, read_folder
from bot.scripts.wording import CatalogWording
from bot.texts.own import OWN
from bot.texts.own_buttons import BUTTONS

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LONGEST_TEXT = 600  # letters; more is hard to read on a phone

# A streak that can be lost, or a day that counts from nothing.
COUNTING: Mapping[str, tuple[str, ...]] = {
    "en": ("in a row without", "sober for", "back to zero", "from scratch", "day one"),
    "es": ("seguidos sin", "de vuelta a cero", "desde el principio", "primer día"),
}

Said = tuple[str, str]  # where it stands, what it says


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", LOCALES))


@pytest.fixture(scope="module")
def said(bundle: Bundle) -> Mapping[str, list[Said]]:
    return {language: list(_all_texts(bundle, language)) for language in bundle.programme.languages}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_hurts_promises_or_is_hard_to_read(
    bundle: Bundle, said: Mapping[str, list[Said]], language: str
) -> None:
    wording = CatalogWording(language, bundle.avoid[language])
    faults = [
        f"{where}: {fault}"
        for where, words in said[language]
        for _, fault in wording.faults(where, words, button=_is_button(where))
    ]

    assert faults == []
    assert list(wording.levels()) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_can_be_lost(said: Mapping[str, list[Said]], language: str) -> None:
    assert _found(said[language], COUNTING[language]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_texts_are_short(said: Mapping[str, list[Said]], language: str) -> None:
    assert [where for where, words in said[language] if len(words) > LONGEST_TEXT] == []


def test_an_invitation_names_neither_substances_nor_recovery(said: Mapping[str, list[Said]]) -> None:
    telling = re.compile(
        r"drink|drug|use\b|sober|recover|crav|relaps|treat|beb|consum|droga|sobri|recupera|ganas",
        re.IGNORECASE,
    )
    quiet = ("bot.invitation", "bot.command_", "bot.profile_description", "bot.staff.alert")

    for language in ("en", "es"):
        for where, words in said[language]:
            if where.startswith(quiet) or where.endswith("quiet_button"):
                assert not telling.search(words), where


def _is_button(where: str) -> bool:
    return where in BUTTONS or ".choices." in where or where.endswith((".button", ".quiet_button"))


def _all_texts(bundle: Bundle, language: str) -> Iterator[Said]:
    if language == bundle.programme.source_language:
        for text_id, text in (*OWN.items(), *bundle.texts.items()):
            for source in _sources(text):
                yield text_id, source
    else:
        for file in ("bot.po", "conversations.po"):
            with (LOCALES / language / "LC_MESSAGES" / file).open("rb") as opened:
                catalog = read_po(opened, locale=language)
            for message in catalog:
                several = message.string if isinstance(message.string, tuple | list) else (message.string,)
                for words in several if message.id else ():
                    yield str(message.context), str(words)
    for resource in bundle.resources.values():
        yield f"resources.{resource.name}", resource.texts[bundle.programme.country][language].text
    for service in bundle.services.values():
        yield f"services.{service.name}", service.texts[language]


def _sources(text: Text) -> Iterator[str]:
    for leaf in leaves(text):
        if isinstance(leaf, Plural):
            yield leaf.one
            yield leaf.other
        else:
            yield leaf.source


def _found(said: list[Said], phrases: tuple[str, ...]) -> list[str]:
    patterns = [
        (phrase, re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)) for phrase in phrases
    ]
    return [
        f"{where}: {phrase}" for where, words in said for phrase, pattern in patterns if pattern.search(words)
    ]
