"""What is said, and shown, while somebody waits: it is new each time, and it is true."""

from tests.stories.test_ladder import cries, rings, supervisor
from tests.stories.test_left_to_nobody import by_supervisor, of_maya
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import World


async def test_each_telling_says_what_is_new_or_how_long_it_has_been(world: World) -> None:
    await supervisor(world)
    await administrator(world)
    await cries(world, world.maya)

    at_5 = text(await passes(world, world.maya, minutes=5))
    at_10 = text(await passes(world, world.maya, minutes=5))
    at_15 = text(await passes(world, world.maya, minutes=5))
    at_30 = text(await passes(world, world.maya, minutes=15))
    at_90 = text(await passes(world, world.maya, hours=1))

    assert "I have now called one team leader as well." in at_5
    assert "called" not in at_10, "nobody new was called"
    assert "I have now called one person who runs our programme as well." in at_15
    assert "You have been waiting for 30 minutes" in at_30
    assert "You have been waiting for 90 minutes" in at_90
    assert "I have called one coach, one team leader and one person who runs our programme." in at_90


async def test_a_cry_while_a_silent_coach_has_it_is_not_said_to_be_in_hand(world: World) -> None:
    await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I have it")

    said = text(await does(world, world.maya, "I want to die"))

    assert "Sam has your message" not in said
    assert "people from our team know" in said


async def test_the_card_says_who_has_it_on_every_phone_that_shows_it(world: World) -> None:
    ana = await another_coach(world)
    code = await cries(world, world.maya)
    await does(world, ana, "Open")
    assert ana.shows("In the hands of: nobody yet")

    await taken(world, world.sam, code)
    await quiet(world)

    for phone in (world.sam, ana):
        assert not phone.shows("In the hands of: nobody yet")
        assert phone.shows("In the hands of: Sam")
    card = next(one for one in world.sam.screen if "In the hands of: Sam" in one.text)
    assert "Why:" in card.text
    assert card.labels == ()


async def test_who_has_blocked_the_bot_makes_phones_ring_once(world: World) -> None:
    await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    world.maya.block()
    await quiet(world)
    before = newest(world.sam)

    await passes(world, world.sam, minutes=10)
    await passes(world, world.sam, minutes=1)

    new = [one for one in since(world.sam, before) if "something new" in one.text]
    assert new == [], "words of the bot that do not arrive are no news"


async def test_a_guest_who_says_later_that_it_got_worse_has_still_agreed_to_nothing(world: World) -> None:
    await does(world, world.maya, "hello")
    await does(world, world.maya, "I need help now")
    code = (await world.person_at(world.maya)).code
    await passes(world, world.maya, minutes=31)
    await taken(world, world.sam, code)
    await through(world, world.sam, "hello", "Close", "We talked")
    before = newest(world.sam)

    await does(world, world.maya, "It got worse")

    assert (await of_maya(world)).without_consent
    assert rings(since(world.sam, before), code)


async def test_two_taps_of_one_thumb_call_everybody_once(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    asked = (await passes(world, world.maya, minutes=31))[-1]
    before = newest(ruth)

    world.maya.tap((asked.id, "It got worse"))
    world.maya.tap((asked.id, "It got worse"))
    await quiet(world)

    assert rings(since(ruth, before), code) == [f"{code} · CRISIS · it got worse"]


async def test_a_level_that_stands_already_is_said_and_not_left_unanswered(world: World) -> None:
    ruth = await supervisor(world)
    await joins(world, world.maya)
    await does(world, world.maya, "Talk to a person")
    held = await of_maya(world)
    before = newest(ruth)
    await by_supervisor(world, ruth, held, "urgent")
    assert f"{held.code} is already: urgent" in text(since(ruth, before))


async def test_a_coach_is_not_said_to_be_waited_for_by_whoever_blocked_the_bot(world: World) -> None:
    await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    world.maya.block()
    await quiet(world)
    before = newest(world.sam)

    await passes(world, world.sam, minutes=11)

    hers = text(since(world.sam, before))
    assert f"{code} cannot be reached here" in hers
    assert "waiting for a word" not in hers
