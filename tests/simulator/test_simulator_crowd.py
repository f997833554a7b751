"""Made-up people for benchmarks and for backlogs."""

import asyncio

from bot.simulator import Habits, Simulator
from tests.simulator.conftest import Raw

KEYS = {
    "inline_keyboard": [
        [{"text": "Español", "callback_data": "es"}, {"text": "English", "callback_data": "en"}]
    ]
}


async def test_a_backlog_comes_round_by_round(raw: Raw, sim: Simulator) -> None:
    chats = sim.fill(3, text="8", each=2)
    _, document = await raw.call("getUpdates")

    assert [update["message"]["chat"]["id"] for update in document["result"]] == chats * 2
    assert (await raw.call("sendMessage", chat_id=chats[0], text="thanks"))[0] == 200


async def test_a_crowd_answers_until_everybody_has_had_their_turns(raw: Raw, sim: Simulator) -> None:
    crowd = sim.crowd(Habits(people=5, turns=3, prefer=["English"], at_once=2))
    crowd.start()
    offset, chosen = 0, []
    while not crowd.done.is_set():
        _, document = await asyncio.wait_for(raw.call("getUpdates", offset=offset, timeout=5), 5)
        for update in document["result"]:
            offset = update["update_id"] + 1
            tap = update.get("callback_query")
            message = tap["message"] if tap else update["message"]
            chosen.append(tap["data"] if tap else message["text"])
            keys = None if tap else KEYS
            await raw.call("sendMessage", chat_id=message["chat"]["id"], text="next", reply_markup=keys)
    result = crowd.result()

    assert sorted(chosen) == ["/start"] * 5 + ["en"] * 5 + ["hello"] * 5
    assert result["turns"] == 15
    assert 0 < result["p50"] <= result["p99"]


async def test_another_process_can_start_a_crowd(raw: Raw, sim: Simulator) -> None:
    address = f"{sim.url}/control/crowd"
    async with raw.session.get(address) as answer:
        assert answer.status == 400
    async with raw.session.post(address, json={"people": 2, "turns": 1}) as answer:
        assert answer.status == 200
    async with raw.session.post(address, json={"persons": 2}) as answer:
        assert answer.status == 400
    async with raw.session.get(address) as answer:
        assert (await answer.json())["people"] == 2
    assert len(sim.world.updates) == 2
