"""A coach's answer to one person's words never reaches another person."""

from tests.stories.walking import does, joins, menu, newest, quiet, since, taken, through
from tests.world import World


async def test_an_answer_to_words_of_a_closed_case_is_not_sent_to_the_only_open_one(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, world.maya, "I am at home")
    await through(world, world.sam, "Close", "We talked")
    # What was said has left her screen with the case; this still stands there, and is about Maya.
    closed = next(message for message in world.sam.screen if message.text.startswith(f"{code} is closed"))
    await menu(world, world.luz, "Hablar con alguien")
    luz_code = (await world.person_at(world.luz)).code
    await taken(world, world.sam, luz_code)
    at_luz, at_sam = newest(world.luz), newest(world.sam)

    world.sam.write("glad that you are safe, Maya", reply_to=closed.id)
    await quiet(world)

    assert since(world.luz, at_luz) == []
    (asked,) = since(world.sam, at_sam)
    assert asked.labels == (luz_code, "Nobody")


async def test_words_that_name_somebody_elses_case_are_not_sent_to_the_only_own_one(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    await menu(world, world.maya, "Talk to a person")
    await menu(world, world.luz, "Hablar con alguien")
    luz_code = (await world.person_at(world.luz)).code
    maya_code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, luz_code)
    at_luz, at_sam = newest(world.luz), newest(world.sam)

    world.sam.write(f"{maya_code} are you safe?")
    await quiet(world)

    assert since(world.luz, at_luz) == []
    (told,) = since(world.sam, at_sam)
    assert "this went to nobody" in told.text
    assert maya_code in told.text
    assert told.labels == ("Open",)
