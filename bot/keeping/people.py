"""People whom nobody has heard from for so long that nothing of them is kept any more."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, exists, not_, or_, select, update

from bot.errors import StorageError
from bot.keeping.erasing import erase, erase_unreadable
from bot.keeping.retention import PAGE, Page
from bot.keeping.times import Times, id_at
from bot.storage import Transaction, audit, case, person
from bot.storage.tables import METADATA

GUESTS_KEPT: Final = timedelta(days=30)  # of somebody who never agreed to anything and does not come back

_PERSON: Final = METADATA.tables["person"]
_CONSENT: Final = METADATA.tables["consent"].c
_NEWCOMER: Final = ("new", "consenting")


def find_gone(tx: Transaction, times: Times, after: int, most: int = PAGE) -> Page:
    """Return who of the `most` people behind `after` is to be forgotten: guests soon, others late.

    Nobody with an open case. Who agreed and has no day on which they were last seen is never among them. Who
    was made up for a fire drill goes with its report, after the record's time.
    """
    c = _PERSON.c
    cases = METADATA.tables["case"].c
    guest = and_(c.state.in_(_NEWCOMER), not_(exists().where(_CONSENT.person == c.id)), c.drill.is_(False))
    unseen_since = times.now - GUESTS_KEPT
    not_seen = or_(c.seen_on < unseen_since.date(), and_(c.seen_on.is_(None), c.id < id_at(unseen_since)))
    old_drill = and_(c.drill.is_(True), c.id < id_at(times.record))
    due = or_(and_(guest, not_seen), and_(not_(guest), c.seen_on < times.record.date()), old_drill)
    open_case = exists().where(cases.person == c.id, cases.closed_at.is_(None))
    rows: Any = tx.execute(
        select(c.id, and_(due, not_(open_case)).label("due")).where(c.id > after).order_by(c.id).limit(most)
    ).all()
    return Page(
        ids=[row[0] for row in rows if row[1]], last=rows[-1][0] if rows else None, more=len(rows) == most
    )


def forget(tx: Transaction, id: int, times: Times, new_id: Callable[[], int]) -> bool:
    """The person is erased if it is still due; False when they came back meanwhile."""
    if id not in find_gone(tx, times, id - 1, most=1).ids:
        return False
    try:
        who = person.get(tx, id)
    except StorageError:
        erase_unreadable(tx, id, times.now, id=new_id(), by="retention")
        return True
    if who is None:
        return False
    # A passer-by of whom nothing was ever kept leaves no line behind either.
    told = bool(case.of_person(tx, id)) or who.state not in _NEWCOMER or bool(audit.of(tx, "person", id))
    told = told and not who.drill
    erase(tx, who, times.now, new_id=new_id, by="retention", told=told)
    return True


def find_uncounted(tx: Transaction, most: int = 200) -> list[int]:
    """Return at most so many who are in the programme and have no day on which they were last seen.

    Nobody had one before there was such a day: their time begins with the first night.
    """
    c = _PERSON.c
    unseen = select(c.id).where(c.seen_on.is_(None), c.state.not_in(_NEWCOMER)).limit(most)
    return [row[0] for row in tx.execute(unseen)]


def begin_to_count(tx: Transaction, ids: Sequence[int], now: datetime) -> None:
    """These people count as seen today, but for those who have been seen meanwhile."""
    c = _PERSON.c
    tx.execute(update(_PERSON).where(c.id.in_(ids), c.seen_on.is_(None)).values(seen_on=now.date()))
