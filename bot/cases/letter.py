"""What a case wants sent. Cases never send: the turn writes letters into the outbox, in the same commit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage.lane import Lane

# A person's words and name leave a colleague's screen after this at the latest. Telegram deletes for 48
# hours: four are left to try again.
ON_SCREEN_FOR = timedelta(hours=44)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button for staff: its label, what it does, to which case or draft, and a detail."""

    label: str
    verb: str
    subject: int
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button for a person: its label, what it does, about what, and the lines that a tap calls for."""

    label: str
    verb: str
    detail: str | None = None
    alarm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a locked screen shows in the place of a letter that leaves after `until` (aware UTC).

    The button `label` brings the letter itself.
    """

    text: str
    label: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one chat. `copy_of` is a message id in `from_chat` to copy instead of sending text.

    `member` or `person` says whose chat it is. `case` lets an answer to this message find its case;
    `about` is the person it tells a member of, where no case says so. `choices` are buttons for a person, one
    below the other. `clears` is the label of the button
    with which its person takes the talk of the case off the screen. So long after it was sent
    (`clear_after`), or when the case is closed, it leaves the screen; the record keeps it. `source` is the
    message id, in its writer's chat, of what this passes on; `reply_to` one in `chat` that this answers.
    """

    chat: int
    lane: Lane
    kind: str
    text: str
    offers: tuple[tuple[Offer, ...], ...] = ()
    choices: tuple[Choice, ...] = ()
    clears: str | None = None
    member: int | None = None
    person: int | None = None
    case: int | None = None
    about: int | None = None
    from_chat: int | None = None
    copy_of: int | None = None
    silent: bool = False
    protected: bool = False
    front: Front | None = None
    clear_after: timedelta | None = None
    source: int | None = None
    reply_to: int | None = None
