"""A slash took the meaning of ordinary words away: /alto did not stop, and a coach never read the rest."""

import pytest

from tests.stories.walking import does, invited, joins, live, newest, since, taken, text
from tests.world import World


@pytest.mark.parametrize("word", ["/alto", "/baja", "/parar", "/stop"])
async def test_every_word_for_stop_stops_with_a_slash_too(world: World, word: str) -> None:
    await joins(world, world.luz, "es")
    await invited(world, world.luz)
    await does(world, world.luz, "Vamos")

    came = await does(world, world.luz, word)

    assert "Está bien, paramos aquí" in text(came)
    assert await live(world, world.luz) == []


async def test_stop_with_a_slash_before_the_agreement_asks_nothing_again(world: World) -> None:
    await does(world, world.luz, "hola")
    await does(world, world.luz, "/alto")

    came = await does(world, world.luz, "/alto")

    assert "18 años" not in text(came)


async def test_what_begins_with_a_slash_reaches_the_coach_who_is_there(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    sams = newest(world.sam)

    await does(world, world.maya, "/tomorrow I come")

    assert "/tomorrow I come" in text(since(world.sam, sams))
