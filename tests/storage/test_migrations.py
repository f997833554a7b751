from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import make_url

from bot.errors import StorageError
from bot.storage import (
    Database,
    Transaction,
    Vault,
    audit,
    case,
    case_event,
    case_message,
    member,
    migrations,
    person,
    postgresql,
    schema,
    sqlite,
)
from bot.storage.tables import METADATA
from tests.storage.conftest import AT


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
        schema, "_upgrade", lambda connection, target, vault: connection.execute(text("DELETE FROM person"))
    )
    with pytest.raises(StorageError, match="without their parent"):
        Database.open(sqlite_url, vault)
    with engine.connect() as connection:
        people = connection.execute(text("SELECT count(*) FROM person")).scalar()
    engine.dispose()

    assert people == 1


def fill_as_0007_did(connection: Connection, vault: Vault) -> None:
    """People, a case, and 2,500 entries of an audit log that knew no chain yet."""
    chat = vault.seal("person", "chat", 2, "1001")
    connection.execute(text("INSERT INTO meta (key, value) VALUES ('kept', 'as it was')"))
    fill(connection)
    connection.execute(
        text("UPDATE person SET chat = :chat, chat_index = :found, state = 'active' WHERE id = 2"),
        {"chat": chat, "found": vault.index(1001)},
    )
    newcomer = {"id": 5, "code": "B3", "chat": vault.seal("person", "chat", 5, "1002")}
    connection.execute(
        text(
            "INSERT INTO person"
            " (id, code, chat, chat_index, locale, zone, state, discreet, created_at, reachable)"
            " VALUES (:id, :code, :chat, :found, 'en', 'UTC', 'new', :no, 1, :yes)"
        ),
        newcomer | {"found": vault.index(1002), "no": False, "yes": True},
    )
    entries = [
        {
            "id": 10 * number,
            "who": None if number % 3 == 0 else number,
            "reason": vault.seal("audit", "reason", 10 * number, "why") if number % 2 else None,
        }
        for number in range(1, 2501)
    ]
    connection.execute(
        text(
            "INSERT INTO audit (id, at, who, role, action, subject_kind, subject, reason)"
            " VALUES (:id, 1763717400000001, :who, 'coach', 'opened case', 'person', 2, :reason)"
        ),
        entries,
    )


