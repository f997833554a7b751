"""STOP means that nothing comes any more, also from somebody who had only paused."""

from datetime import timedelta

from bot.storage import Transaction, person, timer
from tests.stories.walking import does, joins, timers
from tests.world import World


async def test_stop_in_a_pause_ends_the_pause_too(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    ends = world.clock.now() + timedelta(days=7)

    def pause(tx: Transaction) -> None:
        person.change(tx, who.id, state="paused")
        timer.set(
            tx,
            id=tx.new_id(world.clock.now()),
            kind="pause_end",
            subject=who.id,
            number=ends.toordinal(),
            due_at=ends,
            person=who.id,
        )

    await world.app.database.run(pause)
    (said,) = await does(world, world.maya, "stop")

    assert "no more check-ins" in said.text
    assert await timers(world, world.maya, "pause_end") == []
    assert (await world.person_at(world.maya)).state == "stopped"
