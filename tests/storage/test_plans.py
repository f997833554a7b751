"""Nothing that runs during a turn may read a whole table: it would get slower with every year."""

from typing import Any

from sqlalchemy.dialects import sqlite as sqlite_dialect

from bot.storage import Database, Transaction, covered, unsent
from bot.storage.clearing import Clearing
from bot.storage.statement import Statement
from bot.storage.tables import METADATA, NOUNS

# Runs at start, in a list for staff, or when a person joins: whole small tables, or a few pages of one.
MAY_SCAN = {
    "away._ALL",
    "errand._WAITING",
    "inbox._OLD",
    "member._ACTIVE",
    "member._EVERYONE",
    "person._COUNT",
    "person._KNOWN",
    "quick_reply._ALL",
    "quick_reply._ANY",  # one row
    "shift._ALL",
}
# One conversation's answers, one person's timers, the open cases.
SORTS_A_HANDFUL = {"answer._OF", "case._OPEN", "timer._OF_PERSON"}


def plan(tx: Transaction, statement: Statement) -> list[str]:
    core = statement.core("sqlite")
    compiled = core.compile(dialect=sqlite_dialect.dialect(), compile_kwargs={"render_postcompile": True})
    marks: tuple[Any, ...] = tuple(1 for _ in compiled.positiontup or ())  # type: ignore[attr-defined]  # SQL compilers have it
    rows = tx.driver.execute(f"EXPLAIN QUERY PLAN {compiled}", marks).fetchall()
    return [str(row[3]) for row in rows]


async def test_no_statement_of_a_turn_reads_a_whole_table(sqlite: Database) -> None:
    statements = {
        f"{noun.__name__.rpartition('.')[2]}.{name}": each
        for noun in (*NOUNS, covered, unsent)
        for holder in (noun, *(each for each in vars(noun).values() if isinstance(each, Clearing)))
        for name, each in vars(holder).items()
        if isinstance(each, Statement)
    }
    plans = await sqlite.read(lambda tx: {name: plan(tx, each) for name, each in statements.items()})
    scans = {
        name: steps
        for name, steps in plans.items()
        if any(step.startswith("SCAN") and "INDEX" not in step for step in steps)
    }

    assert len(statements) > 60
    assert "outbox.to_clear" in statements
    assert set(scans) <= MAY_SCAN, scans
    sorts = {
        name: steps for name, steps in plans.items() if any("TEMP B-TREE FOR ORDER" in step for step in steps)
    }
    assert set(sorts) <= SORTS_A_HANDFUL, sorts


async def test_what_belongs_to_a_person_is_found_by_an_index_when_it_is_deleted(sqlite: Database) -> None:
    """Deleting a row makes the database look for children: without an index it reads all of their table."""
    children = {
        (table.name, key.parent.name)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("person", "conversation", "case")
    }
    plans = await sqlite.read(
        lambda tx: {
            child: str(
                tx.driver.execute(
                    f'EXPLAIN QUERY PLAN SELECT 1 FROM "{child[0]}" WHERE "{child[1]}" = ?', [1]
                ).fetchall()
            )
            for child in children
        }
    )

    assert len(children) > 15
    assert {child: plan for child, plan in plans.items() if "SCAN" in plan} == {}
