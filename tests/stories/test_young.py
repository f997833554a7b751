"""Somebody who is younger than the programme is for: lines, a human, nothing more collected."""

from pathlib import Path

import pytest

from bot.storage import remark
from tests.stories.editing import Desk
from tests.stories.walking import (
    does,
    events,
    invited,
    joins,
    live,
    taken,
    text,
    through,
    timers,
)
from tests.world import World

CHILDHELP = "1-800-422-4453"


@pytest.mark.parametrize("words", ["I'm 15", "hi, I'm 15, can I use this?", "tengo 15 años", "I'm a minor"])
async def test_a_guest_who_is_that_young_gets_lines_and_the_way_to_a_human(world: World, words: str) -> None:
    came = await does(world, world.maya, words)

    assert CHILDHELP in text(came)
    assert "18 or older" in text(came)
    assert came[-1].button("Talk to a person")
    assert await world.case_of(world.maya) is None
    who = await world.person_at(world.maya)
    assert (who.state, await live(world, world.maya)) == ("new", [])


async def test_how_old_somebody_has_to_be_is_for_the_programme_to_say(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(world, tmp_path / "programme", monkeypatch)
    desk.change("programme.yaml", "minimum age: 18", "minimum age: 16")
    await desk.goes_live()

    assert CHILDHELP not in text(await does(world, world.maya, "I'm 16"))
    came = text(await does(world, world.maya, "I'm 15"))
    assert CHILDHELP in came
    assert "16 or older" in came
    asked = await through(world, world.luz, "hola", "Empezar")
    assert "16" in text(asked)


async def test_the_human_is_one_tap_away_and_hears_what_was_said_only_then(world: World) -> None:
    await does(world, world.maya, "I'm 15")
    came = await does(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    card = await does(world, world.sam, "Open")

    assert held is not None
    assert held.without_consent
    assert "I have told one person from our team" in text(came)
    assert "younger than this programme's minimum age" in text(card)


async def test_a_no_to_the_question_of_age_ends_the_welcome_with_the_same_lines(world: World) -> None:
    await does(world, world.maya, "hello")
    came = await through(world, world.maya, "Start", "No")

    assert CHILDHELP in text(came)
    assert await live(world, world.maya) == []
    again = await does(world, world.maya, "hello")
    assert again[-1].button("Start")


async def test_an_age_in_the_middle_of_the_welcome_ends_it_and_nothing_of_it_is_kept(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Yes")
    came = await does(world, world.maya, "actually I'm 16 years old")
    who = await world.person_at(world.maya)

    assert CHILDHELP in text(came)
    assert (who.state, who.name, await live(world, world.maya)) == ("new", None, [])
    assert await world.read(lambda tx: remark.of(tx, who.id, 10)) == ()


async def test_danger_is_heard_before_an_age(world: World) -> None:
    came = await does(world, world.maya, "I'm 15 and I want to die")

    assert "988" in text([message for message in world.maya.screen if not message.mine])
    assert "Is somebody with you?" in text(came)


async def test_in_the_middle_of_help_the_help_goes_on_and_the_human_reads_the_age(world: World) -> None:
    await does(world, world.maya, "I want to die")
    came = await does(world, world.maya, "I'm 15")
    said = [event.words for event in await events(world, world.maya)]

    assert CHILDHELP in text(came)
    assert "Is somebody with you?" in text(came)
    assert said.count("I'm 15") == 1


async def test_who_had_agreed_rests_until_a_human_decides(world: World) -> None:
    await joins(world, world.maya)
    came = await does(world, world.maya, "I'm 15 years old")
    who = await world.person_at(world.maya)
    held = await world.case_of(world.maya)

    assert CHILDHELP in text(came)
    assert "I have let one person from our team know" in text(came)
    assert who.state == "paused"
    assert await timers(world, world.maya, "check_in") == []
    assert held is not None
    assert not held.without_consent
    assert any(f"{held.code} · urgent" in message.text for message in world.sam.screen)
    assert "under_age" in [event.why for event in await events(world, world.maya)]


async def test_hello_does_not_decide_for_the_human_and_a_closed_case_does(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I'm 15 years old")
    came = await does(world, world.maya, "hello")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await through(world, world.sam, "Close", "We talked")

    assert "rest until a person" in text(came)
    await does(world, world.maya, "hello")
    assert (await world.person_at(world.maya)).state == "active"


async def test_an_open_check_in_ends_with_it(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    await does(world, world.maya, "tengo 15 años")

    assert await live(world, world.maya) == []


async def test_a_coach_who_is_told_answers_herself_and_the_check_ins_rest(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    came = await does(world, world.maya, "I'm 15 years old")

    assert came == []
    assert any("I'm 15 years old" in message.text for message in world.sam.screen)
    assert (await world.person_at(world.maya)).state == "paused"


async def test_a_number_that_answers_a_number_is_no_age(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "skip")
    await does(world, world.maya, "I'm 15")

    assert (await world.person_at(world.maya)).state == "active"


async def test_who_is_old_enough_may_say_so(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I'm 45 years old")

    assert (await world.person_at(world.maya)).state == "active"
    assert await world.case_of(world.maya) is None


async def test_who_says_it_twice_is_told_once_more_and_the_team_is_not(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I'm 15 years old")
    rang = len(world.sam.screen)
    came = await does(world, world.maya, "I'm 15 years old")

    assert CHILDHELP in text(came)
    assert len(world.sam.screen) == rang


async def test_help_that_is_open_goes_on_for_somebody_who_had_agreed(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    came = await does(world, world.maya, "I'm 15 years old")

    assert "Is somebody with you?" in text(came)
    assert await live(world, world.maya) == [("crisis_help", "open")]


async def test_a_coach_reads_of_any_other_age_and_nothing_rests(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.maya, "I'm 45 years old")

    assert (await world.person_at(world.maya)).state == "active"
