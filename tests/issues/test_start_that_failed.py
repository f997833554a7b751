"""A start that fails says why, and leaves nothing open."""

from typing import Any

import pytest

from bot.errors import DatabaseUnavailableError
from tests.world import World


async def test_what_stops_the_start_comes_out_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.stop_bot()

    async def away(*_: Any) -> None:
        raise DatabaseUnavailableError

    with monkeypatch.context() as broken:
        broken.setattr("bot.turns.turns.Turns.resume", away)
        await world.start_bot()
        with pytest.raises(DatabaseUnavailableError):
            await world.stop_bot()

    await world.start_bot()  # nobody else holds the file any more
