"""After a release the first days begin by themselves: from a card, from an answer, on the day."""

from datetime import date, timedelta

from bot.cadence import local
from bot.storage import person
from bot.turns.acting import stage_of
from tests.stories.arriving import card_from, opens
from tests.stories.walking import WELCOME, does, joins, live, passes, through, timers
from tests.world import World

ZONE = "America/Chicago"


def today(world: World) -> date:
    """Return the day where Maya is."""
    return local(world.clock.now(), ZONE).date()


async def opens_card(world: World, day: date) -> None:
    """Maya opens a card that carries this day."""
    token = await card_from(world, world.sam, "English", "Leave it out", day.isoformat())
    await opens(world, world.maya, token)


async def comes_with_card(world: World, day: date) -> None:
    """Maya comes with a card that carries this day, and walks the welcome."""
    await opens_card(world, day)
    await through(world, world.maya, *WELCOME["en"])


async def first_days(world: World) -> list[int]:
    """Return on which days from now the first days' conversation is planned."""
    rows = [row for row in await timers(world, world.maya, "start_script") if row.note == "first_days_out"]
    return [(local(row.due_at, ZONE).date() - today(world)).days for row in rows]


async def test_a_card_made_before_the_release_plans_its_days(world: World) -> None:
    await comes_with_card(world, today(world) + timedelta(days=5))

    assert await first_days(world) == [5, 6, 12, 19]


async def test_a_guest_has_no_first_days_before_they_agree(world: World) -> None:
    token = await card_from(world, world.sam, "English", "Leave it out", "today")
    await opens(world, world.maya, token)

    assert await timers(world, world.maya, "start_script") == []
    assert (await world.person_at(world.maya)).release_day is not None


async def test_three_days_late_there_is_today_or_tomorrow_and_what_is_ahead(world: World) -> None:
    await comes_with_card(world, today(world) - timedelta(days=3))

    planned = await first_days(world)
    assert planned[0] in (0, 1)
    assert planned[1:] == [4, 11]


async def test_the_day_comes_and_the_conversation_with_it(world: World) -> None:
    await comes_with_card(world, today(world) + timedelta(days=2))
    (first, *_) = [
        row for row in await timers(world, world.maya, "start_script") if row.note == "first_days_out"
    ]
    wait = first.due_at - world.clock.now()

    await passes(world, world.maya, seconds=wait.total_seconds() + 1)
    for _ in range(200):
        if ("first_days_out", "invited") in await live(world, world.maya):
            break
        await passes(world, world.maya, minutes=11)  # it waits until a check-in of the same morning is over

    assert ("first_days_out", "invited") in await live(world, world.maya)


async def test_stages_count_from_the_release_and_days_together_do_not(world: World) -> None:
    await joins(world, world.maya)
    await passes(world, world.maya, days=120)
    who = await world.person_at(world.maya)

    async def every() -> int:
        def look(tx: object) -> int:
            found = person.get(tx, who.id)  # type: ignore[arg-type]  # a transaction
            assert found is not None
            return stage_of(world.app.turns._work(tx), found).every_days  # type: ignore[arg-type]

        return await world.read(look)

    assert await every() == 7
    await opens(world, world.maya, await card_from(world, world.sam, "English", "Leave it out", "today"))
    assert await every() == 1
    assert (await world.person_at(world.maya)).began_at == who.began_at


async def test_from_the_release_on_check_ins_come_daily_again(world: World) -> None:
    await joins(world, world.maya)
    await passes(world, world.maya, days=120)
    day = today(world) + timedelta(days=1)
    await opens(
        world, world.maya, await card_from(world, world.sam, "English", "Leave it out", day.isoformat())
    )
    await does(world, world.maya, "hello")

    await passes(world, world.maya, days=1.5)

    (due,) = await timers(world, world.maya, "check_in")
    assert due.due_at - world.clock.now() <= timedelta(days=1.5)


async def test_a_second_card_takes_the_place_of_the_first_days_before(world: World) -> None:
    await comes_with_card(world, today(world) + timedelta(days=5))
    later = today(world) + timedelta(days=9)
    await opens(
        world, world.maya, await card_from(world, world.sam, "English", "Leave it out", later.isoformat())
    )

    assert await first_days(world) == [9, 10, 16, 23]


async def test_who_tells_of_a_release_without_its_day_keeps_the_day_of_the_card(world: World) -> None:
    day = today(world) - timedelta(days=3)
    await opens_card(world, day)
    await through(world, world.maya, *WELCOME["en"][:-1], "Yes", "Skip")

    assert (await world.person_at(world.maya)).release_day == day
    assert (await first_days(world))[1:] == [4, 11]


async def test_who_tells_of_a_release_without_any_card_begins_today(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *WELCOME["en"][:-1], "Yes", "Skip")

    assert (await world.person_at(world.maya)).release_day == today(world)
    assert (await first_days(world))[-3:] == [1, 7, 14]
