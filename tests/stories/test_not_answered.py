"""Somebody in a crisis does not answer: it is not closed in passing, and a silence after contact is seen."""

from bot.simulator.phone import Phone
from bot.storage import case, case_event
from tests.stories.test_ladder import cries, supervisor
from tests.stories.walking import Came, does, newest, passes, since, taken, text, through
from tests.world import World

NO_ANSWER = "Close: no answer"
TRIED = "I tried, no answer yet"
ANYWAY = "Close anyway"


async def had(world: World) -> str:
    """Sam has Maya's crisis and has written once; return her code."""
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    return code


async def in_touch(world: World) -> str:
    """Maya has answered, and Sam has asked something; return her code."""
    code = await had(world)
    await does(world, world.maya, "thank you")
    await does(world, world.sam, "are you somewhere safe?")
    return code


async def reminded(world: World, code: str, minutes: float, phone: Phone | None = None) -> bool:
    """Let time pass; return whether Sam (or `phone`) hears that nobody has answered."""
    came: Came = await passes(world, phone or world.sam, minutes=minutes)
    return any(message.text.startswith(f"{code} has not answered") for message in came)


async def test_to_have_tried_stands_above_closing_without_an_answer(world: World) -> None:
    await had(world)
    labels = (await does(world, world.sam, "Close"))[-1].labels
    assert labels.index(TRIED) + 1 == labels.index(NO_ANSWER)


async def test_a_crisis_without_an_answer_is_not_closed_with_one_tap(world: World) -> None:
    ruth = await supervisor(world)
    code = await had(world)

    (asked,) = await through(world, world.sam, "Close", NO_ANSWER)

    assert asked.text == (
        f"{code} has not answered yet. Closing ends the calls. The bot asks {code} tomorrow. "
        "Supervisors are told."
    )
    assert asked.labels == (ANYWAY, TRIED)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.state == "attempted"
    before = newest(ruth)
    said = await does(world, world.sam, ANYWAY)
    assert f"{code} is closed: No answer." in text(said)
    assert [one.text for one in since(ruth, before)] == [f"{code} · CRISIS · closed without an answer"]
    closed = await world.read(lambda tx: case.get(tx, held.id))
    assert closed is not None
    assert closed.outcome == "no_answer"


async def test_whoever_is_asked_can_say_that_she_tried_and_the_case_stays(world: World) -> None:
    await had(world)
    said = await through(world, world.sam, "Close", NO_ANSWER, TRIED)
    assert "your try is noted" in text(said)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.attempts == 2


async def test_after_three_tries_in_half_an_hour_nobody_is_asked(world: World) -> None:
    code = await had(world)
    await through(world, world.sam, "Close", TRIED)
    await does(world, world.sam, TRIED)
    await passes(world, world.sam, minutes=31)
    said = await through(world, world.sam, "Close", NO_ANSWER)
    assert f"{code} is closed: No answer." in text(said)


async def test_after_a_humans_decision_nobody_is_asked(world: World) -> None:
    code = await had(world)
    held = await world.case_of(world.maya)
    assert held is not None
    at = world.clock.now()
    await world.app.database.run(
        lambda tx: case_event.add(tx, id=tx.new_id(at), case=held.id, kind="welfare", at=at, why="yes")
    )
    said = await through(world, world.sam, "Close", NO_ANSWER)
    assert f"{code} is closed: No answer." in text(said)


async def test_who_answers_meanwhile_is_not_closed_as_silent(world: World) -> None:
    await had(world)
    await through(world, world.sam, "Close", NO_ANSWER)
    await does(world, world.maya, "I am here now")

    (asked,) = await does(world, world.sam, ANYWAY)

    assert NO_ANSWER not in asked.labels
    assert await world.case_of(world.maya) is not None


async def test_a_silence_after_contact_is_seen_again_and_again_until_there_is_an_answer(world: World) -> None:
    ruth = await supervisor(world)
    code = await in_touch(world)
    before = newest(world.sam)
    at_ruth = newest(ruth)

    assert not await reminded(world, code, 29)
    assert await reminded(world, code, 2)

    (card,) = (one for one in since(world.sam, before) if "since" in one.text)
    assert card.text == (
        f"{code} has not answered since. You can write again, try by phone, or see the ways to reach them."
    )
    assert "Ways to reach them" in card.labels
    assert await reminded(world, code, 30)
    assert not since(ruth, at_ruth), "whoever has the case is there: nobody else is woken at once"
    assert not await reminded(world, code, 100)
    assert await reminded(world, code, 25)
    assert "Is a welfare check called for?" in text(since(ruth, at_ruth))
    await does(world, world.maya, "sorry, I was asleep")
    await does(world, world.sam, "good that you write")
    await does(world, world.maya, "yes")
    assert not await reminded(world, code, 5)


async def test_a_silence_after_contact_may_be_tried_again(world: World) -> None:
    await in_touch(world)
    labels = (await does(world, world.sam, "Close"))[-1].labels
    assert labels.index(TRIED) + 1 == labels.index(NO_ANSWER)
    said = await does(world, world.sam, TRIED)
    assert "your try is noted" in text(said)


async def test_whoever_has_answered_last_is_not_waited_for(world: World) -> None:
    code = await in_touch(world)
    await does(world, world.maya, "at home")
    assert not await reminded(world, code, 9)
    labels = (await does(world, world.sam, "Close"))[-1].labels
    assert TRIED not in labels
    assert NO_ANSWER not in labels


async def test_a_plan_lets_a_silence_after_contact_be(world: World) -> None:
    code = await in_touch(world)
    await does(world, world.maya, "my sister is coming")
    await does(world, world.sam, "good night then")
    await through(world, world.sam, "Close", "We have a plan")
    assert not await reminded(world, code, 60)
