"""The page's files, its live events, and what it may do."""

import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import Clock
from bot.simulator import Phone, Simulator
from bot.simulator.control import PAGE
from bot.simulator.feed import LONGEST_QUEUE
from tests.simulator.conftest import Raw


async def post(raw: Raw, sim: Simulator, path: str, **wanted: Any) -> tuple[int, Any]:
    async with raw.session.post(f"{sim.url}/control/{path}", json=wanted) as answer:
        return answer.status, await answer.json()


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[dict[str, Any]]:
    async for line in response.content:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


async def test_the_page_loads_nothing_from_elsewhere(raw: Raw, sim: Simulator) -> None:
    async with raw.session.get(sim.page_url) as answer:
        html = await answer.text()
        policy = answer.headers["content-security-policy"]
    wanted = set(re.findall(r'(?:href|src)="([^#"]+)"', html))
    for name in wanted:
        async with raw.session.get(sim.page_url + name) as answer:
            assert answer.status == 200

    assert wanted >= {"style.css", "phone.css", "phones.js", "mark.svg"}
    assert "default-src 'none'" in policy
    for file in PAGE.iterdir():
        addresses = re.findall(r"(?:https?:)?//[\w.]+", file.read_text())
        assert set(addresses) <= {"http://www.w3.org"}  # the name of SVG, which nobody fetches


@pytest.mark.parametrize("file", sorted(PAGE.glob("*.js")), ids=lambda file: file.name)
def test_words_only_ever_go_into_the_page_as_text(file: Any) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", file.read_text())


@pytest.mark.parametrize("path", ["simulator.py", "..%2fcontrol.py", "nothing.html", "page/index.html"])
async def test_nothing_but_the_page_is_given_away(raw: Raw, sim: Simulator, path: str) -> None:
    async with raw.session.get(sim.page_url + path) as answer:
        assert answer.status == 404


async def test_a_file_is_sent_with_the_paper_clip(raw: Raw, sim: Simulator, maya: Phone) -> None:
    content = b64encode(b"format: 1\n").decode()
    wanted = {"name": "daily_checkin.yaml", "content": content}
    status, _ = await post(raw, sim, f"phones/{maya.id}/document", **wanted)
    message = maya.screen[-1]

    assert status == 200
    assert (message.mine, message.kind, message.file_name) == (True, "document", "daily_checkin.yaml")
    assert message.file_id is not None
    assert sim.world.files[message.file_id].upload.content == b"format: 1\n"
    for odd in ({"name": "a"}, {"name": "a", "content": "%"}, {"content": content}):
        assert (await post(raw, sim, f"phones/{maya.id}/document", **odd))[0] == 400


async def test_a_page_hears_what_happens(raw: Raw, sim: Simulator, maya: Phone) -> None:
    heard: list[dict[str, Any]] = []
    async with raw.session.get(f"{sim.url}/control/events") as response:
        stream = events(response)
        state = await anext(stream)
        await post(raw, sim, f"phones/{maya.id}/text", text=" hello ")
        keys = {"inline_keyboard": [[{"text": "Good", "callback_data": "g"}]]}
        await raw.call("sendMessage", chat_id=maya.id, text="How are you?", reply_markup=keys)
        await raw.call("sendMessage", chat_id=maya.id, text="Menu", reply_markup={"keyboard": [["Check in"]]})
        while not heard or heard[-1]["what"] != "menu":
            heard.append(await anext(stream))

    assert state["what"] == "state"
    assert [(phone["name"], phone["caption"]) for phone in state["phones"]] == [("Maya", "a participant")]
    mine, question, _, menu = [event for event in heard if event["what"] != "time"]
    assert (mine["message"]["text"], mine["message"]["mine"]) == ("hello", True)
    assert question["message"]["rows"] == [[{"label": "Good", "data": "g"}]]
    assert question["message"]["rang"]
    assert menu["menu"] == [["Check in"]]


async def test_a_page_hears_of_blocks_notes_changes_and_new_phones(
    raw: Raw, sim: Simulator, maya: Phone
) -> None:
    keys = {"inline_keyboard": [[{"text": "Good", "callback_data": "g"}]]}
    _, sent = await raw.call("sendMessage", chat_id=maya.id, text="How are you?", reply_markup=keys)
    number = sent["result"]["message_id"]
    queue = sim.feed.subscribe()
    tap = maya.tap("Good")
    await raw.call("answerCallbackQuery", callback_query_id=tap, text="Thank you")
    await raw.call("editMessageText", chat_id=maya.id, message_id=number, text="Good")
    await raw.call("deleteMessage", chat_id=maya.id, message_id=number)
    maya.block()
    sim.phone("Ana", 1002)
    heard = [event for event in (queue.get_nowait() for _ in range(queue.qsize())) if event]
    sim.feed.unsubscribe(queue)

    assert [event["what"] for event in heard] == ["state", "note", "edit", "gone", "block", "phone"]
    assert heard[1]["note"] == "Thank you"
    assert heard[4]["blocked"] is True
    assert heard[5]["state"]["name"] == "Ana"


