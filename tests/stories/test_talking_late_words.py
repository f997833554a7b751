"""Sam writes to somebody whom others were called for meanwhile: the words wait, and one tap sends them."""

from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import draft
from tests.stories.talks import in_hand, who_is
from tests.stories.walking import another_coach, does, joins, newest, passes, quiet, since, taken, text
from tests.world import World

SEND = "I have it, send this"


async def gave_no_word(world: World, coach: Phone) -> str:
    """Maya is in danger, the coach has said yes and written nothing, and others were called; the code."""
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, coach, code)
    await passes(world, coach, minutes=11)
    return code


def asked(coach: Phone, before: int) -> ScreenMessage:
    """Return the one message that says that her words wait."""
    (found,) = (one for one in since(coach, before) if one.button(SEND))
    return found


async def test_words_after_others_were_called_wait_and_one_tap_takes_the_case_and_sends_them(
    world: World,
) -> None:
    code = await gave_no_word(world, world.sam)
    at_maya = newest(world.maya)

    (said,) = await does(world, world.sam, "I am here")
    assert f"Others were called for {code}" in said.text
    assert said.labels == (SEND, "For nobody")
    assert since(world.maya, at_maya) == []

    sent = await does(world, world.sam, SEND)
    assert text(since(world.maya, at_maya)).count("Sam: I am here") == 1
    assert f"Sent to {code}." in text(sent)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach == (await who_is(world, world.sam)).id


async def test_an_answer_to_the_persons_own_words_waits_just_the_same(world: World) -> None:
    code = await gave_no_word(world, world.sam)
    alert = next(one for one in world.sam.screen if one.text.startswith(code))
    at_sam, at_maya = newest(world.sam), newest(world.maya)
    world.sam.write("I am here", reply_to=alert.id)
    await quiet(world)

    world.sam.tap((asked(world.sam, at_sam).id, SEND))
    await quiet(world)

    assert "Sam: I am here" in text(since(world.maya, at_maya))


async def test_several_messages_and_an_album_are_asked_about_once_and_leave_together(world: World) -> None:
    await gave_no_word(world, world.sam)
    at_sam, at_maya = newest(world.sam), newest(world.maya)
    world.sam.write("I am here")
    number = world.sam.write("is somebody wiht you?")
    world.sam.send_album(3, "the river")
    await quiet(world)
    world.sam.edit(number, "is somebody with you?")
    await quiet(world)

    world.sam.tap((asked(world.sam, at_sam).id, SEND))
    await quiet(world)

    came = [one.text for one in since(world.maya, at_maya) if one.text.startswith("Sam")]
    assert came[-5:] == ["Sam: I am here", "Sam: is somebody with you?", "Sam: the river", "Sam", "Sam"]


async def test_words_that_come_a_while_later_are_asked_about_anew_and_nothing_is_sent_twice(
    world: World,
) -> None:
    await gave_no_word(world, world.sam)
    first, at_maya = newest(world.sam), newest(world.maya)
    await does(world, world.sam, "I am here")
    old = asked(world.sam, first)
    await passes(world, world.sam, minutes=5)
    again = newest(world.sam)
    await does(world, world.sam, "and I stay")
    new = asked(world.sam, again)

    for one in (new, old):
        button = one.button(SEND)
        assert button is not None
        assert button.data is not None
        world.sam.tap_data(one.id, button.data)
        await quiet(world)

    came = [one.text for one in since(world.maya, at_maya) if one.text.startswith("Sam: ")]
    assert came == ["Sam: I am here", "Sam: and I stay"]
    assert "settled" in text(since(world.sam, again))


async def test_who_was_faster_has_the_case_and_the_words_go_to_nobody(world: World) -> None:
    ana = await another_coach(world)
    code = await gave_no_word(world, world.sam)
    at_sam = newest(world.sam)
    await does(world, world.sam, "I am here")
    said = asked(world.sam, at_sam)
    await taken(world, ana, code)
    at_maya, at_sam = newest(world.maya), newest(world.sam)

    world.sam.tap((said.id, SEND))
    await quiet(world)

    assert "I am here" not in text(since(world.maya, at_maya))
    told = text(since(world.sam, at_sam))
    assert f"Ana already has {code}." in told
    assert "It went to nobody." in told
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach == (await who_is(world, ana)).id


async def test_for_nobody_drops_what_waited_and_takes_nothing(world: World) -> None:
    await gave_no_word(world, world.sam)
    at_maya = newest(world.maya)
    await does(world, world.sam, "I am here")
    said = await does(world, world.sam, "For nobody")

    assert said[-1].text == "It went to nobody."
    sam = await who_is(world, world.sam)
    assert await world.read(lambda tx: draft.waiting(tx, sam.id, draft.LATE)) == ()
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None
    assert "I am here" not in text(since(world.maya, at_maya))


async def test_what_waits_is_deleted_with_whoever_it_was_for(world: World) -> None:
    await gave_no_word(world, world.sam)
    await does(world, world.sam, "I am here")
    for step in ("/mydata", "Delete it", "Yes, delete it all"):
        await does(world, world.maya, step)
    sam = await who_is(world, world.sam)
    assert await world.read(lambda tx: draft.waiting(tx, sam.id, draft.LATE)) == ()


async def test_somebody_elses_talk_is_not_disturbed_by_what_waits(world: World) -> None:
    await gave_no_word(world, world.sam)
    await does(world, world.sam, "I am here")
    await in_hand(world, world.luz, world.sam, "es")
    at_luz = newest(world.luz)

    await does(world, world.sam, SEND)

    assert since(world.luz, at_luz) == []


async def test_a_name_chosen_after_others_were_called_keeps_the_words_too(world: World) -> None:
    luz_code = await in_hand(world, world.luz, world.sam, "es")
    await does(world, world.sam, f"{luz_code} hola")
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, code)
    which = (await does(world, world.sam, "I am here"))[-1]
    await passes(world, world.sam, minutes=11)
    at_sam, at_maya = newest(world.sam), newest(world.maya)

    world.sam.tap((which.id, code))
    await quiet(world)
    assert "I am here" not in text(since(world.maya, at_maya))
    world.sam.tap((asked(world.sam, at_sam).id, SEND))
    await quiet(world)

    assert "Sam: I am here" in text(since(world.maya, at_maya))


async def test_somebody_who_has_none_of_it_can_send_nothing_with_a_forged_button(world: World) -> None:
    ana = await another_coach(world)
    await gave_no_word(world, world.sam)
    at_sam = newest(world.sam)
    await does(world, world.sam, "I am here")
    button = asked(world.sam, at_sam).button(SEND)
    assert button is not None
    assert button.data is not None
    assert ana.last is not None
    at_maya = newest(world.maya)

    ana.tap_data(ana.last.id, button.data)
    await quiet(world)

    assert "I am here" not in text(since(world.maya, at_maya))
    sam = await who_is(world, world.sam)
    assert len(await world.read(lambda tx: draft.waiting(tx, sam.id, draft.LATE))) == 1
