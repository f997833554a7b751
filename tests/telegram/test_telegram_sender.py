"""House rules, section 6: what Telegram's answers mean, over real HTTP."""

import socket
from pathlib import Path

import pytest
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.delivery import (
    Accepted,
    Button,
    CopiedMessage,
    Deletion,
    FileMessage,
    Gone,
    InlineKeyboard,
    MenuKeyboard,
    Moved,
    NotKnown,
    NotReached,
    Outcome,
    RemoveMenu,
    TextMessage,
    TooFast,
    Unauthorized,
    Wrong,
)
from bot.telegram import TelegramMessenger, Wire
from bot.telegram.keyboards import markup
from tests.telegram.conftest import TOKEN, Answer, Server, no, ok

MAYA = 1001
HELLO = TextMessage(text="hello")


@pytest.fixture
def messenger(wire: Wire) -> TelegramMessenger:
    return TelegramMessenger(wire)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (ok({"message_id": 5, "chat": {"id": MAYA}}), Accepted(message_id=5)),
        (ok(True), NotKnown(reason="odd answer")),
        (no(429, "Too Many Requests: retry after 7", retry_after=7), TooFast(seconds=7)),
        (no(429, "Too Many Requests"), TooFast(seconds=5)),
        (no(403, "Forbidden: bot was blocked by the user"), Gone(reason="forbidden")),
        (no(403, "Forbidden: user is deactivated"), Gone(reason="forbidden")),
        (no(400, "Bad Request: chat not found"), Gone(reason="not found")),
        (no(400, "Bad Request: message text is empty"), Wrong(reason="400")),
        (no(413, "Request Entity Too Large"), Wrong(reason="413")),
        (no(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), Moved(chat=-100)),
        (no(500, "Internal Server Error"), NotReached(reason="500")),
        ((502, "<html>Bad Gateway</html>"), NotReached(reason="502")),
        ('{"ok": true, "resu', NotKnown(reason="unreadable answer")),
        ("[]", NotKnown(reason="unreadable answer")),
        ("hang", NotKnown(reason="TimeoutError")),
        ("close", NotKnown(reason="ServerDisconnectedError")),
    ],
)
async def test_each_answer_has_one_meaning(
    server: Server, messenger: TelegramMessenger, answer: Answer, outcome: Outcome
) -> None:
    server.will("sendMessage", answer)

    assert await messenger.send(MAYA, HELLO) == outcome


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_is_confirmed_before_it_is_believed(
    server: Server, messenger: TelegramMessenger, status: int
) -> None:
    server.will("sendMessage", no(status, "Not Found"))
    server.will("getMe", ok({"id": 1}), no(status, "Not Found"))

    assert await messenger.send(MAYA, HELLO) == Wrong(reason="method refused")
    assert await messenger.send(MAYA, HELLO) == Unauthorized()


