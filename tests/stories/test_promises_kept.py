"""Promises that are easily kept by half: danger after a plan, a coach off duty, until when somebody is on."""

from datetime import time

from bot.cadence import local
from bot.simulator.phone import Phone
from bot.storage import Transaction, member, shift
from tests.stories.talks import ZONE, in_hand, who_is, works_from_tomorrow_nine
from tests.stories.test_ladder import cries, rings, rung_by_rung, supervisor
from tests.stories.test_truth import at_the_hour
from tests.stories.walking import (
    another_coach,
    does,
    events,
    joins,
    newest,
    passes,
    since,
    taken,
    text,
    through,
)
from tests.world import World


async def works_all_day(world: World, coach: Phone, *, until: time) -> None:
    """The coach is on duty each day of the week until this hour on the programme's wall."""
    who = await who_is(world, coach)

    def write(tx: Transaction) -> None:
        member.change(tx, who.id, zone=ZONE)
        rows = [
            shift.NewShift(
                id=tx.new_id(world.clock.now()), kind="duty", weekday=day, begins=time(0), ends=until
            )
            for day in range(7)
        ]
        shift.replace(tx, who.id, rows)

    await world.app.database.run(write)
    await world.app.turns.reload_team()


async def test_a_new_danger_after_a_plan_climbs_when_no_word_comes(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "my sister is coming, good night")
    await through(world, world.sam, "Close", "We have a plan")
    await passes(world, world.maya, hours=2)

    await does(world, world.maya, "I want to die")

    assert await rung_by_rung(world, (ruth,), code, 11) == [True]
    freed = [event for event in await events(world, world.maya) if event.kind == "freed"]
    assert len(freed) == 1


async def test_danger_in_a_case_of_a_coach_off_duty_rings_others_and_not_hers(world: World) -> None:
    ruth = await supervisor(world)
    code = await in_hand(world, world.maya, world.sam)
    await works_from_tomorrow_nine(world, world.sam)
    await passes(world, world.maya, minutes=20)
    at_sam, at_ruth = newest(world.sam), newest(ruth)

    await does(world, world.maya, "I want to die")

    assert not rings(since(world.sam, at_sam), code)
    assert rings(since(ruth, at_ruth), code)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None
    assert await rung_by_rung(world, (world.sam, ruth), code, 16) == [True, True]


async def test_the_truth_says_until_when_somebody_is_on_duty(world: World) -> None:
    hour = (local(world.clock.now(), ZONE).hour + 3) % 24
    await works_all_day(world, world.sam, until=time(hour) if hour > 3 else time(23, 59))
    await cries(world, world.maya)
    came = text(await passes(world, world.maya, minutes=15))
    assert "Somebody from our team is on duty until" in came


async def test_after_a_hand_over_the_old_card_has_no_buttons(world: World) -> None:
    ana = await another_coach(world, language="en")
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, f"{code} I am here")
    await does(world, world.sam, f"Hand over {code}")
    await does(world, world.sam, "Ana · on duty")
    await does(world, ana, "I take it over")
    assert not [one for one in world.sam.screen if one.button("Close")]


async def test_after_a_swap_the_old_card_has_no_buttons(world: World) -> None:
    await another_coach(world, language="en")
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, f"{code} I am here")
    await does(world, world.sam, "/handover")
    await does(world, world.sam, f"Swap me off {code}")
    await does(world, world.sam, "Yes, somebody else")
    assert not [one for one in world.sam.screen if one.button("Close")]


async def test_who_is_threatened_hears_of_lines_for_that_and_no_word_of_it_stands_on_the_screen(
    world: World,
) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "he is going to kill me")
    held = await world.case_of(world.maya)
    assert held is not None
    assert (await events(world, world.maya))[0].why == "violence"
    came = text(await passes(world, world.maya, minutes=15))
    assert "While you wait:\nIf you are in danger now, call 911." in came
    assert "988" in came
    assert "violence" not in came.lower(), "whoever looks at the phone must not read it there"


async def test_who_helps_in_an_overdose_hears_911_while_waiting(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "he is not breathing")
    came = text(await passes(world, world.maya, minutes=15))
    assert "While you wait:\nCall 911 now" in came


async def test_an_urgent_word_in_a_talk_that_a_coach_has_forgotten_finds_somebody_else(world: World) -> None:
    ruth = await supervisor(world)
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "thank you")
    await passes(world, world.maya, hours=3)

    await does(world, world.maya, "I want to talk to a person")

    at_sam, at_ruth = newest(world.sam), newest(ruth)
    await passes(world, world.maya, hours=2)
    assert f"{code} is still waiting for a word from you." in text(since(world.sam, at_sam))
    await passes(world, world.maya, hours=2)
    assert rings(since(ruth, at_ruth), code)


async def test_who_said_tomorrow_is_fine_and_then_asks_for_a_person_is_asked_again(world: World) -> None:
    ruth = await supervisor(world)
    code = await in_hand(world, world.maya, world.sam)
    await works_from_tomorrow_nine(world, world.sam)
    await passes(world, world.maya, minutes=20)
    await does(world, world.maya, "I had a hard evening")
    await does(world, world.maya, "Tomorrow is fine")

    said = await does(world, world.maya, "I want to talk to a person")

    assert "Does this need somebody now?" in text(said)
    before = newest(ruth)
    await does(world, world.maya, "Now")
    await passes(world, world.maya, hours=24)
    assert rings(since(ruth, before), code)


async def test_nobody_is_said_to_be_called_in_a_night_in_which_nobody_is(world: World) -> None:
    await works_all_day(world, world.sam, until=time(20))
    await at_the_hour(world, 19)
    code = await in_hand(world, world.maya, world.sam)
    at_sam = newest(world.sam)

    came = text(await passes(world, world.maya, hours=2, minutes=1))

    assert "Nobody from our team is on duty at this hour" in came
    assert "988" in came
    assert "calling other people" not in came
    assert not rings(since(world.sam, at_sam), code)
    assert rings(await passes(world, world.sam, hours=12), code), "in the morning somebody is called"


async def test_a_crisis_in_an_old_case_is_told_as_a_new_one(world: World) -> None:
    await supervisor(world)
    await in_hand(world, world.maya, world.sam)
    await passes(world, world.maya, minutes=90)
    await does(world, world.maya, "I want to die")

    came = [one for minutes in (11, 5, 15) for one in await passes(world, world.maya, minutes=minutes)]

    told = [one for one in came if "While you wait" in one.text]
    assert len(told) >= 2, "when others are called, and half an hour after the cry"
    assert all(one.rang for one in told), "somebody waits now: the phone says so"
    assert told[-1].button("It got worse")
