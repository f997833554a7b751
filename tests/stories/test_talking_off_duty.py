"""Sam is off duty: nothing rings, Maya is told when he is back, and says herself whether it can wait."""

from datetime import timedelta

import pytest

from bot.cadence import local
from bot.storage import case_event, timer
from tests.stories.talks import ZONE, in_hand, says_on_duty, works_from_tomorrow_nine
from tests.stories.walking import another_coach, does, events, newest, passes, quiet, since, text
from tests.world import World


async def off_duty(world: World) -> str:
    """Sam has Maya's case, has said that he is there, and has gone home; return her code."""
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await works_from_tomorrow_nine(world, world.sam)
    await passes(world, world.maya, minutes=20)
    return code


async def test_words_for_a_coach_off_duty_ring_nowhere_and_stand_covered(world: World) -> None:
    await off_duty(world)
    before = newest(world.sam)
    await does(world, world.maya, "I had a hard evening")
    (came,) = since(world.sam, before)
    assert not came.rang
    assert "hard evening" not in came.text
    assert came.labels == ("Read",)


async def test_the_person_is_told_when_the_coach_is_back_and_asked_once(world: World) -> None:
    await off_duty(world)
    asked = (await does(world, world.maya, "I had a hard evening"))[-1]
    assert "Sam is back on" in asked.text
    assert "9:00 AM" in asked.text
    assert "Does this need somebody now?" in asked.text
    assert asked.labels == ("Now", "Tomorrow is fine")

    assert await does(world, world.maya, "and a long one") == []


async def test_tomorrow_is_fine_is_thanked_and_waits(world: World) -> None:
    ana = await another_coach(world)
    await off_duty(world)
    await says_on_duty(world, ana)
    await does(world, world.maya, "I had a hard evening")
    at_ana = newest(ana)

    said = await does(world, world.maya, "Tomorrow is fine")

    assert "Your words wait for Sam" in text(said)
    assert since(ana, at_ana) == []
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is not None


async def test_now_calls_whoever_is_on_duty_and_not_the_coach_who_is_off(world: World) -> None:
    ana = await another_coach(world)
    code = await off_duty(world)
    await says_on_duty(world, ana)
    await does(world, world.maya, "I had a hard evening")
    at_ana, at_sam = newest(ana), newest(world.sam)

    said = await does(world, world.maya, "Now")

    (alert,) = since(ana, at_ana)
    assert alert.text.startswith(f"{code} · urgent")
    assert alert.rang
    assert not any(one.rang for one in since(world.sam, at_sam))
    assert text(said)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None


async def test_now_rings_for_the_coach_who_has_come_back_meanwhile(world: World) -> None:
    await off_duty(world)
    await does(world, world.maya, "I had a hard evening")
    await says_on_duty(world, world.sam)
    before = newest(world.sam)

    said = await does(world, world.maya, "Now")

    assert "Sam is on duty again and has your message" in text(said)
    assert any(one.rang for one in since(world.sam, before))
    held = await world.case_of(world.maya)
    assert held is not None
    rows = await world.read(lambda tx: timer.of(tx, "unanswered", held.id))
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("hours", "label"),
    [(1, "Tomorrow is fine"), (4, "Later today is fine")],
    ids=["evening", "after midnight"],
)
async def test_the_button_says_when_she_is_truly_back(world: World, hours: int, label: str) -> None:
    now = local(world.clock.now(), ZONE)
    world.clock.warp((now + timedelta(days=1)).replace(hour=21, minute=0) - now)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await works_from_tomorrow_nine(world, world.sam)
    await passes(world, world.maya, hours=hours)
    asked = (await does(world, world.maya, "I had a hard evening"))[-1]
    assert asked.labels == ("Now", label)


async def test_now_twice_calls_once(world: World) -> None:
    ana = await another_coach(world)
    await off_duty(world)
    await says_on_duty(world, ana)
    asked = (await does(world, world.maya, "I had a hard evening"))[-1]
    button = asked.button("Now")
    assert button is not None
    assert button.data is not None
    at_ana = newest(ana)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    first = len(since(ana, at_ana))
    assert first == 1


async def test_when_nobody_knows_when_she_is_back_that_is_said(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await passes(world, world.maya, minutes=1)
    await says_on_duty(world, world.sam, on=False)
    said = text(await does(world, world.maya, "I had a hard evening"))
    assert "I do not know when Sam is back" in said


async def test_a_coach_who_has_just_written_is_there_whatever_the_roster_says(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await works_from_tomorrow_nine(world, world.sam)
    await does(world, world.sam, "I am here")
    before = newest(world.sam)
    assert await does(world, world.maya, "thank you") == []
    (came,) = since(world.sam, before)
    assert came.rang
    assert came.text.startswith("thank you")


async def test_in_the_next_stretch_off_duty_the_person_is_asked_again(world: World) -> None:
    await off_duty(world)
    await does(world, world.maya, "I had a hard evening")
    await passes(world, world.maya, hours=48)
    asked = await does(world, world.maya, "and today again")
    told = [one for one in await events(world, world.maya) if (one.kind, one.why) == ("told", "off duty")]
    assert "Does this need somebody now?" in text(asked)
    assert len(told) == 2


@pytest.mark.parametrize("what", ["voice", "photo"])
async def test_media_for_a_coach_off_duty_ask_too(world: World, what: str) -> None:
    await off_duty(world)
    before, at_sam = newest(world.maya), newest(world.sam)
    world.maya.send_voice() if what == "voice" else world.maya.send_photo()
    await quiet(world)
    assert "Does this need somebody now?" in text(since(world.maya, before))
    assert not any(one.rang for one in since(world.sam, at_sam))


async def test_danger_is_heard_whoever_is_on_duty_and_nobody_is_asked_to_wait(world: World) -> None:
    await off_duty(world)
    said = text(await does(world, world.maya, "I want to die"))
    assert "988" in said
    assert "Does this need somebody now?" not in said


async def test_old_buttons_of_a_talk_that_is_over_call_nobody(world: World) -> None:
    await off_duty(world)
    asked = (await does(world, world.maya, "I had a hard evening"))[-1]
    button = asked.button("Now")
    assert button is not None
    assert button.data is not None
    held = await world.case_of(world.maya)
    assert held is not None
    await does(world, world.sam, "Close")
    await does(world, world.sam, "We talked")
    before = newest(world.sam)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    assert since(world.sam, before) == []
    rows = await world.read(lambda tx: case_event.of(tx, held.id))
    assert [row.why for row in rows if row.kind == "signal" and row.why == "needs_somebody_now"] == []
