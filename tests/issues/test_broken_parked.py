"""A conversation that was set aside and can no longer be read ends, and takes no other one along."""

from bot.storage import Transaction, conversation
from tests.stories.walking import does, joins, live, menu, text
from tests.world import World


async def test_going_on_with_what_cannot_be_read_ends_it_and_it_is_not_offered_again(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "A hard moment")
    await menu(world, world.maya, "My reasons")
    who = await world.person_at(world.maya)

    def spoil(tx: Transaction) -> None:
        (parked,) = (talk for talk in conversation.open_of(tx, who.id) if talk.status == "parked")
        conversation.save(tx, parked.id, status="parked", document='{"no": "state"}', turn=parked.turn)

    await world.app.database.run(spoil)
    offered = await does(world, world.maya, "Stop")
    assert offered[-1].button("Go on")

    said = await does(world, world.maya, "Go on")

    assert "Something on my side did not work" in text(said)
    assert await live(world, world.maya) == []
