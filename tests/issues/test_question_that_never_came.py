"""Somebody who writes while no question has arrived, or ever will, gets an answer."""

from bot.storage import Transaction, outbox
from tests.stories.walking import does, text, through
from tests.world import World


async def test_words_bring_a_lost_question_again(world: World) -> None:
    await through(world, world.maya, "hello", "Start")
    await world.settled()
    who = await world.person_at(world.maya)

    def lose(tx: Transaction) -> None:
        (last, *_) = outbox.of_person(tx, who.id)
        outbox.unknown(tx, last.id, world.clock.now())
        tx.driver.execute("UPDATE conversation SET question_message = NULL, question_turn = NULL")

    await world.app.database.run(lose)
    came = await does(world, world.maya, "hello?")

    assert "18 or older" in text(came)
    assert came[-1].button("Yes")
