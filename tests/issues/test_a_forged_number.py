"""A button's data comes from outside. A number that no database can hold failed its turn three times."""

import pytest

from bot.ids import from_base62, to_base62
from tests.stories.walking import joins, quiet
from tests.world import World

LARGEST = 2**63 - 1


def test_an_id_has_63_bits_and_a_number_beyond_them_is_none() -> None:
    assert from_base62(to_base62(LARGEST)) == LARGEST
    with pytest.raises(ValueError, match="so large"):
        from_base62(to_base62(LARGEST + 1))


@pytest.mark.parametrize("data", ["1:zzzzzzzzzzz:1:yes", "2:zzzzzzzzzzz:open", "5:read:zzzzzzzzzzz"])
async def test_a_forged_tap_is_answered_like_any_old_one(world: World, data: str) -> None:
    await joins(world, world.maya)
    screen = [message.text for message in world.maya.screen]
    world.maya.tap_data(world.maya.screen[-1].id, data)
    await quiet(world)

    assert [message.text for message in world.maya.screen] == screen
    assert world.maya.notes
    assert await world.case_of(world.maya) is None, "nobody is called about a fault that is none"
