"""Invitations to become staff: a link that works once. Only a hash of its token is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.ADMINS, Kept.STAFF)
_WHAT = Label(Holds.WHAT, ReadBy.ADMINS, Kept.STAFF)


class InviteRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "invite"

    id: int = column(BIG, _TECHNICAL, primary=True)
    token_hash: bytes = column(LargeBinary(), _TECHNICAL, unique=True)
    role: str = column(String(), _WHAT)
    made_by: int = column(BIG, _WHAT, of="member.id")
    made_at: datetime = column(Instant(), _WHAT)
    expires_at: datetime = column(Instant(), _WHAT)
    used_at: datetime | None = column(Instant(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An invitation that was just used. `by` is the member who made it."""

    id: int
    role: str
    by: int
    at: datetime
    expires_at: datetime


_INVITE = table_of(InviteRow)
_C = _INVITE.c
_ADD = Statement(insert(_INVITE))
_FIND = Statement(
    select(_C.id, _C.role, _C.made_by, _C.made_at, _C.expires_at).where(
        _C.token_hash == bindparam("token_hash"),
        _C.used_at.is_(None),
        _C.expires_at > bindparam("at", type_=Instant()),
    )
)
_USE = Statement(
    update(_INVITE).where(_C.id == bindparam("which"), _C.used_at.is_(None)).values(used_at=bindparam("at"))
)


def add(
    tx: Transaction, *, id: int, token: str, role: str, by: int, at: datetime, expires_at: datetime
) -> None:
    """The token works once, until `expires_at`. Make it of at least 16 random bytes: it is only hashed."""
    _ADD.run(
        tx,
        id=id,
        token_hash=_hash(token),
        role=role,
        made_by=by,
        made_at=at,
        expires_at=expires_at,
        used_at=None,
    )


def use(tx: Transaction, token: str, *, at: datetime) -> Invite | None:
    """The token is used up, and what it was for is returned; None if unknown, used or too old."""
    row = _FIND.first(tx, token_hash=_hash(token), at=at)
    if row is None or _USE.run(tx, which=row[0], at=at) != 1:
        return None
    return Invite(id=row[0], role=row[1], by=row[2], at=row[3], expires_at=row[4])


def is_good(tx: Transaction, token: str, *, at: datetime) -> bool:
    """Return whether the token would be taken now; it stays good."""
    return _FIND.first(tx, token_hash=_hash(token), at=at) is not None


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
