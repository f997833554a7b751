"""getUpdates: offsets, long polls, and two pollers at once."""

import asyncio

import aiohttp
import pytest

from bot.clock import Clock
from bot.simulator import Phone, Simulator
from bot.simulator.serve import serve
from tests.simulator.conftest import Raw


def ids(document: dict[str, list[dict[str, int]]]) -> list[int]:
    return [update["update_id"] for update in document["result"]]


async def test_an_update_comes_again_until_a_later_offset_is_asked_for(raw: Raw, maya: Phone) -> None:
    maya.write("one")
    maya.write("two")
    _, first = await raw.call("getUpdates")
    _, again = await raw.call("getUpdates")
    _, later = await raw.call("getUpdates", offset=ids(first)[0] + 1)

    assert ids(first) == ids(again)
    assert ids(later) == ids(first)[1:]


async def test_a_negative_offset_leaves_only_the_newest(raw: Raw, maya: Phone) -> None:
    for word in ("one", "two", "three"):
        maya.write(word)
    _, newest = await raw.call("getUpdates", offset=-1)
    _, after = await raw.call("getUpdates")

    assert [update["message"]["text"] for update in newest["result"]] == ["three"]
    assert ids(after) == ids(newest)


async def test_a_batch_holds_a_hundred_at_most(raw: Raw, sim: Simulator) -> None:
    sim.fill(120)
    _, all_ = await raw.call("getUpdates", limit=500)
    _, few = await raw.call("getUpdates", limit=7)

    assert (len(ids(all_)), len(ids(few))) == (100, 7)


async def test_a_long_poll_ends_with_the_first_update(raw: Raw, sim: Simulator, maya: Phone) -> None:
    poll = asyncio.create_task(raw.call("getUpdates", timeout=30))
    await sim.idle()
    maya.write("hello")
    code, document = await asyncio.wait_for(poll, 2)

    assert (code, len(document["result"])) == (200, 1)


async def test_a_second_poll_ends_the_first_with_a_conflict(raw: Raw, sim: Simulator, maya: Phone) -> None:
    first = asyncio.create_task(raw.call("getUpdates", timeout=30))
    await sim.idle()
    second = asyncio.create_task(raw.call("getUpdates", timeout=30))
    code, document = await asyncio.wait_for(first, 2)
    maya.write("hello")

    assert code == 409
    assert document["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert (await asyncio.wait_for(second, 2))[0] == 200


async def test_only_the_kinds_asked_for_are_queued(raw: Raw, maya: Phone) -> None:
    await raw.call("getUpdates", allowed_updates=["message"])
    maya.block()
    maya.unblock()
    number = maya.write("hello")
    maya.edit(number, "hello!")
    _, document = await raw.call("getUpdates")

    assert [sorted(update) for update in document["result"]] == [["message", "update_id"]]


async def test_an_odd_update_is_handed_over_as_it_is(raw: Raw, sim: Simulator, maya: Phone) -> None:
    poison = {"message": {"text": 5, "chat": "nowhere"}}
    number = sim.push_raw(poison)
    maya.write("after")
    _, document = await raw.call("getUpdates")

    assert document["result"][0] == {"update_id": number, **poison}
    assert document["result"][1]["update_id"] == number + 1


async def test_waiting_updates_can_be_dropped(raw: Raw, maya: Phone) -> None:
    maya.write("old")
    await raw.call("deleteWebhook", drop_pending_updates=True)
    _, document = await raw.call("getUpdates")

    assert document["result"] == []


async def test_stopping_does_not_wait_for_a_long_poll() -> None:
    loop = asyncio.get_running_loop()
    sim = Simulator(Clock().now)
    await sim.start()
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(Raw(sim, session).call("getUpdates", timeout=50))
        await sim.polled()
        await sim.idle()
        began = loop.time()
        await sim.stop()
        with pytest.raises(aiohttp.ClientError):
            await poll

    assert loop.time() - began < 1


async def test_it_can_run_as_a_process_of_its_own() -> None:
    running: asyncio.Future[Simulator] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(0, limits=False, ready=running.set_result))
    sim = await running
    async with aiohttp.ClientSession() as session:
        code, _ = await Raw(sim, session).call("getMe")
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving

    assert code == 200
