"""A message as the text that is kept, sealed, in the outbox, and back. The only codec."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from bot.delivery.messenger import (
    Button,
    CopiedMessage,
    Cover,
    FileMessage,
    InlineKeyboard,
    Keyboard,
    MenuKeyboard,
    Message,
    RemoveMenu,
    TextMessage,
)


def to_body(message: Message) -> str:
    """Return `message` as JSON; `from_body` gives an equal message back."""
    match message:
        case TextMessage():
            # {"text": words, "keys": keyboard, "silent": true, "protected": true}; what is plain is left out
            body: dict[str, Any] = {"text": message.text}
            if message.keyboard is not None:
                body["keys"] = _keys(message.keyboard)
        case FileMessage():
            body = {"how": message.how, "caption": message.caption}
            if message.path is not None:
                body["path"] = message.path
            if message.file_id is not None:
                body["file"] = message.file_id
            if message.content is not None:
                body["content"], body["name"] = b64encode(message.content).decode(), message.name
        case CopiedMessage():
            body = {"from": message.from_chat, "copy": message.message_id}
            if message.caption is not None:
                body["caption"] = message.caption
        case _:
            assert_never(message)
    if message.silent:
        body["silent"] = True
    if message.protected:
        body["protected"] = True
    if message.reply_to is not None:
        body["reply"] = message.reply_to
    if message.cover is not None:
        # {"text": words, "label": button, "data": its data, "until": ISO 8601}
        body["cover"] = {
            "text": message.cover.text,
            "label": message.cover.label,
            "data": message.cover.data,
            "until": message.cover.until.isoformat(),
        }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def from_body(text: str) -> Message:
    """Return the message that `to_body` wrote; raises ValueError, without a word of it, for anything else."""
    try:
        body = json.loads(text)
        cover = _cover(body["cover"]) if "cover" in body else None
        silent, protected = bool(body.get("silent")), bool(body.get("protected"))
        reply_to = None if "reply" not in body else int(body["reply"])
        match body:
            case {"text": str(words)}:
                keyboard = _keyboard(body["keys"]) if "keys" in body else None
                return TextMessage(
                    text=words,
                    keyboard=keyboard,
                    silent=silent,
                    protected=protected,
                    cover=cover,
                    reply_to=reply_to,
                )
            case {"how": str(how), "caption": str(caption)}:
                content = body.get("content")
                return FileMessage(
                    how=how,
                    caption=caption,
                    path=body.get("path"),
                    file_id=body.get("file"),
                    content=b64decode(content) if content is not None else None,
                    name=body.get("name"),
                    silent=silent,
                    protected=protected,
                    cover=cover,
                    reply_to=reply_to,
                )
            case {"from": int(chat), "copy": int(message_id)}:
                return CopiedMessage(
                    from_chat=chat,
                    message_id=message_id,
                    caption=body.get("caption"),
                    silent=silent,
                    protected=protected,
                    cover=cover,
                    reply_to=reply_to,
                )
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise ValueError("not a message")


def _keys(keyboard: Keyboard) -> dict[str, Any]:
    match keyboard:
        case InlineKeyboard(rows=rows):
            return {"buttons": [[[button.label, button.data] for button in row] for row in rows]}
        case MenuKeyboard(rows=rows):
            return {"menu": rows}
        case RemoveMenu():
            return {"remove": True}
        case _:
            assert_never(keyboard)


def _keyboard(keys: dict[str, Any]) -> Keyboard:
    match keys:
        case {"buttons": rows}:
            return InlineKeyboard(
                rows=tuple(tuple(Button(label=label, data=data) for label, data in row) for row in rows)
            )
        case {"menu": rows}:
            return MenuKeyboard(rows=tuple(tuple(row) for row in rows))
        case {"remove": True}:
            return RemoveMenu()
        case _:
            raise ValueError("not a keyboard")


def _cover(kept: dict[str, str]) -> Cover:
    until = datetime.fromisoformat(kept["until"])
    return Cover(text=kept["text"], label=kept["label"], data=kept["data"], until=until)


def leaving(message: Message, at: datetime) -> tuple[Message, bool]:
    """Return what is sent for `message` at `at` (aware UTC), and whether that is only its cover.

    A cover is as loud and as protected as what it stands for: a crisis rings, with neutral words.
    """
    cover = message.cover
    if cover is None or at <= cover.until:
        return message, False
    keyboard = InlineKeyboard(rows=((Button(label=cover.label, data=cover.data),),))
    words = TextMessage(
        text=cover.text, keyboard=keyboard, silent=message.silent, protected=message.protected
    )
    return words, True


def uncovered(message: Message) -> Message:
    """Return the message itself, whatever was to stand for it."""
    return replace(message, cover=None)


def plain(message: Message) -> TextMessage | None:
    """Return the words of `message` alone; None if there is nothing plainer than it is."""
    match message:
        case TextMessage(keyboard=None) | FileMessage(caption="") | CopiedMessage(caption=None | ""):
            return None
        case TextMessage(text=words):
            pass
        case FileMessage(caption=words):
            pass
        case CopiedMessage(caption=str(words)):
            pass
        case _:
            return None
    return TextMessage(text=words, silent=message.silent, protected=message.protected)
