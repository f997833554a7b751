"""Maya taps under a question of before while Sam has her crisis: he reads it as a line of the talk."""

from bot.storage import audit
from tests.stories.talks import shows
from tests.stories.walking import does, events, joins, menu, newest, passes, quiet, since, taken, text
from tests.world import World

QUESTION = "I am really glad you told me. Is somebody with you?"


async def in_crisis(world: World) -> str:
    """Maya is asked whether somebody is with her, and Sam has the case; return her code."""
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    return code


async def test_no_under_is_somebody_with_you_is_read_by_who_has_the_case(world: World) -> None:
    code = await in_crisis(world)
    at_sam = newest(world.sam)

    came = await does(world, world.maya, "No")

    assert "call one person you trust" in text(came)
    assert f"{QUESTION}\n→ No\n\n{code}" in [one.text for one in since(world.sam, at_sam)]
    wrote = [one.words for one in await events(world, world.maya) if one.kind == "person wrote"]
    assert f"{QUESTION}\n→ No" in wrote


async def test_a_coach_reads_it_in_their_own_language_and_can_answer_it(world: World) -> None:
    await joins(world, world.luz, "es")
    code = (await world.person_at(world.luz)).code
    await does(world, world.luz, "me quiero morir")
    await taken(world, world.sam, code)
    await does(world, world.sam, "Hola")
    asked = next(one for one in reversed(world.luz.screen) if one.button("No"))
    world.luz.tap((asked.id, "No"))
    await quiet(world)

    world.sam.write("voy contigo", reply_to=shows(world.sam, f"{QUESTION}\n→ No\n\n{code}").id)
    await quiet(world)

    assert shows(world.luz, "Sam: voy contigo").reply_to == asked.id


async def test_an_answer_stands_covered_when_the_coach_may_be_away_and_reading_it_is_on_record(
    world: World,
) -> None:
    await in_crisis(world)
    await passes(world, world.maya, minutes=8)
    at_sam = newest(world.sam)
    asked = next(one for one in reversed(world.maya.screen) if one.button("No"))
    world.maya.tap((asked.id, "No"))
    await quiet(world)
    assert QUESTION not in text(since(world.sam, at_sam))

    came = await does(world, world.sam, "Read")

    assert f"{QUESTION}\n→ No" in text(came)
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert "read words" in [row.action for row in rows]


async def test_an_old_tap_that_answers_nothing_is_no_line_of_the_talk(world: World) -> None:
    await in_crisis(world)
    asked = next(one for one in reversed(world.maya.screen) if one.button("No"))
    button = asked.button("No")
    assert button is not None
    assert button.data is not None
    await does(world, world.maya, "No")
    at_sam = newest(world.sam)

    world.maya.tap_data(asked.id, button.data)
    await quiet(world)

    assert QUESTION not in text(since(world.sam, at_sam))


async def test_what_was_begun_in_the_talk_is_her_own(world: World) -> None:
    await in_crisis(world)
    await menu(world, world.maya, "My screen")
    at_sam = newest(world.sam)
    asked = world.maya.last
    assert asked is not None
    await does(world, world.maya, asked.labels[0])
    assert since(world.sam, at_sam) == []


async def test_with_nobody_there_the_answer_waits_with_the_others_in_the_record(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    at_sam = newest(world.sam)
    await does(world, world.maya, "No")
    assert "→ No" not in text(since(world.sam, at_sam))
    assert not any("→" in (one.words or "") for one in await events(world, world.maya))
