"""Scripts that start one another without end are a fault that is told, not a conversation nobody began."""

from dataclasses import replace
from typing import Any

import pytest

from bot.engine import StartNow, Turn, advance
from tests.stories.walking import does, joins, live, menu, text
from tests.world import World


async def test_the_circle_is_broken_and_a_coach_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await joins(world, world.maya)

    def circles(*arguments: Any) -> Turn:
        turn = advance(*arguments)
        return replace(turn, effects=(*turn.effects, StartNow(script="my_reasons")))

    with monkeypatch.context() as broken:
        broken.setattr("bot.turns.playing.advance", circles)
        said = await menu(world, world.maya, "A hard moment")

    assert "Something on my side did not work" in text(said)
    assert await live(world, world.maya) == []
    assert world.sam.last is not None
    assert world.sam.last.text.endswith("urgent")
    assert await does(world, world.maya, "hello")
