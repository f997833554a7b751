"""Which rows are about a person: walked from the tables themselves, so that a new one cannot be forgotten.

A row is about somebody when one of its columns refers to them, to a case of theirs or to a conversation of
theirs. What refers to people without a foreign key is named here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Select, Table, or_, select

from bot.storage.tables import METADATA

PERSON: Final = METADATA.tables["person"]
# What belongs to a person as a whole, and has rows of its own: {table: its column that names the person}.
OWNED: Final[Mapping[str, str]] = {"case": "person", "conversation": "person"}
# The log outlives what it tells of, so it refers to nobody by a key: found by the kind of its subject.
LOG: Final = "audit"
# Rows that are found by their chat alone: messages from phones, until their turn is done.
BY_CHAT: Final = frozenset(("inbox",))
# The team, what it writes, and what the program knows of itself. Nothing here is about a participant.
NOT_ABOUT_PEOPLE: Final = frozenset(
    (
        "away",
        "bundle",
        "draft",
        "duty",
        "errand",
        "gone",
        "invite",
        "manuscript",
        "member",
        "meta",
        "proposal",
        "publication",
        "quick_reply",
        "shift",
        "trial",
    )
)


@cache
def about_people() -> tuple[Table, ...]:
    """Return the tables with rows about people, those that others refer to first; `person` is among them."""
    return tuple(table for table in METADATA.sorted_tables if table is PERSON or any(_links(table)))


def rows_of(table: Table, person: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return the condition under which a row of the table is about this person."""
    if table is PERSON:
        return PERSON.c.id == person
    found: list[ColumnElement[bool]] = []
    for column, target in _links(table):
        if target == PERSON.name:
            found.append(table.c[column] == person)
        else:
            found.append(table.c[column].in_(ids_of(target, person)))
    return or_(*found)


def ids_of(owned: str, person: int | BindParameter[int]) -> Select[tuple[int]]:
    """Return the select of the ids of a person's cases or conversations."""
    table = METADATA.tables[owned]
    return select(table.c.id).where(table.c[OWNED[owned]] == person)


def children(target: str) -> Iterator[tuple[Table, str]]:
    """Yield every (table, column) that refers to rows of `target`."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == target:
                yield table, key.parent.name


def _links(table: Table) -> Iterator[tuple[str, str]]:
    """Yield (column, what it refers to) of each way from a row to a person.

    Where a column names the person, a conversation beside it is the same person's and need not be looked at.
    """
    found = [
        (key.parent.name, key.column.table.name)
        for key in table.foreign_keys
        if key.column.table.name in (PERSON.name, *OWNED)
    ]
    direct = [link for link in found if link[1] == PERSON.name]
    must = any(not table.c[column].nullable for column, _ in direct)
    yield from direct if must else found
