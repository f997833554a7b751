"""Everything the stand-in knows: chats, files, taps, updates, and what the bot said about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.simulator.chats import Chat, Entry
from bot.simulator.pace import Pace
from bot.simulator.params import Params, Upload
from bot.simulator.refusals import (
    BLOCKED,
    CHAT_EMPTY,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    KICKED,
    UPGRADED,
    RefusedError,
    bad,
)
from bot.simulator.updates import UpdateQueue


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file Telegram holds; `path` is what getFile answers."""

    id: str
    unique_id: str
    path: str
    upload: Upload


class World:
    """The state behind the Bot API. Message ids count up over all chats of the bot, as on Telegram.

    (A real supergroup counts its own; nothing here depends on that.)
    """

    def __init__(
        self, now: Callable[[], datetime], token: str, username: str, name: str, pace: Pace | None
    ) -> None:
        self.now = now
        self.pace = pace  # None: as fast as anybody likes
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.updates = UpdateQueue()
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.taps: dict[str, Chat] = {}  # taps that were not answered yet
        self.profile: dict[tuple[str, str, str], Any] = {}  # (what, scope, language) -> value
        self._messages = 0
        self._taps = 0

    def date(self) -> int:
        """Return the time as Telegram writes it: whole seconds since 1970."""
        return int(self.now().timestamp())

    def next_message(self) -> int:
        """Return a message id above all others."""
        self._messages += 1
        return self._messages

    def chat(self, params: Params, name: str = "chat_id") -> Chat:
        """Return the chat that `params` name, or refuse as Telegram does for one that nobody opened."""
        number = params.number(name)
        if number is None:
            raise bad(CHAT_NOT_FOUND if params.words(name) else CHAT_EMPTY)
        chat = self.chats.get(number)
        if chat is None or not chat.started:
            raise bad(CHAT_NOT_FOUND)
        if chat.moved_to is not None:
            raise RefusedError(400, UPGRADED, parameters={"migrate_to_chat_id": chat.moved_to})
        return chat

    def open_chat(self, params: Params) -> Chat:
        """Return the chat that `params` name if the bot may write there."""
        chat = self.chat(params)
        if chat.blocked:
            raise RefusedError(403, KICKED if chat.is_group else BLOCKED)
        if chat.deactivated:
            raise RefusedError(403, DEACTIVATED)
        return chat

    def from_bot(
        self, chat: Chat, content: dict[str, Any], *, silent: bool, protected: bool, reply_to: Entry | None
    ) -> Entry:
        """A message of the bot stands in `chat`; return it."""
        body: dict[str, Any] = {
            "message_id": self.next_message(),
            "from": self.bot,
            "chat": chat.body,
            "date": self.date(),
        }
        if reply_to is not None:
            body["reply_to_message"] = quoted(reply_to)
        if protected:
            body["has_protected_content"] = True
        body.update(content)
        entry = Entry(body=body, mine=False, rang=not silent)
        chat.put(entry)
        return entry

    def from_person(
        self, chat: Chat, person: dict[str, Any], content: dict[str, Any], reply_to: int | None = None
    ) -> Entry:
        """A message of `person` stands in `chat` and is queued for the bot; return it."""
        chat.started = True
        body: dict[str, Any] = {
            "message_id": self.next_message(),
            "from": person,
            "chat": chat.body,
            "date": self.date(),
        }
        if reply_to is not None:
            body["reply_to_message"] = quoted(chat.entries[reply_to])
        body.update(content)
        entry = Entry(body=body, mine=True)
        chat.put(entry)
        chat.away = chat.changes
        self.updates.add("message", body)
        return entry

    def tap(self, chat: Chat, person: dict[str, Any], entry: Entry, data: str) -> str:
        """A press on a button of `entry` is queued for the bot; return the tap's id."""
        self._taps += 1
        tap_id = f"{person['id'] << 20 | self._taps}"
        self.taps[tap_id] = chat
        chat.away = chat.changes
        self.updates.add(
            "callback_query",
            {
                "id": tap_id,
                "from": person,
                "message": entry.body,
                "chat_instance": str(-chat.id),
                "data": data,
            },
        )
        return tap_id

    def store(self, upload: Upload, kind: str) -> StoredFile:
        """`upload` is held under a new file id."""
        number = len(self.files) + 1
        stored = StoredFile(
            id=f"SIM-{kind}-{number:08d}",
            unique_id=f"U{number:08d}",
            path=f"{kind}s/file_{number}{suffix(upload.name)}",
            upload=upload,
        )
        self.files[stored.id] = stored
        return stored


def typed(text: str) -> dict[str, Any]:
    """Return the content of a message with `text`, a command marked as Telegram marks it."""
    if not text.startswith("/"):
        return {"text": text}
    length = len(text.split(maxsplit=1)[0])
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


def quoted(entry: Entry) -> dict[str, Any]:
    """Return the message as it looks inside an answer to it: without what it answered itself."""
    return {key: value for key, value in entry.body.items() if key != "reply_to_message"}


def described(stored: StoredFile) -> dict[str, Any]:
    """Return {file_id, file_unique_id, file_size} of a held file."""
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.content),
    }


def suffix(name: str) -> str:
    """Return ".ext" of a file name, "" if it has none."""
    stem, dot, extension = name.rpartition(".")
    return f".{extension}" if stem and dot else ""
