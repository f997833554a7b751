"""Updates from phones, kept before they are acknowledged and until their turn is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Integer, LargeBinary, String, bindparam, delete, func, select, text, update
from sqlmodel import SQLModel

from bot.storage import columns
from bot.storage.columns import BIG, Holds, Instant, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, columns.Kept.WORK)
_WHO = Label(Holds.WHO, ReadBy.NOBODY, columns.Kept.WORK)
_BODY = Label(Holds.FREE_TEXT, ReadBy.NOBODY, columns.Kept.WORK)


class InboxTable(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "update_id",
            sqlite_where=text("state != 'done'"),
            postgresql_where=text("state != 'done'"),
        ),
    )

    update_id: int = column(BIG, _TECHNICAL, primary=True)
    chat: bytes = column(LargeBinary(), _WHO)
    body: bytes | None = column(LargeBinary(), _BODY, null=True)
    state: str = column(String(), _TECHNICAL)
    tries: int = column(Integer(), _TECHNICAL)
    reason: str | None = column(String(), _TECHNICAL, null=True)
    kept_at: datetime = column(Instant(), _TECHNICAL)
    done_at: datetime | None = column(Instant(), _TECHNICAL, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An update to keep. `body` is JSON, `chat` is 0 when it is not known."""

    update_id: int
    chat: int
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """An update whose turn is not done. `tries` counts the turns that failed."""

    update_id: int
    chat: int
    body: str
    tries: int


_INBOX = table_of(InboxTable)
_C = _INBOX.c
_WAITING = text("state != 'done'")  # written as in the index, so that the engines see that it fits
_KEEP = Statement(lambda insert: insert(_INBOX).on_conflict_do_nothing(index_elements=["update_id"]))
_OPEN = Statement(
    select(_C.update_id, _C.chat, _C.tries)
    .where(_C.state == "open", _WAITING, _C.update_id > bindparam("after"))
    .order_by(_C.update_id)
    .limit(bindparam("most"))
)
_TAKE = Statement(
    select(_C.chat, _C.body, _C.tries).where(_C.update_id == bindparam("update_id"), _C.state == "open")
)
_DONE = Statement(
    update(_INBOX)
    .where(_C.update_id == bindparam("which"))
    .values(state="done", body=None, done_at=bindparam("at"))
)
_TRIED = Statement(update(_INBOX).where(_C.update_id == bindparam("which")).values(tries=bindparam("tries")))
_BURY = Statement(
    update(_INBOX)
    .where(_C.update_id == bindparam("which"))
    .values(state="dead", reason=bindparam("reason"), done_at=bindparam("at"))
)
_COUNT = Statement(select(func.count()).select_from(_INBOX).where(_C.state == bindparam("state"), _WAITING))
_OLD = Statement(
    select(_C.update_id)
    .where(_C.state == "done", _C.done_at < bindparam("before", type_=Instant()))
    .order_by(_C.update_id)
    .limit(bindparam("most"))
)
_DEAD = Statement(select(_C.update_id, _C.chat).where(_C.state == "dead", _WAITING))
_OLD_DEAD = Statement(
    select(_C.update_id)
    .where(_C.state == "dead", _WAITING, _C.done_at < bindparam("before", type_=Instant()))
    .order_by(_C.update_id)
    .limit(bindparam("most"))
)
_REMOVE = Statement(delete(_INBOX).where(_C.update_id == bindparam("id")))


def keep(tx: Transaction, arrivals: Sequence[Kept], at: datetime) -> set[int]:
    """All arrivals are kept; returned are the update ids that were not there before."""
    fresh: set[int] = set()
    for each in arrivals:
        id = each.update_id
        count = _KEEP.run(
            tx,
            update_id=id,
            chat=tx.vault.seal("inbox", "chat", id, str(each.chat)),
            body=tx.vault.seal("inbox", "body", id, each.body),
            state="open",
            tries=0,
            reason=None,
            kept_at=at,
            done_at=None,
        )
        if count == 1:
            fresh.add(id)
    return fresh


def open_rows(tx: Transaction, limit: int = 1000, after: int = -1) -> list[tuple[int, int, int]]:
    """Return [(update id, chat, tries)] of rows whose turn is not done, oldest first, beyond `after`.

    A chat that no key opens is 0, as one that was never known: that row's own turn fails and nobody else's.
    """
    rows = _OPEN.rows(tx, after=after, most=limit)
    return [(id, int(tx.vault.opened("inbox", "chat", id, chat) or 0), tries) for id, chat, tries in rows]


def take(tx: Transaction, update_id: int) -> InboxRow | None:
    """Return the row if its turn is still to be done, else None."""
    row = _TAKE.first(tx, update_id=update_id)
    if row is None:
        return None
    return InboxRow(
        update_id=update_id,
        chat=int(tx.vault.unseal("inbox", "chat", update_id, row[0])),
        body=tx.vault.unseal("inbox", "body", update_id, row[1]),
        tries=row[2],
    )


def done(tx: Transaction, update_id: int, at: datetime) -> None:
    """The turn is done and what was in the update is erased."""
    _DONE.run(tx, which=update_id, at=at)


def tried(tx: Transaction, update_id: int, tries: int) -> None:
    """So many turns have failed on this row."""
    _TRIED.run(tx, which=update_id, tries=tries)


def bury(tx: Transaction, update_id: int, at: datetime, reason: str) -> None:
    """The row is a dead letter: never tried again, its body kept sealed. `reason` is a short code."""
    _BURY.run(tx, which=update_id, at=at, reason=reason)


def count_open(tx: Transaction) -> int:
    """Return how many rows wait for their turn."""
    return _count(tx, "open")


def count_dead(tx: Transaction) -> int:
    """Return how many rows are dead letters."""
    return _count(tx, "dead")


def forget(tx: Transaction, *, before: datetime, limit: int = 500) -> int:
    """At most `limit` rows that were done before `before` are gone; returned is how many. For nightly upkeep.

    Telegram keeps updates for 24 hours, so a row done two days ago can never come again.
    """
    rows = _OLD.rows(tx, before=before, most=limit)
    if rows:
        tx.execute(_INBOX.delete().where(_C.update_id.in_([row[0] for row in rows])))
    return len(rows)


def forget_dead(tx: Transaction, chat: int) -> int:
    """No dead letter of this chat is kept; returned is how many there were. Dead letters are few."""
    gone = 0
    for id, sealed in _DEAD.rows(tx):
        if tx.vault.opened("inbox", "chat", id, sealed) == str(chat):
            gone += _REMOVE.run(tx, id=id)
    return gone


def dead_before(tx: Transaction, before: datetime, limit: int = 500) -> list[int]:
    """Return the update ids of dead letters that were put aside before that time."""
    return [row[0] for row in _OLD_DEAD.rows(tx, before=before, most=limit)]


def remove(tx: Transaction, update_id: int) -> int:
    """The row is gone; returned is 1 if it was there."""
    return _REMOVE.run(tx, id=update_id)


def _count(tx: Transaction, state: str) -> int:
    return int(_COUNT.rows(tx, state=state)[0][0])
