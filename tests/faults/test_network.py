"""The line breaks, Telegram is busy or answers nonsense: everything arrives in the end, once taken once."""

import asyncio

import aiohttp
import pytest

from bot.simulator.faults import FaultKind
from tests.faults.trouble import Trouble, eventually
from tests.world import answer, tap_through


async def test_what_was_written_while_the_network_was_gone_is_answered(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    await trouble.sim.cut()
    trouble.maya.tap("Yes")
    trouble.luz.write("hola")
    await trouble.sim.mend()

    await trouble.maya.see("At first I ask")
    await trouble.luz.see("tap English")


async def test_an_alert_waits_for_the_network_and_then_rings(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.settled()
    held = trouble.sim.faults.add("refused", method="sendMessage", times=None)
    trouble.maya.write("I want to die")
    await eventually(lambda: held.hits > 5)
    assert not trouble.sam.shows("CRISIS")
    trouble.sim.faults.clear()

    await trouble.sam.see("CRISIS")
    await trouble.maya.see("988")


async def test_the_network_may_come_and_go_all_day(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    walk = (
        ("Yes", "At first I ask"),
        ("Next", "stored locked"),
        ("Next", "Is it all right"),
        ("Yes", "call you"),
    )
    for step, following in walk:
        await trouble.sim.cut()
        trouble.maya.tap(step)
        await trouble.sim.mend()
        await trouble.maya.see(following)
    await tap_through(trouble.maya, "Maya", "Yes", "9:30 am", "No")

    assert (await trouble.person_at(trouble.maya)).state == "active"


@pytest.mark.parametrize("kind", ["500", "502", "refused", "bad_json"])
async def test_a_server_that_stumbles_while_fetching_loses_no_update(
    trouble: Trouble, kind: FaultKind
) -> None:
    trouble.sim.faults.add(kind, method="getUpdates", times=4)
    await trouble.at_the_first_question(trouble.maya)
    trouble.maya.tap("Yes")

    await trouble.maya.see("At first I ask")
    assert (await trouble.talk_of(trouble.maya)).turn == 2


@pytest.mark.parametrize("kind", ["500", "502", "refused", "timeout_before"])
async def test_a_message_that_did_not_arrive_is_sent_again(trouble: Trouble, kind: FaultKind) -> None:
    fault = trouble.sim.faults.add(kind, method="sendMessage", times=4, seconds=0.05)
    trouble.maya.write("hello")
    await trouble.maya.see("I am Holdfast")
    await trouble.settled()

    assert fault.hits == 4
    assert len(trouble.sim.log.sent(trouble.maya.id)) == 1


@pytest.mark.parametrize("kind", ["timeout_after", "bad_json"])
async def test_a_question_that_came_twice_is_answered_once(trouble: Trouble, kind: FaultKind) -> None:
    trouble.maya.write("hello")
    await trouble.maya.see("I am Holdfast")
    trouble.sim.faults.add(kind, method="sendMessage", seconds=0.05)
    trouble.maya.tap("Start")
    first = await trouble.maya.see("18 or older")
    second = await trouble.maya.see("18 or older")
    await trouble.settled()

    trouble.maya.tap((first.id, "Yes"))
    await trouble.maya.see("At first I ask")
    trouble.maya.tap((second.id, "No"))
    await eventually(lambda: len(trouble.maya.notes) == 1)
    await trouble.settled()

    talk = await trouble.talk_of(trouble.maya)
    assert (talk.status, talk.turn) == ("open", 2)


async def test_a_storm_of_refusals_delays_and_loses_nothing(trouble: Trouble) -> None:
    storm = trouble.sim.faults.add("429", method="sendMessage", times=5, seconds=1)
    strangers = trouble.sim.fill(20, text="hello")
    trouble.maya.write("I want to die")

    await trouble.maya.see("988", timeout=15)
    await trouble.sam.see("CRISIS", timeout=15)
    phones = [trouble.sim.world.chats[number] for number in strangers]
    await eventually(lambda: all(len(chat.entries) == 2 for chat in phones), 30)
    assert storm.hits == 5


async def test_first_aid_that_did_not_get_through_comes_with_the_turn(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.settled()
    trouble.sim.faults.add("500", method="sendMessage", chat=trouble.maya.id)
    trouble.maya.write("I want to die")

    lines = await trouble.maya.see("988")
    await trouble.settled()
    assert "our team know" in lines.text


async def test_a_second_bot_with_our_token_is_lived_through_and_told_to_the_office(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.polling.CONFLICT_SECONDS", 0.02)
    monkeypatch.setattr("bot.telegram.polling.CONFLICT_ALARM_SECONDS", 0.0)
    await trouble.sim.idle()

    async def other() -> None:
        address = f"{trouble.sim.url}/bot{trouble.sim.token}/getUpdates"
        async with aiohttp.ClientSession() as session:
            while True:
                async with session.post(address, json={"timeout": 5}) as reply:
                    await reply.read()

    polling = asyncio.create_task(other())
    try:
        await trouble.office.see("Another program is using this bot's token")
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    trouble.maya.write("hello")

    await trouble.maya.see("language")


async def test_an_answer_is_taken_although_its_tap_could_not_be_acknowledged(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    trouble.sim.faults.add("500", method="answerCallbackQuery")
    trouble.sim.faults.add("refused", method="editMessageText")

    assert "At first I ask" in (await answer(trouble.maya, "Yes")).text


async def test_a_bot_that_starts_without_a_network_learns_its_name_later(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.stop_bot()
    monkeypatch.setattr("bot.app.NAME_AGAIN", 0.02)
    trouble.sim.faults.add("500", method="getMe", times=3)
    await trouble.start_bot()

    await eventually(lambda: trouble.app.library.bot_name == "holdfast_demo_bot")
