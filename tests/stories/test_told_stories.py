"""The stories of this folder, as coaches wrote them, come out word for word."""

from pathlib import Path

import pytest

from bot.engine import Bundle
from bot.scripts import load, read_folder
from bot.scripts.playing import Voice
from bot.scripts.playing.names import Names
from bot.scripts.playing.story import read_story
from bot.scripts.playing.telling import tell
from bot.texts import Catalogs

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STORIES = sorted(HERE.glob("*.story"))


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


@pytest.fixture(scope="module")
def voice(bundle: Bundle) -> Voice:
    return Voice(bundle, Catalogs.load(ROOT / "locales", bundle.programme.languages))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_comes_out_as_written(voice: Voice, bundle: Bundle, path: Path) -> None:
    story, problems = read_story(path.name, path.read_text("utf-8"), dict(voice.language_names))

    telling = tell(voice, Names(bundle), story)

    assert problems == []
    assert [str(problem) for problem in telling.all_problems] == []
    assert story.entries[-1].what != "person", "a story says how it goes on after the last words"


def test_there_are_stories_in_every_language(bundle: Bundle) -> None:
    told = {line for path in STORIES for line in path.read_text("utf-8").splitlines()[:5]}

    assert len(STORIES) >= 6
    assert {f"Language: {language}" for language in bundle.programme.languages} <= told
