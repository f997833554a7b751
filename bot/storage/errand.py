"""Work for a member that no turn can do: fetching a file, checking it, playing a draft.

It is done after the commit. A row is there until its answer is committed, in the same transaction; so each
is answered exactly once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, LargeBinary, String, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.NOBODY, Kept.WORK)
_WORDS = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.WORK)


class ErrandRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "errand"

    id: int = column(BIG, _TECHNICAL, primary=True)
    member: int = column(BIG, _TECHNICAL, of="member.id")
    kind: str = column(String(), _TECHNICAL)
    body: bytes = column(LargeBinary(), _WORDS)
    tries: int = column(Integer(), _TECHNICAL)
    at: datetime = column(Instant(), _TECHNICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """`kind` says what is to be done with `body`; `tries` counts how often it was begun."""

    id: int
    member: int
    kind: str
    body: Mapping[str, Any]
    tries: int
    at: datetime


_ERRAND = table_of(ErrandRow)
_C = _ERRAND.c
_ADD = Statement(insert(_ERRAND))
_WAITING = Statement(select(_ERRAND).order_by(_C.id))
_BEGIN = Statement(update(_ERRAND).where(_C.id == bindparam("which")).values(tries=_C.tries + 1))
_REMOVE = Statement(delete(_ERRAND).where(_C.id == bindparam("id")))


def add(tx: Transaction, *, id: int, member: int, kind: str, body: Mapping[str, Any], at: datetime) -> None:
    """The errand waits; those of one member are done in the order of their ids."""
    document = json.dumps(dict(body), ensure_ascii=False)
    _ADD.run(
        tx,
        id=id,
        member=member,
        kind=kind,
        body=tx.vault.seal("errand", "body", id, document),
        tries=0,
        at=at,
    )


def waiting(tx: Transaction) -> tuple[Errand, ...]:
    """Return every errand, oldest first."""
    return tuple(
        Errand(
            id=id,
            member=member,
            kind=kind,
            body=json.loads(tx.vault.unseal("errand", "body", id, body)),
            tries=tries,
            at=at,
        )
        for id, member, kind, body, tries, at in _WAITING.rows(tx)
    )


def begin(tx: Transaction, id: int) -> bool:
    """One more try is counted; False when the errand is no longer there."""
    return _BEGIN.run(tx, which=id) == 1


def done(tx: Transaction, id: int) -> bool:
    """The errand is gone; False when it was before."""
    return _REMOVE.run(tx, id=id) == 1
