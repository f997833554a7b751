"""The door to the phones: what can be sent, and how it can turn out. `telegram/` implements it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button; `data` is at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineKeyboard:
    """Buttons under one message, row by row."""

    rows: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuKeyboard:
    """Labels in the place of the phone's keyboard, row by row; they stay until replaced."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMenu:
    """Takes a menu keyboard away."""


Keyboard = InlineKeyboard | MenuKeyboard | RemoveMenu


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Neutral words that stand for a message which is not to be read on a locked screen.

    A message that leaves after `until` (aware UTC) leaves as these words with one button; its tap brings the
    message itself. Up to then somebody is looking at the phone, and the message leaves as it is.
    """

    text: str
    label: str
    data: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """Plain text, at most 4,096 characters. Never a markup language: a stray sign must not lose a message."""

    text: str
    keyboard: Keyboard | None = None
    silent: bool = False
    protected: bool = False  # cannot be forwarded or saved
    cover: Cover | None = None
    reply_to: int | None = None  # a message of the same chat that this answers, if it still stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMessage:
    """A picture, sound or document: a file of the programme, one Telegram already holds, or one just made.

    `how` is "photo", "voice" or "document"; exactly one of `path`, `file_id` and `content` is set. `name` is
    what `content` is called on the phone. The caption has at most 1,024 characters.
    """

    how: str
    caption: str
    path: str | None = None
    file_id: str | None = None
    content: bytes | None = None
    name: str | None = None
    silent: bool = False
    protected: bool = False
    cover: Cover | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedMessage:
    """Any message of another chat, copied without naming its author (relay of voice, photos, stickers)."""

    from_chat: int
    message_id: int
    caption: str | None = None
    silent: bool = False
    protected: bool = False
    cover: Cover | None = None
    reply_to: int | None = None


Message = TextMessage | FileMessage | CopiedMessage


# How a call can turn out


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Telegram has it, under this id."""

    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFast:
    """Telegram asks to wait so many seconds. Nothing was delivered."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The person blocked the bot, or the account is no more. Nothing was delivered."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Telegram will never take this message as it is. Nothing was delivered."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The chat has another id now. Nothing was delivered."""

    chat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """Refused connection or a server's error: nothing was delivered, later it may work."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnown:
    """The answer never came: it may have been delivered or not."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unauthorized:
    """The token is not accepted. Nobody will be reached until a human mends it."""


Outcome = Accepted | TooFast | Gone | Wrong | Moved | NotReached | NotKnown | Unauthorized


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What became of messages that were to be deleted: what is named nowhere here is on no screen any more.

    `kept`: Telegram will never delete these. `later`: it did not answer or was asked too fast.
    """

    kept: tuple[int, ...] = ()
    later: tuple[int, ...] = ()


class Messenger(Protocol):
    """Sends one thing once. No retries, no pacing, no exception for an outcome in the list above."""

    async def send(self, chat: int, message: Message) -> Outcome:
        """Send `message`; return how it turned out."""
        ...

    async def answer_tap(self, tap_id: str, words: str | None = None) -> None:
        """Stop the button's spinner, with a short note if given. Failing is harmless and silent."""
        ...

    async def show_choice(self, chat: int, message_id: int, text: str | None) -> None:
        """Take a message's keyboard away; with `text`, the message then shows it. Failing is harmless."""
        ...

    async def delete(self, chat: int, message_ids: Sequence[int]) -> Deletion:
        """Take messages off both screens where Telegram still allows it (48 hours); return what is left."""
        ...
