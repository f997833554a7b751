"""Every dialogue that editors wrote under `tests:` comes out as written, and goes the same way in Spanish."""

import re
from pathlib import Path

import pytest

from bot.engine import Bundle, ScriptTest
from bot.scripts import load, read_folder
from bot.scripts.playing import Player, Reply, Voice, run_tests
from bot.scripts.playing.names import Names
from bot.scripts.playing.past import facts_with
from bot.scripts.playing.trial import Trial
from bot.scripts.reading.words import read_time
from bot.texts import Catalogs

ROOT = Path(__file__).parents[2]
BUNDLE = load(read_folder(ROOT / "conversations", ROOT / "locales"))
VOICE = Voice(BUNDLE, Catalogs.load(ROOT / "locales", BUNDLE.programme.languages))
LONGEST_MESSAGE = 700  # letters of one turn; more is hard to read on a phone

DIALOGUES = [
    pytest.param(name, test, id=f"{name}: {test.title}")
    for name, script in BUNDLE.scripts.items()
    for test in script.tests
]
OTHERS = [language for language in BUNDLE.programme.languages if language != "en"]


@pytest.fixture
def bundle() -> Bundle:
    return BUNDLE


def test_every_dialogue_comes_out_as_written(bundle: Bundle) -> None:
    assert [str(problem) for problem in run_tests(bundle, VOICE.catalogs, bundle.scripts)] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("script", "test"), DIALOGUES)
def test_the_same_dialogue_goes_the_same_way_in_every_language(
    bundle: Bundle, script: str, test: ScriptTest, language: str
) -> None:
    flow = ScriptTest(
        title=test.title,
        talk=tuple(line for line in test.talk if line.what != "says"),
        history=test.history,
        duty=test.duty,
    )

    assert list(Trial(VOICE, Names(bundle), script, flow, language).faults()) == []


@pytest.mark.parametrize("language", BUNDLE.programme.languages)
@pytest.mark.parametrize(("script", "test"), DIALOGUES)
def test_what_is_said_on_the_way_is_whole_and_short(script: str, test: ScriptTest, language: str) -> None:
    for reply in played(script, test, language):
        assert all(len(message) <= LONGEST_MESSAGE for message in reply.messages)
        assert not re.search(r"[{}]", reply.text), reply.text


def played(script: str, test: ScriptTest, language: str) -> list[Reply]:
    facts = facts_with(BUNDLE, language, test.history, test.duty)
    player = Player(BUNDLE, VOICE.catalogs, script, language=language, facts=facts, voice=VOICE)
    replies = [player.begin()]
    for line in test.talk:
        if line.what == "person":
            replies.extend(player.write(words) for words in line.words.split("\n"))
        elif line.what == "wait":
            span = read_time(line.words)
            assert span is not None
            replies.append(player.pass_time(span))
    return replies
