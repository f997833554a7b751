"""Our own conversations, read once; and small programmes in which a test spoils one thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.engine import Bundle
from bot.scripts import load, read_folder
from bot.scripts.playing import Player
from bot.texts import Catalogs

ROOT = Path(__file__).parents[3]

Plays = Callable[..., Player]


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


@pytest.fixture(scope="session")
def catalogs(bundle: Bundle) -> Catalogs:
    return Catalogs.load(ROOT / "locales", bundle.programme.languages)


@pytest.fixture
def plays(bundle: Bundle, catalogs: Catalogs) -> Plays:
    """Return how one of our conversations is begun: `plays("after_use", language="es")`."""

    def play(script: str, language: str = "en", **known: object) -> Player:
        return Player(bundle, catalogs, script, language=language, **known)  # type: ignore[arg-type]

    return play
