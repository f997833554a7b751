"""From Telegram's updates to what people did."""

import copy
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases import NOT_PASSED
from bot.telegram import arrival, parse, warm_up
from bot.telegram.parse import CARDS
from bot.turns.incoming import (
    TAKEN_IN_AT,
    BlockedBot,
    Commanded,
    Edited,
    Incoming,
    InGroup,
    Pressed,
    Sender,
    SentFile,
    SentMedia,
    Typed,
    UnblockedBot,
    Unused,
)

MAYA = {"id": 1001, "is_bot": False, "first_name": "Maya", "language_code": "es"}
CHAT = {"id": 1001, "type": "private", "first_name": "Maya"}
GROUP = {"id": -500, "type": "supergroup", "title": "Tuesday group"}
SENDER = Sender(user=1001, first_name="Maya", language="es")
FILE = {"file_id": "AwAC", "file_unique_id": "u"}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_770_000_000, "chat": CHAT, "from": MAYA, **content}


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": 77, **content}


def pressed(**content: Any) -> dict[str, Any]:
    under = message(
        text="How are you?",
        reply_markup={
            "inline_keyboard": [
                [{"text": "Good", "callback_data": "1:a:1:good"}],
                [{"text": "Help", "callback_data": "1:a:1:help!lines"}],
            ]
        },
    )
    query = {"id": "9", "from": MAYA, "chat_instance": "3", "data": "1:a:1:good", "message": under}
    return update(callback_query={**query, **content})


def member(status: str, chat: dict[str, Any] = CHAT) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "Holdfast"}
    new: dict[str, Any] = {"user": bot, "status": status}
    if status == "kicked":
        new["until_date"] = 0
    return update(
        my_chat_member={
            "chat": chat,
            "from": MAYA,
            "date": 1_770_000_000,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": new,
        }
    )


AT = datetime.fromtimestamp(1_770_000_000, UTC)
TYPED = Typed(chat=1001, message_id=5, sender=SENDER, words="hello", at=AT)
CASES: list[tuple[dict[str, Any], Incoming]] = [
    (update(message=message(text="hello")), TYPED),
    (
        update(message=message(text="yes", reply_to_message=message(message_id=3, text="?"))),
        Typed(chat=1001, message_id=5, sender=SENDER, words="yes", reply_to=3, at=AT),
    ),
    (
        update(message=message(text="/START  tok_EN-1 ")),
        Commanded(
            chat=1001,
            message_id=5,
            sender=SENDER,
            name="start",
            rest="tok_EN-1",
            words="/START  tok_EN-1 ",
            at=AT,
        ),
    ),
    (
        update(message=message(text="/help@holdfast_bot")),
        Commanded(
            chat=1001, message_id=5, sender=SENDER, name="help", rest="", words="/help@holdfast_bot", at=AT
        ),
    ),
    (
        update(message=message(text="/ 2 of 10")),
        Typed(chat=1001, message_id=5, sender=SENDER, words="/ 2 of 10", at=AT),
    ),
    (
        pressed(),
        Pressed(
            chat=1001,
            message_id=5,
            sender=SENDER,
            tap_id="9",
            data="1:a:1:good",
            shown="How are you?",
            label="Good",
        ),
    ),
    (
        pressed(message={"message_id": 5, "date": 0, "chat": CHAT}),
        Pressed(chat=1001, message_id=5, sender=SENDER, tap_id="9", data="1:a:1:good"),
    ),
    (
        update(edited_message=message(text="hello again", edit_date=1_770_000_009)),
        Edited(chat=1001, message_id=5, sender=SENDER, words="hello again", at=AT + timedelta(seconds=9)),
    ),
    (member("kicked"), BlockedBot(chat=1001)),
    (member("member"), UnblockedBot(chat=1001)),
    (member("member", GROUP), InGroup(chat=-500)),
    (update(message=message(text="hello", chat=GROUP)), InGroup(chat=-500)),
    (update(edited_message=message(text="hello", chat=GROUP)), InGroup(chat=-500)),
    (pressed(message=message(chat=GROUP)), InGroup(chat=-500)),
    (update(channel_post=message(text="news", chat={"id": -7, "type": "channel"})), InGroup(chat=-7)),
    (
        update(inline_query={"id": "1", "from": MAYA, "query": "x", "offset": ""}),
        Unused(chat=1001, what="inline_query"),
    ),
    (update(something_new={"id": 1}), Unused(chat=0, what="something_new")),
    (update(message=message(pinned_message=message(text="x"))), Unused(chat=1001, what="service message")),
    (
        update(
            message=message(
                text="I want to die",
                forward_origin={"type": "user", "date": 1_770_000_000, "sender_user": MAYA},
            )
        ),
        SentMedia(chat=1001, message_id=5, sender=SENDER, what="forward", caption="I want to die", at=AT),
    ),
]
MEDIA: list[tuple[str, dict[str, Any]]] = [
    ("voice", {"voice": {**FILE, "duration": 4}}),
    ("photo", {"photo": [{**FILE, "width": 9, "height": 9}]}),
    ("video", {"video": {**FILE, "width": 9, "height": 9, "duration": 4}}),
    ("video_note", {"video_note": {**FILE, "length": 9, "duration": 4}}),
    ("audio", {"audio": {**FILE, "duration": 4}}),
    (
        "animation",
        {"animation": {**FILE, "width": 9, "height": 9, "duration": 4}, "document": {**FILE}},
    ),
    (
        "sticker",
        {
            "sticker": {
                **FILE,
                "type": "regular",
                "width": 9,
                "height": 9,
                "is_animated": False,
                "is_video": False,
            }
        },
    ),
    ("document", {"document": FILE}),
    ("location", {"location": {"latitude": 1.0, "longitude": 2.0}}),
    ("contact", {"contact": {"phone_number": "1", "first_name": "Sam"}}),
    ("dice", {"dice": {"value": 3, "emoji": "🎲"}}),
    (
        "poll",
        {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False,  # without these two, since Bot API 9.6, it is a poison update
                "members_only": False,
            }
        },
    ),
]


