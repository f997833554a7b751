"""What goes wrong on purpose, as the library sees it, and what the log says afterwards."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.simulator import FaultPlan, Phone, Simulator
from tests.simulator.conftest import Raw


async def test_too_many_requests_says_how_long_to_wait(bot: Bot, sim: Simulator, maya: Phone) -> None:
    sim.faults.add("429", seconds=7)

    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(maya.id, "hello")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert maya.screen == []


@pytest.mark.parametrize("kind", ["500", "502", "refused"])
async def test_a_server_in_trouble_delivers_nothing(bot: Bot, sim: Simulator, maya: Phone, kind: str) -> None:
    sim.faults.add(kind)  # type: ignore[arg-type]  # one of the named kinds

    with pytest.raises(NetworkError):
        await bot.send_message(maya.id, "hello")
    assert maya.screen == []
    await bot.send_message(maya.id, "hello again")
    assert [call.outcome for call in sim.log.of("sendMessage")] == [kind, "ok"]


@pytest.mark.parametrize(("kind", "delivered"), [("timeout_before", False), ("timeout_after", True)])
async def test_a_time_out_hides_whether_it_was_delivered(
    bot: Bot, sim: Simulator, maya: Phone, kind: str, delivered: bool
) -> None:
    sim.faults.add(kind)  # type: ignore[arg-type]  # one of the named kinds

    with pytest.raises(TimedOut):
        await bot.send_message(maya.id, "hello", read_timeout=0.05)
    assert maya.shows("hello") is delivered
    assert [call.delivered for call in sim.log.of("sendMessage")] == [delivered]


async def test_an_answer_may_break_off_after_the_delivery(bot: Bot, sim: Simulator, maya: Phone) -> None:
    sim.faults.add("bad_json")

    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(maya.id, "hello")
    assert maya.shows("hello")


async def test_a_fault_hits_only_the_calls_it_is_about(bot: Bot, sim: Simulator, maya: Phone) -> None:
    joe = sim.phone("Joe", 2001, started=True)
    rule = sim.faults.add("500", method="sendMessage", chat=joe.id, skip=1, times=2)
    outcomes = []
    for chat in (maya.id, joe.id, joe.id, maya.id, joe.id, joe.id):
        try:
            await bot.send_message(chat, "hello")
        except NetworkError:
            outcomes.append("failed")
        else:
            outcomes.append("sent")

    assert outcomes == ["sent", "sent", "failed", "sent", "failed", "sent"]
    assert rule.hits == 2


async def test_a_poll_can_fail_too_without_losing_updates(raw: Raw, sim: Simulator, maya: Phone) -> None:
    maya.write("hello")
    sim.faults.add("500", method="getUpdates")
    assert (await raw.call("getUpdates"))[0] == 500

    assert len((await raw.call("getUpdates"))[1]["result"]) == 1


async def test_a_cut_network_refuses_connections_until_it_is_mended(sim: Simulator, raw: Raw) -> None:
    poll = asyncio.create_task(raw.call("getUpdates", timeout=30))
    await sim.idle()
    await sim.cut()
    with pytest.raises(aiohttp.ClientConnectionError):
        await asyncio.wait_for(poll, 2)
    with pytest.raises(aiohttp.ClientConnectorError):
        await raw.call("getMe")
    await sim.mend()

    assert (await raw.call("getMe"))[0] == 200


def test_the_same_seed_fails_the_same_calls() -> None:
    def struck() -> list[bool]:
        plan = FaultPlan(seed=4)
        plan.add("500", times=None, chance=0.3)
        return [plan.strike("sendMessage", 1) is not None for _ in range(200)]

    assert struck() == struck()
    assert 30 < sum(struck()) < 90


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="no such fault"):
        FaultPlan().add("earthquake")  # type: ignore[arg-type]  # that is what is tested


async def test_the_log_tells_what_was_refused_and_what_arrived(raw: Raw, sim: Simulator, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="one")
    await raw.call("sendMessage", chat_id=4, text="lost")
    await raw.call("sendChatAction", chat_id=maya.id, action="typing")

    assert sim.log.sent() == sim.log.sent(maya.id) == ["one"]
    assert [call.words for call in sim.log.refused()] == ["Bad Request: chat not found"]
    assert len(sim.log) == 3
    sim.log.clear()
    assert not list(sim.log)
