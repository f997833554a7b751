"""Everything about a person is gone, or, of a guest, everything but chat and language.

What stays is one line in the audit log: that a record was deleted, when, and who asked. It holds a row's
number and nothing that names. What the team was shown stays as bare message numbers until it has left their
chats; then it goes, too.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Delete,
    Table,
    and_,
    bindparam,
    delete,
    false,
    or_,
    select,
    update,
)

from bot.keeping.belonging import PERSON, about_people, children, rows_of
from bot.keeping.letting_go import let_go
from bot.keeping.times import id_at
from bot.storage import Transaction, audit, case, draft, inbox
from bot.storage.case import Case
from bot.storage.clearing import DELETABLE
from bot.storage.person import Person
from bot.storage.tables import METADATA

# How the audit log calls a deleted record, and what was done to it.
TOMBSTONE: Final = "erased person"
ERASED: Final = "erased"

_OUTBOX: Final = METADATA.tables["outbox"]
_RECEIVED: Final = METADATA.tables["received"]
_DRAFT: Final = METADATA.tables["draft"]
_CASE: Final = METADATA.tables["case"].c
# A message whose words are gone: delivery's codec reads it as none.
_EMPTY: Final = "{}"
# A guest's row keeps these: without them nobody could be answered in their language.
_STAYS_OF_GUEST: Final = frozenset(("id", "code", "chat", "chat_index", "locale", "created_at", "reachable"))

# What is no more wished for, and protects nobody any more.
_FLAGS: Final = ("discreet", "sheltered", "wants_woman", "wants_been_in_prison", "no_family", "drill")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """Whoever had the open case `case` as `coach` is told by the caller that `code` is no more."""

    code: str
    case: int | None
    coach: int | None


def erase(
    tx: Transaction, who: Person, at: datetime, *, new_id: Callable[[], int], by: str, told: bool = True
) -> Erased:
    """No row about the person is left; the audit log says that one was deleted.

    `by` is who wished it: "person", "operator", "retention", "restored". Nothing of theirs is sent any more.
    With `told` False nothing is written down: there was nothing but a chat.
    """
    held = case.open_of(tx, who.id)
    _take_out(tx, who.id, at)
    inbox.forget_dead(tx, who.chat)
    tx.execute(delete(PERSON).where(PERSON.c.id == who.id))
    if told:
        write_tombstone(tx, who.id, at, id=new_id(), by=by)
    return Erased(
        code=who.code,
        case=held.id if held is not None else None,
        coach=held.coach if held is not None else None,
    )


def erase_unreadable(tx: Transaction, person: int, at: datetime, *, id: int, by: str) -> None:
    """No row about a person is left whose chat or name no key opens."""
    _take_out(tx, person, at)
    tx.execute(delete(PERSON).where(PERSON.c.id == person))
    write_tombstone(tx, person, at, id=id, by=by)


def forget_guest(tx: Transaction, who: Person, at: datetime, *, zone: str) -> None:
    """All that is kept of a guest: chat, language, code, the day they came. `zone` is the programme's."""
    _take_out(tx, who.id, at)
    inbox.forget_dead(tx, who.chat)
    empty = {each.name: None for each in PERSON.columns if each.nullable and each.name not in _STAYS_OF_GUEST}
    values = {**empty, "state": "new", "zone": zone, **dict.fromkeys(_FLAGS, False)}
    tx.execute(update(PERSON).where(PERSON.c.id == who.id).values(values))


