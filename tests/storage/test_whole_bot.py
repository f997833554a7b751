"""The whole bot on PostgreSQL: the same walk, so that the way to several machines stays open."""

from pathlib import Path

from tests.storage.conftest import KEY
from tests.world import World, tap_through


async def test_a_newcomer_reaches_a_coach_on_postgresql(postgresql_url: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.database_url, world.key = postgresql_url, KEY
    async with world.opened():
        world.maya.write("hello")
        await world.maya.see("language")
        await tap_through(world.maya, "Start", "Yes", "Next", "Next", "Yes", "Maya", "Yes", "9:30 am", "No")
        world.maya.press_menu("Something happened")
        await world.maya.see("body right now")
        await tap_through(world.maya, "I am okay")
        alert = await world.sam.see("urgent")
        world.sam.tap((alert.id, "Open"))
        await world.sam.see("Maya")
        await world.settled()

        assert (await world.person_at(world.maya)).state == "active"
        held = await world.case_of(world.maya)
        assert held is not None
        assert held.state == "new"
