"""A button under a question is answered also while a coach is there, and after the talk has ended."""

from tests.stories.walking import does, joins, menu, quiet, through
from tests.world import World


async def test_a_tap_while_a_coach_has_the_case_goes_on_with_the_question(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    await through(world, world.sam, "Open", "I have it", "Hi Maya")
    before = len(world.maya.screen)
    world.maya.tap("No")
    await quiet(world)

    assert world.maya.notes or len(world.maya.screen) > before


async def test_a_tap_after_the_talk_goes_on_with_the_question(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    await through(world, world.sam, "Open", "I have it", "Hi Maya", "Close", "We talked")
    before = len(world.maya.screen)
    world.maya.tap("No")
    await quiet(world)

    assert world.maya.notes or len(world.maya.screen) > before
