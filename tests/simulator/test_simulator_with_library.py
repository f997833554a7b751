"""python-telegram-bot cannot tell the stand-in from Telegram."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, Forbidden

from bot.simulator import Phone, Simulator

QUESTION = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Good", callback_data="1:a:2:good")],
        [InlineKeyboardButton("Hard", callback_data="1:a:2:hard")],
    ]
)


async def next_update(bot: Bot) -> Update:
    """Return the oldest waiting update and acknowledge it."""
    (update,) = await bot.get_updates(limit=1, timeout=2)
    await bot.get_updates(offset=update.update_id + 1, timeout=0)
    return update


async def test_the_bot_knows_its_own_name(bot: Bot, sim: Simulator) -> None:
    me = await bot.get_me()

    assert (me.username, me.is_bot, me.id) == ("holdfast_demo_bot", True, 1)


async def test_a_written_text_reaches_the_bot_with_who_wrote_it(bot: Bot, maya: Phone) -> None:
    message_id = maya.write("hello")
    update = await next_update(bot)

    assert update.message is not None
    assert update.message.text == "hello"
    assert update.message.message_id == message_id
    assert update.message.chat.type is ChatType.PRIVATE
    assert update.effective_user is not None
    assert (update.effective_user.first_name, update.effective_user.language_code) == ("Maya", "es")


async def test_a_command_is_marked_as_one(bot: Bot, maya: Phone) -> None:
    maya.command("start", "invite-7")
    update = await next_update(bot)

    assert update.message is not None
    assert update.message.text == "/start invite-7"
    assert list(update.message.parse_entities().values()) == ["/start"]


async def test_an_answer_names_the_message_it_answers(bot: Bot, maya: Phone) -> None:
    asked = await bot.send_message(maya.id, "How are you?")
    maya.write("fine", reply_to=asked.message_id)
    update = await next_update(bot)

    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "How are you?"


async def test_a_tap_carries_the_message_its_keyboard_and_its_data(bot: Bot, maya: Phone) -> None:
    sent = await bot.send_message(maya.id, "How are you?", reply_markup=QUESTION)
    maya.tap("Hard")
    tap = (await next_update(bot)).callback_query

    assert tap is not None
    assert tap.data == "1:a:2:hard"
    assert tap.message is not None
    assert tap.message.message_id == sent.message_id
    assert tap.message.to_dict()["text"] == "How are you?"
    assert tap.message.to_dict()["reply_markup"] == QUESTION.to_dict()


async def test_an_answered_tap_shows_its_note_once(bot: Bot, maya: Phone) -> None:
    await bot.send_message(maya.id, "How are you?", reply_markup=QUESTION)
    tap = maya.tap("Good")
    assert await bot.answer_callback_query(tap, "Thank you")

    assert maya.notes == ["Thank you"]
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id"):
        await bot.answer_callback_query(tap)


async def test_a_pressed_question_can_show_what_was_chosen(bot: Bot, maya: Phone) -> None:
    sent = await bot.send_message(maya.id, "How are you?", reply_markup=QUESTION)
    await bot.edit_message_text("How are you?\n\nGood", maya.id, sent.message_id)
    shown = maya.last

    assert shown is not None
    assert (shown.text, shown.buttons, shown.edited) == ("How are you?\n\nGood", (), True)


async def test_a_keyboard_can_go_away_by_itself(bot: Bot, maya: Phone) -> None:
    sent = await bot.send_message(maya.id, "How are you?", reply_markup=QUESTION)
    await bot.edit_message_reply_markup(maya.id, sent.message_id)

    assert maya.last is not None
    assert maya.last.buttons == ()
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_reply_markup(maya.id, sent.message_id)


async def test_a_menu_stays_until_it_is_taken_away(bot: Bot, maya: Phone) -> None:
    await bot.send_message(maya.id, "Here you are.", reply_markup=ReplyKeyboardMarkup([["Check in"]]))
    await bot.send_message(maya.id, "A question", reply_markup=QUESTION)
    assert list(maya.menu) == [("Check in",)]
    maya.press_menu("Check in")
    await bot.send_message(maya.id, "Gone.", reply_markup=ReplyKeyboardRemove())

    assert list(maya.menu) == []
    assert maya.shows("Check in")


async def test_pictures_sounds_and_files_arrive_and_can_be_fetched(bot: Bot, maya: Phone) -> None:
    photo = await bot.send_photo(maya.id, photo=b"\x89PNG 1", caption="A wave")
    await bot.send_voice(maya.id, voice=b"OggS 2")
    await bot.send_document(maya.id, document=b"three", filename="plan.txt")
    again = await bot.send_photo(maya.id, photo=photo.photo[-1].file_id)
    file = await bot.get_file(again.photo[-1].file_id)

    assert [message.kind for message in maya.screen] == ["photo", "voice", "document", "photo"]
    assert maya.screen[2].file_name == "plan.txt"
    assert bytes(await file.download_as_bytearray()) == b"\x89PNG 1"


async def test_a_file_that_a_person_sends_can_be_fetched(bot: Bot, maya: Phone) -> None:
    maya.send_document("daily_checkin.yaml", b"format: 1\n", "the new one")
    (update,) = await bot.get_updates()
    sent = update.effective_message
    assert sent is not None
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)

    assert (sent.caption, sent.document.file_name) == ("the new one", "daily_checkin.yaml")
    assert sent.document.file_size == len(b"format: 1\n")
    assert bytes(await file.download_as_bytearray()) == b"format: 1\n"
    assert maya.screen[-1].file_name == "daily_checkin.yaml"


async def test_a_file_of_more_than_20_mb_is_not_given(bot: Bot, maya: Phone) -> None:
    maya.send_document("large.bin", bytes(20 * 1024 * 1024 + 1))
    (update,) = await bot.get_updates()
    sent = update.effective_message
    assert sent is not None
    assert sent.document is not None

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(sent.document.file_id)


async def test_what_a_person_sends_besides_text_has_its_kind(bot: Bot, maya: Phone) -> None:
    maya.send_voice(seconds=7)
    maya.send_photo("my garden")
    maya.send_sticker()
    maya.send({"location": {"latitude": 1.0, "longitude": 2.0}})
    voice, photo, sticker, place = [u.message for u in await bot.get_updates(timeout=1)]

    assert voice is not None
    assert voice.voice is not None
    assert voice.voice.file_unique_id
    assert photo is not None
    assert photo.photo[-1].file_id
    assert photo.caption == "my garden"
    assert sticker is not None
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🙂"
    assert place is not None
    assert place.location is not None


async def test_a_copied_voice_message_does_not_name_its_author(bot: Bot, maya: Phone, sim: Simulator) -> None:
    joe = sim.phone("Joe", 2001, started=True)
    original = maya.send_voice()
    copy = await bot.copy_message(joe.id, maya.id, original)
    shown = joe.last

    assert shown is not None
    assert (shown.id, shown.kind, shown.who) == (copy.message_id, "voice", "Holdfast")


async def test_protected_words_cannot_be_copied(bot: Bot, maya: Phone) -> None:
    secret = await bot.send_message(maya.id, "Only for you", protect_content=True)

    with pytest.raises(BadRequest, match="Message can't be copied"):
        await bot.copy_message(maya.id, maya.id, secret.message_id)


async def test_a_pinned_message_stays_on_top_until_unpinned(bot: Bot, maya: Phone) -> None:
    sent = await bot.send_message(maya.id, "Lines that answer now")
    await bot.pin_chat_message(maya.id, sent.message_id, disable_notification=True)
    assert maya.screen[0].pinned
    await bot.unpin_chat_message(maya.id)

    assert not maya.screen[0].pinned
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(maya.id, 999)


async def test_messages_can_be_taken_back_within_two_days(bot: Bot, maya: Phone) -> None:
    one = await bot.send_message(maya.id, "one")
    two = await bot.send_message(maya.id, "two")
    mine = maya.write("three")
    await bot.delete_message(maya.id, one.message_id)
    await bot.delete_messages(maya.id, [two.message_id, mine, 12345])

    assert maya.screen == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(maya.id, one.message_id)


async def test_an_edited_text_is_told_to_the_bot(bot: Bot, maya: Phone) -> None:
    number = maya.write("6")
    maya.edit(number, "8")
    _, update = await bot.get_updates(timeout=1)

    assert update.edited_message is not None
    assert update.edited_message.text == "8"
    assert update.edited_message.edit_date is not None


async def test_blocking_is_told_and_then_nothing_arrives(bot: Bot, maya: Phone) -> None:
    maya.block()
    update = await next_update(bot)

    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(maya.id, "hello?")
    maya.unblock()
    update = await next_update(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "member"
    await bot.send_message(maya.id, "welcome back")
    assert maya.shows("welcome back")


async def test_the_profile_is_kept_by_language(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_commands([BotCommand("help", "Lo que puedo hacer")], language_code="es")
    await bot.set_my_description("A quiet helper.")
    await bot.set_my_short_description("Quiet.")

    assert (await bot.get_my_commands())[0].description == "What I can do"
    assert (await bot.get_my_commands(language_code="es"))[0].description == "Lo que puedo hacer"
    assert (await bot.get_my_description()).description == "A quiet helper."
    with pytest.raises(BadRequest):
        await bot.set_my_commands([BotCommand("Big", "Capitals are refused")])


async def test_writing_is_shown_for_a_moment(bot: Bot, maya: Phone) -> None:
    assert await bot.send_chat_action(maya.id, ChatAction.TYPING)


async def test_a_silent_message_does_not_ring(bot: Bot, maya: Phone) -> None:
    await bot.send_message(maya.id, "quiet", disable_notification=True)
    await bot.send_message(maya.id, "loud")

    assert [message.rang for message in maya.screen] == [False, True]
    assert maya.unread == 2


async def test_a_bot_may_answer_a_message_that_is_gone_only_if_it_says_so(bot: Bot, maya: Phone) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(maya.id, "yes?", reply_parameters=ReplyParameters(77))
    await bot.send_message(
        maya.id, "yes!", reply_parameters=ReplyParameters(77, allow_sending_without_reply=True)
    )

    assert maya.shows("yes!")


async def test_a_group_is_heard_and_answered(bot: Bot, maya: Phone, sim: Simulator) -> None:
    group = sim.group("Team", -100500)
    sim.write_in(group, maya, "hello all")
    update = await next_update(bot)
    await bot.send_message(group.id, "hello Maya")

    assert update.effective_chat is not None
    assert update.effective_chat.type is ChatType.SUPERGROUP
    assert sim.log.sent(group) == ["hello Maya"]


async def test_a_bot_can_ask_about_its_chats_and_itself(bot: Bot, maya: Phone) -> None:
    maya.write("waiting")
    chat = await bot.get_chat(maya.id)
    info = await bot.get_webhook_info()
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.delete_my_commands()

    assert chat.first_name == "Maya"
    assert (info.url, info.pending_update_count) == ("", 1)
    assert await bot.get_my_commands() == ()


async def test_everything_can_be_unpinned_at_once(bot: Bot, maya: Phone) -> None:
    for word in ("one", "two"):
        sent = await bot.send_message(maya.id, word)
        await bot.pin_chat_message(maya.id, sent.message_id)
    await bot.unpin_all_chat_messages(maya.id)

    assert not any(message.pinned for message in maya.screen)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(maya.id)
