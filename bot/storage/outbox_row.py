"""What a message looks like in the database, when it is handed in, and when it is read again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from sqlalchemy import Double, Index, Integer, LargeBinary, String
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.transaction import Transaction

ALERT: Final = "alert"  # the kind of what calls somebody of the team to a case
SHEET: Final = "sheet"  # the kind of what carries a drawing or a long list inside: large
PASSING: Final = "passing"  # the kind of what is shown and not kept: a guest who looks around leaves no trace
STATES: Final = ("queued", "sending", "sent", "refused", "unknown", "withdrawn", "expired")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_CHAT = Label(Holds.WHO, ReadBy.NOBODY, Kept.PERSON)
_BODY = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON, fades=True)
_IS_THERE: Final = "message_id IS NOT NULL"


class OutboxTable(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "outbox"
    __table_args__ = (
        Index("ix_outbox_queued", "id", **only("state = 'queued'")),
        Index("ix_outbox_queued_chat", "chat_index", **only("state = 'queued'")),
        Index("ix_outbox_sending", "id", **only("state = 'sending'")),
        Index("ix_outbox_message", "chat_index", "message_id", **only(_IS_THERE)),
        Index("ix_outbox_person", "person", "id"),
        Index("ix_outbox_sheet", "id", **only("kind = 'sheet'")),
        Index("ix_outbox_to_clear", "clear_at", **only("clear_at IS NOT NULL AND cleared_at IS NULL")),
        Index("ix_outbox_person_sent", "person", "sent_at", **only(_IS_THERE)),
        Index("ix_outbox_member_sent", "member", "sent_at", **only(_IS_THERE)),
        Index("ix_outbox_conversation", "conversation", **only("conversation IS NOT NULL")),
        Index("ix_outbox_case", "case", **only('"case" IS NOT NULL')),
        Index("ix_outbox_about", "about", **only("about IS NOT NULL")),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    member: int | None = column(BIG, _TECHNICAL, null=True, of="member.id")
    chat: bytes = column(LargeBinary(), _CHAT)
    chat_index: bytes = column(LargeBinary(), _CHAT)
    lane: int = column(Integer(), _TECHNICAL)
    kind: str = column(String(), _WHAT)
    body: bytes = column(LargeBinary(), _BODY)
    state: str = column(String(), _WHAT)
    tries: int = column(Integer(), _TECHNICAL)
    not_before: datetime | None = column(Instant(), _TECHNICAL, null=True)
    expires_at: datetime | None = column(Instant(), _TECHNICAL, null=True)
    conversation: int | None = column(BIG, _TECHNICAL, null=True, of="conversation.id")
    turn: int | None = column(Integer(), _TECHNICAL, null=True)
    nudge_after: float | None = column(Double(), _TECHNICAL, null=True)
    give_up_after: float | None = column(Double(), _TECHNICAL, null=True)
    case: int | None = column(BIG, _HEALTH, null=True, of="case.id")
    created_at: datetime = column(Instant(), _WHAT)
    message_id: int | None = column(BIG, _TECHNICAL, null=True)
    sent_at: datetime | None = column(Instant(), _WHAT, null=True)
    reason: str | None = column(String(), _TECHNICAL, null=True)
    clear_after: float | None = column(Double(), _TECHNICAL, null=True)
    clear_at: datetime | None = column(Instant(), _TECHNICAL, null=True)
    cleared_at: datetime | None = column(Instant(), _TECHNICAL, null=True)
    about: int | None = column(BIG, _TECHNICAL, null=True, of="person.id")
    source_message: int | None = column(BIG, _TECHNICAL, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message to send. `lane` 0 crisis, 1 case, 2 reply, 3 nudge, 4 bulk; `body` is delivery's JSON.

    `turn` says that it ends with question `turn` of `conversation`: when it is sent, that question's clocks
    start, `nudge_after` and `give_up_after` in seconds. `clear_after` after it was sent it leaves the screen.
    `about` is whom it tells a member of, where no case says so. `source_message` is what it relays: the
    message's id in the chat of whoever wrote it. Of kind PASSING nothing is left once it is sent or given up.
    """

    id: int
    chat: int
    lane: int
    kind: str
    body: str
    created_at: datetime
    person: int | None = None
    member: int | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    conversation: int | None = None
    turn: int | None = None
    nudge_after: float | None = None
    give_up_after: float | None = None
    case: int | None = None
    state: str = "queued"  # first aid went out before it was written: it is kept as "sent"
    message_id: int | None = None
    sent_at: datetime | None = None
    clear_after: timedelta | None = None
    about: int | None = None
    source_message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message as it stands. `tries` counts the calls that did not deliver it; `reason` is a short code.

    It is to leave the screen at `clear_at`, and nobody will try (again) after `cleared_at`.
    """

    id: int
    person: int | None
    member: int | None
    chat: int
    lane: int
    kind: str
    body: str
    state: str
    tries: int
    not_before: datetime | None
    expires_at: datetime | None
    conversation: int | None
    turn: int | None
    nudge_after: float | None
    give_up_after: float | None
    case: int | None
    created_at: datetime
    message_id: int | None
    sent_at: datetime | None
    reason: str | None
    clear_after: timedelta | None
    clear_at: datetime | None
    cleared_at: datetime | None
    about: int | None
    source_message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A waiting message whose chat or words no key opens."""

    id: int


OUTBOX: Final = table_of(OutboxTable)
READ: Final = tuple(each for each in OUTBOX.c if each.name != "chat_index")  # what `message` is made of


def readable(tx: Transaction, row: tuple[Any, ...]) -> OutboxRow | Unreadable:
    """Return the message in a row of READ, or its id alone when no key opens it."""
    try:
        return message(tx, row)
    except StorageError:
        return Unreadable(id=row[0])


def message(tx: Transaction, row: tuple[Any, ...]) -> OutboxRow:
    """Return the message in a row of READ; StorageError when no key opens it."""
    id = row[0]
    return OutboxRow(
        id=id,
        person=row[1],
        member=row[2],
        chat=int(tx.vault.unseal("outbox", "chat", id, row[3])),
        lane=row[4],
        kind=row[5],
        body=tx.vault.unseal("outbox", "body", id, row[6]),
        state=row[7],
        tries=row[8],
        not_before=row[9],
        expires_at=row[10],
        conversation=row[11],
        turn=row[12],
        nudge_after=row[13],
        give_up_after=row[14],
        case=row[15],
        created_at=row[16],
        message_id=row[17],
        sent_at=row[18],
        reason=row[19],
        clear_after=None if row[20] is None else timedelta(seconds=row[20]),
        clear_at=row[21],
        cleared_at=row[22],
        about=row[23],
        source_message=row[24],
    )
