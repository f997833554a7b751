"""Words that name a danger and begin with a slash were met with the lines, and nobody was called."""

import pytest

from bot.storage import Transaction
from tests.stories.walking import does, joins, live, newest, since, text
from tests.world import World

CRIES = ("/I want to die", "/try I want to die", "/try crisis_help I want to die", "/stop I want to die")


@pytest.mark.parametrize("cry", CRIES)
async def test_people_are_called_once_and_help_begins(world: World, cry: str) -> None:
    await joins(world, world.maya)
    sams = newest(world.sam)

    came = await does(world, world.maya, cry)

    assert "988" in came[0].text
    assert text(came).count("988") == 1
    assert await live(world, world.maya) == [("crisis_help", "open")]
    alerts = [message for message in since(world.sam, sams) if message.button("Open")]
    assert len(alerts) == 1


async def test_it_is_never_a_test_of_a_conversation(world: World) -> None:
    await joins(world, world.maya)

    def trials(tx: Transaction) -> int:
        return int(tx.connection.exec_driver_sql("SELECT count(*) FROM trial").scalar() or 0)

    came = await does(world, world.maya, "/try daily_checkin I want to die")

    assert "TEST" not in text(came)
    assert await world.read(trials) == 0


async def test_a_stranger_is_helped_too(world: World) -> None:
    came = await does(world, world.maya, "/start I want to die")

    assert "988" in came[0].text
    assert await world.case_of(world.maya) is not None
