"""Help that was left open when its case was closed asked on, and its silence called people a day later."""

from bot.storage import conversation
from tests.stories.walking import does, joins, taken, through
from tests.world import World


async def test_help_ends_with_its_case_and_its_silence_calls_nobody(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    who = await world.person_at(world.maya)
    await taken(world, world.sam, who.code)
    await does(world, world.sam, "I am here. I read what you wrote.")
    await through(world, world.sam, "Close", "We talked")

    open_now = await world.read(lambda tx: conversation.open_of(tx, who.id))
    assert [talk.script for talk in open_now if talk.status != "invited"] == []
    for _ in range(4):
        await world.later(hours=5)
        assert await world.case_of(world.maya) is None
