"""What people read is kind, true and short: no hurtful word, no promise about a person, no long sentence."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.engine.bundle import Bundle
from bot.engine.script import Plural, Text
from bot.engine.wording import leaves
from bot.scripts import load, read_folder
from bot.texts.own import OWN

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LONGEST_SENTENCE = 25  # words; longer ones are hard to follow on a bad day
LONGEST_TEXT = 600  # letters; more is hard to read on a phone

# What a person will do, or when, is never ours to say: {when_a_person_answers} says what is true.
PROMISES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "will contact",
        "will call",
        "will reach out",
        "will be in touch",
        "will get back",
        "will answer",
        "will reply",
        "will write to you",
        "will help you",
        "right away",
        "straight away",
        "soon",
        "shortly",
        "immediately",
        "in a few minutes",
        "in a moment",
        "on the way",
        "is coming",
        "are coming",
    ),
    "es": (
        "te contactará",
        "te va a contactar",
        "se pondrá en contacto",
        "te llamará",
        "te va a llamar",
        "te escribirá",
        "te va a escribir",
        "te responderá",
        "te va a responder",
        "te contestará",
        "te va a contestar",
        "te ayudará",
        "enseguida",
        "en seguida",
        "pronto",
        "en breve",
        "de inmediato",
        "inmediatamente",
        "cuanto antes",
        "lo antes posible",
        "en unos minutos",
        "en camino",
        "ya viene",
    ),
}

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
def test_no_word_hurts(bundle: Bundle, said: Mapping[str, list[Said]], language: str) -> None:
    assert _found(said[language], tuple(bundle.avoid[language])) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_promised_about_a_person(said: Mapping[str, list[Said]], language: str) -> None:
    assert _found(said[language], PROMISES[language]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_can_be_lost(said: Mapping[str, list[Said]], language: str) -> None:
    assert _found(said[language], COUNTING[language]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentences_and_texts_are_short(said: Mapping[str, list[Said]], language: str) -> None:
    long = [where for where, words in said[language] if len(words) > LONGEST_TEXT]
    long += [
        f"{where}: {sentence}"
        for where, words in said[language]
        for sentence in re.split(r"[.!?:;]\s|\n", words)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]

    assert long == []


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
