"""When duty ends by itself, or by somebody else's word, and how long a word about duty lasts."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cadence import local
from bot.cases import Colleague
from bot.simulator.phone import Phone
from bot.storage import member
from bot.texts import clock_words
from tests.stories.editing import Desk
from tests.stories.editors import staff
from tests.stories.test_duty import id_of, in_hands, on_duty
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    since,
    taken,
    text,
    through,
)
from tests.world import World

ALWAYS = "every day 00:00-24:00"


def colleague(world: World, phone: Phone) -> Colleague:
    """Return the member behind a phone as the roster has them."""
    found = world.app.roster.at_chat(phone.id)
    assert found is not None
    return found


def in_days(world: World, phone: Phone, first: int, last: int) -> str:
    """Return days that many days from today, as they are written behind /away."""
    today = local(world.clock.now(), colleague(world, phone).zone).date()
    return f"{today + timedelta(days=first)} to {today + timedelta(days=last)}"


async def test_a_crisis_taken_at_the_end_of_a_shift_is_not_left_either(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, f"/roster {ALWAYS}")
    await does(world, world.sam, "/onduty")  # for eight hours
    await passes(world, world.sam, hours=7, minutes=20)  # the hourly look finds nothing in her hands
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before, before_sam = newest(ana), newest(world.sam)

    await passes(world, ana, minutes=41)

    assert f"take over {held.code}" in text(since(ana, before))
    assert f"{held.code} is still in your hands" in text(since(world.sam, before_sam))


async def test_days_away_that_begin_at_midnight_leave_no_crisis_where_no_week_is_written(
    world: World,
) -> None:
    ana = await another_coach(world, language="en")
    await does(world, world.sam, f"/away {in_days(world, world.sam, 1, 4)}")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before = newest(ana)
    await passes(world, ana, hours=25)
    await passes(world, ana, hours=1, minutes=5)

    assert not world.app.roster.is_on(colleague(world, world.sam), world.clock.now())
    assert f"take over {held.code}" in text(since(ana, before))


async def test_days_away_that_somebody_else_writes_leave_no_crisis_either(world: World) -> None:
    ana = await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before, before_sam = newest(ana), newest(world.sam)

    await does(world, rosa, "/away Sam: today")

    assert f"take over {held.code}" in text(since(ana, before))
    told = text(since(world.sam, before_sam))
    assert "Rosa has written down that you are away" in told
    assert f"{held.code} is still in your hands" in told


async def test_the_first_written_week_says_to_the_others_that_weeks_count_now(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    before, before_ana = newest(world.sam), newest(ana)

    await does(world, ana, f"/roster {ALWAYS}")

    told = text(since(world.sam, before))
    assert "Weeks are written now, and they count" in told
    assert "/roster" in told
    assert f"{held.code} is still in your hands" in told
    assert f"take over {held.code}" in text(since(ana, before_ana))
    again = newest(world.sam)
    await does(world, ana, "/roster every day 00:00-23:00")
    assert since(world.sam, again) == []


async def test_whoever_joins_where_weeks_are_written_hears_that_she_is_off_duty_without_one(
    world: World,
) -> None:
    await does(world, world.sam, f"/roster {ALWAYS}")
    ana = await another_coach(world, language="en")

    assert "Weeks are written now, and they count" in text(since(ana, 0))
    assert await on_duty(world) == {"Sam"}


async def test_off_duty_says_that_a_crisis_is_in_her_hands_also_outside_of_her_hours(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, f"/roster {ALWAYS}")
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    held = await world.case_of(world.maya)
    assert held is not None
    for _ in range(3):
        await passes(world, world.sam, minutes=6)  # at last everybody is called
    await taken(world, world.sam, held.code)
    await does(world, world.sam, f"{held.code} I am here")

    said = text(await does(world, world.sam, "/offduty"))

    assert "Before you go, somebody else takes it" in said
    assert "You are off duty" not in said


async def test_who_is_only_the_backup_can_go_off_as_well(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, f"/roster {ALWAYS}")
    await does(world, world.sam, f"/roster backup {ALWAYS}")
    assert [one.name for one in world.app.roster.backup(world.clock.now())] == ["Sam"]

    assert "You are off duty" in text(await does(world, world.sam, "/offduty"))

    assert world.app.roster.backup(world.clock.now()) == ()


async def test_a_word_about_being_on_does_not_outlast_the_day_once_weeks_are_written(world: World) -> None:
    ana = await another_coach(world, language="en")
    await through(world, world.sam, "/offduty", "/onduty")
    assert await on_duty(world) == {"Sam", "Ana"}
    await does(world, ana, f"/roster {ALWAYS}")
    assert await on_duty(world) == {"Sam", "Ana"}, "she said so"
    await passes(world, world.sam, hours=9)

    assert await on_duty(world) == {"Ana"}


async def test_an_hour_that_could_be_by_day_or_by_night_is_asked_about(world: World) -> None:
    for words in ("/onduty 9", "/offduty until 7"):
        assert "could not read this time" in text(await does(world, world.sam, words)), words
    assert await on_duty(world) == {"Sam"}


async def test_until_when_she_is_off_is_what_her_week_says(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, f"/roster {ALWAYS}")
    await does(world, world.sam, "/onduty")
    at = local(world.clock.now() + timedelta(minutes=30), colleague(world, world.sam).zone)

    said = text(await does(world, world.sam, f"/offduty {at:%H:%M}"))

    assert "You are off duty. /onduty brings you back" in said, "no shift of hers begins then"


async def test_off_until_a_time_asks_about_what_is_in_her_hands_and_keeps_the_time(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await does(world, world.sam, f"{held.code} I am here")
    await does(world, world.sam, f"/case {held.code}")
    await through(world, world.sam, "Close", "Lower the level", "urgent")
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.level == 2
    at = local(world.clock.now() + timedelta(hours=2), colleague(world, world.sam).zone)

    said = text(await does(world, world.sam, f"/offduty {at:%H:%M}"))
    assert "One case is in your hands" in said
    await does(world, world.sam, "I keep them and go")

    assert await on_duty(world) == set()
    await passes(world, world.sam, hours=2, minutes=1)
    assert await on_duty(world) == {"Sam"}


async def test_days_away_that_wait_for_a_crisis_are_said_not_to_be_written_yet(world: World) -> None:
    await another_coach(world, language="en")
    await joins(world, world.maya)
    await in_hands(world, world.sam, world.maya)

    said = text(await does(world, world.sam, "/away today"))

    assert "not written down yet" in said


async def test_days_away_that_somebody_else_takes_back_are_told(world: World) -> None:
    rosa = await staff(world, "Rosa", 820, "supervisor")
    days = in_days(world, world.sam, 2, 4)
    await does(world, rosa, f"/away Sam: {days}")
    before = newest(world.sam)

    await does(world, rosa, "Take back")

    assert "Rosa has taken back your days away" in text(since(world.sam, before))


async def test_whoever_comes_back_to_the_team_is_not_off_duty_by_an_old_word(world: World) -> None:
    office = await administrator(world)
    await does(world, world.sam, "/offduty")
    await through(world, office, "/team", "Sam", "Remove", "Yes, remove")
    assert world.app.roster.at_chat(world.sam.id) is None

    await world.coach_joins(world.sam)
    await world.settled()

    assert "Sam" in await on_duty(world)


async def test_whoever_has_no_city_of_her_own_goes_with_the_programme_at_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await another_coach(world, language="en")
    await through(world, ana, "/me", "My city", "Madrid")
    assert colleague(world, world.sam).zone == "America/Chicago"
    desk = Desk(world, tmp_path / "programme", monkeypatch)
    desk.change("programme.yaml", "time zone: America/Chicago", "time zone: Europe/Lisbon")
    await desk.goes_live()
    async with asyncio.timeout(20):
        while colleague(world, world.sam).zone != "Europe/Lisbon":  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.01)

    assert "Lisbon" in text(await does(world, world.sam, "/roster"))
    assert colleague(world, ana).zone == "Europe/Madrid"


async def test_a_city_that_this_machine_does_not_know_keeps_nobody_from_being_called(world: World) -> None:
    me = await id_of(world, world.sam)
    await world.app.database.run(lambda tx: member.change(tx, me, zone="Europe/Atlantis"))
    await world.app.turns.reload_team()
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")

    held = await world.case_of(world.maya)
    assert held is not None
    assert held.code in text(since(world.sam, 0))


async def test_when_the_last_week_is_gone_coaches_hear_that_they_count_as_on_duty(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, f"/roster {ALWAYS}")
    before = newest(world.sam)

    said = text(await does(world, ana, "/roster none"))

    assert "you count as on duty at any hour" in said
    assert "you count as on duty at any hour" in text(since(world.sam, before))
    assert await on_duty(world) == {"Sam", "Ana"}


async def test_where_no_week_is_written_people_hear_when_somebody_is_back(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    at = local(world.clock.now() + timedelta(hours=3), colleague(world, world.sam).zone)
    await does(world, world.sam, f"/offduty {at:%H:%M}")

    said = text(await menu(world, world.maya, "Talk to a person"))

    assert "Somebody is there again from" in said
    assert clock_words(at, who.zone, "en") in said
    assert "You are off duty until" in text(await does(world, world.sam, "/offduty"))
