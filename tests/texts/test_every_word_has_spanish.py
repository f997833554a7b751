"""Nobody gets half a screen in one language and half in the other."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.engine.bundle import Bundle
from bot.engine.script import Plural, Text, TextId
from bot.engine.wording import NAME, leaves
from bot.scripts import entries, load, read_folder, update_catalog, update_own_catalog
from bot.texts import LONGEST_BUTTON
from bot.texts.own import OWN
from bot.texts.own_buttons import BUTTONS
from bot.texts.own_commands import SLASH

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "locales" / "es" / "LC_MESSAGES"
COMMAND = re.compile(r"(?<![\w/.])/([A-Za-z0-9_]+)(?![\w/])")
LONGEST_TOAST = 190  # letters; Telegram's answerCallbackQuery takes 200
LONGEST_DESCRIPTION = 512  # letters; Telegram's setMyDescription
LONGEST_COMMAND = 256  # letters; Telegram's BotCommand

OWN_BUTTONS = sorted(BUTTONS)

# the controls; yes and no are answers themselves
ALWAYS_THERE = tuple(
    TextId(f"bot.{name}")
    for name in ("skip", "back", "stop", "person", "that_is_all", "change_answer", "button_who_sees")
)

Known = dict[tuple[str, str], Message]


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


@pytest.fixture(scope="module")
def own_words() -> Known:
    return _read("bot.po")


@pytest.fixture(scope="module")
def conversations() -> Known:
    return _read("conversations.po")


def test_all_the_bots_own_words_are_in_spanish(own_words: Known) -> None:
    assert list(_faults(OWN.items(), own_words)) == []


def test_all_conversations_are_in_spanish(bundle: Bundle, conversations: Known) -> None:
    assert list(_faults(bundle.texts.items(), conversations)) == []


def test_no_spanish_is_left_over_from_a_text_that_is_gone(
    bundle: Bundle, own_words: Known, conversations: Known
) -> None:
    own = {(str(text_id), first) for text_id, text in OWN.items() for first, _ in _sources(text)}

    assert set(own_words) == own
    assert set(conversations) == {(str(entry.id), entry.msgid) for entry in entries(bundle)}


def test_the_catalogs_are_as_translate_update_writes_them(bundle: Bundle) -> None:
    own, conversations = ((FOLDER / name).read_text("utf-8") for name in ("bot.po", "conversations.po"))

    assert update_own_catalog(own, "es") == own
    assert update_catalog(bundle, conversations, "es") == conversations


def test_what_is_told_of_a_command_can_be_written(own_words: Known) -> None:
    names = {text_id.removeprefix(SLASH) for text_id in OWN if text_id.startswith(SLASH)}
    told = {name for text in OWN.values() for one, _ in _sources(text) for name in COMMAND.findall(one)}
    spanish = {_spanish(f"{SLASH}{name}", OWN[TextId(SLASH + name)], own_words) for name in names}

    assert told <= names
    assert all(re.fullmatch("[a-z0-9_]{1,32}", name) for name in spanish)
    assert len(spanish) == len(names)


def test_every_button_fits_on_a_phone_in_both_languages(
    bundle: Bundle, own_words: Known, conversations: Known
) -> None:
    labels = list(_labels(OWN_BUTTONS, OWN, own_words))
    choices = [text_id for text_id in bundle.texts if _is_button(text_id)]
    labels.extend(_labels(choices, bundle.texts, conversations))

    assert [label for label in labels if len(label) > LONGEST_BUTTON] == []


def test_two_buttons_of_a_question_never_say_the_same(bundle: Bundle, conversations: Known) -> None:
    questions: dict[str, list[TextId]] = {}
    for text_id in bundle.texts:
        if ".choices." in text_id:
            questions.setdefault(text_id.rpartition(".")[0], []).append(text_id)

    for question, choices in questions.items():
        english = {_first(bundle.texts[one]).casefold() for one in choices}
        spanish = {_spanish(one, bundle.texts[one], conversations).casefold() for one in choices}
        assert len(english) == len(spanish) == len(choices), question


def test_a_choice_never_says_the_same_as_a_button_that_is_always_there(
    bundle: Bundle, own_words: Known, conversations: Known
) -> None:
    always = {label.casefold() for label in _labels(ALWAYS_THERE, OWN, own_words)}
    choices = [text_id for text_id in bundle.texts if ".choices." in text_id]

    assert [one for one in _labels(choices, bundle.texts, conversations) if one.casefold() in always] == []


def test_short_notes_and_the_profile_keep_telegrams_limits(own_words: Known) -> None:
    for text_id, text in OWN.items():
        longest = max(len(_first(text)), len(_spanish(text_id, text, own_words)))
        if text_id.startswith("bot.toast_"):
            assert longest <= LONGEST_TOAST, text_id
        if text_id.startswith("bot.command_"):
            assert longest <= LONGEST_COMMAND, text_id
        if text_id == "bot.profile_description":
            assert longest <= LONGEST_DESCRIPTION


def test_resources_and_services_speak_both_languages(bundle: Bundle) -> None:
    country = bundle.programme.country
    for resource in bundle.resources.values():
        assert set(resource.texts[country]) == set(bundle.programme.languages), resource.name
    for service in bundle.services.values():
        assert set(service.texts) == set(bundle.programme.languages), service.name


def _read(file: str) -> Known:
    with (FOLDER / file).open("rb") as opened:
        catalog = read_po(opened, locale="es")
    known: Known = {}
    for message in catalog:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            known[str(message.context), first] = message
    return known


def _sources(text: Text) -> Iterator[tuple[str, str | None]]:
    for leaf in leaves(text):
        yield (leaf.one, leaf.other) if isinstance(leaf, Plural) else (leaf.source, None)


def _first(text: Text) -> str:
    return next(_sources(text))[0]


def _spanish(text_id: str, text: Text, known: Known) -> str:
    string = known[text_id, _first(text)].string
    return string if isinstance(string, str) else max(string or ("",), key=len)


def _faults(texts: Iterable[tuple[TextId, Text]], known: Known) -> Iterator[str]:
    for text_id, text in texts:
        for first, other in _sources(text):
            message = known.get((text_id, first))
            if message is None:
                yield f"{text_id}: not in the catalog"
            elif message.fuzzy:
                yield f"{text_id}: fuzzy"
            elif other is None:
                yield from _compare(text_id, first, message.string)
            else:
                if not isinstance(message.string, tuple | list) or len(message.string) != 2:
                    yield f"{text_id}: a plural has two forms"
                    continue
                yield from _compare(text_id, first, message.string[0])
                yield from _compare(text_id, other, message.string[1])


def _compare(text_id: str, source: str, spanish: object) -> Iterator[str]:
    if not isinstance(spanish, str) or not spanish.strip():
        yield f"{text_id}: not translated"
    elif set(NAME.findall(source)) != set(NAME.findall(spanish)):
        yield f"{text_id}: the names in braces differ"


def _is_button(text_id: str) -> bool:
    return ".choices." in text_id or text_id.endswith((".button", ".quiet_button"))


def _labels(ids: Iterable[TextId], texts: Mapping[TextId, Text], known: Known) -> Iterator[str]:
    for text_id in ids:
        text = texts[text_id]
        yield _first(text)
        yield _spanish(text_id, text, known)
