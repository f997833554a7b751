"""What has been kept long enough: own words after some months, the rest after some years, then people.

Each job finds what is due with a reader, and lets it go in handfuls: the writer is free for everybody else
in between (`nightly`). Which columns fade is written in their privacy labels. A night that is cut off goes on
with the next one: what is gone is not found again, and how far own words were looked at is remembered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, bindparam, exists, not_, or_, select, true, update

from bot.keeping.emptying import empty_conversations
from bot.keeping.letting_go import let_go
from bot.keeping.times import Times, id_at
from bot.storage import Transaction, conversation, inbox, person
from bot.storage.clearing import DELETABLE
from bot.storage.tables import METADATA

LINKS_KEPT: Final = timedelta(days=30)  # of a way in, after it has ended: long enough to explain "it is over"
DRAFTS_KEPT: Final = timedelta(days=7)  # of words a coach never said for whom

# Rows looked at in one read: some milliseconds of a reader, which holds nobody up.
PAGE: Final = 2000

# Tables about people whose rows go with the person, and not by their age.
WITH_THE_PERSON: Final = {
    "person": "is the person",
    "wording": "one row a person, always of today",
    "reach": "is needed on the day nobody hears from them",
    "timer": "is about what is still to come",
    "received": "goes after 48 hours",
    "way_in": "goes a month after the link has ended",
    "case_event": "goes with its case",
    "declined": "is a wish that holds as long as they are here",
    "note": "goes with its words",
    "task": "goes with its words",
    "concern": "goes with its words",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one look found: the ids that are due, the last id looked at (None: nothing), if there is more."""

    ids: Sequence[int]
    last: int | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One kind of thing that goes; `what` is how the report calls it.

    `find(tx, after)` looks behind the id `after`; `take(tx, ids)` lets them go and returns how many went.
    `remembers`: what was looked at once need not be looked at again.
    """

    what: str
    find: Callable[[Transaction, int], Page]
    take: Callable[[Transaction, Sequence[int]], int]
    remembers: bool = False


def jobs_about_words(times: Times) -> tuple[Job, ...]:
    """Return what makes own words fade, from the privacy labels: children before what they refer to.

    Where a row cannot be without its words, it goes with them. A conversation stays, with an empty document.
    """
    found: list[Job] = []
    for table in reversed(METADATA.sorted_tables):
        fading = [each for each in table.columns if each.info["fades"]]
        if not fading:
            continue
        if table.name == "conversation":
            found.append(
                Job(
                    what="talks emptied of their words",
                    find=_older(table, times.words),
                    take=lambda tx, ids: empty_conversations(tx, ids, times.now),
                    remembers=True,
                )
            )
        elif all(each.nullable for each in fading):
            found.append(_words_of(table, [each.name for each in fading], times))
        else:
            found.append(_rows_of(table, f"{_PLURAL[table.name]}, with their words", times.words, times))
    return tuple(found)


def jobs_about_the_record(times: Times) -> tuple[Job, ...]:
    """Return what lets whole rows go after their time: those that refer to others first."""
    tables = frozenset(("case", "conversation", "answer", "check_in", "consent", "referral"))
    tables |= {"remark", "outbox", "second_alert"}
    return tuple(
        _talks(times)
        if table.name == "conversation"
        else _rows_of(table, _PLURAL[table.name], times.record, times)
        for table in reversed(METADATA.sorted_tables)
        if table.name in tables
    )


def jobs_about_work(times: Times) -> tuple[Job, ...]:
    """Return what lets go of links, drafts, dead letters and the numbers of messages on screens."""
    way_in, draft, received = (METADATA.tables[name] for name in ("way_in", "draft", "received"))
    return (
        Job(
            what="ways in that have ended",
            find=_where(way_in, way_in.c.expires_at < times.now - LINKS_KEPT),
            take=lambda tx, ids: let_go(tx, way_in, ids),
        ),
        Job(
            what="words of coaches for nobody",
            find=_where(draft, draft.c.id < id_at(times.now - DRAFTS_KEPT)),
            take=lambda tx, ids: let_go(tx, draft, ids),
        ),
        Job(
            what="updates that could not be carried out",
            find=lambda tx, after: _once(inbox.dead_before(tx, times.words), after),
            take=lambda tx, ids: sum(inbox.remove(tx, id) for id in ids),
        ),
        Job(
            what="numbers of messages on screens",
            find=_where(received, received.c.sent_at < times.now - DELETABLE),
            take=lambda tx, ids: let_go(tx, received, ids),
        ),
    )


_PLURAL: Final = {
    "answer": "answers",
    "case": "cases",
    "case_event": "notes of cases",
    "check_in": "days of check-ins",
    "consent": "consents that ended",
    "concern": "what was found not right",
    "conversation": "talks",
    "note": "notes of the team",
    "outbox": "messages",
    "referral": "places pointed to",
    "remark": "remarks",
    "second_alert": "alerts on a second way",
    "task": "tasks of the team",
}


def _talks(times: Times) -> Job:
    """Return the job that lets old conversations go; how many check-ins they were stays with their person."""
    table = METADATA.tables["conversation"]

    def take(tx: Transaction, ids: Sequence[int]) -> int:
        person.count_earlier(tx, conversation.tally(tx, ids, times.check_ins))
        return let_go(tx, table, ids)

    return replace(_rows_of(table, _PLURAL[table.name], times.record, times), take=take)


def _words_of(table: Table, names: Sequence[str], times: Times) -> Job:
    """Return the job that empties these columns and leaves the row."""
    c = table.c
    due: ColumnElement[bool] = or_(*(c[name].is_not(None) for name in names))
    values: dict[str, Any] = dict.fromkeys(names)
    if table.name == "answer":
        due = and_(due, c.key.not_in(times.kept_keys))
        values["form"] = "faded"
    empty = update(table).where(c.id.in_(bindparam("ids", expanding=True))).values(values)
    return Job(
        what=f"{_PLURAL[table.name]} in own words",
        find=_older(table, times.words, due),
        take=lambda tx, ids: tx.execute(empty, {"ids": list(ids)}).rowcount,
        remembers=True,
    )


def _rows_of(table: Table, what: str, before: datetime, times: Times) -> Job:
    return Job(
        what=what,
        find=_older(table, before, _may_go(table, before, times)),
        take=lambda tx, ids: let_go(tx, table, ids),
    )


def _may_go(table: Table, before: datetime, times: Times) -> ColumnElement[bool]:
    """Return which rows, old enough, nothing still needs."""
    c = table.c
    match table.name:
        case "answer":
            return c.key.not_in(times.kept_keys)
        case "case":
            return and_(c.closed_at.is_not(None), c.closed_at < before)
        case "consent":
            # What was agreed to must be provable as long after it ended as anything else.
            newer = table.alias()
            replaced = exists().where(
                newer.c.person == c.person,
                newer.c.name == c.name,
                newer.c.id > c.id,
                newer.c.given_at < before,
            )
            return or_(c.withdrawn_at < before, replaced)
        case "concern":
            return c.closed_at.is_not(None)
        case "task":
            return or_(c.done_at.is_not(None), c.due_at < before)
        case "conversation":
            answers = METADATA.tables["answer"].c
            return and_(c.ended_at.is_not(None), not_(exists().where(answers.conversation == c.id)))
        case "outbox":
            return c.state.not_in(("queued", "sending"))
        case _:
            return true()


def _older(
    table: Table, before: datetime, due: ColumnElement[bool] | None = None
) -> Callable[[Transaction, int], Page]:
    """Return a look at PAGE rows made before that time: which of them are due."""
    c = table.c
    marked = true() if due is None else due

    def find(tx: Transaction, after: int) -> Page:
        look = select(c.id, marked.label("due")).where(c.id > after, c.id < id_at(before))
        rows: Any = tx.execute(look.order_by(c.id).limit(PAGE)).all()
        return Page(
            ids=[row[0] for row in rows if row[1]],
            last=rows[-1][0] if rows else None,
            more=len(rows) == PAGE,
        )

    return find


def _where(table: Table, due: ColumnElement[bool]) -> Callable[[Transaction, int], Page]:
    c = table.c

    def find(tx: Transaction, after: int) -> Page:
        rows = tx.execute(select(c.id).where(c.id > after, due).order_by(c.id).limit(PAGE)).all()
        return Page(ids=[row[0] for row in rows], last=rows[-1][0] if rows else None, more=len(rows) == PAGE)

    return find


def _once(ids: Sequence[int], after: int) -> Page:
    """Return a look that begins anew each time, because what it found is gone before the next."""
    return Page(ids=ids, last=after + 1 if ids else None, more=bool(ids))
