"""What the database still holds about somebody: every table, every column, whatever its name is."""

from sqlalchemy import BigInteger, Column, func, or_, select

from bot.storage import Transaction
from bot.storage.tables import METADATA


def traces(tx: Transaction, person: int, chat: int | None = None) -> dict[str, int]:
    """Return {table: rows} that hold the person's id in any column, or the blind index of their chat.

    Ids are unique over all tables, so the number means this person wherever it stands.
    """
    indexes = list(tx.vault.indexes(chat)) if chat is not None else []
    found: dict[str, int] = {}
    for table in METADATA.tables.values():
        names_them = [each == person for each in table.columns if _is_id(each)]
        names_them += [each.in_(indexes) for each in table.columns if each.name == "chat_index" and indexes]
        if names_them:
            rows = tx.execute(select(func.count()).select_from(table).where(or_(*names_them)))
            found[table.name] = int(rows.scalar_one())
    return {name: count for name, count in found.items() if count}


def _is_id(column: "Column[object]") -> bool:
    return isinstance(column.type, BigInteger)


def with_the_key(tx: Transaction, *marks: str) -> set[str]:
    """Return "table.column" of every field that holds one of the marks, sealed or not, in whatever case."""
    found: set[str] = set()
    for table in METADATA.tables.values():
        key = next(iter(table.primary_key.columns)).name
        for row in tx.execute(select(table)).mappings():
            for each in table.columns:
                value = row[each.name]
                if isinstance(value, bytes):
                    value = tx.vault.opened(table.name, each.name, row[key], value)
                if value is not None and any(mark.casefold() in str(value).casefold() for mark in marks):
                    found.add(f"{table.name}.{each.name}")
    return found
