"""Maya would like another coach: nobody asks why, her wish is kept, and Sam hears only that she moved on."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import Transaction, declined, member, person
from tests.stories.editors import staff
from tests.stories.talks import in_hand, who_is
from tests.stories.walking import (
    another_coach,
    does,
    events,
    joins,
    newest,
    passes,
    quiet,
    since,
    text,
    through,
)
from tests.world import World

WISHES = ("A woman", "Somebody who has been in prison", "Just somebody else", "Never mind")


async def walks_with(world: World, coach: Phone) -> None:
    """Maya has this coach."""
    who, hers = await world.person_at(world.maya), (await who_is(world, coach)).id
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=hers))


async def is_a_woman(world: World, coach: Phone) -> None:
    """The coach has said so of herself."""
    hers = (await who_is(world, coach)).id

    def write(tx: Transaction) -> None:
        member.change(tx, hers, woman=True)

    await world.app.database.run(write)
    await world.app.turns.reload_team()


@pytest.mark.parametrize("words", ["I would like another coach", "/coach", "Another coach"])
async def test_another_coach_can_be_asked_for_in_any_words(world: World, words: str) -> None:
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    if words == "Another coach":
        await does(world, world.maya, "/menu")
    asked = await does(world, world.maya, words)
    assert "nobody asks you why" in text(asked)
    assert asked[-1].labels == (
        "A woman",
        "Somebody who has been in prison",
        "Just somebody else",
        "Never mind",
    )


async def test_in_spanish_too(world: World) -> None:
    await joins(world, world.luz, "es")
    asked = await does(world, world.luz, "Quiero otra persona de apoyo")
    assert len(asked[-1].labels) == 4


async def test_the_person_walks_with_whom_she_wished_for(world: World) -> None:
    ana = await another_coach(world)
    await another_coach(world, "Tom", 802)
    await is_a_woman(world, ana)
    lead = await staff(world, "Lea", 850, "supervisor")
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    at_sam, at_lead = newest(world.sam), newest(lead)
    await does(world, world.maya, "I would like another coach")

    said = await does(world, world.maya, "A woman")

    who = await world.person_at(world.maya)
    assert who.coach == (await who_is(world, ana)).id
    assert who.wants_woman
    assert await world.read(lambda tx: declined.of(tx, who.id)) == {(await who_is(world, world.sam)).id}
    assert "Ana" in text(said)
    (told,) = since(world.sam, at_sam)
    assert told.text == f"{who.code} now walks with somebody else."
    assert f"{who.code} asked for another coach and walks with Ana now." in text(since(lead, at_lead))


async def test_a_talk_in_the_earlier_coachs_hands_is_handed_on(world: World) -> None:
    ana = await another_coach(world)
    code = await in_hand(world, world.maya, world.sam)
    at_sam, at_ana = newest(world.sam), newest(ana)
    await does(world, world.maya, "I would like another coach")
    assert since(world.sam, at_sam) == []

    await does(world, world.maya, "Just somebody else")

    assert code in text(since(ana, at_ana))
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None
    assert "freed" in [event.kind for event in await events(world, world.maya)]
    assert f"{code} now walks with somebody else." in text(since(world.sam, at_sam))
    at_maya = newest(world.maya)
    await does(world, world.sam, f"{code} why?")
    assert not any("why?" in one.text for one in since(world.maya, at_maya))


async def test_with_nobody_else_that_is_said_and_the_wish_is_kept(world: World) -> None:
    lead = await staff(world, "Office", 850, "admin")
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    await does(world, world.maya, "I would like another coach")
    at_lead = newest(lead)
    said = await does(world, world.maya, "Somebody who has been in prison")
    who = await world.person_at(world.maya)
    assert "Nobody else is free right now" in text(said)
    assert (who.coach, who.wants_been_in_prison) == (None, True)
    assert "I found nobody" in text(since(lead, at_lead))


async def test_nobody_is_said_to_know_where_nobody_leads_but_the_coach(world: World) -> None:
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    await does(world, world.maya, "I would like another coach")
    said = text(await does(world, world.maya, "A woman"))
    assert "Nobody else is free right now" in said
    assert "know" not in said


async def test_the_earlier_coach_is_not_offered_the_talk_again(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await through(world, world.maya, "I would like another coach", "Just somebody else")
    before = newest(world.maya)
    said = await does(world, world.sam, "are you all right?")
    assert since(world.maya, before) == []
    assert said[-1].labels == ()
    assert code not in text(said) or "somebody else" in text(said)


async def test_never_mind_changes_nothing(world: World) -> None:
    await another_coach(world)
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    await does(world, world.maya, "I would like another coach")
    before = newest(world.sam)
    said = await does(world, world.maya, "Never mind")
    who = await world.person_at(world.maya)
    assert "Everything stays as it is" in text(said)
    assert who.coach == (await who_is(world, world.sam)).id
    assert since(world.sam, before) == []


async def test_whoever_talks_with_one_and_walks_with_another_says_which(world: World) -> None:
    ana = await another_coach(world)
    lea = await staff(world, "Lea", 850, "supervisor")
    code = await in_hand(world, world.maya, world.sam)
    await walks_with(world, ana)
    asked = await does(world, world.maya, "I would like another coach")
    assert asked[-1].labels == ("Sam", "Ana", "Never mind")
    await does(world, world.maya, "Sam")
    before = newest(lea)
    await does(world, world.maya, "Just somebody else")
    told = text(since(lea, before))
    assert f"{code} asked for another coach in this talk, and walks with Ana as before." in told
    assert "found nobody" not in told
    who = await world.person_at(world.maya)
    assert who.coach == (await who_is(world, ana)).id
    assert await world.read(lambda tx: declined.of(tx, who.id)) == {(await who_is(world, world.sam)).id}


async def test_an_old_button_after_the_change_declines_nobody_else(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await walks_with(world, world.sam)
    asked = (await does(world, world.maya, "I would like another coach"))[-1]
    button = asked.button("Just somebody else")
    assert button is not None
    assert button.data is not None
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    who = await world.person_at(world.maya)
    assert who.coach == (await who_is(world, ana)).id
    await passes(world, world.maya, minutes=1)
    assert "has changed since" in text([one for one in world.maya.screen if not one.mine])
