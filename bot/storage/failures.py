"""Turns the drivers' exceptions into ours. A driver's message can quote a row; ours never does."""

import sqlite3
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import DatabaseUnavailableError, StorageError

# Another transaction got in the way; running the work again is the answer (PostgreSQL, appendix A). So for a
# reference that fails (23503): somebody was deleted while something was written about them beside it. And for
# what is there already (23505): two opened a case in the same moment, and whoever looks again finds it open.
_AGAIN: Final = frozenset({"40001", "40P01", "23503", "23505"})

# Nothing is wrong with the work: it can be done when somebody has mended the disk, the file or the server.
_SQLITE_PASSING: Final = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_PERM",
    "SQLITE_NOMEM",
    "SQLITE_PROTOCOL",
    "SQLITE_INTERRUPT",
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
)
# Connection lost, a standby, lost to others, no resources, shut down or too slow, broken disk.
_POSTGRESQL_PASSING: Final = ("08", "25006", "40", "53", "57", "58")


def driver_error(error: BaseException) -> BaseException:
    """Return the driver's own exception, out of SQLAlchemy's wrapping if there is one."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def is_database_error(error: BaseException) -> bool:
    """True for what the database or its driver raised; False for the work's own exceptions."""
    if isinstance(error, sqlite3.Error | SQLAlchemyError):
        return True
    return type(error).__module__.split(".")[0] == "psycopg"  # psycopg is an extra: not imported here


def sqlstate(error: BaseException) -> str | None:
    """Return PostgreSQL's five-letter code, if there is one."""
    return getattr(driver_error(error), "sqlstate", None)


def is_worth_another_run(error: BaseException) -> bool:
    """True when PostgreSQL gave up this transaction, and the next look sees what another one did."""
    return sqlstate(error) in _AGAIN


def translated(error: BaseException) -> BaseException:
    """Return our exception for a database's own; any other exception comes back as it is."""
    if not is_database_error(error):
        return error
    cause = driver_error(error)
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause)
    if cause is error and isinstance(error, SQLAlchemyError):
        return error  # a wrong statement: our bug, and the engines are told to hide parameters
    return _from_postgresql(cause)


def _from_sqlite(cause: sqlite3.Error) -> StorageError:
    # SQLite's messages name tables and columns, never values.
    name = getattr(cause, "sqlite_errorname", None) or type(cause).__name__
    said = f"{str(cause).rstrip('.')} ({name})."
    if name.startswith(_SQLITE_PASSING):
        return DatabaseUnavailableError(f"The database cannot be used now: {said}")
    return StorageError(f"The database refused a statement: {said}")


def _from_postgresql(cause: Any) -> StorageError:
    # PostgreSQL's messages quote whole rows: only the code and the constraint's name are repeated.
    kind, code = type(cause).__name__, getattr(cause, "sqlstate", None)
    if code is None and kind in {"OperationalError", "InterfaceError", "ConnectionTimeout"}:
        return DatabaseUnavailableError(f"The database cannot be used now: {kind}.")
    if code is not None and code.startswith(_POSTGRESQL_PASSING):
        return DatabaseUnavailableError(f"The database cannot be used now: {kind} ({code}).")
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return StorageError(f"The database refused a statement: {constraint or kind} ({code}).")
