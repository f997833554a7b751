"""Everything that is kept about one person, walked from the privacy map, as it can be handed to them.

Sealed fields are opened. Left out are what cannot be turned back (indexes, hashes) and, of messages to the
team, what names somebody else: there, that a message went and when is theirs to know.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from sqlalchemy import LargeBinary, Table, and_, select

from bot.keeping.belonging import LOG, PERSON, about_people, rows_of
from bot.storage import Transaction, outbox
from bot.storage.person import Person
from bot.storage.privacy import privacy_map
from bot.storage.tables import METADATA

FORMAT: Final = 1  # of the JSON file; a higher one has other names
# Short form of the notice that goes with these records: 42 CFR 2.32(a)(2).
NOTICE: Final = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."

# Of a message to the team the person gets when it went and why, not what it says of others.
_TO_THE_TEAM: Final = ("id", "kind", "state", "created_at", "sent_at", "case")
# A message that was first shown covered stands in two rows with the same words; this marks the second.
_SHOWN_AGAIN: Final = "read"

# Where an alert to a colleague went is her own address, and no data of the person.
OF_OTHERS: Final = frozenset((("second_alert", "address"),))

Value = str | int | float | bool | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """`tables` is {table: rows, oldest first}, every table about people, empty ones too. `at` is aware UTC.

    Times are ISO 8601 in UTC; what no key opens is None and counted in `unreadable`.
    """

    who: Person
    at: datetime
    tables: Mapping[str, tuple[Row, ...]]
    unreadable: int


def gather(tx: Transaction, who: Person, at: datetime) -> Gathered:
    """Return all that is kept about `who`, the log of who opened it included."""
    reading = _Reading(tx)
    tables = {table.name: reading.rows(table, who.id) for table in about_people()}
    tables[LOG] = reading.log(who.id)
    return Gathered(who=who, at=at, tables=tables, unreadable=reading.unreadable)


def as_json(gathered: Gathered) -> bytes:
    """Return the file for other programs, UTF-8."""
    document = {
        "format": FORMAT,
        "made_at": gathered.at.isoformat(),
        "notice": NOTICE,
        "could_not_be_read": gathered.unreadable,
        "tables": gathered.tables,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def file_name(ending: str, at: datetime) -> str:
    """Return the name of a file for the person: it says nothing about anybody."""
    return f"my-data-{at:%Y-%m-%d}.{ending}"


@cache
def _one_way() -> frozenset[tuple[str, str]]:
    """Return the (table, column) of what cannot be turned back into what it was made of."""
    return frozenset((fact.table, fact.column) for fact in privacy_map() if fact.protected == "one-way")


class _Reading:
    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.unreadable = 0

    def rows(self, table: Table, person: int) -> tuple[Row, ...]:
        found = self._found(table, rows_of(table, person))
        if table.name == "received":
            return tuple(row for row in found if row["member"] is None)
        if table.name != "outbox":
            return found
        # A copy of everything, sent before, would be everything twice.
        kept = (row for row in found if row["reason"] != _SHOWN_AGAIN and row["kind"] != outbox.SHEET)
        return tuple(
            row if row["member"] is None else {name: row[name] for name in _TO_THE_TEAM} for row in kept
        )

    def log(self, person: int) -> tuple[Row, ...]:
        table = METADATA.tables[LOG]
        return self._found(table, and_(table.c.subject_kind == PERSON.name, table.c.subject == person))

    def _found(self, table: Table, condition: Any) -> tuple[Row, ...]:
        key = next(iter(table.primary_key.columns))
        left_out = _one_way() | OF_OTHERS
        columns = [each for each in table.columns if (table.name, each.name) not in left_out]
        found = self._tx.execute(select(*columns).where(condition).order_by(key)).mappings()
        return tuple(
            {each.name: self._value(table, each, row[each.name], row[key.name]) for each in columns}
            for row in found
        )

    def _value(self, table: Table, column: Any, value: Any, id: int) -> Value:
        if value is None:
            return None
        if isinstance(column.type, LargeBinary):
            opened = self._tx.vault.opened(table.name, column.name, id, value)
            if opened is None:
                self.unreadable += 1
            return opened
        if isinstance(value, datetime | date | time):
            return value.isoformat()
        assert isinstance(value, str | int | float)
        return value
