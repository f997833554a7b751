"""Participants. Name, chat and goal are sealed; the chat is found by its blind index."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar, Final, TypedDict, Unpack

from sqlalchemy import (
    BindParameter,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    String,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlmodel import SQLModel

from bot.errors import StorageError
from bot.storage.columns import BIG, Day, Holds, Instant, Kept, Label, ReadBy, WallTime, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("new", "consenting", "active", "paused", "stopped")
CODE_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O, Q: read aloud and typed by tired people
CODE_TRIES: Final = 100  # at most half of all codes of a length are taken, so 100 failures never happen

_TECHNICAL = Label(Holds.TECHNICAL, ReadBy.CARE, Kept.PERSON)
_CHAT = Label(Holds.WHO, ReadBy.NOBODY, Kept.PERSON)
_NAME = Label(Holds.WHO, ReadBy.CARE, Kept.PERSON)
_WHAT = Label(Holds.WHAT, ReadBy.CARE, Kept.PERSON)
_GOAL = Label(Holds.FREE_TEXT, ReadBy.CARE, Kept.PERSON)
_HEALTH = Label(Holds.HEALTH, ReadBy.CARE, Kept.PERSON)
_CLEAR_WORD = Label(Holds.FREE_TEXT, ReadBy.NOBODY, Kept.PERSON)
_SEALED: Final = ("name", "goal", "site", "clear_word")  # sealed like these: present or not, for one row


class PersonRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "person"
    __table_args__ = (Index("ix_person_coach", "coach", "id"),)

    id: int = column(BIG, _TECHNICAL, primary=True)
    code: str = column(String(), _WHAT, unique=True)
    chat: bytes = column(LargeBinary(), _CHAT)
    chat_index: bytes = column(LargeBinary(), _CHAT, unique=True)
    name: bytes | None = column(LargeBinary(), _NAME, null=True)
    locale: str = column(String(), _WHAT)
    zone: str = column(String(), _WHAT)
    state: str = column(String(), _WHAT)
    check_in_at: time | None = column(WallTime(), _WHAT, null=True)
    goal: bytes | None = column(LargeBinary(), _GOAL, null=True)
    coach: int | None = column(BIG, _WHAT, null=True, of="member.id")
    discreet: bool = column(Boolean(), _WHAT)
    began_at: datetime | None = column(Instant(), _WHAT, null=True)
    created_at: datetime = column(Instant(), _WHAT)
    reachable: bool = column(Boolean(), _WHAT)
    release_day: date | None = column(Day(), _HEALTH, null=True)
    site: bytes | None = column(LargeBinary(), _GOAL, null=True)
    clear_word: bytes | None = column(LargeBinary(), _CLEAR_WORD, null=True)
    sheltered: bool = column(Boolean(), _WHAT)
    seen_on: date | None = column(Day(), _WHAT, null=True)
    welcomed_at: datetime | None = column(Instant(), _WHAT, null=True)
    earlier_check_ins: int | None = column(Integer(), _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One participant. `zone` is an IANA name, `check_in_at` on their own wall, `began_at` since active.

    `release_day` is when they left prison or treatment, `site` where they came to us from; `clear_word`
    clears the screen. A `sheltered` record opens only for the own coach and supervisors. `seen_on` is the UTC
    date of the last thing they sent; `welcomed_at` is when staff said yes, or a link brought them.
    `earlier_check_ins` are those whose record has gone with time: totals never shrink.
    """

    id: int
    code: str
    chat: int
    name: str | None
    locale: str
    zone: str
    state: str
    check_in_at: time | None
    goal: str | None
    coach: int | None
    discreet: bool
    began_at: datetime | None
    created_at: datetime
    reachable: bool
    release_day: date | None = None
    site: str | None = None
    clear_word: str | None = None
    sheltered: bool = False
    seen_on: date | None = None
    welcomed_at: datetime | None = None
    earlier_check_ins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A person whose chat, name or words no key opens."""

    id: int


class Changes(TypedDict, total=False):
    """What can be changed about a person."""

    name: str | None
    locale: str
    zone: str
    state: str
    check_in_at: time | None
    goal: str | None
    coach: int | None
    discreet: bool
    began_at: datetime | None
    reachable: bool
    release_day: date | None
    site: str | None
    clear_word: str | None
    sheltered: bool
    seen_on: date | None
    welcomed_at: datetime | None


_PERSON = table_of(PersonRow)
_C = _PERSON.c
_READ = select(*(each for each in _C if each.name != "chat_index"))
_FIND = Statement(_READ.where(_C.chat_index == bindparam("chat_index")))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_BY_CODE = Statement(_READ.where(_C.code == bindparam("code")))
_CODE_OF = Statement(select(_C.code).where(_C.id == bindparam("id")))
_PAGE = Statement(_READ.where(_C.id > bindparam("after")).order_by(_C.id).limit(bindparam("most")))
_LEAVE_COACH = Statement(update(_PERSON).where(_C.coach == bindparam("whose")).values(coach=None))
_COUNT = Statement(select(func.count()).select_from(_PERSON))
_ADD = Statement(insert(_PERSON))
_KNOWN = Statement(select(_C.id, _C.chat, _C.locale, _C.code).order_by(_C.id.desc()).limit(bindparam("most")))


def _person(tx: Transaction, row: tuple[Any, ...]) -> Person:
    (
        id,
        code,
        chat,
        name,
        locale,
        zone,
        state,
        check_in_at,
        goal,
        coach,
        discreet,
        began_at,
        created_at,
        reachable,
        release_day,
        site,
        clear_word,
        sheltered,
        seen_on,
        welcomed_at,
        earlier_check_ins,
    ) = row

    def unseal(column: str, sealed: bytes | None) -> str | None:
        return None if sealed is None else tx.vault.unseal("person", column, id, sealed)

    return Person(
        id=id,
        code=code,
        chat=int(tx.vault.unseal("person", "chat", id, chat)),
        name=unseal("name", name),
        locale=locale,
        zone=zone,
        state=state,
        check_in_at=check_in_at,
        goal=unseal("goal", goal),
        coach=coach,
        discreet=discreet,
        began_at=began_at,
        created_at=created_at,
        reachable=reachable,
        release_day=release_day,
        site=unseal("site", site),
        clear_word=unseal("clear_word", clear_word),
        sheltered=sheltered,
        seen_on=seen_on,
        welcomed_at=welcomed_at,
        earlier_check_ins=earlier_check_ins,
    )


def find(tx: Transaction, chat: int) -> Person | None:
    """Return the person with this private chat."""
    for index in tx.vault.indexes(chat):
        if row := _FIND.first(tx, chat_index=index):
            return _person(tx, row)
    return None


def get(tx: Transaction, id: int) -> Person | None:
    """Return the person with this id."""
    row = _GET.first(tx, id=id)
    return None if row is None else _person(tx, row)


def by_code(tx: Transaction, code: str) -> Person | None:
    """Return the person who goes by this code in alerts and relays, written as staff write it."""
    row = _BY_CODE.first(tx, code=code)
    return None if row is None else _person(tx, row)


def code_of(tx: Transaction, id: int) -> str | None:
    """Return the code of the person with this id; nothing of theirs is opened for it."""
    row = _CODE_OF.first(tx, id=id)
    return None if row is None else str(row[0])


def page(tx: Transaction, after_id: int = -1, limit: int = 500) -> tuple[Person | Unreadable, ...]:
    """Return people beyond `after_id`, lowest id first; of those whom no key opens, only the id."""
    found: list[Person | Unreadable] = []
    for row in _PAGE.rows(tx, after=after_id, most=limit):
        try:
            found.append(_person(tx, row))
        except StorageError:
            found.append(Unreadable(id=row[0]))
    return tuple(found)


def add(tx: Transaction, *, id: int, chat: int, locale: str, zone: str, at: datetime) -> Person:
    """A new person is written, with a code of their own; the chat must not be another person's."""
    person = Person(
        id=id,
        code=_new_code(tx),
        chat=chat,
        name=None,
        locale=locale,
        zone=zone,
        state="new",
        check_in_at=None,
        goal=None,
        coach=None,
        discreet=False,
        began_at=None,
        created_at=at,
        reachable=True,
    )
    _ADD.run(
        tx,
        id=id,
        code=person.code,
        chat=tx.vault.seal("person", "chat", id, str(chat)),
        chat_index=tx.vault.index(chat),
        name=None,
        locale=locale,
        zone=zone,
        state=person.state,
        check_in_at=None,
        goal=None,
        coach=None,
        discreet=False,
        began_at=None,
        created_at=at,
        reachable=True,
        release_day=None,
        site=None,
        clear_word=None,
        sheltered=False,
        seen_on=None,
        welcomed_at=None,
        earlier_check_ins=None,
    )
    return person


