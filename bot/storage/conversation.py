"""Conversations: which script, where it stands, which message is its open question."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import (
    Index,
    Integer,
    LargeBinary,
    String,
    bindparam,
    func,
    insert,
    select,
    text,
    tuple_,
    update,
)
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

LIVE: Final = ("invited", "open", "parked", "held")
ENDED: Final = ("completed", "stopped", "missed", "partly answered", "replaced", "failed")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_DOCUMENT = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.PERSON, fades=True)
_IS_LIVE = "status IN ('invited', 'open', 'parked', 'held')"


class ConversationRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "conversation"
    __table_args__ = (
        Index("ix_conversation_person", "person", "id"),
        Index("ix_conversation_live", "person", **only(_IS_LIVE)),
        Index("ix_conversation_case", "case", **only('"case" IS NOT NULL')),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    person: int = column(BIG, _TECHNICAL, of="person.id")
    bundle: str = column(String(), _TECHNICAL)
    script: str = column(String(), _HEALTH)
    status: str = column(String(), _WHAT)
    document: bytes = column(LargeBinary(), _DOCUMENT)
    turn: int = column(Integer(), _TECHNICAL)
    question_message: int | None = column(BIG, _TECHNICAL, null=True)
    question_turn: int | None = column(Integer(), _TECHNICAL, null=True)
    case: int | None = column(BIG, _HEALTH, null=True, of="case.id")
    opened_at: datetime = column(Instant(), _WHAT)
    ended_at: datetime | None = column(Instant(), _WHAT, null=True)
    before_stop: bytes | None = column(LargeBinary(), _DOCUMENT, null=True)
    stopped_from: str | None = column(String(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`status` is one of LIVE or ENDED; `document` is the engine's state as JSON.

    `question_message` is the message id of the last question that was sent, the one of `question_turn`.
    """

    id: int
    person: int
    bundle: str
    script: str
    status: str
    document: str
    turn: int
    question_message: int | None
    question_turn: int | None
    case: int | None
    opened_at: datetime
    ended_at: datetime | None


_CONVERSATION = table_of(ConversationRow)
_C = _CONVERSATION.c
_LIVE_ROW = text(_IS_LIVE)  # written as in the index, so that the engines see that it fits
_READ = select(*(each for each in _C if each.name not in ("before_stop", "stopped_from")))
_ADD = Statement(insert(_CONVERSATION))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_OPEN_OF = Statement(_READ.where(_C.person == bindparam("person"), _LIVE_ROW).order_by(_C.id.desc()))
_LATEST = Statement(_READ.where(_C.person == bindparam("person")).order_by(_C.id.desc()).limit(1))
_SAVE = Statement(
    update(_CONVERSATION)
    .where(_C.id == bindparam("which"))
    .values(
        status=bindparam("status"),
        document=bindparam("document"),
        turn=bindparam("turn"),
        ended_at=bindparam("ended_at"),
    )
)
_FAIL_OPEN = Statement(
    update(_CONVERSATION)
    .where(_C.person == bindparam("whose"), _LIVE_ROW)
    .values(status="failed", ended_at=bindparam("at"))
)
_QUESTION_SENT = Statement(
    update(_CONVERSATION)
    .where(_C.id == bindparam("which"), _C.turn == bindparam("at_turn"), _LIVE_ROW)
    .values(question_message=bindparam("message"), question_turn=bindparam("question_turn"))
)
_STANDS_AT = Statement(select(_C.id).where(_C.id == bindparam("id"), _C.turn == bindparam("turn"), _LIVE_ROW))
_KEEP_BEFORE_STOP = Statement(
    update(_CONVERSATION)
    .where(_C.id == bindparam("which"))
    .values(before_stop=bindparam("document"), stopped_from=bindparam("status"))
)
_BEFORE_STOP = Statement(select(_C.before_stop, _C.stopped_from).where(_C.id == bindparam("id")))
_COMPLETED = Statement(
    select(_C.script, func.count())
    .where(_C.person == bindparam("person"), _C.status == "completed")
    .group_by(_C.script)
)
_BUNDLES = Statement(select(_C.bundle).where(_LIVE_ROW).distinct())
_LIVE_PAGE = Statement(
    _READ.where(_LIVE_ROW, tuple_(_C.person, _C.id) > tuple_(bindparam("person"), bindparam("id")))
    .order_by(_C.person, _C.id)
    .limit(bindparam("limit"))
)


def _conversation(tx: Transaction, row: tuple[Any, ...]) -> Conversation:
    return Conversation(
        id=row[0],
        person=row[1],
        bundle=row[2],
        script=row[3],
        status=row[4],
        document=tx.vault.unseal("conversation", "document", row[0], row[5]),
        turn=row[6],
        question_message=row[7],
        question_turn=row[8],
        case=row[9],
        opened_at=row[10],
        ended_at=row[11],
    )


