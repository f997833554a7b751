"""What the bot knows without its database, and which words and lines it falls back to."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cadence import MOST_A_MINUTE, Pace
from bot.engine import Bundle
from bot.errors import BrokenConversationError
from bot.scripts import load, read_folder
from bot.texts import Catalogs
from bot.turns import Edition, Library, Memory, MenuWords
from bot.turns.memory import FLOWS_REMEMBERED, PEOPLE_REMEMBERED, Flows
from bot.turns.menu import Always, MenuScript

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """The programme's own bundle."""
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


def library_of(bundle: Bundle) -> Library:
    """Return a library that holds only this bundle."""
    return Library(Edition(bundle, Catalogs.load(ROOT / "locales", bundle.programme.languages)))


def test_who_wrote_longest_ago_is_forgotten_first() -> None:
    memory = Memory({2: ("es", "M2"), 1: ("en", "M1")})
    for chat in range(10, 10 + PEOPLE_REMEMBERED - 1):
        memory.learn(chat, "en")
    assert memory.of(1) is None
    assert memory.of(2) is not None


def test_a_code_once_known_stays_known() -> None:
    memory = Memory()
    memory.learn(1, "en", "M1")
    memory.learn(1, "es")
    known = memory.of(1)
    assert known is not None
    assert (known.locale, known.code) == ("es", "M1")


def test_a_resource_is_shown_in_the_nearest_language_that_there_is(bundle: Bundle) -> None:
    library = library_of(bundle)
    assert "marca 2" in library.resource("crisis_lines", "es_MX")
    assert "Call or text 988" in library.resource("crisis_lines", "fr")


def test_a_country_without_lines_gets_those_of_another(bundle: Bundle) -> None:
    abroad = replace(bundle, programme=replace(bundle.programme, country="zz"))
    assert "988" in library_of(abroad).resource("crisis_lines", "en")


def test_lines_that_are_missing_are_replaced_by_the_built_in_ones(bundle: Bundle) -> None:
    library = library_of(bundle)
    assert "911" in library.resource("no_such_lines", "en")
    assert "911" in library.resource("no_such_lines", "es")
    unknown = replace(bundle, programme=replace(bundle.programme, source_language="xx"))
    assert "911" in library_of(unknown).resource("crisis_lines", "fr")


def test_a_bundle_that_is_gone_and_a_script_that_is_gone_are_named_as_broken(bundle: Bundle) -> None:
    library = library_of(bundle)
    with pytest.raises(BrokenConversationError):
        library.edition("no such hash")
    with pytest.raises(BrokenConversationError):
        library.current.script("no_such_script")


@pytest.mark.parametrize(
    ("wish", "language"),
    [("es-MX", "es"), ("es", "es"), ("EN_us", "en"), ("fr", "en"), (None, "en"), ("", "en")],
)
def test_the_nearest_language_is_spoken(bundle: Bundle, wish: str | None, language: str) -> None:
    assert library_of(bundle).language_for(wish) == language


def test_menu_labels_are_known_in_every_language(bundle: Bundle) -> None:
    menu = MenuWords(library_of(bundle))
    for words in ("Something happened", "something happened", "Pasó algo", "PASÓ ALGO"):
        assert menu.meant_by(words) == MenuScript(script="after_use")
    assert menu.meant_by("necesito ayuda ahora") is Always.HELP_NOW
    assert menu.meant_by("x" * 65) is None
    assert menu.meant_by("something else") is None


def test_how_fast_a_chat_writes_is_known_apart_from_all_others() -> None:
    flows = Flows()
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    loud = [flows.one_more(1, noon) for _ in range(MOST_A_MINUTE + 2)]

    assert loud[-2:] == [Pace.TOO_FAST, Pace.LEFT]
    assert flows.one_more(2, noon) is Pace.FINE


def test_only_the_chats_that_wrote_last_are_counted() -> None:
    flows = Flows()
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for _ in range(MOST_A_MINUTE + 1):
        flows.one_more(0, noon)
    for chat in range(1, FLOWS_REMEMBERED + 1):
        flows.one_more(chat, noon)

    assert flows.one_more(0, noon) is Pace.FINE


def test_who_is_forgotten_is_known_to_nobody() -> None:
    memory = Memory({1: ("es", "K7")})
    memory.forget(1)
    memory.forget(2)

    assert memory.of(1) is None