def leave_coach(tx: Transaction, coach: int) -> int:
    """Nobody has this coach any more; return how many people had."""
    return _LEAVE_COACH.run(tx, whose=coach)


def change(tx: Transaction, id: int, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now."""
    values: dict[str, Any] = dict(fields)
    if fields.get("state", "new") not in STATES:
        raise ValueError("not a state of a person")
    for sealed in _SEALED:
        if values.get(sealed) is not None:
            values[sealed] = tx.vault.seal("person", sealed, id, values[sealed])
    if values:
        _changing(tuple(sorted(values))).run(tx, which=id, **values)


@cache
def _changing(names: tuple[str, ...]) -> Statement:
    """Return the statement that sets these columns: few sets of them are ever used."""
    values: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
    return Statement(update(_PERSON).where(_C.id == bindparam("which")).values(values))


def count_earlier(tx: Transaction, more: Mapping[int, int]) -> None:
    """So many more check-ins of each person, {id: number}, are known by their number alone."""
    for id, number in more.items():
        before = func.coalesce(_C.earlier_check_ins, 0)
        tx.execute(update(_PERSON).where(_C.id == id).values(earlier_check_ins=before + number))


def move_chat(tx: Transaction, id: int, new_chat: int) -> None:
    """The person is found under `new_chat` from now on."""
    sealed = tx.vault.seal("person", "chat", id, str(new_chat))
    index = tx.vault.index(new_chat)
    tx.execute(update(_PERSON).where(_C.id == id).values(chat=sealed, chat_index=index))


def known(tx: Transaction, limit: int = 50_000) -> dict[int, tuple[str, str]]:
    """Return {chat: (locale, code)} of the newest people, newest first; a chat no key opens is left out."""
    rows = _KNOWN.rows(tx, most=limit)
    opened = ((tx.vault.opened("person", "chat", id, chat), locale, code) for id, chat, locale, code in rows)
    return {int(chat): (locale, code) for chat, locale, code in opened if chat is not None}


def lock(tx: Transaction, ids: Sequence[int]) -> None:
    """Nobody else changes these people until this transaction ends.

    They are locked in ascending id, so that no two transactions wait for each other. SQLite has
    one writer and needs no locks.
    """
    if tx.connection.dialect.name == "postgresql":
        tx.execute(select(_C.id).where(_C.id.in_(sorted(ids))).order_by(_C.id).with_for_update()).all()


def _new_code(tx: Transaction) -> str:
    """Return a code nobody has: a letter and as few digits as leave at least half of the codes free."""
    rows = _COUNT.rows(tx)
    people, digits = int(rows[0][0]), 1
    while len(CODE_LETTERS) * 9 * 10 ** (digits - 1) < 2 * (people + 1):
        digits += 1
    for _ in range(CODE_TRIES):
        number = 10 ** (digits - 1) + secrets.randbelow(9 * 10 ** (digits - 1))
        code = f"{secrets.choice(CODE_LETTERS)}{number}"
        if _BY_CODE.first(tx, code=code) is None:
            return code
    raise StorageError("No free code was found for a new person.")
