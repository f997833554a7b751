"""Who hears of a case when levels fall, clocks go back, or whoever should hear cannot be reached."""

from datetime import timedelta

from bot.simulator.phone import Phone
from bot.storage import case, member, person
from tests.stories.talks import in_hand, who_is
from tests.stories.test_follow_up import talked_and_closed
from tests.stories.test_ladder import cries, rings, rung_by_rung, supervisor
from tests.stories.test_left_to_nobody import by_supervisor, of_maya
from tests.stories.walking import (
    administrator,
    does,
    joins,
    newest,
    passes,
    since,
    taken,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


async def out_of_reach(world: World, coach: Phone) -> None:
    """Nothing reaches this colleague's phone any more, and that is known."""
    who, now = await who_is(world, coach), world.clock.now()
    await world.app.database.run(lambda tx: member.change(tx, who.id, unreachable_since=now))
    await world.app.turns.reload_team()


async def test_a_lowered_crisis_is_called_out_by_the_rungs_of_its_new_level(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    code = await cries(world, world.maya)
    for _ in range(3):
        await passes(world, world.maya, minutes=5)
    assert rings(since(office, 0), code), "15 minutes: everybody"
    await taken(world, world.sam, code)
    await by_supervisor(world, ruth, await of_maya(world), "urgent")

    assert await rung_by_rung(world, (ruth, office), code, 121) == [True, False]
    assert (await of_maya(world)).coach is None


async def test_a_case_is_freed_although_the_clock_went_back(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    held, later = await of_maya(world), world.clock.now() + timedelta(hours=1)
    await world.app.database.run(lambda tx: case.change(tx, held.id, climbing_since=later))
    before = newest(ruth)

    await through(world, world.sam, "/leave", "Yes, I leave")

    assert (await of_maya(world)).coach is None
    assert rings(since(ruth, before), code)
    assert await timers(world, world.maya, "rung")


async def test_whoever_has_written_is_not_told_that_no_word_came(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "thank you")
    before = newest(world.sam)

    await passes(world, world.maya, minutes=11)

    told = text(since(world.sam, before))
    assert "I found nobody else to call" in told
    assert "no word from you" not in told


async def test_an_administrator_decides_when_no_supervisor_can_be_reached(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    for words in ("I am here", "are you there?", "please write to me"):
        await does(world, world.sam, words)
    await out_of_reach(world, ruth)
    before = newest(office)

    await passes(world, world.maya, minutes=31)

    assert "Is a welfare check called for?" in text(since(office, before))


async def test_a_follow_up_by_a_human_does_not_end_at_a_phone_out_of_reach(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    await talked_and_closed(world)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, state="stopped"))
    await out_of_reach(world, world.sam)
    await out_of_reach(world, ruth)
    before = newest(office)

    await to_timer(world, world.maya, "follow_up")

    assert "it is time to ask how it is" in text(since(office, before))


async def test_a_talk_that_loses_its_coach_is_told_to_an_administrator_where_nobody_else_leads(
    world: World,
) -> None:
    office = await administrator(world)
    code = await in_hand(world, world.maya, world.sam)
    held = await of_maya(world)
    await world.app.database.run(lambda tx: case.change(tx, held.id, level=1))
    before = newest(office)

    await through(world, world.maya, "I would like another coach", "Just somebody else")

    assert f"{code} would like to talk to somebody else." in text(since(office, before))


async def test_what_was_not_right_is_read_by_whoever_can_be_reached(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    await joins(world, world.maya)
    await out_of_reach(world, ruth)
    before = newest(office)

    asked = await does(world, world.maya, "/concern")
    await does(world, world.maya, "Sam was short with me")

    assert (await who_is(world, ruth)).name not in text(asked)
    assert [one.button("Open") for one in since(office, before)] != [None]
    assert "Sam was short with me" in text(await does(world, office, "Open"))