@pytest.mark.parametrize(("body", "incoming"), CASES)
def test_each_update_is_one_thing(body: dict[str, Any], incoming: Incoming) -> None:
    assert parse(copy.deepcopy(body)) == incoming


@pytest.mark.parametrize(("what", "content"), MEDIA)
def test_media_are_named_and_their_captions_are_words(what: str, content: dict[str, Any]) -> None:
    body = update(message=message(**content, caption="look"))
    file = SentFile(id=FILE["file_id"], name="", size=None) if what == "document" else None

    assert parse(body) == SentMedia(
        chat=1001, message_id=5, sender=SENDER, what=what, caption="look", file=file, at=AT
    )


def test_a_tap_that_cannot_have_waited_is_dated_when_it_was_taken_in() -> None:
    waited, fresh = arrival(pressed()), arrival(pressed(), fresh=True)
    dated = parse({**pressed(), TAKEN_IN_AT: AT.isoformat()})

    assert waited is not None
    assert fresh is not None
    assert (waited.undated, fresh.undated) == (False, True)
    assert isinstance(dated, Pressed)
    assert dated.at == AT


def test_a_file_is_told_by_its_name_and_size() -> None:
    named = {**FILE, "file_name": "daily_checkin.yaml", "file_size": 4201}
    came = parse(update(message=message(document=named)))

    assert isinstance(came, SentMedia)
    assert came.file == SentFile(id=FILE["file_id"], name="daily_checkin.yaml", size=4201)


@pytest.mark.parametrize(
    "body",
    [
        {},
        update(message={"text": "I drank"}),
        update(message=message(text="I drank", date="yesterday")),
        update(message={"message_id": 5, "date": 1, "chat": CHAT, "text": "I drank"}),
        update(callback_query={"id": "1", "from": MAYA, "message": 7, "data": "I drank"}),
        update(message=[1]),
    ],
)
def test_a_poison_update_is_a_value_error_without_its_words(
    body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ValueError, match="unreadable update") as caught:
        parse(body)

    assert "drank" not in str(caught.value) + caplog.text
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("body", "chat", "words", "alarm"),
    [
        (update(message=message(text="hello")), 1001, "hello", None),
        (update(message=message(photo=[], caption="look")), 1001, "look", None),
        (update(edited_message=message(text="again")), 1001, "again", None),
        (pressed(), 1001, None, None),
        (pressed(data="1:a:1:help!lines"), 1001, None, "lines"),
        (pressed(data="1:a:1:help!Lines"), 1001, None, None),
        (pressed(data="2:a:take!lines"), 1001, None, None),
        (pressed(data="5:help!lines"), 1001, None, "lines"),
        (pressed(data="5:topic:craving"), 1001, None, None),
        (pressed(data="1:a:1:x!lines!more"), 1001, None, None),
        (update(callback_query={"id": "1", "from": MAYA, "data": "1:a:1:x!lines"}), 1001, None, "lines"),
        (update(message=message(text="1:a:1:x!lines")), 1001, "1:a:1:x!lines", None),
        (member("kicked"), 1001, None, None),
        (update(message={"text": "no chat at all"}), 0, "no chat at all", None),
        (update(message="?"), 0, None, None),
        (update(), 0, None, None),
    ],
)
def test_an_arrival_is_enough_to_keep_order_and_listen(
    body: dict[str, Any], chat: int, words: str | None, alarm: str | None
) -> None:
    found = arrival(body)

    assert found is not None
    assert (found.update_id, found.chat, found.words, found.alarm) == (77, chat, words, alarm)
    assert found.body is body


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "chat", "from", "message", "text", "data", "caption", "type"]), inner
        )
    ),
    max_leaves=12,
)
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "inline_query", "x"]


@given(st.dictionaries(st.sampled_from(KINDS), anything, max_size=2))
def test_no_update_whatever_breaks_listening_and_parsing_says_so_in_one_way(content: dict[str, Any]) -> None:
    body = {"update_id": 1, **content}
    assert arrival(body) is not None
    try:
        parse(body)
    except ValueError as error:
        assert str(error).startswith("unreadable update (")  # noqa: PT017  # other kinds of error must fail the test


async def test_warming_up_brings_the_library_in() -> None:
    await warm_up()


def test_a_forwarded_card_keeps_its_word_for_exactly_what_is_passed_on_to_nobody() -> None:
    assert CARDS == NOT_PASSED
