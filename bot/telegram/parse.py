"""One `match` from Telegram's Update to what can come from a phone."""

import asyncio
import re
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from telegram import CallbackQuery, Message, Update, User

# Letters with accents too: whoever writes /menú means /menu.
_COMMAND = re.compile(r"/(\w{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)

# Message fields that a person fills on purpose, and the word the rest of Holdfast has for each.
_MEDIA = (
    ("voice", "voice"),
    ("photo", "photo"),
    ("video", "video"),
    ("video_note", "video_note"),
    ("animation", "animation"),  # before document: Telegram sends both
    ("audio", "audio"),
    ("sticker", "sticker"),
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
    ("dice", "dice"),
    ("story", "story"),
    ("game", "game"),
    ("paid_media", "photo"),
    ("checklist", "checklist"),
)

# What shows an account or a number shows it forwarded, too: it keeps its own word, and goes to nobody.
# The same as `cases.NOT_PASSED` (a test compares); polling starts before that room is loaded.
CARDS = frozenset(("contact", "poll", "story", "game", "checklist"))

# Parts of a message that nothing here reads. Each would cost time (a scale of 0 to 10 has 13 buttons: half
# of a tap's parsing) and be one more thing that a newer Telegram can fill in an unreadable way.
_UNREAD = frozenset(
    ("reply_markup", "entities", "caption_entities", "link_preview_options", "quote", "external_reply")
)

_ANSWERED = ("message_id", "date", "chat")  # of a message that is answered to: the least that is a message


async def warm_up() -> None:
    """Import python-telegram-bot beside the running loop, so that no update waits half a second for it."""
    await asyncio.to_thread(import_module, "telegram")


def parse(body: dict[str, Any]) -> Incoming:
    """Return what `body`, a raw update, is; raises ValueError, without a word of it, if it is unreadable."""
    from telegram import Update

    try:
        update = Update.de_json(_trimmed(body), None)
        return _incoming(update, body)
    except Exception as error:
        # A poison update can raise anything at all from deep inside the library.
        raise ValueError(f"unreadable update ({type(error).__name__})") from None


def _incoming(update: "Update", body: dict[str, Any]) -> Incoming:
    from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
    from telegram.constants import ChatMemberStatus, ChatType

    match update:
        case Update(message=Message() as message) if message.chat.type == ChatType.PRIVATE:
            return _message(message)
        case Update(edited_message=Message() as message) if message.chat.type == ChatType.PRIVATE:
            return Edited(
                chat=message.chat.id,
                message_id=message.message_id,
                sender=_sender(message.from_user),
                words=message.text or message.caption,
                what=_kind(message),
                at=message.edit_date,
            )
        case Update(callback_query=CallbackQuery(data=str(data)) as query):
            if query.message is not None and query.message.chat.type != ChatType.PRIVATE:
                return InGroup(chat=query.message.chat.id)
            return _pressed(query, data, _label(body["callback_query"], data), body.get(TAKEN_IN_AT))
        case Update(my_chat_member=ChatMemberUpdated() as change) if change.chat.type == ChatType.PRIVATE:
            left = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
            return BlockedBot(chat=change.chat.id) if left else UnblockedBot(chat=change.chat.id)
        case Update(effective_chat=chat) if chat is not None and chat.type != ChatType.PRIVATE:
            return InGroup(chat=chat.id)
        case _:
            person = update.effective_user
            what = next((kind for kind in body if kind != "update_id"), "")
            return Unused(chat=person.id if person else 0, what=what)


def _message(message: "Message") -> Incoming:
    chat, number, sender = message.chat.id, message.message_id, _sender(message.from_user)
    reply_to = message.reply_to_message.message_id if message.reply_to_message else None
    what = _kind(message)
    # Somebody else's words, passed on, are no answer of this person's.
    if message.forward_origin is not None and what not in CARDS:
        what = "forward"
    match message.text:
        case str(words) if what is None:
            if command := _COMMAND.fullmatch(words.strip()):
                name, rest = command.group(1).lower(), (command.group(2) or "").strip()
                return Commanded(
                    chat=chat,
                    message_id=number,
                    sender=sender,
                    name=name,
                    rest=rest,
                    words=words,
                    at=message.date,
                )
            return Typed(
                chat=chat,
                message_id=number,
                sender=sender,
                words=words,
                reply_to=reply_to,
                at=message.date,
            )
        case words if what is not None:
            return SentMedia(
                chat=chat,
                message_id=number,
                sender=sender,
                what=what,
                caption=words or message.caption,
                reply_to=reply_to,
                group=message.media_group_id,
                file=_file(message) if what in ("document", "forward") else None,
                at=message.date,
            )
        case _:  # a pinned message, a changed picture, a set timer: Telegram speaks, not the person
            return Unused(chat=chat, what="service message")


def _kind(message: "Message") -> str | None:
    return next((word for field, word in _MEDIA if getattr(message, field)), None)


def _file(message: "Message") -> SentFile | None:
    document = message.document
    if document is None:
        return None
    return SentFile(id=document.file_id, name=document.file_name or "", size=document.file_size)


def _pressed(query: "CallbackQuery", data: str, label: str | None, taken_in: str | None) -> Pressed:
    from telegram import Message

    shown = None
    message_id = query.message.message_id if query.message else 0
    if isinstance(message := query.message, Message):  # not one that Telegram no longer tells about
        shown = message.text or message.caption
    return Pressed(
        chat=query.message.chat.id if query.message else query.from_user.id,
        message_id=message_id,
        sender=_sender(query.from_user),
        tap_id=query.id,
        data=data,
        shown=shown,
        label=label,
        at=datetime.fromisoformat(taken_in) if taken_in is not None else None,
    )


def _sender(user: "User | None") -> Sender:
    if user is None:
        raise ValueError("a private message from nobody")
    return Sender(user=user.id, first_name=user.first_name, language=user.language_code)


def _label(query: dict[str, Any], data: str) -> str | None:
    keyboard = (query.get("message") or {}).get("reply_markup") or {}
    rows: list[list[dict[str, str]]] = keyboard.get("inline_keyboard", [])
    return next(
        (button["text"] for row in rows for button in row if button.get("callback_data") == data), None
    )


def _trimmed(body: dict[str, Any]) -> dict[str, Any]:
    trimmed = dict(body)
    for kind in ("message", "edited_message"):
        if isinstance(found := body.get(kind), dict):
            trimmed[kind] = _trimmed_message(found)
    query = body.get("callback_query")
    if isinstance(query, dict) and isinstance(found := query.get("message"), dict):
        under = _trimmed_message(found)
        under.pop("from", None)  # it is the bot itself
        trimmed["callback_query"] = {**query, "message": under}
    return trimmed


def _trimmed_message(message: dict[str, Any]) -> dict[str, Any]:
    trimmed = {name: value for name, value in message.items() if name not in _UNREAD}
    if isinstance(answered := message.get("reply_to_message"), dict):
        trimmed["reply_to_message"] = {name: answered[name] for name in _ANSWERED if name in answered}
    return trimmed
