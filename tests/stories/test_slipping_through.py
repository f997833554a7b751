"""Moments in which somebody could slip through: tapped too early, just gone, lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cadence import DEFAULT_LADDER, Ladder, Rung, Who
from bot.cases import Raised, raise_signals
from bot.signals import Level
from bot.simulator.phone import Phone
from bot.turns.buttons import StaffButton, write
from tests.stories.talks import both_in_hand
from tests.stories.test_follow_up import talked_and_closed
from tests.stories.test_ladder import cries, rings, rung_by_rung, supervisor
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
    to_timer,
)
from tests.world import World

DANGER = "I want to die"
# What ends something that a coach owes, and the steps that lead there.
ONCE_IN_TOUCH = (("Close", "We talked"), ("Close", "We have a plan"), ("Close", "Lower the level", "watch"))
BEFORE = (("Close", "I tried, no answer yet"), ("Close", "We are in touch"))


async def in_touch(world: World, *, answered: bool = True) -> str:
    """Sam has Maya's crisis and they talk, or she has not answered yet; return her code."""
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    if answered:
        await does(world, world.maya, "thank you")
    return code


async def presses(world: World, phone: Phone, verb: str, *, detail: str | None = None) -> str:
    """A button about Maya's case that once stood on this phone is pressed; return what is said."""
    held = await world.case_of(world.maya)
    assert held is not None
    before = newest(phone)
    phone.tap_data(before, write(StaffButton(verb=verb, subject=held.id, detail=detail)))
    await quiet(world)
    return text(since(phone, before))


@pytest.mark.parametrize("steps", [*ONCE_IN_TOUCH, *BEFORE])
async def test_what_is_tapped_before_a_new_danger_was_read_ends_nothing(
    world: World, steps: tuple[str, ...]
) -> None:
    ruth = await supervisor(world)
    code = await in_touch(world, answered=steps in ONCE_IN_TOUCH)
    await through(world, world.sam, *steps[:-1])
    await does(world, world.maya, DANGER)

    said = await does(world, world.sam, steps[-1])

    assert "nothing has changed yet" in text(said)
    assert said[-1].labels == ("Open",)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == Level.CRISIS
    assert await rung_by_rung(world, (ruth,), code, 11) == [True], "the words that were owed are owed still"


async def test_who_has_read_it_can_close_as_ever(world: World) -> None:
    await in_touch(world)
    await does(world, world.sam, "Close")
    await does(world, world.maya, DANGER)
    await does(world, world.sam, "We talked")
    await does(world, world.sam, "I read that. I stay with you.")
    await through(world, world.sam, "Open", "Close", "We talked")
    assert await world.case_of(world.maya) is None


async def test_a_ready_answer_chosen_before_a_new_danger_is_not_sent(world: World) -> None:
    ruth = await supervisor(world)
    await through(world, ruth, "/quick", "Add one", "Great", "Great work today!", "¡Muy bien!")
    await in_touch(world)
    await does(world, world.sam, "Quick replies")
    await does(world, world.maya, DANGER)
    before = newest(world.maya)

    said = await does(world, world.sam, "Great")

    assert "nothing has changed yet" in text(said)
    assert since(world.maya, before) == []


@pytest.mark.parametrize("how", ["leaves", "gets another role"])
async def test_whose_coach_has_left_is_told_the_truth_until_somebody_is_there(world: World, how: str) -> None:
    await supervisor(world)
    office = await administrator(world)
    await in_touch(world)
    await passes(world, world.maya, minutes=30)
    if how == "leaves":
        await through(world, world.sam, "/leave", "Yes, I leave")
    else:
        await through(world, office, "/team", "Sam", "Role", "editor")
    before = newest(world.maya)

    for _ in range(7):
        await passes(world, world.maya, minutes=10)

    told = [one.text for one in since(world.maya, before) if "While you wait" in one.text]
    assert told, "an hour without a word is an hour alone"


