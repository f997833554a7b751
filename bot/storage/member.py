"""Staff: who they are, what they may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, TypedDict, Unpack

from sqlalchemy import Boolean, LargeBinary, String, bindparam, insert, select, update
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

ROLES: Final = ("coach", "supervisor", "editor", "evaluator", "admin")

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.STAFF, Kept.STAFF)
_WHO = Label(Holds.WHO, ReadBy.ADMINS, Kept.STAFF)
_NAME = Label(Holds.WHO, ReadBy.STAFF, Kept.STAFF)
_WHAT = Label(Holds.WHAT, ReadBy.STAFF, Kept.STAFF)
_ABOUT_THEM = Label(Holds.HEALTH, ReadBy.STAFF, Kept.SERVING)  # whom people can wish for, if she says so
_EMAIL = Label(Holds.WHO, ReadBy.ADMINS, Kept.SERVING)
_FOR_ALERTS = Label(Holds.WHAT, ReadBy.STAFF, Kept.SERVING)


class MemberRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "member"

    id: int = column(BIG, _TECHNICAL, primary=True)
    chat: bytes = column(LargeBinary(), _WHO)
    chat_index: bytes = column(LargeBinary(), _WHO, unique=True)
    name: bytes = column(LargeBinary(), _NAME)
    role: str = column(String(), _WHAT)
    locale: str = column(String(), _WHAT)
    active: bool = column(Boolean(), _WHAT)
    added_at: datetime = column(Instant(), _WHAT)
    left_at: datetime | None = column(Instant(), _WHAT, null=True)
    zone: str | None = column(String(), _WHAT, null=True)
    languages: str | None = column(String(), _WHAT, null=True)
    woman: bool | None = column(Boolean(), _ABOUT_THEM, null=True)
    been_in_prison: bool | None = column(Boolean(), _ABOUT_THEM, null=True)
    always_call: bool = column(Boolean(), _FOR_ALERTS)
    email: bytes | None = column(LargeBinary(), _EMAIL, null=True)
    seen_at: datetime | None = column(Instant(), _WHAT, null=True)
    unreachable_since: datetime | None = column(Instant(), _FOR_ALERTS, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of staff. `role` is one of ROLES; those who left stay as not `active`.

    `zone` is an IANA name, None where the programme is; `languages` are codes, "en es", None: her own alone.
    `woman` and `been_in_prison` are None while she has not said. `always_call`: also off duty, for her own
    people. `seen_at` is when she last began a shift; `unreachable_since` when Telegram stopped reaching her.
    """

    id: int
    chat: int
    name: str
    role: str
    locale: str
    active: bool
    added_at: datetime
    zone: str | None = None
    languages: str | None = None
    woman: bool | None = None
    been_in_prison: bool | None = None
    always_call: bool = False
    email: str | None = None
    seen_at: datetime | None = None
    unreachable_since: datetime | None = None


class Changes(TypedDict, total=False):
    """What can be changed about a member."""

    name: str
    role: str
    locale: str
    active: bool
    zone: str | None
    languages: str | None
    woman: bool | None
    been_in_prison: bool | None
    always_call: bool
    email: str | None
    seen_at: datetime | None
    unreachable_since: datetime | None


_MEMBER = table_of(MemberRow)
_C = _MEMBER.c
_READ = select(*(each for each in _C if each.name not in ("chat_index", "left_at")))
_FIND = Statement(_READ.where(_C.chat_index == bindparam("chat_index")))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_ACTIVE = Statement(_READ.where(_C.active.is_(True)).order_by(_C.id))
_EVERYONE = Statement(_READ.order_by(_C.id))
_ADD = Statement(insert(_MEMBER))
# What nobody needs to know of somebody who has left.
_GONE_WITH_THEM: Final = {
    "woman": None,
    "been_in_prison": None,
    "always_call": False,
    "email": None,
    "unreachable_since": None,
}


def _member(tx: Transaction, row: tuple[Any, ...]) -> Member:
    id, chat, name, role, locale, active, added_at, zone, languages, woman, prison, always, email, *times = (
        row
    )
    seen_at, unreachable_since = times
    return Member(
        id=id,
        chat=int(tx.vault.unseal("member", "chat", id, chat)),
        name=tx.vault.unseal("member", "name", id, name),
        role=role,
        locale=locale,
        active=active,
        added_at=added_at,
        zone=zone,
        languages=languages,
        woman=woman,
        been_in_prison=prison,
        always_call=always,
        email=None if email is None else tx.vault.unseal("member", "email", id, email),
        seen_at=seen_at,
        unreachable_since=unreachable_since,
    )


def find(tx: Transaction, chat: int) -> Member | None:
    """Return the member with this private chat, active or not."""
    for index in tx.vault.indexes(chat):
        if row := _FIND.first(tx, chat_index=index):
            return _member(tx, row)
    return None


def get(tx: Transaction, id: int) -> Member | None:
    """Return the member with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _member(tx, row)


def active(tx: Transaction, roles: Collection[str] = ROLES) -> tuple[Member, ...]:
    """Return the active members with one of `roles`, longest serving first."""
    return tuple(one for one in without_spoilt(tx, _ACTIVE.rows(tx), _member) if one.role in roles)


def everyone(tx: Transaction) -> tuple[Member, ...]:
    """Return all who are or were members, longest serving first."""
    return tuple(without_spoilt(tx, _EVERYONE.rows(tx), _member))


def add(tx: Transaction, *, id: int, chat: int, name: str, role: str, locale: str, at: datetime) -> Member:
    """The member is written; the chat must not be another member's."""
    _check_role(role)
    _ADD.run(
        tx,
        id=id,
        chat=tx.vault.seal("member", "chat", id, str(chat)),
        chat_index=tx.vault.index(chat),
        name=tx.vault.seal("member", "name", id, name),
        role=role,
        locale=locale,
        active=True,
        added_at=at,
        left_at=None,
        zone=None,
        languages=None,
        woman=None,
        been_in_prison=None,
        always_call=False,
        email=None,
        seen_at=None,
        unreachable_since=None,
    )
    return Member(id=id, chat=chat, name=name, role=role, locale=locale, active=True, added_at=at)


def change(tx: Transaction, id: int, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now."""
    values: dict[str, Any] = dict(fields)
    if "role" in fields:
        _check_role(fields["role"])
    if "name" in fields:
        values["name"] = tx.vault.seal("member", "name", id, fields["name"])
    if fields.get("email") is not None:
        values["email"] = tx.vault.seal("member", "email", id, str(fields["email"]))
    if fields.get("active"):
        values["left_at"] = None
    if values:
        tx.execute(update(_MEMBER).where(_C.id == id).values(values))


def leave(tx: Transaction, id: int, at: datetime) -> None:
    """The member is not active any more; what they did stays theirs, what they said of themselves goes."""
    tx.execute(update(_MEMBER).where(_C.id == id).values(active=False, left_at=at, **_GONE_WITH_THEM))


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise ValueError("not a role of staff")
