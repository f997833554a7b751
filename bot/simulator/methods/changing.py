"""Methods that change or take away what already stands on a screen, and answers to taps."""

from typing import Any

from bot.simulator.chats import Chat, Entry
from bot.simulator.keyboards import inline, read_markup
from bot.simulator.methods.sending import LONGEST_TEXT
from bot.simulator.params import Params
from bot.simulator.refusals import (
    DELETE_NOT_FOUND,
    DELETE_TOO_LATE,
    EDIT_FORBIDDEN,
    EDIT_NO_TEXT,
    EDIT_NOT_FOUND,
    MESSAGE_ID_MISSING,
    MESSAGE_IDS_MISSING,
    NOT_MODIFIED,
    PIN_NOT_FOUND,
    TAP_TOO_OLD,
    TAP_WORDS_TOO_LONG,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    UNPIN_NOT_FOUND,
    bad,
)
from bot.simulator.world import World

DELETABLE = 48 * 3600  # seconds, Bot API deleteMessage
LONGEST_NOTE = 200  # characters, Bot API answerCallbackQuery


def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    """The message says something else; a keyboard that is not sent again goes away."""
    chat, entry = _own_message(world, params)
    if "text" not in entry.body:
        raise bad(EDIT_NO_TEXT)
    text = params.words("text").strip()
    if not text:
        raise bad(TEXT_EMPTY)
    if len(text) > LONGEST_TEXT:
        raise bad(TEXT_TOO_LONG)
    return _edit(world, chat, entry, {"text": text}, inline(read_markup(params)))


def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    """The message has another inline keyboard, or none."""
    chat, entry = _own_message(world, params)
    return _edit(world, chat, entry, {}, inline(read_markup(params)))


def delete_message(world: World, params: Params) -> bool:
    """The message is gone from the phone."""
    number = params.number("message_id")
    if number is None:
        raise bad(MESSAGE_ID_MISSING)
    chat = world.chat(params)
    entry = chat.entries.get(number)
    if entry is None:
        raise bad(DELETE_NOT_FOUND)
    if world.date() - entry.body["date"] > DELETABLE:
        raise bad(DELETE_TOO_LATE)
    chat.remove(number)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Those of the messages that can be deleted are gone; the others are passed over in silence."""
    numbers = params.document("message_ids", MESSAGE_IDS_MISSING)
    if not isinstance(numbers, list) or not numbers:
        raise bad(MESSAGE_IDS_MISSING)
    chat = world.chat(params)
    for number in numbers:
        entry = chat.entries.get(int(number))
        if entry is not None and world.date() - entry.body["date"] <= DELETABLE:
            chat.remove(entry.id)
    return True


def pin_chat_message(world: World, params: Params) -> bool:
    """The message is pinned at the top of the phone."""
    chat = world.open_chat(params)
    entry = chat.entries.get(params.number("message_id") or 0)
    if entry is None:
        raise bad(PIN_NOT_FOUND)
    entry.pinned = True
    chat.touch("pin", entry)
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """The named message, or the newest pinned one, is no longer pinned."""
    chat = world.open_chat(params)
    number = params.number("message_id")
    pinned = [entry for entry in chat.entries.values() if entry.pinned and number in (None, entry.id)]
    if not pinned:
        raise bad(UNPIN_NOT_FOUND)
    pinned[-1].pinned = False
    chat.touch("pin", pinned[-1])
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """Nothing is pinned any more."""
    chat = world.open_chat(params)
    for entry in chat.entries.values():
        if entry.pinned:
            entry.pinned = False
            chat.touch("pin", entry)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """The pressed button stops spinning; a note is shown if one came. A tap can be answered once."""
    note = params.words("text")
    if len(note) > LONGEST_NOTE:
        raise bad(TAP_WORDS_TOO_LONG)
    chat = world.taps.pop(params.words("callback_query_id"), None)
    if chat is None:
        raise bad(TAP_TOO_OLD)
    if note:
        chat.notes.append(note)
    chat.touch("note")
    return True


def _own_message(world: World, params: Params) -> tuple[Chat, Entry]:
    number = params.number("message_id")
    if number is None:
        raise bad(MESSAGE_ID_MISSING)
    chat = world.open_chat(params)
    entry = chat.entries.get(number)
    if entry is None:
        raise bad(EDIT_NOT_FOUND)
    if entry.mine:
        raise bad(EDIT_FORBIDDEN)
    return chat, entry


def _edit(
    world: World, chat: Chat, entry: Entry, content: dict[str, Any], markup: dict[str, Any] | None
) -> dict[str, Any]:
    body = {key: value for key, value in entry.body.items() if key != "reply_markup"} | content
    if markup is not None:
        body["reply_markup"] = markup
    if body == entry.body:
        raise bad(NOT_MODIFIED)
    if content:
        body["edit_date"] = world.date()
    entry.body = body
    chat.touch("edit", entry)
    return body


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "answerCallbackQuery": answer_callback_query,
}
