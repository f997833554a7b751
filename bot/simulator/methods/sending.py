"""Methods that put a new message on a screen."""

from typing import Any

from bot.simulator.chats import Chat, Entry
from bot.simulator.keyboards import inline, read_markup, show_menu
from bot.simulator.params import Params, Upload
from bot.simulator.refusals import (
    ACTION_WRONG,
    CAPTION_TOO_LONG,
    COPY_FORBIDDEN,
    COPY_NOT_FOUND,
    FILE_EMPTY,
    FILE_ID_WRONG,
    FILE_TOO_BIG,
    MESSAGE_ID_MISSING,
    REPLY_NOT_FOUND,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    RefusedError,
    bad,
)
from bot.simulator.world import StoredFile, World, described

LONGEST_TEXT = 4096  # characters, Bot API sendMessage
LONGEST_CAPTION = 1024  # characters, Bot API sendPhoto
LARGEST_UPLOAD = 50 * 1024 * 1024  # bytes, Bot API "Sending files"
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
# What a copy carries over: the content, never who wrote it.
COPIED = (
    "text", "entities", "photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker",
    "location", "venue", "dice", "caption",
)  # fmt: skip
# What words can stand under; for anything else a caption is passed over in silence.
CAPTIONED = ("photo", "voice", "audio", "video", "animation", "document")
# What no bot can copy, Bot API copyMessage.
NOT_COPIED = ("story", "game", "paid_media", "giveaway", "invoice", "checklist")


def send_message(world: World, params: Params) -> dict[str, Any]:
    """The text stands on the phone. Markup languages are not read: text is shown as it was sent."""
    text = params.words("text").strip()
    if not text:
        raise bad(TEXT_EMPTY)
    if len(text) > LONGEST_TEXT:
        raise bad(TEXT_TOO_LONG)
    return _send(world, params, {"text": text}).body


def send_chat_action(world: World, params: Params) -> bool:
    """The phone shows for a moment that the bot is writing."""
    chat = world.open_chat(params)
    if params.words("action") not in ACTIONS:
        raise bad(ACTION_WRONG)
    chat.touch("action")
    return True


def send_photo(world: World, params: Params) -> dict[str, Any]:
    """The picture stands on the phone."""
    stored = _file(world, params, "photo")
    size = {"width": 800, "height": 600, **described(stored)}
    return _send(world, params, {"photo": [size], **_caption(params)}).body


def send_voice(world: World, params: Params) -> dict[str, Any]:
    """The voice message stands on the phone."""
    stored = _file(world, params, "voice")
    voice = {"duration": params.number("duration") or 0, "mime_type": stored.upload.mime, **described(stored)}
    return _send(world, params, {"voice": voice, **_caption(params)}).body


def send_document(world: World, params: Params) -> dict[str, Any]:
    """The file stands on the phone."""
    stored = _file(world, params, "document")
    document = {
        "file_name": stored.upload.name,
        "mime_type": stored.upload.mime,
        **described(stored),
    }
    return _send(world, params, {"document": document, **_caption(params)}).body


def copy_message(world: World, params: Params) -> dict[str, int]:
    """A message of one chat stands in another, without its author's name."""
    source = world.chat(params, "from_chat_id")
    number = params.number("message_id")
    if number is None:
        raise bad(MESSAGE_ID_MISSING)
    original = source.entries.get(number)
    if original is None:
        raise bad(COPY_NOT_FOUND)
    if original.body.get("has_protected_content"):
        raise bad(COPY_FORBIDDEN)
    if any(kind in original.body for kind in NOT_COPIED):
        raise bad(COPY_FORBIDDEN)
    content = {key: original.body[key] for key in COPIED if key in original.body}
    if any(kind in content for kind in CAPTIONED):
        content.update(_caption(params))
    return {"message_id": _send(world, params, content).id}


def _send(world: World, params: Params, content: dict[str, Any]) -> Entry:
    chat = world.open_chat(params)
    markup = read_markup(params)
    reply_to = _reply_to(chat, params)
    if world.pace is not None:
        world.pace.admit(chat)
    kept = inline(markup)
    if kept is not None:
        content["reply_markup"] = kept
    entry = world.from_bot(
        chat,
        content,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
        reply_to=reply_to,
    )
    show_menu(chat, markup)
    return entry


def _reply_to(chat: Chat, params: Params) -> Entry | None:
    wanted = params.document("reply_parameters", "Bad Request: can't parse reply parameters JSON object")
    forgiving = params.flag("allow_sending_without_reply")
    number = params.number("reply_to_message_id")
    if isinstance(wanted, dict):
        number = wanted.get("message_id")
        forgiving = bool(wanted.get("allow_sending_without_reply"))
    if number is None:
        return None
    found = chat.entries.get(number)
    if found is None and not forgiving:
        raise bad(REPLY_NOT_FOUND)
    return found


def _caption(params: Params) -> dict[str, str]:
    caption = params.words("caption").strip()
    if len(caption) > LONGEST_CAPTION:
        raise bad(CAPTION_TOO_LONG)
    return {"caption": caption} if caption else {}


def _file(world: World, params: Params, kind: str) -> StoredFile:
    named = params.words(kind).removeprefix("attach://")
    upload: Upload | None = params.uploads.get(named) or params.uploads.get(kind)
    if upload is None:
        stored = world.files.get(named)
        if stored is None:
            raise bad(FILE_ID_WRONG)
        return stored
    if not upload.content:
        raise bad(FILE_EMPTY)
    if len(upload.content) > LARGEST_UPLOAD:
        raise RefusedError(413, FILE_TOO_BIG)
    return world.store(upload, kind)


METHODS = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "sendDocument": send_document,
    "copyMessage": copy_message,
}
