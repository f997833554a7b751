"""What can come from a phone. `telegram/` makes these out of raw updates; nothing here knows Telegram."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

# Under this name an update that Telegram has not dated (a tap) carries when it was taken in, ISO 8601.
TAKEN_IN_AT: Final = "taken_in_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A raw update before anything has parsed it: enough to keep it, order it and listen to it.

    `chat` is 0 when it could not be found; `words` are text or caption, None if there are none; `alarm` is
    the crisis resource named by a pressed button ("!" in its data), None if it has none. `undated`: it has
    just come and does not say when it was made, so it is dated when it is taken in.
    """

    update_id: int
    chat: int
    words: str | None
    alarm: str | None
    body: dict[str, Any]
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who wrote: the first name they gave Telegram (may be empty) and their app's language code, if any."""

    user: int
    first_name: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Words in a private chat. `reply_to` is the message id they answer to, if any.

    `at`, here and below, is when somebody did it, aware UTC; None when nobody knows.
    """

    chat: int
    message_id: int
    sender: Sender
    words: str
    reply_to: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """A command such as /start TOKEN; `name` without slash, in small letters; `rest` may be empty.

    `words` are all of it as it was written: somebody in danger may begin with a slash.
    """

    chat: int
    message_id: int
    sender: Sender
    name: str
    rest: str
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """An inline button. `message_id` is the message it stands under, `shown` that message's text.

    `label` is what stood on the button, None when Telegram no longer tells.
    """

    chat: int
    message_id: int
    sender: Sender
    tap_id: str
    data: str
    shown: str | None = None
    label: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMedia:
    """Anything that is not text: "photo", "voice", "video", "sticker", "document", "location", ...

    `group` is the album it is part of, None when it stands alone.
    `file` is told of a document only: the rest is passed on or left, and nobody here reads it.
    """

    chat: int
    message_id: int
    sender: Sender
    what: str
    caption: str | None = None
    reply_to: int | None = None
    group: str | None = None
    file: "SentFile | None" = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A document that Telegram holds. `name` may be empty; `size` in bytes, None when it was not told."""

    id: str
    name: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A message that was sent before now says something else; `what` is its kind of media, None for text."""

    chat: int
    message_id: int
    sender: Sender
    words: str | None
    what: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedBot:
    """The person blocked the bot, or left."""

    chat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockedBot:
    chat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InGroup:
    """Something in a group or channel. Holdfast speaks in private chats only."""

    chat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A kind of update that Holdfast does not use; `what` is its name in the Bot API."""

    chat: int
    what: str


Incoming = Typed | Commanded | Pressed | SentMedia | Edited | BlockedBot | UnblockedBot | InGroup | Unused
