"""A programme that edits its conversations: a folder of its own, and a bot that is started again with it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Settings
from tests.stories.walking import quiet
from tests.world import World

ROOT = Path(__file__).parents[2]


class Desk:
    """The programme's own copy of its conversations."""

    def __init__(self, world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = world
        self.conversations = folder / "conversations"
        shutil.copytree(ROOT / "conversations", self.conversations)
        plain: Callable[[], Settings] = world.settings

        def settings() -> Settings:
            return plain().model_copy(update={"conversations_folder": self.conversations})

        monkeypatch.setattr(world, "settings", settings)

    def change(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which stands in the file once."""
        path = self.conversations / file
        words = path.read_text(encoding="utf-8")
        assert words.count(old) == 1
        path.write_text(words.replace(old, new), encoding="utf-8")

    def write(self, file: str, words: str) -> None:
        """Add a file."""
        (self.conversations / file).write_text(words, encoding="utf-8")

    async def restart(self) -> None:
        """Stop the bot and start it with the conversations as they are now."""
        await self.world.stop_bot()
        await self.world.start_bot()
        await self.world.sim.polled()
        await quiet(self.world)
