"""The stand-in refuses what Telegram refuses, in Telegram's words."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.errors import SettingError
from bot.simulator import Phone, Simulator
from tests.simulator.conftest import Raw


async def test_a_wrong_token_is_unauthorized_and_nonsense_is_not_found(raw: Raw) -> None:
    assert await raw.call("getMe", token="2:other") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await raw.call("getMe", token="nonsense"))[0] == 404


async def test_an_unknown_method_is_not_found(raw: Raw) -> None:
    assert await raw.refusal("sendMagic") == (404, "Not Found: method not found")


async def test_capitals_in_a_method_do_not_matter(raw: Raw) -> None:
    code, document = await raw.call("GETME")

    assert (code, document["ok"]) == (200, True)


async def test_nobody_is_written_to_who_never_wrote(raw: Raw, sim: Simulator) -> None:
    sim.phone("Ana", 1002)

    assert await raw.refusal("sendMessage", chat_id=1002, text="hi") == (400, "Bad Request: chat not found")
    assert await raw.refusal("sendMessage", chat_id=5, text="hi") == (400, "Bad Request: chat not found")
    assert await raw.refusal("sendMessage", text="hi") == (400, "Bad Request: chat_id is empty")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n ", "Bad Request: message text is empty"),
        ("a" * 4097, "Bad Request: message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_characters(raw: Raw, maya: Phone, text: str, words: str) -> None:
    assert await raw.refusal("sendMessage", chat_id=maya.id, text=text) == (400, words)


async def test_the_longest_text_passes(raw: Raw, maya: Phone) -> None:
    code, _ = await raw.call("sendMessage", chat_id=maya.id, text="ñ" * 4096)

    assert code == 200


async def test_a_caption_has_up_to_1024_characters(raw: Raw, maya: Phone, sim: Simulator) -> None:
    maya.send_photo()
    file = maya.screen[-1].file_id

    assert (await raw.call("sendPhoto", chat_id=maya.id, photo=file, caption="a" * 1024))[0] == 200
    assert await raw.refusal("sendPhoto", chat_id=maya.id, photo=file, caption="a" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )
    assert await raw.refusal("sendPhoto", chat_id=maya.id, photo="no-such-file") == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )


@pytest.mark.parametrize("data", ["", "a" * 65, "ñ" * 33])
async def test_button_data_has_1_to_64_bytes(raw: Raw, maya: Phone, data: str) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": data}]]}

    assert await raw.refusal("sendMessage", chat_id=maya.id, text="?", reply_markup=markup) == (
        400,
        "Bad Request: BUTTON_DATA_INVALID",
    )


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ("[]", "Bad Request: object expected as reply markup"),
        ('{"keyboard": ["Yes"]}', 'Bad Request: field "keyboard" must be an Array of Arrays'),
        (
            '{"inline_keyboard": [[{"text": "Yes"}]]}',
            "Bad Request: can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_a_broken_keyboard_is_refused(raw: Raw, maya: Phone, markup: str, words: str) -> None:
    found = await raw.refusal("sendMessage", chat_id=maya.id, text="?", reply_markup=markup)

    assert found == (400, words)


async def test_only_the_bots_own_texts_can_be_edited(raw: Raw, maya: Phone) -> None:
    mine = maya.write("hello")
    maya.send_photo()
    _, photo = await raw.call("sendPhoto", chat_id=maya.id, photo=maya.screen[-1].file_id)

    edit = "editMessageText"
    assert await raw.refusal(edit, chat_id=maya.id, message_id=mine, text="x") == (
        400,
        "Bad Request: message can't be edited",
    )
    assert await raw.refusal(edit, chat_id=maya.id, message_id=99, text="x") == (
        400,
        "Bad Request: message to edit not found",
    )
    number = photo["result"]["message_id"]
    assert await raw.refusal(edit, chat_id=maya.id, message_id=number, text="x") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    assert await raw.refusal(edit, chat_id=maya.id, text="x") == (
        400,
        "Bad Request: message identifier is not specified",
    )


async def test_after_two_days_a_message_can_no_longer_be_deleted(
    maya: Phone, sim: Simulator, raw: Raw
) -> None:
    clock = Clock()
    sim.world.now = clock.now
    number = maya.write("hello")
    clock.warp(timedelta(hours=49))

    assert await raw.refusal("deleteMessage", chat_id=maya.id, message_id=number) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    assert len(maya.screen) == 1


async def test_a_deactivated_account_and_a_group_that_moved(maya: Phone, sim: Simulator, raw: Raw) -> None:
    group = sim.group("Team", -100500)
    group.moved_to = -100600
    maya.chat.deactivated = True
    _, moved = await raw.call("sendMessage", chat_id=group.id, text="hi")

    assert moved["parameters"] == {"migrate_to_chat_id": -100600}
    assert moved["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert await raw.refusal("sendMessage", chat_id=maya.id, text="hi") == (
        403,
        "Forbidden: user is deactivated",
    )


async def test_the_address_the_form_and_json_say_the_same(sim: Simulator, maya: Phone, raw: Raw) -> None:
    address = f"{sim.url}/bot{sim.token}/sendMessage"
    async with raw.session.get(address, params={"chat_id": maya.id, "text": "one"}) as answer:
        assert answer.status == 200
    async with raw.session.post(address, data={"chat_id": maya.id, "text": "two"}) as answer:
        assert answer.status == 200
    async with raw.session.post(address, json={"chat_id": maya.id, "text": "three"}) as answer:
        assert answer.status == 200
    broken = {"content-type": "application/json"}
    async with raw.session.post(address, data=b"{", headers=broken) as answer:
        assert answer.status == 400

    assert sim.log.sent(maya.chat) == ["one", "two", "three"]


async def test_it_listens_on_this_machine_only() -> None:
    with pytest.raises(SettingError):
        await Simulator(Clock().now).start(host="0.0.0.0")
