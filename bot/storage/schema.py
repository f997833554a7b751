"""Brings a database to the shape this program needs, and makes sure it was written with our keys.

Migrations live in migrations/versions and only ever go forward. They run in one transaction each time the
database is opened and is not up to date.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from bot.errors import StorageError, WrongKeyError
from bot.storage.vault import Vault

NEWEST: Final = "0010"  # the last revision in migrations/versions; a test compares
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_CHECK: Final = "key_check"  # the meta row that only the right key opens
_KNOWN: Final = "Holdfast"
_MIGRATION_LOCK: Final = 4_803_117  # any number, the same in every replica (pg_advisory_xact_lock)


def revision(connection: Connection) -> str | None:
    """Return the revision the database is at, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def prepare(connection: Connection, vault: Vault, *, migrate: bool, target: str = "head") -> None:
    """The database is up to date and ours, inside the transaction that `connection` has open.

    Raises WrongKeyError before anything is changed; StorageError when the database is newer than this
    program, or older and `migrate` is false.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
    at = revision(connection)
    if at is not None:
        _check_key(connection, vault)
    if at == NEWEST:
        return
    if at is not None and at > NEWEST:
        raise StorageError("This database was written by a newer Holdfast.", remedy="Install that version.")
    if not migrate:
        raise StorageError(
            "The database is not up to date.",
            remedy="Start `python -m bot run` once; it brings it up to date.",
        )
    _upgrade(connection, target, vault)
    if at is None:
        _write_key_check(connection, vault)
    if connection.dialect.name == "sqlite":
        _check_references(connection)


def _upgrade(connection: Connection, target: str, vault: Vault) -> None:
    # Imported here: most starts need no migration, and Alembic costs a tenth of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["vault"] = vault  # the audit log is chained with its key
    command.upgrade(config, target)


def _check_references(connection: Connection) -> None:
    """No row is left without its parent: SQLite tables are rebuilt with foreign keys off."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = sorted({str(row[0]) for row in broken})
        raise StorageError(f"The update would leave rows without their parent in: {', '.join(tables)}.")


def _write_key_check(connection: Connection, vault: Vault) -> None:
    sealed = vault.seal("meta", "value", 0, _KNOWN).hex()
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES (:key, :value)"), {"key": _CHECK, "value": sealed}
    )


def _check_key(connection: Connection, vault: Vault) -> None:
    found = connection.execute(text("SELECT value FROM meta WHERE key = :key"), {"key": _CHECK}).scalar()
    try:
        known = vault.unseal("meta", "value", 0, bytes.fromhex(str(found)))
    except (StorageError, ValueError):
        known = None
    if known != _KNOWN:
        raise WrongKeyError(remedy="Set ENCRYPTION_KEY to the key this database was made with.")
