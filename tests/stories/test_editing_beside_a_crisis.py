"""Whatever editors do at that moment, a crisis is met as ever: the lines at once, one alert, one answer."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.publishing import make_plan
from bot.simulator.phone import Phone
from bot.turns.editing import workshop
from tests.stories.editing import Desk
from tests.stories.editors import EVA, conversation, staff
from tests.stories.walking import does, invited, joins, newest, quiet, since, text, through
from tests.world import World


@pytest.fixture
async def eva(world: World) -> Phone:
    return await staff(world, "Eva", EVA)


def held_up(real: Callable[..., Any], begun: asyncio.Event, go_on: asyncio.Event) -> Callable[..., Any]:
    """Return what does the same as `real` when it may go on."""

    async def slow(*args: Any) -> Any:
        begun.set()
        await go_on.wait()
        return await real(*args)

    return slow


@pytest.mark.parametrize("at", ["check", "plan"])
async def test_an_errand_under_way_holds_up_no_lines_and_no_alert(
    world: World, eva: Phone, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    await joins(world, world.maya)
    begun, go_on = asyncio.Event(), asyncio.Event()
    if at == "check":
        room = world.app.workshop._backroom
        monkeypatch.setattr(room, "do", held_up(room.do, begun, go_on))
    else:
        monkeypatch.setattr(workshop, "make_plan", held_up(make_plan, begun, go_on))
    eva.send_document("daily_checkin.yaml", conversation("daily_checkin.yaml").encode())
    await asyncio.wait_for(begun.wait(), 60)
    mayas, sams = newest(world.maya), newest(world.sam)

    world.maya.write("I want to die")
    async with asyncio.timeout(5):
        await world.maya.until(lambda: "988" in text(since(world.maya, mayas)))
        await world.sam.until(lambda: any(one.button("Open") for one in since(world.sam, sams)))

    go_on.set()
    await quiet(world)
    assert sum(one.button("Open") is not None for one in since(world.sam, sams)) == 1
    assert "No errors." in text(since(eva, 0))


async def test_a_set_taken_over_in_the_middle_of_a_crisis_loses_and_doubles_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(world, tmp_path / "programme", monkeypatch)
    await joins(world, world.maya)
    sams = newest(world.sam)
    await does(world, world.maya, "I want to die")
    asks = "Is somebody with you?"
    path = desk.conversations / "crisis_help.yaml"
    assert asks in path.read_text(encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace(asks, "Is anybody there with you?"), encoding="utf-8"
    )
    desk.change("resources.yaml", "988, day and night. It is free.", "988 at any hour. It is free.")
    before = newest(world.maya)

    await desk.goes_live()
    await quiet(world)

    assert since(world.maya, before) == []
    assert sum(one.button("Open") is not None for one in since(world.sam, sams)) == 1
    came = await does(world, world.maya, "Yes")
    assert came[-1].labels  # the conversation she is in goes on
    came = await does(world, world.maya, "I want to die")
    assert "988 at any hour" in came[0].text


async def test_who_sees_this_tapped_twice_at_once_asks_and_tells_once(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")
    before, sams = newest(world.maya), newest(world.sam)

    world.maya.tap("Who sees this?")
    world.maya.tap("Who sees this?")
    await quiet(world)
    explained = since(world.maya, before)
    assert explained
    assert all("let our team know" in one.text for one in explained)
    assert since(world.sam, sams) == []

    await does(world, world.maya, "9")
    assert since(world.sam, sams) == []  # to be watched: it rings on no phone, and stands in the list
    code = (await world.person_at(world.maya)).code
    (listed,) = await does(world, world.sam, "/cases")
    assert listed.labels == (f"Open {code}",)
