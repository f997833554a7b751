"""What a person can do with a phone, and how a test waits for what it shows."""

import asyncio

import pytest

from bot.simulator import NotSeenError, Phone, Simulator
from tests.simulator.conftest import Raw

KEYS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "More", "url": "https://example.org"}]
    ]
}


async def test_waiting_ends_when_the_words_come(raw: Raw, maya: Phone) -> None:
    waiting = asyncio.create_task(maya.see("there"))
    await asyncio.sleep(0)
    await raw.call("sendMessage", chat_id=maya.id, text="hello")
    await raw.call("sendMessage", chat_id=maya.id, text="hello there")

    assert (await waiting).text == "hello there"


async def test_each_message_is_seen_once(raw: Raw, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="hello")
    await maya.see("hello")

    with pytest.raises(NotSeenError, match="its screen ends with"):
        await maya.see("hello", timeout=0.01)


async def test_what_stood_there_before_the_last_tap_is_not_news(raw: Raw, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="hello", reply_markup=KEYS)
    maya.tap("Yes")

    assert maya.unread == 0
    with pytest.raises(NotSeenError):
        await maya.see("hello", timeout=0.01)
    assert maya.shows("hello")


async def test_an_edit_is_news(raw: Raw, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="hello", reply_markup=KEYS)
    maya.tap("Yes")
    number = maya.screen[0].id
    await raw.call("editMessageText", chat_id=maya.id, message_id=number, text="hello: yes")

    assert (await maya.see("yes")).edited


async def test_a_button_must_stand_there_to_be_tapped(raw: Raw, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="hello", reply_markup=KEYS)
    with pytest.raises(NotSeenError):
        maya.tap("No")
    with pytest.raises(NotSeenError):
        maya.tap("More")  # opens an address; the bot never hears of it
    with pytest.raises(NotSeenError):
        maya.press_menu("Check in")


async def test_the_newest_message_with_that_button_is_tapped(raw: Raw, sim: Simulator, maya: Phone) -> None:
    for _ in range(2):
        await raw.call("sendMessage", chat_id=maya.id, text="hello", reply_markup=KEYS)
    maya.tap("Yes")
    maya.tap((maya.screen[0].id, "Yes"))
    _, document = await raw.call("getUpdates")
    tapped = [update["callback_query"]["message"]["message_id"] for update in document["result"]]

    assert tapped == [maya.screen[1].id, maya.screen[0].id]


async def test_a_doubled_tap_reaches_the_bot_though_the_keyboard_is_gone(raw: Raw, maya: Phone) -> None:
    await raw.call("sendMessage", chat_id=maya.id, text="hello", reply_markup=KEYS)
    number = maya.screen[0].id
    maya.tap("Yes")
    await raw.call("editMessageReplyMarkup", chat_id=maya.id, message_id=number)
    maya.tap_data(number, "y")
    _, document = await raw.call("getUpdates")

    assert [update["callback_query"]["data"] for update in document["result"]] == ["y", "y"]
    assert document["result"][0]["callback_query"]["id"] != document["result"][1]["callback_query"]["id"]


async def test_message_ids_count_up_over_all_chats(raw: Raw, sim: Simulator, maya: Phone) -> None:
    joe = sim.phone("Joe", 2001, started=True)
    numbers = [maya.write("a"), joe.write("b")]
    _, sent = await raw.call("sendMessage", chat_id=maya.id, text="c")
    numbers.append(sent["result"]["message_id"])

    assert numbers == [1, 2, 3]


async def test_until_asks_again_whenever_the_phone_changes(raw: Raw, maya: Phone) -> None:
    waiting = asyncio.create_task(maya.until(lambda: len(maya.screen) == 2))
    for word in ("one", "two"):
        await raw.call("sendMessage", chat_id=maya.id, text=word)
    await asyncio.wait_for(waiting, 2)

    assert maya.unread == 2
    maya.read()
    assert maya.unread == 0
