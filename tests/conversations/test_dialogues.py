"""Every dialogue that editors wrote under `tests:` comes out as written."""

from pathlib import Path

import pytest

from bot.engine.bundle import Bundle
from bot.scripts import load, read_folder
from bot.texts import Catalogs
from tests.conversations.player import Player

ROOT = Path(__file__).parents[2]
BUNDLE = load(read_folder(ROOT / "conversations", ROOT / "locales"))
CATALOGS = Catalogs.load(ROOT / "locales", BUNDLE.programme.languages)
LONGEST_MESSAGE = 700  # letters of one turn; more is hard to read on a phone

DIALOGUES = [
    pytest.param(name, test.title, id=f"{name}: {test.title}")
    for name, script in BUNDLE.scripts.items()
    for test in script.tests
]


@pytest.fixture
def bundle() -> Bundle:
    return BUNDLE


@pytest.mark.parametrize(("script", "title"), DIALOGUES)
def test_a_dialogue_comes_out_as_written(bundle: Bundle, script: str, title: str) -> None:
    test = next(test for test in bundle.scripts[script].tests if test.title == title)
    player = Player(bundle, CATALOGS, script, test, "en")

    assert player.play(test.talk) == []
    assert player.longest <= LONGEST_MESSAGE


@pytest.mark.parametrize(("script", "title"), DIALOGUES)
def test_the_same_dialogue_goes_the_same_way_in_spanish(bundle: Bundle, script: str, title: str) -> None:
    test = next(test for test in bundle.scripts[script].tests if test.title == title)
    player = Player(bundle, CATALOGS, script, test, "es")
    talk = tuple(line for line in test.talk if line.what != "says")

    assert player.play(talk) == []
    assert player.longest <= LONGEST_MESSAGE
    assert not any("{" in said or "}" in said for said in player.heard)
