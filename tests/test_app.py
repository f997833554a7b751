"""The running bot: its heartbeat, its ticks, and what it says of itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.turns import Ticks
from tests.world import World


async def test_a_healthy_bot_calls_the_heartbeat_address(world: World) -> None:
    called = asyncio.Event()

    async def listen(_: web.Request) -> web.Response:
        called.set()
        return web.Response()

    site, address = await _site(listen)
    world.app.settings = world.app.settings.model_copy(update={"heartbeat_url": address})
    await world.app.heartbeat()

    assert called.is_set()
    await site.cleanup()


async def test_a_bot_whose_database_is_away_lets_the_heartbeat_stop(world: World) -> None:
    calls: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response()

    site, address = await _site(listen)
    world.app.settings = world.app.settings.model_copy(update={"heartbeat_url": address})
    world.app.intake.trouble(True)
    await world.app.heartbeat()

    assert calls == []
    await site.cleanup()


async def test_a_heartbeat_nobody_hears_harms_nothing(world: World) -> None:
    world.app.settings = world.app.settings.model_copy(update={"heartbeat_url": "http://127.0.0.1:9/beat"})

    await world.app.heartbeat()


async def test_the_command_list_is_neutral_in_both_languages(world: World) -> None:
    await world.sim.idle()
    async with asyncio.timeout(5):
        while len(world.sim.log.of("setMyShortDescription")) < 3:  # noqa: ASYNC110  # the profile is set once, late
            await asyncio.sleep(0.01)
    said = str([call.params for call in world.sim.log.of("setMyCommands")]).casefold()

    assert "recovery" not in said
    assert "drink" not in said
    assert '"es"' in said or "'es'" in said


async def test_a_tick_that_fails_or_hangs_does_not_stop_the_clock() -> None:
    ticked = 0
    enough = asyncio.Event()

    async def timers() -> None:
        nonlocal ticked
        ticked += 1
        if ticked == 1:
            raise RuntimeError("a fault of ours")
        enough.set()

    async def nothing() -> None:
        return None

    ticks = Ticks(timers, nothing, nothing)
    ticks.start()
    async with asyncio.timeout(10):
        await enough.wait()
    await ticks.stop()

    assert ticked >= 2


async def test_a_silent_scheduler_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock went back an hour: APScheduler would sleep until the wall catches up."""
    woken = asyncio.Event()

    async def timers() -> None:
        woken.set()

    async def nothing() -> None:
        return None

    monkeypatch.setattr("bot.turns.ticks.SILENCE", 0.2)
    ticks = Ticks(timers, nothing, nothing)
    ticks.start()
    await woken.wait()
    woken.clear()
    ticks._scheduler.modify_job("timers", next_run_time=datetime.now(UTC) + timedelta(hours=1))
    async with asyncio.timeout(10):
        await woken.wait()
    await ticks.stop()


async def _site(listen: Callable[[web.Request], Awaitable[web.Response]]) -> tuple[web.AppRunner, str]:
    application = web.Application()
    application.router.add_get("/beat", listen)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    return runner, f"http://127.0.0.1:{port}/beat"