async def test_colleagues_whom_nothing_reaches_are_not_counted_as_told(world: World) -> None:
    ana, ruth = await another_coach(world), await supervisor(world)
    for phone in (ana, ruth):
        phone.block()
    await quiet(world)
    await in_touch(world)
    before = newest(world.maya)

    await through(world, world.sam, "/leave", "Yes, I leave")

    said = text(since(world.maya, before))
    assert "I have let" not in said
    assert "988" in said


async def only_watched(world: World) -> None:
    """Something is noticed about Maya that rings on no phone."""
    who = await world.person_at(world.maya)
    raised = [Raised(level=Level.WATCH, why="trend", told={"en": "Craving goes up."})]
    await world.app.turns.act(lambda work: work.post(raise_signals(work.desk, who, raised)))


async def test_silence_after_a_crisis_calls_people_also_beside_a_case_that_rings_nowhere(
    world: World,
) -> None:
    closed = await talked_and_closed(world)
    await only_watched(world)
    asked = await to_timer(world, world.maya, "follow_up")
    assert asked[-1].button("I am ready") is not None
    before = newest(world.sam)

    await to_timer(world, world.maya, "follow_up")

    assert rings(since(world.sam, before), closed.code)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == Level.URGENT


async def test_who_blocks_the_bot_after_a_crisis_is_looked_after_by_a_person(world: World) -> None:
    closed = await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    world.maya.block()
    await quiet(world)
    before = newest(world.sam)

    await to_timer(world, world.maya, "follow_up")

    assert rings(since(world.sam, before), closed.code)


async def test_who_lets_the_bot_in_again_while_waiting_hears_the_truth_at_once(world: World) -> None:
    await cries(world, world.maya)
    world.maya.block()
    await passes(world, world.maya, minutes=20)
    before = newest(world.maya)
    world.maya.unblock()
    await quiet(world)
    assert "While you wait" in text(since(world.maya, before))


async def test_a_coach_hears_that_her_words_arrive_again(world: World) -> None:
    code = await in_touch(world)
    world.maya.block()
    await does(world, world.sam, "are you there?")
    before, at_maya = newest(world.sam), newest(world.maya)
    world.maya.unblock()
    await quiet(world)
    assert f"Messages arrive at {code} again" in text(since(world.sam, before))
    assert since(world.maya, at_maya) == [], "a human is there: the coach decides what to say"


async def test_while_somebody_has_the_case_silence_is_looked_at_later(world: World) -> None:
    closed = await talked_and_closed(world)
    await to_timer(world, world.maya, "follow_up")
    await only_watched(world)
    await through(world, world.sam, f"/case {closed.code}", "I have it")
    before = newest(world.sam)
    await to_timer(world, world.maya, "follow_up")
    assert not rings(since(world.sam, before), closed.code)

    await through(world, world.sam, "Close", "We talked")
    await to_timer(world, world.maya, "follow_up")

    assert rings(since(world.sam, before), closed.code)


async def test_when_a_person_wants_nothing_from_the_bot_and_the_last_coach_is_gone_leaders_hear_of_it(
    world: World,
) -> None:
    ruth = await supervisor(world)
    closed = await talked_and_closed(world)
    await does(world, world.maya, "stop")
    world.sam.block()
    await quiet(world)
    before = newest(ruth)

    await to_timer(world, world.maya, "follow_up")

    assert f"{closed.code}: it is time to ask how it is" in text(since(ruth, before))


async def test_a_coach_who_is_in_danger_herself_gets_the_lines(world: World) -> None:
    said = text(await does(world, world.sam, DANGER))
    assert "went to nobody" in said
    assert "988" in said
    assert "988" not in text(await does(world, world.sam, "good morning"))


