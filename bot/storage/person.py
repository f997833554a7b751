"""Participants. Name, chat and goal are sealed; the chat is found by its blind index."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final, Unpack

from sqlalchemy import (
    BindParameter,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.errors import StorageError
from bot.storage.person_row import PERSON, SEALED, Changes, Person, PersonRow, Unreadable
from bot.storage.spoilt import without_spoilt
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

STATES: Final = ("new", "consenting", "active", "paused", "stopped")
CODE_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O, Q: read aloud and typed by tired people
CODE_TRIES: Final = 100  # at most half of all codes of a length are taken, so 100 failures never happen

__all__ = ["CODE_LETTERS", "STATES", "Changes", "Person", "PersonRow", "Unreadable"]

_C = PERSON.c
_READ = select(*(each for each in _C if each.name != "chat_index"))
_FIND = Statement(_READ.where(_C.chat_index == bindparam("chat_index")))
_GET = Statement(_READ.where(_C.id == bindparam("id")))
_BY_CODE = Statement(_READ.where(_C.code == bindparam("code"), _C.drill.is_(False)))
_CODE_OF = Statement(select(_C.code).where(_C.id == bindparam("id")))
_PAGE = Statement(_READ.where(_C.id > bindparam("after")).order_by(_C.id).limit(bindparam("most")))
_OF_COACH = Statement(_READ.where(_C.coach == bindparam("whose")).order_by(_C.id))
# By the index, so that a page of it needs no sorting; names stay sealed.
_LISTED = Statement(
    select(_C.id, _C.code, _C.coach)
    .where(_C.drill.is_(False), or_(_C.coach.is_not(None), _C.state.in_(("active", "paused", "stopped"))))
    .order_by(_C.coach, _C.id)
)
_LEAVE_COACH = Statement(update(PERSON).where(_C.coach == bindparam("whose")).values(coach=None))
_COUNT = Statement(select(func.count()).select_from(PERSON))
_CASELOAD = Statement(
    select(func.count()).where(_C.coach == bindparam("whose"), _C.state != "stopped", _C.drill.is_(False))
)
_ADD = Statement(insert(PERSON))
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
        wants_woman,
        wants_been_in_prison,
        safe_to_call,
        no_family,
        touched_at,
        drill,
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
        wants_woman=wants_woman,
        wants_been_in_prison=wants_been_in_prison,
        safe_to_call=safe_to_call,
        no_family=no_family,
        touched_at=touched_at,
        drill=drill,
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
    """Return the person who goes by this code in alerts and relays, written as staff write it.

    Behind the code of a fire drill there is nobody.
    """
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


def add(
    tx: Transaction,
    *,
    id: int,
    chat: int,
    locale: str,
    zone: str,
    at: datetime,
    drill: str | None = None,
) -> Person:
    """A new person is written, with a code of their own; the chat must not be another person's.

    `drill` is the code of somebody made up for a fire drill, whose chat is below zero: nobody is there.
    """
    person = Person(
        id=id,
        code=drill or _new_code(tx),
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
        drill=drill is not None,
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
        wants_woman=False,
        wants_been_in_prison=False,
        safe_to_call=None,
        no_family=False,
        touched_at=None,
        drill=person.drill,
    )
    return person


def of_coach(tx: Transaction, coach: int) -> tuple[Person, ...]:
    """Return the people whose coach this member is, the longest here first."""
    return tuple(without_spoilt(tx, _OF_COACH.rows(tx, whose=coach), _person))


def caseload(tx: Transaction, coach: int) -> int:
    """Return how many people this member walks with: whoever has stopped needs nobody for now."""
    row = _CASELOAD.first(tx, whose=coach)
    return 0 if row is None else int(row[0])


def listed(tx: Transaction) -> tuple[tuple[int, str, int | None], ...]:
    """Return (id, code, coach) of everybody who takes part or has a coach, by coach; nothing is opened."""
    return tuple((int(id), str(code), coach) for id, code, coach in _LISTED.rows(tx))


def leave_coach(tx: Transaction, coach: int) -> int:
    """Nobody has this coach any more; return how many people had."""
    return _LEAVE_COACH.run(tx, whose=coach)


def change(tx: Transaction, id: int, **fields: Unpack[Changes]) -> None:
    """The named fields have these values now."""
    values: dict[str, Any] = dict(fields)
    if fields.get("state", "new") not in STATES:
        raise ValueError("not a state of a person")
    for sealed in SEALED:
        if values.get(sealed) is not None:
            values[sealed] = tx.vault.seal("person", sealed, id, values[sealed])
    if values:
        _changing(tuple(sorted(values))).run(tx, which=id, **values)


@cache
def _changing(names: tuple[str, ...]) -> Statement:
    """Return the statement that sets these columns: few sets of them are ever used."""
    values: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
    return Statement(update(PERSON).where(_C.id == bindparam("which")).values(values))


def count_earlier(tx: Transaction, more: Mapping[int, int]) -> None:
    """So many more check-ins of each person, {id: number}, are known by their number alone."""
    for id, number in more.items():
        before = func.coalesce(_C.earlier_check_ins, 0)
        tx.execute(update(PERSON).where(_C.id == id).values(earlier_check_ins=before + number))


def move_chat(tx: Transaction, id: int, new_chat: int) -> None:
    """The person is found under `new_chat` from now on."""
    sealed = tx.vault.seal("person", "chat", id, str(new_chat))
    index = tx.vault.index(new_chat)
    tx.execute(update(PERSON).where(_C.id == id).values(chat=sealed, chat_index=index))


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
