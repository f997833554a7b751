"""Maya presses a key of her menu while a coach has the talk: it begins what it says, and rings nowhere."""

import pytest

from bot.storage import case_event
from tests.stories.leading import next_morning, walks_with
from tests.stories.talks import in_hand, told_us, works_from_tomorrow_nine
from tests.stories.walking import does, events, joins, live, menu, newest, passes, since, taken, text, through
from tests.world import World

KEYS = ("A hard moment", "My reasons", "My check-ins", "My screen", "Something happened")


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_begins_what_it_says_and_the_coach_reads_that_alone(world: World, key: str) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    at_sam = newest(world.sam)

    came = await menu(world, world.maya, key)

    assert came[-1].labels
    (line,) = since(world.sam, at_sam)
    assert line.text == f"{code} opened: {key}"
    assert not line.rang
    wrote = [one.words for one in await events(world, world.maya) if one.kind == "person wrote"]
    assert key not in wrote


async def test_taps_answer_the_script_and_words_go_to_the_coach(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await menu(world, world.maya, "A hard moment")
    script = (await live(world, world.maya))[0][0]
    at_sam = newest(world.sam)

    await does(world, world.maya, "are you still there?")
    assert f"are you still there?\n\n{code}" in text(since(world.sam, at_sam))
    assert (await live(world, world.maya))[0] == (script, "open")

    asked = world.maya.last
    assert asked is not None
    came = await does(world, world.maya, asked.labels[0])
    assert came
    at_maya = newest(world.maya)
    await does(world, world.sam, "yes, I am")
    assert "Sam: yes, I am" in text(since(world.maya, at_maya))


async def test_a_key_in_a_hello_begins_what_it_says(world: World) -> None:
    await joins(world, world.maya)
    code = await walks_with(world, world.sam, world.maya)
    await passes(world, world.sam, days=2)
    await next_morning(world, world.sam)
    await does(world, world.sam, f"Say hello to {code}")
    await does(world, world.sam, "How are you?")
    at_sam = newest(world.sam)

    came = await menu(world, world.maya, "A hard moment")

    assert came[-1].labels
    assert [one.text for one in since(world.sam, at_sam)] == [f"{code} opened: A hard moment"]


async def test_a_key_while_the_coach_is_off_duty_asks_nobody_to_wait(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await works_from_tomorrow_nine(world, world.sam)
    await passes(world, world.maya, minutes=20)
    at_sam = newest(world.sam)

    came = await menu(world, world.maya, "A hard moment")

    assert "Sam is back" not in text(came)
    assert came[-1].labels
    assert not any(one.rang for one in since(world.sam, at_sam))


async def test_what_was_begun_so_is_offered_again_when_the_talk_ends(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await menu(world, world.maya, "A hard moment")
    at_maya = newest(world.maya)

    assert await passes(world, world.maya, hours=5) == []  # nothing comes by itself in a talk
    await through(world, world.sam, f"/case {code}", "Close", "We talked")

    assert any(one.button("Go on") for one in since(world.maya, at_maya))


async def test_a_key_with_nobody_there_is_written_into_no_case(world: World) -> None:
    await told_us(world, world.maya)
    at_sam = newest(world.sam)
    await menu(world, world.maya, "A hard moment")
    assert since(world.sam, at_sam) == []
    held = await world.case_of(world.maya)
    assert held is not None
    rows = await world.read(lambda tx: case_event.of(tx, held.id))
    assert not any(one.words == "A hard moment" for one in rows)
