"""How much there is about somebody, table by table: numbers alone, so that nothing has to be opened."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import and_, func, select

from bot.keeping.belonging import about_people, rows_of
from bot.storage import Transaction
from bot.storage.person import Person

# A message that was first shown covered stands in two rows with the same words; this marks the second.
_SHOWN_AGAIN: Final = "read"


def amounts(tx: Transaction, who: Person) -> Mapping[str, int]:
    """Return {table: rows about the person}; of messages only those to them, each counted once."""
    found: dict[str, int] = {}
    for table in about_people():
        condition = rows_of(table, who.id)
        if table.name == "outbox":
            again = func.coalesce(table.c.reason, "") == _SHOWN_AGAIN
            condition = and_(condition, table.c.member.is_(None), ~again)
        rows = tx.execute(select(func.count()).select_from(table).where(condition))
        found[table.name] = int(rows.scalar_one())
    return found
