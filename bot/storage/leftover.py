"""Bundles that were kept for a check and came to nothing: no row names them any more."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, exists, func, select

from bot.storage.bundle import BundleRow
from bot.storage.columns import table_of
from bot.storage.tables import METADATA
from bot.storage.transaction import Transaction

# The columns that name a bundle, as (table, column), of tables with few rows; a test walks all tables.
IN_FEW_ROWS: Final = (
    ("manuscript", "base"),
    ("manuscript", "bundle"),
    ("proposal", "base"),
    ("proposal", "bundle"),
    ("publication", "bundle"),
    ("trial", "bundle"),
)
# ... and of those that grow with every conversation. They have no index for this: read page by page.
IN_MANY_ROWS: Final = (("answer", "bundle"), ("conversation", "bundle"))
PAGE: Final = 5_000  # rows of a large table looked at in one read: some 5 ms

_BUNDLE = table_of(BundleRow)


def candidates(tx: Transaction, *, before: datetime) -> set[str]:
    """Return the bundles kept before that time that no small table names."""
    return {row[0] for row in tx.execute(_unnamed().where(_BUNDLE.c.at < before))}


def named_in_page(tx: Transaction, table: str, column: str, *, after: int) -> tuple[set[str], int | None]:
    """Return what PAGE rows of a large table behind the id `after` name, and where to go on or None."""
    rows = METADATA.tables[table].c
    page = (
        select(rows.id.label("id"), rows[column].label("hash"))
        .where(rows.id > after)
        .order_by(rows.id)
        .limit(PAGE)
        .subquery()
    )
    named: Any = tx.execute(select(page.c.hash, func.max(page.c.id)).group_by(page.c.hash))
    found: dict[str, int] = dict(map(tuple, named))
    return set(found), max(found.values(), default=None)


def forget(tx: Transaction, hash: str) -> bool:
    """The bundle is gone, unless a small table names it by now.

    A large one cannot begin to: conversations begin on what was published, and publications stay.
    """
    if tx.execute(_unnamed().where(_BUNDLE.c.hash == hash)).first() is None:
        return False
    return tx.execute(delete(_BUNDLE).where(_BUNDLE.c.hash == hash)).rowcount == 1


def _unnamed() -> Any:
    """Return the select of bundles that no small table names."""
    tables = METADATA.tables
    names = (exists().where(tables[table].c[column] == _BUNDLE.c.hash) for table, column in IN_FEW_ROWS)
    return select(_BUNDLE.c.hash).where(*(~each for each in names))
