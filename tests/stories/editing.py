"""A programme that edits its conversations: a folder of its own, published while people talk."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Settings
from bot.publishing import Plan, approve, make_plan, propose, publish
from bot.scripts import load, read_folder
from bot.storage import Transaction, member
from tests.stories.walking import quiet
from tests.world import World

ROOT = Path(__file__).parents[2]


# Chats of the two who edit; nobody holds these phones.
PAM, ROS = 930, 931


class Desk:
    """The programme's own copy of its conversations, and the two members of staff who publish it."""

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

    async def plan(self) -> Plan:
        """Return what publishing the folder as it is now would change."""
        files = read_folder(self.conversations, ROOT / "locales")
        return await make_plan(self.world.app.database, files, load(files))

    async def publish(self) -> str:
        """What stands in the folder is in force, seen by both where it has to be; return its hash."""
        plan = await self.plan()
        at = self.world.clock.now()

        def into_force(tx: Transaction) -> None:
            pam, ros = (self._member(tx, chat, name) for chat, name in ((PAM, "Pam"), (ROS, "Ros")))
            proposed = propose(tx, plan, by=pam, at=at)
            if proposed.needs_second:
                approve(tx, proposed.id, by=ros, at=at)
            else:
                publish(tx, proposed.id, by=pam, at=at)

        await self.world.app.database.run(into_force)
        return plan.hash

    async def goes_live(self, within: float = 20.0) -> float:
        """Publish, and return after how many seconds the running bot has taken it up."""
        loop = asyncio.get_running_loop()
        published, began = await self.publish(), loop.time()
        async with asyncio.timeout(within):
            while self.world.app.library.current.bundle.hash != published:  # noqa: ASYNC110  # nobody is told
                await asyncio.sleep(0.01)
        return loop.time() - began

    async def restart(self) -> None:
        """Publish, then stop the bot and start it again: it begins with what is in force."""
        await self.publish()
        await self.world.stop_bot()
        await self.world.start_bot()
        await self.world.sim.polled()
        await quiet(self.world)

    def _member(self, tx: Transaction, chat: int, name: str) -> int:
        known = member.find(tx, chat)
        if known is not None:
            return known.id
        at = self.world.clock.now()
        made = member.add(tx, id=tx.new_id(at), chat=chat, name=name, role="editor", locale="en", at=at)
        return made.id
