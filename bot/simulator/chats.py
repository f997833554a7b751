"""What stands on the screens: chats and the messages in them, as both sides see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Happening = Literal["new", "edit", "gone", "pin", "menu", "note", "block", "action"]


@dataclass(slots=True, kw_only=True)
class Entry:
    """One message. `body` is the Bot API's Message.

    `change` is the chat's count when it last changed, `came` when it came.
    """

    body: dict[str, Any]
    mine: bool  # written by the owner of the phone
    rang: bool = False  # made a sound when it came
    pinned: bool = False
    change: int = 0
    came: int = 0

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.body["message_id"])


Watcher = Callable[["Chat", Happening, "Entry | None"], None]


class Chat:
    """A private chat with the bot, or a group it is in."""

    __slots__ = (
        "away",
        "blocked",
        "body",
        "changes",
        "deactivated",
        "entries",
        "id",
        "menu",
        "moved_to",
        "notes",
        "person",
        "placeholder",
        "started",
        "watchers",
    )

    def __init__(self, body: dict[str, Any], person: dict[str, Any] | None) -> None:
        self.id: int = body["id"]
        self.body = body  # {id, type, first_name or title}, as in every message
        self.person = person  # the User of a private chat, None for a group
        self.started = person is None  # somebody wrote to the bot, so the bot may write
        self.blocked = False
        self.deactivated = False
        self.moved_to: int | None = None
        self.entries: dict[int, Entry] = {}
        self.menu: tuple[tuple[str, ...], ...] = ()  # labels in the place of the keyboard
        self.placeholder = ""
        self.notes: list[str] = []  # short notes over the screen, answers to taps
        self.changes = 0
        self.away = 0  # `changes` when the owner last wrote, tapped or read
        self.watchers: list[Watcher] = []

    @property
    def is_group(self) -> bool:
        """Whether several people share this chat."""
        return self.person is None

    def put(self, entry: Entry) -> None:
        """`entry` stands at the end of the screen."""
        self.entries[entry.id] = entry
        entry.came = self.changes + 1
        self.touch("new", entry)

    def touch(self, happening: Happening, entry: Entry | None = None) -> None:
        """Whoever watches knows what happened."""
        self.changes += 1
        if entry is not None:
            entry.change = self.changes
        for watcher in self.watchers:
            watcher(self, happening, entry)

    def remove(self, message_id: int) -> None:
        """The message is gone from both sides."""
        self.touch("gone", self.entries.pop(message_id))
