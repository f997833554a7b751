"""What the bot says about who answers is what the roster says at that moment: true, and never a promise."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.engine import Duty
from bot.simulator.phone import Phone
from bot.storage import Transaction, member, shift
from bot.storage.shift import NewShift
from bot.turns.facts import duty_of
from tests.stories.walking import Came, does, joins, menu, passes, taken, text
from tests.world import World

ZONE = "America/Chicago"
USED = ("I am okay", "Yes", "Talk with our team")
LINES = "these lines answer now"


async def works(world: World, coach: Phone, begins: time, ends: time, zone: str = ZONE) -> None:
    """Let the owner of `coach` work between these times of every day, on the wall of `zone`."""
    now = world.clock.now()

    def roster(tx: Transaction) -> None:
        found = member.find(tx, coach.id)
        assert found is not None
        member.change(tx, found.id, zone=zone)
        week = [
            NewShift(id=tx.new_id(now), kind="duty", weekday=day, begins=begins, ends=ends)
            for day in range(7)
        ]
        shift.replace(tx, found.id, week)

    await world.app.database.run(roster)
    await world.app.turns.reload_team()


async def at_the_hour(world: World, phone: Phone, hour: int) -> None:
    """Move the clock to the next time that walls in Chicago show this hour, and a minute."""
    now = world.clock.now().astimezone(ZoneInfo(ZONE))
    then = now.replace(hour=hour, minute=1, second=0, microsecond=0)
    then += timedelta(days=1) if then <= now else timedelta(0)
    await passes(world, phone, seconds=(then - now).total_seconds())


async def wants_to_talk(world: World, phone: Phone) -> Came:
    """Somebody tells of using and asks for the team; return what came after the last tap."""
    await menu(world, phone, "Something happened")
    came: Came = []
    for tap in USED:
        came = await does(world, phone, tap)
    return came


async def test_somebody_is_on_duty_until_an_hour_on_the_persons_own_wall(world: World) -> None:
    await joins(world, world.maya)
    await at_the_hour(world, world.maya, 14)
    await works(world, world.sam, time(10), time(23), "America/New_York")
    said = text(await wants_to_talk(world, world.maya))

    assert "I have let one person from our team know, and somebody is on duty until 10:00 PM." in said


async def test_nobody_is_on_before_nine_and_lines_answer_now(world: World) -> None:
    await joins(world, world.maya)
    await works(world, world.sam, time(9), time(17))
    await at_the_hour(world, world.maya, 22)
    said = text(await wants_to_talk(world, world.maya))

    assert f"Nobody from our team is on duty before 9:00 AM, but {LINES}" in said


async def test_a_day_is_named_when_the_hour_alone_would_mislead(world: World) -> None:
    await joins(world, world.maya)
    await works(world, world.sam, time(9), time(17))
    await at_the_hour(world, world.maya, 18)
    tomorrow = world.clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=1)
    said = text(await wants_to_talk(world, world.maya))

    assert f"on duty before {tomorrow:%A, %B} {tomorrow.day}, 9:00 AM" in said


async def test_who_is_with_somebody_else_in_a_crisis_is_said(world: World) -> None:
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    await at_the_hour(world, world.maya, 12)
    await works(world, world.sam, time(9), time(17))
    await does(world, world.luz, "Necesito ayuda ahora")
    await taken(world, world.sam, (await world.person_at(world.luz)).code)
    said = text(await wants_to_talk(world, world.maya))

    assert f"Everybody from our team who is on duty is with somebody else right now, but {LINES}" in said


@pytest.mark.parametrize("hour", [12, 22])
async def test_who_has_the_message_is_on_until_or_off_until(world: World, hour: int) -> None:
    await joins(world, world.maya)
    await at_the_hour(world, world.maya, 12)
    await works(world, world.sam, time(9), time(17))
    await menu(world, world.maya, "I need help now")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    if hour != 12:
        await at_the_hour(world, world.maya, hour)
    said = await duty_now(world, world.maya)

    assert said == ("Sam", False, 17, None) if hour == 12 else ("Sam", True, None, 9)


async def test_a_coach_who_comes_in_the_night_is_not_called_off_duty(world: World) -> None:
    await joins(world, world.maya)
    await works(world, world.sam, time(9), time(17))
    await at_the_hour(world, world.maya, 23)
    await menu(world, world.maya, "I need help now")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)

    assert await duty_now(world, world.maya) == ("Sam", False, None, None)


async def duty_now(world: World, phone: Phone) -> tuple[str | None, bool, int | None, int | None]:
    """Return (who has it, is she off, until which hour she is on, at which hour she is back)."""
    who = await world.person_at(phone)
    found: list[Duty] = []
    await world.app.turns.act(lambda work: found.append(duty_of(work, who)))

    def hour(at: datetime | None) -> int | None:
        return None if at is None else at.astimezone(ZoneInfo(ZONE)).hour

    return found[0].coach, found[0].off, hour(found[0].until), hour(found[0].back)


async def test_who_sees_this_is_true_at_night_too(world: World) -> None:
    await joins(world, world.maya)
    await works(world, world.sam, time(9), time(17))
    await at_the_hour(world, world.maya, 22)
    await menu(world, world.maya, "Something happened")
    said = text(await does(world, world.maya, "Who sees this?"))

    assert "I leave a note for our team" in said
    assert "I call a person at once" in said