async def test_a_new_cry_is_not_answered_with_the_name_of_who_gave_no_word(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I have it")

    for cry in (DANGER, "Talk to a person"):
        said = text(await does(world, world.maya, cry))
        assert "Sam has your message" not in said
        assert "I have let" in said


async def test_who_gave_no_word_once_and_is_asked_by_name_later_has_it_again(world: World) -> None:
    ana = await another_coach(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await taken(world, ana, code)
    await does(world, ana, "I am here")
    await through(world, ana, "/handover", f"Hand over {code}", "Sam · on duty")
    before = newest(world.maya)

    await does(world, world.sam, "I take it over")

    said = text(since(world.maya, before))
    assert "Nobody has been able to answer" not in said
    assert "Sam has your message" in said


@pytest.mark.parametrize("words", ["help me", "Please help me!", "ayúdame por favor", "Necesito ayuda"])
async def test_whoever_writes_nothing_but_that_they_need_help_gets_it(world: World, words: str) -> None:
    await joins(world, world.maya)
    before = newest(world.sam)
    assert "988" in text(await does(world, world.maya, words))
    assert [one for one in since(world.sam, before) if "CRISIS" in one.text]


async def test_words_for_somebody_who_has_just_deleted_everything_reach_nobody_else(world: World) -> None:
    maya, luz = await both_in_hand(world)
    await does(world, world.sam, f"{luz} hola")
    await does(world, world.sam, f"{maya} tell me more")
    await through(world, world.maya, "/mydata", "Delete it", "Yes, delete it all")
    before = newest(world.luz)

    for words in ("I stay with you", f"{maya} are you there?"):
        asked = await does(world, world.sam, words)
        assert "Who is this for?" in text(asked), words
        assert since(world.luz, before) == []

    await does(world, world.sam, luz)
    assert text(since(world.luz, before)) == f"Sam: {maya} are you there?"
    await does(world, world.sam, "buenas noches")
    assert text(since(world.luz, before)).endswith("Sam: buenas noches"), "asked once, and not for ever"


async def test_a_crisis_phone_that_the_ladder_names_at_once_is_said_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = world.app.library.current.bundle
    first = Rung(after=timedelta(0), who=(Who.ON_DUTY, Who.CRISIS_PHONE))
    ladder = Ladder(crisis=(first,), urgent=DEFAULT_LADDER.urgent)
    programme = replace(bundle.programme, ladder=ladder, crisis_phone="555 0199")
    monkeypatch.setattr(world.app.library.current, "bundle", replace(bundle, programme=programme))
    await joins(world, world.maya)
    assert "555 0199" in text(await does(world, world.maya, DANGER))


async def test_it_got_worse_after_the_talk_was_closed_says_the_truth_once(world: World) -> None:
    await supervisor(world)
    code = await cries(world, world.maya)
    for _ in range(2):
        await passes(world, world.maya, minutes=15)
    asked = next(one for one in reversed(world.maya.screen) if one.button("It got worse"))
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await through(world, world.sam, "Close", "We talked")
    button = asked.button("It got worse")
    assert button is not None
    assert button.data is not None
    before, at_sam = newest(world.maya), newest(world.sam)

    world.maya.tap_data(asked.id, button.data)
    await quiet(world)

    said = text(since(world.maya, before))
    assert said.count("I am calling everybody now") == 1
    assert said.count("988") == 1
    assert "Nobody has been able to answer yet" not in said
    assert rings(since(world.sam, at_sam), code)


@pytest.mark.parametrize("verb", ["tried", "spoke", "plan", "lower", "close", "ho-ask", "sw-ask", "quick"])
async def test_old_buttons_of_a_freed_case_say_that_nobody_has_it_and_how_to_take_it(
    world: World, verb: str
) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)

    said = await presses(world, world.sam, verb)

    assert said == f"{code} is in nobody's hands now."
    assert world.sam.last is not None
    assert world.sam.last.labels == ("Open",)


@pytest.mark.parametrize("verb", ["tried", "plan", "lower", "close", "ho-ask", "sw-ask"])
async def test_buttons_of_a_case_that_a_colleague_has_say_who_has_it(world: World, verb: str) -> None:
    ana = await another_coach(world)
    code = await in_touch(world)
    assert await presses(world, ana, verb) == f"Sam already has {code}."
