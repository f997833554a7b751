"""What a case wants sent. Cases never send: the turn writes letters into the outbox, in the same commit."""

from dataclasses import dataclass

from bot.storage.lane import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button for staff: its label, what it does, to which case or draft, and a detail."""

    label: str
    verb: str
    subject: int
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one chat. `copy_of` is a message id in `from_chat` to copy instead of sending text.

    `member` or `person` says whose chat it is. `case` lets an answer to this message find its case.
    """

    chat: int
    lane: Lane
    kind: str
    text: str
    offers: tuple[tuple[Offer, ...], ...] = ()
    member: int | None = None
    person: int | None = None
    case: int | None = None
    from_chat: int | None = None
    copy_of: int | None = None
    silent: bool = False
    protected: bool = False
