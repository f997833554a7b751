"""What somebody hears while they wait: who was called, who can answer, which lines do; never a promise."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.simulator.phone import Phone
from bot.storage import Transaction, case_event, duty, member, shift
from bot.storage.shift import NewShift
from tests.stories.test_ladder import calls_only, coach_of, cries, rings, supervisor
from tests.stories.walking import (
    another_coach,
    does,
    events,
    joins,
    leaves_team,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import World

ZONE = "America/Chicago"


async def goes_off_duty(world: World, coach: Phone, *, until: datetime | None = None) -> None:
    """The coach says that she is off duty."""
    now = world.clock.now()

    def mark(tx: Transaction) -> None:
        found = member.find(tx, coach.id)
        assert found is not None
        duty.add(tx, id=tx.new_id(now), member=found.id, on=False, at=now, until=until)

    await world.app.database.run(mark)
    await world.app.turns.reload_team()


async def at_the_hour(world: World, hour: int) -> None:
    """Move the clock to the next time that walls of the programme show this hour."""
    here = world.clock.now().astimezone(ZoneInfo(ZONE))
    due = datetime.combine(here.date(), time(hour), ZoneInfo(ZONE)).astimezone(UTC)
    if due <= world.clock.now():
        due += timedelta(days=1)
    await world.later(seconds=(due - world.clock.now()).total_seconds() + 1)
    await quiet(world)


async def told(world: World, phone: Phone) -> list[str | None]:
    """Return at which minutes, and for which changes, the person was told how it stands."""
    return [event.why for event in await events(world, phone) if event.kind == "told"]


async def test_it_is_told_at_15_and_30_minutes_then_each_hour(world: World) -> None:
    await cries(world, world.maya)
    for minutes in (15, 15, 60, 60):
        came = await passes(world, world.maya, minutes=minutes)
        assert any("one coach" in one.text and "988" in one.text for one in came)
    marks = [mark for mark in await told(world, world.maya) if mark != "change"]
    assert marks == ["15", "30", "90", "150"]


async def test_by_night_the_hourly_truth_comes_without_a_sound(world: World) -> None:
    await cries(world, world.maya)
    await passes(world, world.maya, minutes=30)
    came = await passes(world, world.maya, minutes=60)
    assert [one.rang for one in came if "one coach" in one.text] == [False]


async def test_ones_own_coach_is_named_and_others_are_counted(world: World) -> None:
    ana = await another_coach(world)
    await supervisor(world)
    await joins(world, world.maya)
    await coach_of(world, world.maya, ana)
    said = await does(world, world.maya, "I need help now")
    assert "Ana is one of the people I called." in text(said)
    await passes(world, world.maya, minutes=5)
    came = text(await passes(world, world.maya, minutes=10))
    assert "I have called Ana, one more coach and one team leader." in came
    assert "Sam" not in came


async def test_when_more_people_are_called_the_person_hears_it(world: World) -> None:
    await supervisor(world)
    await cries(world, world.maya)
    came = text(await passes(world, world.maya, minutes=5))
    assert "I have now called one team leader as well." in came


async def test_after_half_an_hour_the_bot_asks_and_worse_calls_everybody_at_once(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    asked = (await passes(world, world.maya, minutes=31))[-1]
    assert asked.labels == ("It got worse", "The same", "A little better")
    at_sam, at_ruth = newest(world.sam), newest(ruth)

    said = await does(world, world.maya, "It got worse")

    assert rings(since(world.sam, at_sam), code) == [f"{code} · CRISIS · it got worse"]
    assert rings(since(ruth, at_ruth), code) == [f"{code} · CRISIS · it got worse"]
    assert "988" in text(said)
    assert "911" in text(said)
    assert "I am calling everybody now" in text(said)
    assert "Nobody has been able to answer" not in text(said)
    signals = [event for event in await events(world, world.maya) if event.kind == "signal"]
    assert (signals[-1].level, signals[-1].why) == (3, "feels_worse")


async def test_a_little_better_is_kept_and_lowers_nothing(world: World) -> None:
    await cries(world, world.maya)
    await passes(world, world.maya, minutes=31)
    said = await does(world, world.maya, "A little better")
    assert "I am glad" in text(said)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3
    assert (await passes(world, world.sam, minutes=10))[-1].text.startswith(held.code)


async def test_nothing_more_is_told_once_a_human_is_there(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    before = await told(world, world.maya)
    await passes(world, world.maya, minutes=31)
    await passes(world, world.maya, hours=1)
    assert await told(world, world.maya) == before


async def test_in_a_case_that_is_only_taken_it_is_told_that_nobody_has_written(world: World) -> None:
    code = await cries(world, world.maya)
    await passes(world, world.maya, minutes=12)
    await taken(world, world.sam, code)
    came = text(await passes(world, world.maya, minutes=4))
    assert "Sam has your message. Sam has not written to you yet." in came


async def test_with_nobody_on_duty_an_urgent_case_waits_for_the_morning_and_says_so(world: World) -> None:
    await joins(world, world.maya)
    await at_the_hour(world, 23)
    await goes_off_duty(world, world.sam)
    before = newest(world.sam)

    said = text(await menu(world, world.maya, "Talk to a person"))

    assert "Nobody from our team is on duty at this hour" in said
    assert "988" in said
    evening = await passes(world, world.maya, seconds=2)
    assert "I call them again in the morning" in text(evening)
    assert evening[-1].labels == ("It got worse", "The same", "A little better")
    await passes(world, world.maya, hours=5)
    assert not rings(since(world.sam, before), (await world.person_at(world.maya)).code)
    await at_the_hour(world, 9)
    code = (await world.person_at(world.maya)).code
    assert rings(since(world.sam, before), code)


async def test_by_day_the_evenings_word_comes_in_the_evening(world: World) -> None:
    await joins(world, world.maya)
    await at_the_hour(world, 12)
    await goes_off_duty(world, world.sam)
    await menu(world, world.maya, "Talk to a person")
    assert "in the morning" not in text(await passes(world, world.maya, hours=7))
    assert "I call them again in the morning" in text(await passes(world, world.maya, hours=1, seconds=5))


async def test_the_bot_says_who_is_on_next(world: World) -> None:
    await joins(world, world.maya)
    await coach_of(world, world.maya, world.sam)
    await at_the_hour(world, 22)
    tomorrow = (world.clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=1)).weekday()
    now = world.clock.now()

    def roster(tx: Transaction) -> None:
        found = member.find(tx, world.sam.id)
        assert found is not None
        member.change(tx, found.id, zone=ZONE)
        new = NewShift(id=tx.new_id(now), kind="duty", weekday=tomorrow, begins=time(9), ends=time(17))
        shift.replace(tx, found.id, (new,))

    await world.app.database.run(roster)
    await world.app.turns.reload_team()
    said = text(await menu(world, world.maya, "Talk to a person"))
    assert "Sam is on duty from" in said
    assert "9:00 AM" in said


async def test_a_coach_off_duty_sleeps_until_everybody_is_called(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await coach_of(world, world.maya, ana)
    await goes_off_duty(world, ana)
    before = newest(ana)
    await does(world, world.maya, "I need help now")
    await passes(world, world.maya, minutes=5)
    assert since(ana, before) == []
    await passes(world, world.maya, minutes=5)
    await passes(world, world.maya, minutes=5)
    assert rings(since(ana, before), (await world.person_at(world.maya)).code)


async def test_call_me_for_my_people_rings_off_duty_for_ones_own_people_only(world: World) -> None:
    ana = await another_coach(world)
    await goes_off_duty(world, ana)
    await calls_only(world, ana)
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    await coach_of(world, world.maya, ana)
    before = newest(ana)
    await does(world, world.luz, "Necesito ayuda ahora")
    assert since(ana, before) == []
    await does(world, world.maya, "I need help now")
    assert rings(since(ana, before), (await world.person_at(world.maya)).code)


async def test_nobody_is_told_anything_who_does_not_want_to_be_written_to(world: World) -> None:
    await cries(world, world.maya)
    await does(world, world.maya, "stop")
    await does(world, world.maya, "No")
    before = newest(world.maya)
    await passes(world, world.maya, minutes=31)
    assert [one for one in since(world.maya, before) if "I have called" in one.text] == []


async def test_a_coach_who_leaves_is_said_and_others_are_called(world: World) -> None:
    ana = await another_coach(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await leaves_team(world, world.sam)
    before = newest(ana)
    await does(world, world.maya, "hello?")
    await passes(world, world.maya, minutes=11)
    assert rings(since(ana, before), code)
    held = await world.case_of(world.maya)
    assert held is not None
    found = await world.read(lambda tx: case_event.of(tx, held.id))
    assert "freed" in {event.kind for event in found}
    await through(world, ana, "Open", "I have it")