async def test_a_refused_connection_means_that_nothing_was_delivered() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        wire = Wire(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")

        assert await TelegramMessenger(wire).send(MAYA, HELLO) == NotReached(reason="ClientConnectorError")
        await wire.close()


async def test_the_token_is_in_no_reason() -> None:
    wire = Wire("1:secret", "http://")
    outcome = await TelegramMessenger(wire).send(MAYA, HELLO)

    assert isinstance(outcome, NotReached)
    assert "secret" not in repr(outcome)
    await wire.close()


async def test_an_answer_names_what_it_answers_and_is_sent_without_it_if_need_be(
    server: Server, messenger: TelegramMessenger
) -> None:
    for method in ("sendMessage", "copyMessage"):
        server.will(method, ok({"message_id": 1}))
    await messenger.send(MAYA, TextMessage(text="yes", reply_to=7))
    await messenger.send(MAYA, CopiedMessage(from_chat=5, message_id=6, reply_to=7))

    for method in ("sendMessage", "copyMessage"):
        (fields,) = server.fields(method)
        assert fields["reply_parameters"] == {"message_id": 7, "allow_sending_without_reply": True}


async def test_a_message_is_plain_with_its_buttons(server: Server, messenger: TelegramMessenger) -> None:
    server.will("sendMessage", ok({"message_id": 1}))
    keyboard = InlineKeyboard(rows=((Button(label="Sí", data="1:a:b:yes"),),))
    await messenger.send(
        MAYA, TextMessage(text="¿*Todo* bien?", keyboard=keyboard, silent=True, protected=True)
    )

    assert server.fields("sendMessage") == [
        {
            "chat_id": MAYA,
            "text": "¿*Todo* bien?",
            "reply_markup": {"inline_keyboard": [[{"text": "Sí", "callback_data": "1:a:b:yes"}]]},
            "disable_notification": True,
            "protect_content": True,
            "link_preview_options": {"is_disabled": True},
        }
    ]


async def test_a_picture_is_uploaded_with_its_caption(
    server: Server, messenger: TelegramMessenger, tmp_path: Path
) -> None:
    server.will("sendPhoto", ok({"message_id": 2}))
    (tmp_path / "wave.png").write_bytes(b"\x89PNG")
    picture = FileMessage(how="photo", caption="a wave", path=str(tmp_path / "wave.png"))

    assert await messenger.send(MAYA, picture) == Accepted(message_id=2)
    assert server.fields("sendPhoto") == [{"chat_id": "1001", "caption": "a wave", "photo": b"\x89PNG"}]


async def test_a_picture_made_just_now_is_uploaded(server: Server, messenger: TelegramMessenger) -> None:
    server.will("sendPhoto", ok({"message_id": 2}))
    drawn = FileMessage(how="photo", caption="the flow", content=b"\x89PNG", name="flow.png")

    assert await messenger.send(MAYA, drawn) == Accepted(message_id=2)
    assert server.fields("sendPhoto") == [{"chat_id": "1001", "caption": "the flow", "photo": b"\x89PNG"}]


async def test_a_file_telegram_holds_goes_by_its_name(server: Server, messenger: TelegramMessenger) -> None:
    server.will("sendVoice", ok({"message_id": 3}))
    await messenger.send(MAYA, FileMessage(how="voice", caption="", file_id="AwAC"))

    assert server.fields("sendVoice") == [{"chat_id": MAYA, "voice": "AwAC"}]


async def test_a_picture_that_is_missing_is_wrong_for_ever(messenger: TelegramMessenger) -> None:
    missing = FileMessage(how="photo", caption="a wave", path="/nowhere/wave.png")

    assert await messenger.send(MAYA, missing) == Wrong(reason="FileNotFoundError")


async def test_a_message_is_copied_without_its_author(server: Server, messenger: TelegramMessenger) -> None:
    server.will("copyMessage", ok({"message_id": 9}))
    outcome = await messenger.send(MAYA, CopiedMessage(from_chat=2001, message_id=4, caption="K7"))

    assert outcome == Accepted(message_id=9)
    assert server.fields("copyMessage") == [
        {"chat_id": MAYA, "from_chat_id": 2001, "message_id": 4, "caption": "K7"}
    ]


async def test_a_chosen_answer_is_shown_and_its_keyboard_goes(
    server: Server, messenger: TelegramMessenger
) -> None:
    await messenger.show_choice(MAYA, 5, "How are you?\n✓ good")
    await messenger.show_choice(MAYA, 6, None)

    edited = server.fields("editMessageText")
    assert [(one["message_id"], one["text"]) for one in edited] == [(5, "How are you?\n✓ good")]
    assert "reply_markup" not in edited[0]
    assert server.fields("editMessageReplyMarkup") == [{"chat_id": MAYA, "message_id": 6}]


async def test_under_a_picture_at_least_the_keyboard_goes(
    server: Server, messenger: TelegramMessenger
) -> None:
    server.will("editMessageText", no(400, "Bad Request: there is no text in the message to edit"))
    await messenger.show_choice(MAYA, 5, "✓ good")

    assert server.fields("editMessageReplyMarkup") == [{"chat_id": MAYA, "message_id": 5}]


@pytest.mark.parametrize(
    "answer",
    [
        no(400, "Bad Request: message is not modified"),
        no(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        no(500, "Internal Server Error"),
        "hang",
        "close",
        "{",
    ],
)
async def test_taps_edits_and_deletions_fail_harmlessly(
    server: Server, messenger: TelegramMessenger, answer: Answer
) -> None:
    for method in ("answerCallbackQuery", "editMessageText", "editMessageReplyMarkup", "deleteMessages"):
        server.will(method, answer)

    await messenger.answer_tap("77", "Already answered")
    await messenger.show_choice(MAYA, 5, "text")
    await messenger.delete(MAYA, [1, 2, 3])
    assert {"answerCallbackQuery", "editMessageText", "deleteMessages"} <= {name for name, _ in server.calls}


async def test_many_messages_are_deleted_a_hundred_at_a_time(
    server: Server, messenger: TelegramMessenger
) -> None:
    await messenger.delete(MAYA, range(250))

    assert [len(fields["message_ids"]) for fields in server.fields("deleteMessages")] == [100, 100, 50]


async def test_one_message_that_may_not_be_deleted_keeps_no_other(
    server: Server, messenger: TelegramMessenger
) -> None:
    server.will("deleteMessages", no(400, "Bad Request: message can't be deleted for everyone"))
    server.will(
        "deleteMessage",
        ok(True),
        no(400, "Bad Request: message can't be deleted for everyone"),
        no(400, "Bad Request: message to delete not found"),
    )

    assert await messenger.delete(MAYA, [1, 2, 3]) == Deletion(kept=(2,))
    assert [fields["message_id"] for fields in server.fields("deleteMessage")] == [1, 2, 3]


@pytest.mark.parametrize(
    "answer",
    [no(429, "Too Many Requests: retry after 7", retry_after=7), no(500, "Internal Server Error"), "close"],
)
async def test_what_telegram_did_not_answer_about_is_deleted_later(
    server: Server, messenger: TelegramMessenger, answer: Answer
) -> None:
    server.will("deleteMessages", ok(True), answer)

    assert await messenger.delete(MAYA, range(250)) == Deletion(later=tuple(range(100, 250)))


async def test_nothing_is_tried_again_in_a_chat_that_has_shut_the_bot_out(
    server: Server, messenger: TelegramMessenger
) -> None:
    server.will("deleteMessages", no(403, "Forbidden: bot was blocked by the user"))

    assert await messenger.delete(MAYA, [1, 2]) == Deletion(kept=(1, 2))


async def test_a_line_that_breaks_between_two_single_deletions_leaves_the_rest_for_later(
    server: Server, messenger: TelegramMessenger
) -> None:
    server.will("deleteMessages", no(400, "Bad Request: message can't be deleted for everyone"))
    server.will("deleteMessage", no(400, "Bad Request: message can't be deleted for everyone"), "close")

    assert await messenger.delete(MAYA, [1, 2, 3]) == Deletion(kept=(1,), later=(2, 3))


async def test_a_note_on_a_tap_is_cut_to_what_telegram_takes(
    server: Server, messenger: TelegramMessenger
) -> None:
    await messenger.answer_tap("77", "x" * 300)

    assert server.fields("answerCallbackQuery") == [{"callback_query_id": "77", "text": "x" * 200}]


@pytest.mark.parametrize(
    "keyboard",
    [
        InlineKeyboard(rows=((Button(label="yes", data="x" * 65),),)),
        InlineKeyboard(rows=((Button(label="yes", data="ñ" * 33),),)),
        InlineKeyboard(rows=((Button(label="yes", data=""),),)),
        InlineKeyboard(rows=((Button(label="", data="x"),),)),
        MenuKeyboard(rows=()),
        MenuKeyboard(rows=(("",),)),
    ],
)
async def test_a_keyboard_telegram_would_refuse_never_leaves(
    server: Server, messenger: TelegramMessenger, keyboard: InlineKeyboard | MenuKeyboard
) -> None:
    assert await messenger.send(MAYA, TextMessage(text="hello", keyboard=keyboard)) == Wrong(
        reason="ValueError"
    )
    assert server.calls == []


def test_keyboards_are_what_the_library_would_write() -> None:
    inline = markup(
        InlineKeyboard(rows=((Button(label="a", data="x" * 64),), (Button(label="b", data="y"),)))
    )
    menu = markup(MenuKeyboard(rows=(("Check in", "Crisis"), ("More",))))
    remove = markup(RemoveMenu())

    assert InlineKeyboardMarkup.de_json(inline, None).to_dict() == inline
    assert ReplyKeyboardMarkup.de_json(menu, None).to_dict() == menu
    assert ReplyKeyboardRemove.de_json(remove, None).to_dict() == remove
