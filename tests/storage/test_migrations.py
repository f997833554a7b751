from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url

from bot.errors import StorageError
from bot.storage import Database, Vault, migrations, postgresql, schema, sqlite
from bot.storage.tables import METADATA


def engine_of(url: str) -> Engine:
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        sqlite.make_file(file)
        return sqlite.make_engine(file, reader=False)
    return postgresql.make_engine(make_url(url), reader=False)


def steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return ScriptDirectory.from_config(config)


def test_the_steps_are_one_line_and_the_program_knows_the_last() -> None:
    assert steps().get_heads() == [schema.NEWEST]


def test_the_steps_lead_to_the_tables_the_program_uses(url: str, vault: Vault) -> None:
    Database.open(url, vault).close()
    engine = engine_of(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()

    assert differences == []


def fill(connection: Connection) -> None:
    """One row in each of the tables that others refer to."""
    rows: list[tuple[str, dict[str, Any]]] = [
        (
            "member",
            {"id": 1, "chat": b"x", "chat_index": b"m", "name": b"x", "role": "coach", "locale": "en"}
            | {"active": True, "added_at": 1},
        ),
        (
            "person",
            {"id": 2, "code": "K7", "chat": b"x", "chat_index": b"p", "locale": "en", "zone": "UTC"}
            | {"state": "new", "coach": 1, "discreet": False, "created_at": 1, "reachable": True},
        ),
        ("case", {"id": 3, "person": 2, "code": "K7", "level": 3, "state": "new", "opened_at": 1}),
        (
            "conversation",
            {"id": 4, "person": 2, "bundle": "b", "script": "s", "status": "open", "document": b"x"}
            | {"turn": 1, "case": 3, "opened_at": 1},
        ),
    ]
    for table, values in rows:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), values)


def test_a_filled_database_is_brought_up_to_date_and_keeps_every_row(sqlite_url: str, vault: Vault) -> None:
    engine = engine_of(sqlite_url)
    with engine.connect() as connection, connection.begin():
        schema.prepare(connection, vault, migrate=True, target="0002")
        fill(connection)
    engine.dispose()
    Database.open(sqlite_url, vault).close()
    with engine.connect() as connection:
        counts = [
            connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar()
            for table in ("member", "person", "case", "conversation")
        ]
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        at = schema.revision(connection)
    engine.dispose()

    assert counts == [1, 1, 1, 1]
    assert broken == []
    assert at == schema.NEWEST


def test_a_step_that_would_orphan_rows_changes_nothing(
    sqlite_url: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(sqlite_url)
    with engine.connect() as connection, connection.begin():
        schema.prepare(connection, vault, migrate=True, target="0002")
        fill(connection)
    engine.dispose()
    monkeypatch.setattr(
        schema, "_upgrade", lambda connection, target: connection.execute(text("DELETE FROM person"))
    )
    with pytest.raises(StorageError, match="without their parent"):
        Database.open(sqlite_url, vault)
    with engine.connect() as connection:
        people = connection.execute(text("SELECT count(*) FROM person")).scalar()
    engine.dispose()

    assert people == 1
