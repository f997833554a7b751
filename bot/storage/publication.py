"""Which set of conversations has been in force since when, and who put it there. Nothing about a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import Integer, String, bindparam, insert, select
from sqlmodel import SQLModel

from bot.storage.columns import BIG, Holds, Instant, Kept, Label, ReadBy, column, table_of
from bot.storage.statement import Statement
from bot.storage.transaction import Transaction

KINDS: Final = ("first", "published", "rolled back")
PAST_ALL: Final = 2**31 - 1  # no publication has this number: the largest both engines count to

_OURS = Label(Holds.TECHNICAL, ReadBy.EDITORS, Kept.SYSTEM)
_WHAT = Label(Holds.WHAT, ReadBy.EDITORS, Kept.SYSTEM)


class PublicationRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "publication"

    # Counted, not made of the clock: a clock that is put back must not hide what was published last.
    number: int = column(Integer(), _OURS, primary=True)
    bundle: str = column(String(), _OURS, of="bundle.hash")
    kind: str = column(String(), _OURS)
    at: datetime = column(Instant(), _WHAT)
    # No foreign keys: who published outlives their membership.
    by: int | None = column(BIG, _WHAT, null=True)
    approved_by: int | None = column(BIG, _WHAT, null=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """`by` and `approved_by` are members; `by` is None for the first start and for the command line."""

    number: int
    bundle: str
    kind: str
    at: datetime
    by: int | None
    approved_by: int | None


_PUBLICATION = table_of(PublicationRow)
_C = _PUBLICATION.c
_ADD = Statement(insert(_PUBLICATION))
_BEFORE = Statement(
    select(_PUBLICATION)
    .where(_C.number < bindparam("number"))
    .order_by(_C.number.desc())
    .limit(bindparam("limit"))
)


def add(
    tx: Transaction, *, bundle: str, kind: str, at: datetime, by: int | None, approved_by: int | None
) -> Publication:
    """The bundle, which is kept, is in force from now on."""
    if kind not in KINDS:
        raise ValueError("not a kind of publication")
    last = newest(tx)
    added = Publication(
        number=last.number + 1 if last else 1,
        bundle=bundle,
        kind=kind,
        at=at,
        by=by,
        approved_by=approved_by,
    )
    _ADD.run(tx, number=added.number, bundle=bundle, kind=kind, at=at, by=by, approved_by=approved_by)
    return added


def newest(tx: Transaction) -> Publication | None:
    """Return what is in force; None before the first start."""
    return next(iter(before(tx, PAST_ALL, 1)), None)


def before(tx: Transaction, number: int, limit: int) -> tuple[Publication, ...]:
    """Return at most `limit` publications with a smaller number, newest first."""
    return tuple(_publication(row) for row in _BEFORE.rows(tx, number=number, limit=limit))


def _publication(row: tuple[Any, ...]) -> Publication:
    number, bundle, kind, at, by, approved_by = row
    return Publication(number=number, bundle=bundle, kind=kind, at=at, by=by, approved_by=approved_by)
