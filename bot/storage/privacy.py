"""What the database holds about people, column by column. docs/privacy.md is made from this."""

from dataclasses import dataclass

from sqlalchemy import LargeBinary

from bot.storage.columns import Holds, Kept, ReadBy
from bot.storage.tables import METADATA

_ONE_WAY = ("_index", "_hash")  # cannot be turned back into what they were made of, with or without the key


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFact:
    """One column. `protected` is "sealed", "one-way" or "clear"; what `fades` goes earlier than its row."""

    table: str
    column: str
    holds: Holds
    read_by: ReadBy
    kept: Kept
    protected: str
    fades: bool


def privacy_map() -> tuple[ColumnFact, ...]:
    """Return every column of every table, tables in alphabetical order. KeyError for one without a label."""
    return tuple(
        ColumnFact(
            table=table.name,
            column=each.name,
            holds=each.info["holds"],
            read_by=each.info["read_by"],
            kept=each.info["kept"],
            protected=_protected(each.name, isinstance(each.type, LargeBinary)),
            fades=each.info["fades"],
        )
        for table in sorted(METADATA.tables.values(), key=lambda table: table.name)
        for each in table.columns
    )


def _protected(name: str, is_bytes: bool) -> str:
    if not is_bytes:
        return "clear"
    return "one-way" if name.endswith(_ONE_WAY) else "sealed"
