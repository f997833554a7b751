"""What somebody types in one message reaches the other side whole, however long it is."""

import pytest

from tests.stories.walking import does, joins, menu, newest, quiet, since, taken, text
from tests.world import World

# Telegram takes 4,096 from a phone; with a name or a code added it no longer fits into one message.
LONG = ("I do not know where to begin, so I just write. " * 90)[:4096].strip()


@pytest.mark.parametrize("words", [LONG, "a" * 4096], ids=["words", "one word"])
async def test_a_message_of_full_length_reaches_the_coach_with_its_code(world: World, words: str) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    before = newest(world.sam)

    await does(world, world.maya, words)

    came = since(world.sam, before)
    # Each part says whose it is: a reply to any of them goes to her.
    parts = [message.text.removesuffix(code) for message in came]
    assert all(message.text.endswith(code) for message in came)
    assert "".join("".join(parts).split()) == "".join(words.split())


async def test_a_message_of_full_length_reaches_the_person_under_the_coachs_name(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    before = newest(world.maya)

    world.sam.write(LONG)
    await quiet(world)

    here, *came = since(world.maya, before)
    assert here.text == "Sam is here."
    assert "".join(text(came).split()) == "".join(f"Sam: {LONG}".split())


async def test_a_card_full_of_emoji_still_opens(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "🙂" * 2000)
    await menu(world, world.maya, "Talk to a person")

    card = await does(world, world.sam, "Open")

    assert card[-1].button("I have it")
    assert all(len(message.text.encode("utf-16-le")) // 2 <= 4096 for message in card)
