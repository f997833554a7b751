"""A case whose coach has left the team is as good as untaken: nobody may fall into the gap."""

from tests.stories.walking import (
    another_coach,
    does,
    joins,
    leaves_team,
    menu,
    newest,
    passes,
    since,
    taken,
    text,
)
from tests.world import World


async def test_another_coach_can_take_it_and_talk(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await leaves_team(world, world.sam)

    mine = await taken(world, ana, code)
    await does(world, world.maya, "are you there?")

    assert {"Close", "A new phone"} <= set(mine[-1].labels)
    assert ana.last is not None
    assert ana.last.text == f"are you there?\n\n{code}"


async def test_words_for_the_coach_who_left_are_answered_by_the_bot(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await leaves_team(world, world.sam)

    said = await does(world, world.maya, "are you there?")

    assert "I keep your words for the person who answers" in text(said)


async def test_a_crisis_after_the_coach_left_is_called_out_until_somebody_takes_it(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await leaves_team(world, world.sam)
    await does(world, world.maya, "I want to die")
    before = newest(ana)

    await passes(world, world.maya, minutes=10)

    assert any(message.text.startswith(code) and message.rang for message in since(ana, before))
