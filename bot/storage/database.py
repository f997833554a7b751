"""The one way to the database: `run` a unit of work, or `read`."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import DatabaseUnavailableError, SettingError, StorageError
from bot.ids import Ids
from bot.storage import postgresql, schema, sqlite
from bot.storage.failures import translated
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault
from bot.storage.waiting import Member

T = TypeVar("T")

_REMEDY = "Write DATABASE_URL like sqlite:///holdfast.db or postgresql://user:password@host/name."


class Database:
    """An open database. `run` and `read` belong to event loops; `open` and `close` block."""

    def __init__(
        self,
        writer: sqlite.SqliteWriter | postgresql.PostgresqlPool | None,
        readers: sqlite.SqliteReaders | postgresql.PostgresqlPool,
        lock: sqlite.FileLock | None = None,
        path: Path | None = None,
    ) -> None:
        self._writer = writer
        self._readers = readers
        self._lock = lock
        self.path = path  # the file, None on PostgreSQL

    @classmethod
    def open(
        cls, url: str, vault: Vault, *, migrate: bool = True, read_only: bool = False, ids: Ids | None = None
    ) -> Self:
        """Return the database at `url`, up to date and proven to be ours; we are its only writer (SQLite).

        `read_only` takes no lock and refuses `run`: for looking while the bot runs. `ids` makes the ids of
        rows that only storage knows about; hand in the program's own so that none can ever meet.
        Raises SettingError (malformed or unwritable), WrongKeyError, StorageError (somebody else writes, or
        not up to date), DatabaseUnavailableError (no server).
        """
        target = _parsed(url)
        ids = ids or Ids()
        if target.get_backend_name() == "sqlite":
            return cls._open_sqlite(
                target, vault, ids, migrate=migrate and not read_only, read_only=read_only
            )
        return cls._open_postgresql(
            target, vault, ids, migrate=migrate and not read_only, read_only=read_only
        )

    @classmethod
    def _open_sqlite(cls, url: URL, vault: Vault, ids: Ids, *, migrate: bool, read_only: bool) -> Self:
        if not url.database or url.database == ":memory:":
            raise SettingError("The database needs a file.", remedy=_REMEDY)
        path = Path(url.database).resolve()  # by whichever name, one file has one lock
        if read_only:
            if not path.exists():
                raise SettingError("There is no database at this place.", remedy=_REMEDY)
            _prepare(sqlite.make_engine(path, reader=True), vault, migrate=False)
            return cls(None, sqlite.SqliteReaders(path, vault, ids), path=path)
        if path.parent.parent.is_dir():
            path.parent.mkdir(exist_ok=True)  # "data/" of a fresh clone; more than one level is a slip
        lock = sqlite.FileLock(path)
        lock.take()
        try:
            sqlite.make_file(path)
            _prepare(sqlite.make_engine(path, reader=False), vault, migrate=migrate)
            writer = sqlite.SqliteWriter(path, vault, ids)
        except BaseException:
            lock.release()
            raise
        return cls(writer, sqlite.SqliteReaders(path, vault, ids), lock, path)

    @classmethod
    def _open_postgresql(cls, url: URL, vault: Vault, ids: Ids, *, migrate: bool, read_only: bool) -> Self:
        try:
            engine = postgresql.make_engine(url, reader=read_only)
        except ImportError:
            raise SettingError(
                "PostgreSQL needs a driver that is not installed.", remedy="Install holdfast[postgres]."
            ) from None
        _prepare(engine, vault, migrate=migrate)
        writer = None if read_only else postgresql.PostgresqlPool(url, vault, ids, reader=False)
        return cls(writer, postgresql.PostgresqlPool(url, vault, ids, reader=True))

    async def run(self, work: Callable[[Transaction], T], *, first: bool = False) -> T:
        """Return what `work` returned, after it was committed.

        `work` runs in another thread, possibly twice: no side effects, ids and times come in with it. What it
        raises is raised here, and none of its changes stand. `first` enters at the head of the line.
        Cancelling the caller does not cancel the work. Raises DatabaseUnavailableError when the same work may
        succeed later.
        """
        if self._writer is None:
            raise StorageError("This database was opened for reading only.")
        member = _member(work)
        if not self._writer.enter(member, first=first):
            raise DatabaseUnavailableError("The database is closed.")
        result: T = await member.waiter
        return result

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what `work` read, from one moment of the database. Keep it under a second: page by key."""
        member = _member(work)
        if not self._readers.enter(member):
            raise DatabaseUnavailableError("The database is closed.")
        result: T = await member.waiter
        return result

    def run_here(self, work: Callable[[Transaction], T]) -> T:
        """As `run`, in the caller's own thread: for a rehearsal, in which nobody else asks. SQLite only."""
        if not isinstance(self._writer, sqlite.SqliteWriter):
            raise StorageError("This database carries out nothing in the caller's thread.")
        return _outcome(self._writer.here, work)

    def read_here(self, work: Callable[[Transaction], T]) -> T:
        """As `read`, in the caller's own thread: for a rehearsal, in which nobody else asks. SQLite only."""
        if not isinstance(self._readers, sqlite.SqliteReaders):
            raise StorageError("This database carries out nothing in the caller's thread.")
        return _outcome(self._readers.here, work)

    def close(self) -> None:
        """All that waited is done and committed, and others may open the database. Twice is harmless."""
        self._readers.close()  # before the writer: the last one to close a SQLite file checkpoints it
        if self._writer is not None:
            self._writer.close()
        if self._lock is not None:
            self._lock.release()


def _outcome(here: Callable[[Member], None], work: Callable[[Transaction], T]) -> T:
    """Return what `work` returned in the caller's thread, or raise what it raised."""
    member = _member(work)
    here(member)
    member.settle()
    result: T = member.waiter.result()
    return result


def _member(work: Callable[[Transaction], T]) -> Member:
    loop = asyncio.get_running_loop()
    return Member(work, loop, loop.create_future())


def _parsed(url: str) -> URL:
    try:
        target = make_url(url)
        backend, driver = target.get_backend_name(), target.drivername.partition("+")[2]
    except (ArgumentError, ValueError):
        raise SettingError("The database address is malformed.", remedy=_REMEDY) from None
    if (backend, driver) not in {("sqlite", ""), ("postgresql", ""), ("postgresql", "psycopg")}:
        raise SettingError("Holdfast keeps its data in SQLite or PostgreSQL.", remedy=_REMEDY)
    return target


def _prepare(engine: Engine, vault: Vault, *, migrate: bool) -> None:
    try:
        with engine.connect() as connection:
            _off(connection, "foreign_keys")
            with connection.begin():
                schema.prepare(connection, vault, migrate=migrate)
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise _opening_error(error) from None
    finally:
        engine.dispose()


def _off(connection: Connection, pragma: str) -> None:
    """SQLite rebuilds tables by dropping the old one; with foreign keys on, that deletes its children."""
    if connection.dialect.name == "sqlite":
        driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]  # it is sqlite3's
        driver.execute(f"PRAGMA {pragma}=OFF")


def _opening_error(error: Exception) -> BaseException:
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.DatabaseError) and not isinstance(cause, sqlite3.OperationalError):
        return SettingError("The file is not a Holdfast database.", remedy=_REMEDY)
    if getattr(cause, "sqlite_errorname", "") in {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM"}:
        return SettingError("The database cannot be opened for writing.", remedy=_REMEDY)
    return translated(error)