def forget_case(tx: Transaction, who: Person, held: Case, at: datetime) -> None:
    """A closed case is gone, with all that was said while it was open; the rest of the record stays."""
    end = held.closed_at or at
    shown = and_(_OUTBOX.c.about == who.id, _OUTBOX.c.created_at.between(held.opened_at, end))
    _leave_to_clear(tx, "outbox", or_(_OUTBOX.c.case == held.id, shown), at)
    _leave_to_clear(tx, "received", _RECEIVED.c.case == held.id, at)
    tx.execute(delete(_OUTBOX).where(shown))
    c = METADATA.tables["conversation"].c
    talks = [
        row[0]
        for row in tx.execute(
            select(c.id).where(c.person == who.id, c.opened_at >= held.opened_at, c.opened_at <= end)
        )
    ]
    for table, column in children("conversation"):
        tx.execute(delete(table).where(table.c[column].in_(talks)))
    let_go(tx, METADATA.tables["conversation"], talks)
    for name, moment in (
        ("remark", "at"),
        ("outbox", "created_at"),
        ("note", "at"),
        ("concern", "at"),
    ):
        table = METADATA.tables[name]
        said = table.c[moment].between(held.opened_at, end)
        tx.execute(delete(table).where(table.c.person == who.id, said))
    task = METADATA.tables["task"]
    made = task.c.id.between(id_at(held.opened_at), id_at(end))
    tx.execute(delete(task).where(task.c.person == who.id, made))
    for table in (_OUTBOX, _RECEIVED, METADATA.tables["second_alert"], METADATA.tables["note"]):
        tx.execute(delete(table).where(table.c.case == held.id))
    let_go(tx, METADATA.tables["case"], [held.id])


def write_tombstone(tx: Transaction, person: int, at: datetime, *, id: int, by: str) -> None:
    """The audit log says that a record was deleted, by whose wish."""
    audit.add(tx, id=id, at=at, who=None, role=by, action=ERASED, subject_kind=TOMBSTONE, subject=person)


def _take_out(tx: Transaction, person: int, at: datetime) -> None:
    """Delete all rows about the person but their own, those that refer to others first."""
    _forget_drafts(tx, person)
    for table in (_OUTBOX, _RECEIVED):
        _leave_to_clear(tx, table.name, rows_of(table, person), at)
    for table in reversed(about_people()):
        if table is not PERSON:
            tx.execute(_all_of(table), {"whose": person})


def _forget_drafts(tx: Transaction, person: int) -> None:
    """What the team has begun to write about the person, or may have, is gone."""
    c = _DRAFT.c
    # What whoever had a case of theirs has written, and not yet said for whom, may be for this person.
    coaches = select(_CASE.coach).where(_CASE.person == person, _CASE.coach.is_not(None))
    for_nobody_yet = or_(c.kind.is_(None), c.kind == draft.RELAY)
    tx.execute(delete(_DRAFT).where(c.member.in_(coaches), for_nobody_yet))
    late: Any = tx.execute(select(c.id, c.words).where(c.kind == draft.LATE)).all()
    for id, sealed in late:
        words = tx.vault.opened(_DRAFT.name, "words", id, sealed)
        if words is None or json.loads(words)["about"] == person:
            tx.execute(delete(_DRAFT).where(c.id == id))


@cache
def _all_of(table: Table) -> Delete:
    return delete(table).where(rows_of(table, bindparam("whose", type_=BigInteger())))


def _leave_to_clear(tx: Transaction, name: str, which: ColumnElement[bool], at: datetime) -> None:
    """Those of these messages that still stand in members' chats are to leave them now.

    So is what is leaving at this moment, once it is there; it is not tried again. Their rows lose everything
    about the person: what is left says only where in that chat a message stands.
    """
    table = METADATA.tables[name]
    c = table.c
    standing = and_(c.message_id.is_not(None), c.cleared_at.is_(None), c.sent_at >= at - DELETABLE)
    leaving = c.state == "sending" if "state" in c else false()
    rows = tx.execute(select(c.id).where(which, c.member.is_not(None), or_(standing, leaving))).all()
    refers = [key.parent.name for key in table.foreign_keys if key.column.table.name != "member"]
    for (id,) in rows:
        values: dict[str, Any] = dict.fromkeys(refers) | {"clear_at": at}
        if "body" in c:
            values |= {"body": tx.vault.seal(name, "body", id, _EMPTY), "kind": "cleared", "turn": None}
            values |= {"state": "withdrawn", "clear_after": 0.0}
        tx.execute(update(table).where(c.id == id).values(values))