@pytest.mark.parametrize("engine_url", ["sqlite_url", "empty_postgresql_url"])
async def test_a_filled_database_of_0007_gets_its_audit_log_chained(
    request: pytest.FixtureRequest, engine_url: str, vault: Vault
) -> None:
    url: str = request.getfixturevalue(engine_url)
    engine = engine_of(url)
    with engine.connect() as connection, connection.begin():
        schema.prepare(connection, vault, migrate=True, target="0007")
        fill_as_0007_did(connection, vault)
    engine.dispose()
    database = Database.open(url, vault)
    verdict = await database.read(audit.verify)
    entries = await database.read(lambda tx: audit.of(tx, "person", 2))
    whose = await database.read(lambda tx: person.find(tx, 1001))
    newcomer = await database.read(lambda tx: person.by_code(tx, "B3"))
    (held,) = await database.read(lambda tx: case.of_person(tx, 2))
    for act in ("UPDATE audit SET action = 'nothing'", "DELETE FROM audit"):
        with pytest.raises(StorageError):
            await database.run(lambda tx, act=act: tx.driver.execute(act))  # type: ignore[misc]  # bound at once
    await database.run(note_another)
    after = await database.read(audit.verify)
    database.close()
    engine = engine_of(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
        defaults = [
            column["name"]
            for table in ("person", "case")
            for column in inspect(connection).get_columns(table)
            if column["default"] is not None
        ]
    engine.dispose()

    assert (verdict.entries, verdict.first_bad) == (2500, None)
    assert [entry.number for entry in entries] == list(range(1, 2501))
    assert (entries[0].reason, entries[1].reason, entries[2].who) == ("why", None, None)
    assert (after.entries, after.first_bad) == (2501, None)
    assert whose is not None
    assert (whose.sheltered, whose.welcomed_at) == (False, whose.created_at)
    assert newcomer is not None
    assert newcomer.welcomed_at is None
    assert held.without_consent is False
    assert differences == []
    assert defaults == []


def fill_as_0008_did(connection: Connection, vault: Vault) -> None:
    """A coach, somebody with a case in her hands, what happened in it, and a message about it."""
    chats = {
        "coach_chat": vault.seal("member", "chat", 1, "2001"),
        "coach_index": vault.index(2001),
        "coach_name": vault.seal("member", "name", 1, "Sam"),
        "chat": vault.seal("person", "chat", 2, "1001"),
        "found": vault.index(1001),
        "yes": True,
        "no": False,
    }
    for statement in (
        "INSERT INTO member (id, chat, chat_index, name, role, locale, active, added_at)"
        " VALUES (1, :coach_chat, :coach_index, :coach_name, 'coach', 'en', :yes, 1)",
        "INSERT INTO person (id, code, chat, chat_index, locale, zone, state, coach, discreet, created_at,"
        " reachable, sheltered)"
        " VALUES (2, 'K7', :chat, :found, 'en', 'UTC', 'active', 1, :no, 1, :yes, :no)",
        'INSERT INTO "case" (id, person, code, level, state, coach, opened_at, acknowledged_at,'
        " without_consent)"
        " VALUES (3, 2, 'K7', 3, 'acknowledged', 1, 1, 2, :no)",
        'INSERT INTO case_event (id, "case", kind, at, "by") VALUES (4, 3, \'acknowledged\', 2, 1)',
        "INSERT INTO outbox (id, member, chat, chat_index, lane, kind, body, state, tries,"
        ' "case", created_at)'
        " VALUES (5, 1, :coach_chat, :coach_index, 0, 'alert', :coach_name, 'sent', 0, 3, 1)",
    ):
        connection.execute(text(statement), chats)


@pytest.mark.parametrize("engine_url", ["sqlite_url", "empty_postgresql_url"])
async def test_a_filled_database_of_0008_keeps_its_people_and_nobody_has_a_wish_yet(
    request: pytest.FixtureRequest, engine_url: str, vault: Vault
) -> None:
    url: str = request.getfixturevalue(engine_url)
    engine = engine_of(url)
    with engine.connect() as connection, connection.begin():
        schema.prepare(connection, vault, migrate=True, target="0008")
        fill_as_0008_did(connection, vault)
    engine.dispose()
    database = Database.open(url, vault)
    sam = await database.read(lambda tx: member.get(tx, 1))
    who = await database.read(lambda tx: person.find(tx, 1001))
    (held,) = await database.read(lambda tx: case.held_by(tx, 1))
    (event,) = await database.read(lambda tx: case_event.of(tx, 3))
    alerts = await database.read(lambda tx: case_message.alerts_of(tx, 3, datetime(1970, 1, 1, tzinfo=UTC)))
    drills = await database.read(case.drills)
    await database.run(lambda tx: case.change(tx, 3, offered_to=1))
    database.close()
    engine = engine_of(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
        defaults = [
            (table, column["name"])
            for table in METADATA.tables
            for column in inspect(connection).get_columns(table)
            if column["default"] is not None
        ]
    engine.dispose()

    assert sam is not None
    assert (sam.name, sam.zone, sam.always_call, sam.unreachable_since) == ("Sam", None, False, None)
    assert who is not None
    assert (who.coach, who.wants_woman, who.no_family, who.safe_to_call, who.drill) == (
        1,
        False,
        False,
        None,
        False,
    )
    assert (held.code, held.rung, held.attempts, held.climbing_since, held.drill) == ("K7", 0, 0, None, False)
    assert (event.kind, event.by, event.to) == ("acknowledged", 1, None)
    assert alerts == [(5, 1, "sent", None)]
    assert drills == ()
    assert differences == []
    assert defaults == []


def note_another(tx: Transaction) -> None:
    audit.add(tx, id=99_999, at=AT, who=1, role="coach", action="took case", subject_kind="person", subject=2)
