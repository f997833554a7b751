"""The Messenger over Telegram: one call each, and one table from what came back to an Outcome."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, assert_never

from bot.delivery.messenger import (
    Accepted,
    CopiedMessage,
    Deletion,
    FileMessage,
    Gone,
    Message,
    Moved,
    NotKnown,
    NotReached,
    Outcome,
    TextMessage,
    TooFast,
    Unauthorized,
    Wrong,
)
from bot.telegram.keyboards import markup
from bot.telegram.wire import Done, NoAnswer, NotConnected, Refused, Reply, Upload, Wire, token_is_refused

LONGEST_NOTE = 200  # characters of a note shown on a tap, Bot API
DELETED_AT_ONCE = 100  # message ids of one deleteMessages, Bot API
FILE_SECONDS = 60.0  # a picture over a slow line
UNNAMED_WAIT_SECONDS = 5.0  # a 429 that does not say how long
_FILES = {"photo": "sendPhoto", "voice": "sendVoice", "document": "sendDocument"}

_NOT_THERE = "message to delete not found"  # a 400 that is as good as done
# 400s that say the account is no more; every other 400 says that the message is wrong.
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "user_deactivated")


class TelegramMessenger:
    """Implements delivery's Messenger. Holds no state: order, pace and retries are delivery's."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def send(self, chat: int, message: Message) -> Outcome:
        """Send `message`; return how it turned out."""
        try:
            match message:
                case TextMessage():
                    reply = await self._wire.call("sendMessage", _text(chat, message))
                case FileMessage():
                    reply = await self._send_file(chat, message)
                case CopiedMessage():
                    reply = await self._wire.call("copyMessage", _copy(chat, message))
                case _:
                    assert_never(message)
        except (ValueError, OSError, KeyError) as error:  # a keyboard too large, a file that is not there
            return Wrong(reason=type(error).__name__)
        found = outcome(reply)
        if isinstance(found, Unauthorized) and not await token_is_refused(self._wire):
            return Wrong(reason="method refused")  # the token is good: this server does not know the method
        return found

    async def answer_tap(self, tap_id: str, words: str | None = None) -> None:
        """Stop the button's spinner, with a short note if given. Failing is harmless and silent."""
        fields = {"callback_query_id": tap_id}
        if words:
            fields["text"] = words[:LONGEST_NOTE]
        await self._wire.call("answerCallbackQuery", fields)

    async def show_choice(self, chat: int, message_id: int, text: str | None) -> None:
        """Take a message's keyboard away; with `text`, the message then shows it. Failing is harmless."""
        place = {"chat_id": chat, "message_id": message_id}
        if text is not None:
            quiet = {"link_preview_options": {"is_disabled": True}}
            match await self._wire.call("editMessageText", {**place, "text": text, **quiet}):
                case Refused(status=400, words=words) if "not modified" not in words:
                    pass  # a picture's caption, for one, is no text: at least the keyboard goes
                case _:
                    return
        await self._wire.call("editMessageReplyMarkup", place)

    async def delete(self, chat: int, message_ids: Sequence[int]) -> Deletion:
        """Take messages off both screens where Telegram still allows it (48 hours); return what is left."""
        kept: list[int] = []
        for begin in range(0, len(message_ids), DELETED_AT_ONCE):
            some = list(message_ids[begin : begin + DELETED_AT_ONCE])
            match await self._wire.call("deleteMessages", {"chat_id": chat, "message_ids": some}):
                case Done():
                    pass  # messages that are not there any more are passed over, which is as good
                case Refused(status=403):
                    kept += some  # whoever has shut the bot out has the messages to themselves
                case Refused(status=400):
                    # One that may not be deleted keeps all of them: each is tried alone.
                    kept_alone, later = await self._delete_one_by_one(chat, some)
                    kept += kept_alone
                    if later:
                        return Deletion(kept=tuple(kept), later=(*later, *message_ids[begin + len(some) :]))
                case _:
                    return Deletion(kept=tuple(kept), later=tuple(message_ids[begin:]))
        return Deletion(kept=tuple(kept))

    async def _delete_one_by_one(self, chat: int, message_ids: list[int]) -> tuple[list[int], list[int]]:
        """Return (what Telegram will not delete, what is to be tried later)."""
        kept: list[int] = []
        for place, message_id in enumerate(message_ids):
            match await self._wire.call("deleteMessage", {"chat_id": chat, "message_id": message_id}):
                case Done():
                    pass
                case Refused(status=400, words=words) if _NOT_THERE in words.lower():
                    pass  # somebody else was quicker
                case Refused(status=400):
                    kept.append(message_id)
                case _:
                    return kept, message_ids[place:]
        return kept, []

    async def _send_file(self, chat: int, message: FileMessage) -> Reply:
        fields: dict[str, Any] = {"chat_id": chat, **_manners(message)}
        if message.caption:
            fields["caption"] = message.caption
        upload = None
        if message.content is not None:
            upload = Upload(field=message.how, filename=message.name or message.how, content=message.content)
        elif message.path is not None:
            path = Path(message.path)
            content = await asyncio.to_thread(path.read_bytes)
            upload = Upload(field=message.how, filename=path.name, content=content)
        else:
            fields[message.how] = message.file_id
        return await self._wire.call(_FILES[message.how], fields, upload=upload, seconds=FILE_SECONDS)


def _text(chat: int, message: TextMessage) -> dict[str, Any]:
    fields: dict[str, Any] = {"chat_id": chat, "text": message.text, **_manners(message)}
    # A preview would pull a stranger's picture into the chat, and tell that site of the visit.
    fields["link_preview_options"] = {"is_disabled": True}
    if message.keyboard is not None:
        fields["reply_markup"] = markup(message.keyboard)
    return fields


def _copy(chat: int, message: CopiedMessage) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "chat_id": chat,
        "from_chat_id": message.from_chat,
        "message_id": message.message_id,
        **_manners(message),
    }
    if message.caption is not None:
        fields["caption"] = message.caption
    return fields


def _manners(message: Message) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if message.silent:
        fields["disable_notification"] = True
    if message.protected:
        fields["protect_content"] = True
    if message.reply_to is not None:
        # What it answers may have left the screen meanwhile: that must not lose the answer.
        fields["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    return fields


def outcome(reply: Reply) -> Outcome:
    """Return what an answer to a send means. This is the one table; the first line that fits counts.

    A 5xx counts as not delivered (house.md section 6). What is not listed is wrong for ever: a 4xx that
    repeats would otherwise be tried for ever.
    """
    match reply:
        case Done(result={"message_id": int(message_id)}):
            return Accepted(message_id=message_id)
        case Done():
            return NotKnown(reason="odd answer")
        case NotConnected(reason=reason):
            return NotReached(reason=reason)
        case NoAnswer(reason=reason):
            return NotKnown(reason=reason)
        case Refused(moved_to=int(chat)):
            return Moved(chat=chat)
        case Refused(retry_after=float(seconds)):
            return TooFast(seconds=seconds)
        case Refused(status=429):
            return TooFast(seconds=UNNAMED_WAIT_SECONDS)
        case Refused(status=401 | 404):
            return Unauthorized()
        case Refused(status=403):
            return Gone(reason="forbidden")
        case Refused(status=400, words=words) if any(sign in words.lower() for sign in _NOBODY_THERE):
            return Gone(reason="not found")
        case Refused(status=status) if status >= 500:
            return NotReached(reason=str(status))
        case Refused(status=status):
            return Wrong(reason=str(status))
        case _:
            assert_never(reply)