def add(
    tx: Transaction,
    *,
    id: int,
    person: int,
    bundle: str,
    script: str,
    status: str,
    document: str,
    at: datetime,
    turn: int = 0,
    case: int | None = None,
) -> Conversation:
    """The conversation is written; `at` is when it opened."""
    _check_status(status)
    added = Conversation(
        id=id,
        person=person,
        bundle=bundle,
        script=script,
        status=status,
        document=document,
        turn=turn,
        question_message=None,
        question_turn=None,
        case=case,
        opened_at=at,
        ended_at=None,
    )
    _ADD.run(
        tx,
        id=id,
        person=person,
        bundle=bundle,
        script=script,
        status=status,
        document=tx.vault.seal("conversation", "document", id, document),
        turn=turn,
        question_message=None,
        question_turn=None,
        case=case,
        opened_at=at,
        ended_at=None,
        before_stop=None,
        stopped_from=None,
    )
    return added


def get(tx: Transaction, id: int) -> Conversation | None:
    """Return the conversation with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _conversation(tx, row)


def open_of(tx: Transaction, person: int) -> tuple[Conversation, ...]:
    """Return what the person has not ended (status in LIVE), newest first."""
    return tuple(_conversation(tx, row) for row in _OPEN_OF.rows(tx, person=person))


def latest(tx: Transaction, person: int) -> Conversation | None:
    """Return the person's newest conversation, whatever its status."""
    row = _LATEST.first(tx, person=person)
    return None if row is None else _conversation(tx, row)


def save(
    tx: Transaction, id: int, *, status: str, document: str, turn: int, ended_at: datetime | None = None
) -> None:
    """The conversation stands where `document` says."""
    _check_status(status)
    sealed = tx.vault.seal("conversation", "document", id, document)
    _SAVE.run(tx, which=id, status=status, document=sealed, turn=turn, ended_at=ended_at)


def keep_before_stop(tx: Transaction, id: int, document: str, status: str) -> None:
    """How the conversation stood before a stop word is kept until it is taken back or let go."""
    _check_status(status)
    sealed = tx.vault.seal("conversation", "before_stop", id, document)
    _KEEP_BEFORE_STOP.run(tx, which=id, document=sealed, status=status)


def take_before_stop(tx: Transaction, id: int) -> tuple[str, str] | None:
    """Return (document, status) as they stood before a stop word, once: they are not kept any longer."""
    row = _BEFORE_STOP.first(tx, id=id)
    if row is None or row[0] is None:
        return None
    _KEEP_BEFORE_STOP.run(tx, which=id, document=None, status=None)
    return tx.vault.unseal("conversation", "before_stop", id, row[0]), str(row[1])


def fail_open(tx: Transaction, person: int, at: datetime) -> int:
    """All the person has not ended is failed, unread: a document no longer opens. Returned is how many."""
    return _FAIL_OPEN.run(tx, whose=person, at=at)


def question_sent(tx: Transaction, id: int, turn: int, message_id: int) -> bool:
    """`message_id` is the open question; False, without change, if the conversation is past `turn`."""
    return _QUESTION_SENT.run(tx, which=id, at_turn=turn, question_turn=turn, message=message_id) == 1


def stands_at(tx: Transaction, id: int, turn: int) -> bool:
    """Return whether the conversation is live and at this turn."""
    return _STANDS_AT.first(tx, id=id, turn=turn) is not None


def completed(tx: Transaction, person: int, scripts: Collection[str]) -> int:
    """Return how many conversations of these scripts the person has completed."""
    return sum(count for script, count in _COMPLETED.rows(tx, person=person) if script in scripts)


def tally(tx: Transaction, ids: Collection[int], scripts: Collection[str]) -> dict[int, int]:
    """Return {person: how many of these conversations were completed, of these scripts}."""
    rows: Any = tx.execute(
        select(_C.person, func.count())
        .where(_C.id.in_(ids), _C.status == "completed", _C.script.in_(scripts))
        .group_by(_C.person)
    )
    return {row[0]: row[1] for row in rows}


def bundles_in_use(tx: Transaction) -> set[str]:
    """Return the hashes of bundles that live conversations are in."""
    return {row[0] for row in _BUNDLES.rows(tx)}


def live_page(
    tx: Transaction, after: tuple[int, int], limit: int
) -> tuple[tuple[Conversation, ...], tuple[int, int] | None]:
    """Return at most `limit` live conversations behind (person, id) `after`, and where to go on or None.

    One whose document does not open is left out: it hides no other, and its own turn will fail it.
    """
    rows = _LIVE_PAGE.rows(tx, person=after[0], id=after[1], limit=limit)
    found: list[Conversation] = []
    for row in rows:
        with suppress(StorageError):
            found.append(_conversation(tx, row))
    return tuple(found), (rows[-1][1], rows[-1][0]) if len(rows) == limit else None


def _check_status(status: str) -> None:
    if status not in LIVE and status not in ENDED:
        raise ValueError("not a status of a conversation")
