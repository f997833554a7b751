"""`drill` where no file lies between the desk and the bot."""

import asyncio
from pathlib import Path

import pytest

from bot.commands import drill as room
from bot.commands.drill import run_drill
from bot.errors import RefusedError
from bot.storage import case, timer
from tests.commands.test_drill import begun
from tests.storage.conftest import KEY, postgresql_url, server
from tests.stories.walking import does
from tests.world import World

__all__ = ["postgresql_url", "server"]


async def test_the_desk_asks_through_the_database_and_hears_when_no_bot_is_there(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FOUND_WITHIN_SECONDS", 20.0)
    world = World(tmp_path)
    world.database_url, world.key = postgresql_url, KEY
    async with world.opened():
        running = await begun(world)
        await does(world, world.sam, "Open")
        await does(world, world.sam, "I have it")
        await does(world, world.sam, "here")
        assert await running == 0
        (held,) = await world.read(lambda tx: case.drills(tx, 5))
        assert held.outcome == "drill"

        await world.stop_bot()
        monkeypatch.setattr(room, "FOUND_WITHIN_SECONDS", 0.5)
        with pytest.raises(RefusedError, match="No drill has begun"):
            await asyncio.to_thread(run_drill, world.settings())
        await world.start_bot()
        assert await world.read(lambda tx: timer.of(tx, "drill", 1)) == ()