async def test_a_page_that_is_far_behind_loads_everything_again(sim: Simulator, maya: Phone) -> None:
    queue = sim.feed.subscribe()
    for _ in range(LONGEST_QUEUE + 5):
        maya.chat.touch("action")
    heard = [event for event in (queue.get_nowait() for _ in range(queue.qsize())) if event]

    assert heard[0]["what"] == "state"
    assert len(heard) < 10


async def test_the_page_does_not_show_the_secret_of_a_link(sim: Simulator, maya: Phone) -> None:
    maya.command("start", "single-use-secret")
    state = json.dumps(sim.feed.state())

    assert "single-use-secret" not in state
    assert '"text": "/start"' in state


async def test_the_page_can_do_what_a_phone_can(raw: Raw, sim: Simulator, maya: Phone) -> None:
    keys = {"inline_keyboard": [[{"text": "Good", "callback_data": "g"}]]}
    _, sent = await raw.call("sendMessage", chat_id=maya.id, text="How are you?", reply_markup=keys)
    number = sent["result"]["message_id"]
    phone = f"phones/{maya.id}"
    assert (await post(raw, sim, f"{phone}/tap", message=number, data="g"))[0] == 200
    assert (await post(raw, sim, f"{phone}/media", kind="voice"))[0] == 200
    assert (await post(raw, sim, f"{phone}/block", blocked=True))[1] == {"blocked": True}
    assert (await post(raw, sim, f"{phone}/block", blocked=True))[1] == {"blocked": True}
    _, written = await post(raw, sim, f"{phone}/text", text="6")
    assert (await post(raw, sim, f"{phone}/edit", message=written["message"], text="8"))[0] == 200
    _, document = await raw.call("getUpdates")
    kinds = [next(key for key in update if key != "update_id") for update in document["result"]]

    assert kinds == ["callback_query", "message", "my_chat_member", "message", "edited_message"]
    assert (await post(raw, sim, f"{phone}/tap", message=999, data="g"))[0] == 400
    assert (await post(raw, sim, f"{phone}/fly"))[0] == 400
    assert (await post(raw, sim, "phones/5/text", text="hello"))[0] == 400


async def test_a_phone_can_be_added(raw: Raw, sim: Simulator, maya: Phone) -> None:
    _, added = await post(raw, sim, "phones", name="Ana", caption="a participant", language="es")
    assert (await post(raw, sim, "phones", name=" "))[0] == 400

    assert sim.phones[added["phone"]].name == "Ana"
    assert sim.phones[added["phone"]].person["language_code"] == "es"


async def test_time_moves_when_a_control_is_pressed() -> None:
    clock = Clock()

    async def an_hour() -> None:
        clock.warp(timedelta(hours=1))

    sim = Simulator(clock.now, time_controls=[("+1 hour", an_hour)], zone="America/Chicago")
    await sim.start()
    before = clock.now()
    async with aiohttp.ClientSession() as session:
        raw = Raw(sim, session)
        code, moved = await post(raw, sim, "time", control="+1 hour")
        wrong, _ = await post(raw, sim, "time", control="+1 year")
        async with session.get(f"{sim.url}/control/state") as answer:
            state = await answer.json()
    await sim.stop()

    assert (code, wrong) == (200, 400)
    assert (state["controls"], state["zone"]) == (["+1 hour"], "America/Chicago")
    assert moved["now"] >= (before + timedelta(hours=1)).isoformat()


async def test_faults_can_be_planned_from_outside(raw: Raw, sim: Simulator, maya: Phone) -> None:
    assert (await post(raw, sim, "faults", kind="500", method="getMe"))[0] == 200
    assert (await post(raw, sim, "faults", kind="earthquake"))[0] == 400
    assert (await raw.call("getMe"))[0] == 500
    async with raw.session.delete(f"{sim.url}/control/faults") as answer:
        assert answer.status == 200
    async with raw.session.get(f"{sim.url}/control/log") as answer:
        log = await answer.json()

    assert log == {"calls": {"getMe 500": 1}, "polls": 0, "waiting": 0}


async def test_other_pages_cannot_steer_the_phones(raw: Raw, sim: Simulator, maya: Phone) -> None:
    address = f"{sim.url}/control/phones/{maya.id}/text"
    async with raw.session.post(address, data='{"text": "hi"}') as form:
        assert form.status == 400
    async with raw.session.post(address, json={"text": "hi"}, headers={"host": "evil.example"}) as rebound:
        assert rebound.status == 400

    assert maya.screen == []
