"""What somebody sets for themselves: other ways to be reached, name and place, the screen, first days."""

from datetime import timedelta

import pytest

from bot.cadence import local
from bot.storage import reach
from bot.storage.reach import Reach
from tests.stories.walking import (
    AGREED,
    HELLO,
    READY,
    WELCOME,
    checks_in,
    does,
    joins,
    live,
    menu,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


async def ways(world: World) -> list[tuple[str, str, str | None]]:
    who = await world.person_at(world.maya)
    kept: tuple[Reach, ...] = await world.read(lambda tx: reach.of(tx, who.id))
    return [(one.kind, one.words, one.may_say) for one in kept]


async def test_the_day_after_the_welcome_another_way_is_asked_for(world: World) -> None:
    await does(world, world.maya, HELLO["en"])
    await through(world, world.maya, *WELCOME["en"])
    welcomed = world.clock.now()
    await checks_in(world, world.maya, "Going well", "2", "No", "Skip")
    invitation = await to_timer(world, world.maya, "start_script")

    assert world.clock.now() - welcomed < timedelta(hours=48)
    assert "reach" not in text(invitation)
    await through(
        world, world.maya, READY["en"], "Yes", "Somebody I trust", "My aunt Rosa", "Just to call back"
    )
    said = await through(world, world.maya, "Yes", "A place", "The library", "Skip", "No")
    assert "Thank you, Maya" in text(said)
    assert await ways(world) == [
        ("trusted person", "My aunt Rosa", "Just to call back"),
        ("place", "The library", None),
    ]


@pytest.mark.parametrize("at", [0, 3, 8, 12, 17, 23])
async def test_whoever_leaves_a_check_in_unanswered_is_asked_within_48_hours_too(
    world: World, at: int
) -> None:
    now = local(world.clock.now(), "America/Chicago")
    await world.later(hours=(at - now.hour) % 24)
    await does(world, world.maya, HELLO["en"])
    await through(world, world.maya, *WELCOME["en"])

    asked = 0
    while ("ways_to_reach", "invited") not in await live(world, world.maya):
        await world.later(hours=1)
        asked += 1
        assert asked < 48


async def test_nobody_has_to_and_a_check_in_does_not_wait_for_it(world: World) -> None:
    await does(world, world.maya, HELLO["en"])
    await through(world, world.maya, *WELCOME["en"])
    await checks_in(world, world.maya, "Going well", "2", "No", "Skip")
    await to_timer(world, world.maya, "start_script")
    assert await live(world, world.maya) == [("ways_to_reach", "invited")]

    thanks = await checks_in(world, world.maya, "Going well", "2", "No", "Skip")

    assert "Thank you" in text(thanks)
    assert await ways(world) == []


async def test_it_can_be_told_later_under_my_check_ins(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My check-ins")
    await through(
        world, world.maya, "How to reach me", "Yes", "Another number", "555 0100", "Who is asking", "No"
    )

    assert await ways(world) == [("number", "555 0100", "Who is asking")]


async def test_name_hour_place_and_language_change_from_one_place(world: World) -> None:
    await joins(world, world.maya)
    for label, answer in (
        ("My name", "Lu"),
        ("Where I am", "Los Angeles"),
        ("When you write", "8 pm"),
    ):
        await menu(world, world.maya, "My check-ins")
        await through(world, world.maya, "My details", label, answer)
    await menu(world, world.maya, "My check-ins")
    said = await through(world, world.maya, "My details", "My language", "Español")

    who = await world.person_at(world.maya)
    assert (who.name, who.zone, who.locale) == ("Lu", "America/Los_Angeles", "es")
    (due,) = await timers(world, world.maya, "check_in")
    assert local(due.due_at, who.zone).strftime("%H:%M") == "20:00"
    assert "From now on" not in text(said)  # already in the new language


async def test_fewer_people_may_open_the_record(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My check-ins")
    await through(world, world.maya, "My details", "Who can open it", "My coach and leaders")
    assert (await world.person_at(world.maya)).sheltered

    await menu(world, world.maya, "My check-ins")
    await through(world, world.maya, "My details", "Who can open it", "Any coach who is called")
    assert not (await world.person_at(world.maya)).sheltered


@pytest.mark.parametrize("word", ["hello", "mis razones", "8", "sí"])
async def test_a_word_that_means_something_else_is_no_clear_word(world: World, word: str) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My screen")
    await through(world, world.maya, "Choose a clear word", word)

    assert (await world.person_at(world.maya)).clear_word is None


async def test_a_clear_word_is_forgotten_again(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My screen")
    await through(world, world.maya, "Choose a clear word", "tangerine")
    await menu(world, world.maya, "My screen")
    said = await does(world, world.maya, "Forget my clear word")

    assert "No word clears the screen" in text(said)
    assert (await world.person_at(world.maya)).clear_word is None


async def test_discretion_is_switched_on_and_off(world: World) -> None:
    await joins(world, world.maya)
    for label, discreet in (("Be discreet", True), ("Show messages", False)):
        await menu(world, world.maya, "My screen")
        await does(world, world.maya, label)
        assert (await world.person_at(world.maya)).discreet is discreet


async def test_who_has_just_left_is_asked_about_the_first_days(world: World) -> None:
    await does(world, world.maya, HELLO["en"])
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "Yes", "Skip")

    who = await world.person_at(world.maya)
    assert who.release_day == local(world.clock.now(), who.zone).date()
    planned = [one.note for one in await timers(world, world.maya, "start_script")]
    assert planned.count("first_days_out") >= 3
