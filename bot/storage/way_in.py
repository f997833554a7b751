"""Ways in: links and cards that bring somebody to us, or somebody back from a new phone. Each works once.

Only a hash of the token is kept. Site and release day are emptied as soon as the link is used: from then on
they stand with the person.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Index, LargeBinary, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Day, Holds, Instant, Kept, Label, ReadBy, column, only, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

JOIN: Final = "join"
NEW_PHONE: Final = "new phone"
KINDS: Final = (JOIN, NEW_PHONE)

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.WORK)
_WHAT = Label(Holds.WHAT, ReadBy.STAFF, Kept.WORK)
_HEALTH = Label(Holds.HEALTH, ReadBy.STAFF, Kept.WORK)
_SITE = Label(Holds.FREE_TEXT, ReadBy.STAFF, Kept.WORK)


class WayInRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "way_in"
    __table_args__ = (
        Index("ix_way_in_person", "person", **only("person IS NOT NULL")),
        Index("ix_way_in_used_by", "used_by", **only("used_by IS NOT NULL")),
        Index("ix_way_in_expires", "expires_at"),
    )

    id: int = column(BIG, _TECHNICAL, primary=True)
    token_hash: bytes = column(LargeBinary(), _TECHNICAL, unique=True)
    kind: str = column(String(), _WHAT)
    coach: int | None = column(BIG, _WHAT, null=True, of="member.id")
    locale: str | None = column(String(), _WHAT, null=True)
    site: bytes | None = column(LargeBinary(), _SITE, null=True)
    release_day: date | None = column(Day(), _HEALTH, null=True)
    person: int | None = column(BIG, _WHAT, null=True, of="person.id")
    made_by: int | None = column(BIG, _WHAT, null=True, of="member.id")
    made_at: datetime = column(Instant(), _WHAT)
    expires_at: datetime = column(Instant(), _WHAT)
    used_at: datetime | None = column(Instant(), _WHAT, null=True)
    used_by: int | None = column(BIG, _WHAT, null=True, of="person.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """A link that still works, or was used just now. `made_by` is None for the operator.

    "join" carries the coach, language, site and release day it was made with; "new phone" carries the person.
    """

    id: int
    kind: str
    coach: int | None
    locale: str | None
    site: str | None
    release_day: date | None
    person: int | None
    made_by: int | None
    made_at: datetime
    expires_at: datetime


_WAY_IN = table_of(WayInRow)
_C = _WAY_IN.c
_ADD = Statement(insert(_WAY_IN))
_LOOK = Statement(
    select(
        _C.id,
        _C.kind,
        _C.coach,
        _C.locale,
        _C.site,
        _C.release_day,
        _C.person,
        _C.made_by,
        _C.made_at,
        _C.expires_at,
    ).where(
        _C.token_hash == bindparam("token_hash"),
        _C.used_at.is_(None),
        _C.expires_at > bindparam("at", type_=Instant()),
    )
)
_USED_BY = Statement(
    select(_C.id).where(_C.token_hash == bindparam("token_hash"), _C.used_by == bindparam("person"))
)
_USE = Statement(
    update(_WAY_IN)
    .where(_C.id == bindparam("which"), _C.used_at.is_(None))
    .values(used_at=bindparam("at"), used_by=bindparam("by_person"), site=None, release_day=None)
)
_WITHDRAW = Statement(
    update(_WAY_IN)
    .where(
        _C.person == bindparam("whose"),
        _C.used_at.is_(None),
        _C.expires_at > bindparam("now", type_=Instant()),
    )
    .values(expires_at=bindparam("at"))
)


def add(
    tx: Transaction,
    *,
    id: int,
    token: str,
    kind: str,
    made_by: int | None,
    at: datetime,
    expires_at: datetime,
    coach: int | None = None,
    locale: str | None = None,
    site: str | None = None,
    release_day: date | None = None,
    person: int | None = None,
) -> None:
    """The token works once, until `expires_at`. Make it of at least 16 random bytes: it is only hashed."""
    if kind not in KINDS or (kind == NEW_PHONE) != (person is not None):
        raise ValueError("not a kind of way in")
    _ADD.run(
        tx,
        id=id,
        token_hash=_hash(token),
        kind=kind,
        coach=coach,
        locale=locale,
        site=None if site is None else tx.vault.seal("way_in", "site", id, site),
        release_day=release_day,
        person=person,
        made_by=made_by,
        made_at=at,
        expires_at=expires_at,
        used_at=None,
        used_by=None,
    )


def look(tx: Transaction, token: str, *, at: datetime) -> WayIn | None:
    """Return what the token would open now; it stays good. None if unknown, used or too old."""
    row = _LOOK.first(tx, token_hash=_hash(token), at=at)
    if row is None:
        return None
    id, kind, coach, locale, site, release_day, person, made_by, made_at, expires_at = row
    return WayIn(
        id=id,
        kind=kind,
        coach=coach,
        locale=locale,
        site=None if site is None else tx.vault.unseal("way_in", "site", id, site),
        release_day=release_day,
        person=person,
        made_by=made_by,
        made_at=made_at,
        expires_at=expires_at,
    )


def use(tx: Transaction, token: str, *, at: datetime, by_person: int) -> WayIn | None:
    """The token is used up by this person, and what it carried is returned; None if unknown, used or too old.

    Site and release day are not kept with the link any longer.
    """
    found = look(tx, token, at=at)
    if found is None or _USE.run(tx, which=found.id, at=at, by_person=by_person) != 1:
        return None
    return found


def was_used_by(tx: Transaction, token: str, person: int) -> bool:
    """Return whether this person has used the token up."""
    return _USED_BY.first(tx, token_hash=_hash(token), person=person) is not None


def withdraw(tx: Transaction, person: int, at: datetime) -> int:
    """No "new phone" link of this person works any more; return how many still did."""
    return _WITHDRAW.run(tx, whose=person, now=at, at=at)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
