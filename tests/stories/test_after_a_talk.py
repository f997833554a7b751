"""A talk has just ended, and one more line comes: nobody reads along, and that is said, with a way back."""

from tests.stories.leading import closes
from tests.stories.walking import does, joins, menu, newest, passes, since, taken, text
from tests.world import World


async def test_words_right_after_a_talk_hear_that_it_is_over_and_can_call_a_person_again(
    world: World,
) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await closes(world, world.sam, code)
    before = newest(world.sam)

    said = await does(world, world.maya, "wait please don't go")

    assert "Your talk with Sam has ended, so Sam does not see this" in text(said)
    assert "do not understand" not in text(said)
    assert not since(world.sam, before)
    await does(world, world.maya, "Talk to a person")
    assert since(world.sam, before)[-1].text.endswith("· urgent")
    await taken(world, world.sam, code)


async def test_an_hour_later_words_are_words_again(world: World) -> None:
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Hablar con alguien")
    await closes(world, world.sam, (await world.person_at(world.luz)).code)
    assert "ya terminó" in text(await does(world, world.luz, "espera"))
    await passes(world, world.luz, minutes=61)

    assert "quizá no te entendí" in text(await does(world, world.luz, "hoy llovió mucho"))
