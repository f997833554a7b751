"""SQLite, the embedded engine: one writer thread that shares commits, readers that cannot write.

Units of work that wait together share one transaction, each in its own savepoint, because a durable commit
costs about as much as all their statements. A full disk inside one savepoint makes SQLite roll the whole
transaction back in silence, and whatever ran next would commit by itself; so `in_transaction` is looked at
after every member, and when it is lost every member runs again alone. Nobody is told anything before COMMIT.
"""

import contextlib
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseInUseError, DatabaseUnavailableError, SettingError
from bot.ids import Ids
from bot.storage.failures import translated
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault
from bot.storage.waiting import Member, WaitingLine, settle

GROUP_MEMBERS: Final = 64  # a commit shared by 64 costs each of them about 1.5% of it
GROUP_SECONDS: Final = 0.020  # nobody waits for a group longer than a fifth of what a person notices
BUSY_SECONDS: Final = 2.0  # another program holds the file: longer than any honest write takes
READER_THREADS: Final = 2  # a long list for staff must not stand in the way of a short look-up
CACHE_KIBIBYTES: Final = 8192  # of pages a connection: the busy part of some thousand people
WAL_BYTES: Final = 64 * 1024 * 1024  # the log is cut back to this after it was carried over
STATEMENTS: Final = 256  # prepared statements kept; all of ours fit


class FileLock:
    """Held while this process may write the database. Command-line writers take the same one."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: int | None = None

    def take(self) -> None:
        """The lock is ours, or DatabaseInUseError says that another process has it."""
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unwritable(error) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            self._file = None
            raise DatabaseInUseError from None

    def is_held(self) -> bool:
        """Return whether some process may write the database now; one that only looks makes no file."""
        try:
            file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(file)
        return False

    def release(self) -> None:
        """The lock is free for others. The file stays: taking it away would let two writers in."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _unwritable(error: OSError) -> SettingError:
    return SettingError(
        f"The database cannot be written: {error.strerror}.",
        remedy="Point DATABASE_URL to a file in a folder that exists and that Holdfast may write.",
    )


def make_file(path: Path) -> None:
    """The file exists and only its owner can read it (SQLite gives its side files the same rights)."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise _unwritable(error) from None


def _set_up(driver: sqlite3.Connection, *, reader: bool) -> None:
    driver.execute("PRAGMA journal_mode=WAL")
    driver.execute("PRAGMA synchronous=FULL")
    driver.execute("PRAGMA foreign_keys=ON")
    driver.execute(f"PRAGMA cache_size=-{CACHE_KIBIBYTES}")
    driver.execute(f"PRAGMA journal_size_limit={WAL_BYTES}")
    if reader:
        # Only the writer checkpoints: SQLite before 3.51.3 can damage a WAL that two connections reset.
        driver.execute("PRAGMA wal_autocheckpoint=0")
        driver.execute("PRAGMA query_only=ON")
    else:
        driver.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not only let go of


def make_engine(path: Path, *, reader: bool) -> Engine:
    """Return an engine whose transactions are begun by us, never by the driver."""

    def connect() -> sqlite3.Connection:
        driver = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",  # never makes a new, empty one where ours has gone
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # the driver's own transactions begin too late and lose updates
            check_same_thread=False,  # opened by one thread, then used by exactly one other
            cached_statements=STATEMENTS,
        )
        try:
            _set_up(driver, reader=reader)
        except BaseException:
            driver.close()  # a file that is no database: nobody else will
            raise
        return driver

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reader else "BEGIN IMMEDIATE")

    return engine


class SqliteWriter:
    """The one thread that writes."""

    def __init__(
        self, path: Path, vault: Vault, ids: Ids, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` returns seconds and ends groups."""
        self._line = WaitingLine()
        self._vault = vault
        self._ids = ids
        self._clock = clock
        self._path = path
        self._file = path.stat().st_ino
        self._engine = make_engine(path, reader=False)
        self._connect()
        self._thread = threading.Thread(target=self._serve, name="holdfast-writer", daemon=True)
        self._thread.start()

    def enter(self, member: Member, *, first: bool) -> bool:
        """Put a unit of work in the line; False when the database is closed."""
        return self._line.enter(member, first=first)

    def close(self) -> None:
        """All work that waited is done and the connection is closed."""
        self._line.close()
        self._thread.join()
        self._connection.close()
        self._engine.dispose()

    def _connect(self) -> None:
        self._connection = self._engine.connect()
        self._driver: sqlite3.Connection = self._connection.connection.dbapi_connection  # type: ignore[assignment]  # it is sqlite3's

    def _serve(self) -> None:
        while (member := self._line.take()) is not None:
            group = [member]
            self._carry_out(group)
            settle(group)

    def here(self, member: Member) -> None:
        """Carry it out in the caller's thread, for a caller who is the only one: the line stays empty."""
        self._carry_out([member])

    def _carry_out(self, group: list[Member]) -> None:
        """The first member, and whoever comes in time, know their outcomes; `group` is all of them."""
        if not self._is_there():
            _failed(group[0], DatabaseUnavailableError("The database file is gone."))
            return
        try:
            self._shared(group)
        except Exception as error:  # SQLite itself is in trouble
            for each in group:
                if not each.certain:
                    _failed(each, error)
            self._start_over()

    def _is_there(self) -> bool:
        """SQLite goes on writing into a file that was taken away, and at the next start all that is lost."""
        try:
            return self._path.stat().st_ino == self._file
        except OSError:
            return False

    def _start_over(self) -> None:
        """Drop the connection with whatever it had open. Without a new one, the next group tries again."""
        with contextlib.suppress(Exception):
            self._connection.invalidate()
            self._connection.close()
        with contextlib.suppress(Exception):
            self._connect()

    def _shared(self, group: list[Member]) -> None:
        """Run the first member, and whoever comes in time, in one transaction; they know their outcomes."""
        began = self._clock()
        outer = self._connection.begin()
        try:
            while True:
                self._one(group[-1])
                if not self._driver.in_transaction:
                    lost = True
                    break
                full = len(group) >= GROUP_MEMBERS or self._clock() - began >= GROUP_SECONDS
                following = None if full else self._line.take_now()
                if following is None:
                    outer.commit()
                    lost = False
                    break
                group.append(following)
        except Exception as error:
            lost = True
            _failed(group[0], error)
        finally:
            self._forget()
        if lost and len(group) > 1:
            for each in group:
                self._alone(each)

    def _alone(self, member: Member) -> None:
        """Run one member in a transaction of its own."""
        try:
            with self._connection.begin():
                self._one(member)
            member.certain = True
        except Exception as error:
            _failed(member, error)
        finally:
            self._forget()

    def _one(self, member: Member) -> None:
        """Run a member in its savepoint; its exception undoes its own work and nothing else."""
        member.result = member.error = None
        transaction = Transaction(self._connection, self._driver, self._vault, self._ids)
        self._driver.execute("SAVEPOINT member")
        try:
            member.result = member.work(transaction)
            transaction.finish()
        except BaseException as error:
            _failed(member, error)
        finally:
            transaction.leave()
        if not self._driver.in_transaction:
            if member.error is None:  # the work swallowed what told it so
                _failed(member, DatabaseUnavailableError("The database dropped a transaction."))
            return
        if member.error is not None:
            self._driver.execute("ROLLBACK TO member")
        self._driver.execute("RELEASE member")

    def _forget(self) -> None:
        """No transaction is open, neither in SQLite nor in SQLAlchemy's mind."""
        standing = self._connection.get_transaction()
        if standing is not None:
            standing.rollback()
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")


def _failed(member: Member, error: BaseException) -> Member:
    member.result, member.error = None, translated(error)
    return member


class SqliteReaders:
    """A few threads that read. Each look is one short transaction; nothing here can write."""

    def __init__(self, path: Path, vault: Vault, ids: Ids) -> None:
        self._line = WaitingLine()
        self._vault = vault
        self._ids = ids
        self._engine = make_engine(path, reader=True)
        self._own: Connection | None = None  # of a caller who reads in a thread of their own
        self._threads = [
            threading.Thread(target=self._serve, name=f"holdfast-reader-{number}", daemon=True)
            for number in range(READER_THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def enter(self, member: Member) -> bool:
        """Put a look in the line; False when the database is closed."""
        return self._line.enter(member, first=False)

    def close(self) -> None:
        """All looks that waited are done and the connections are closed."""
        self._line.close()
        for thread in self._threads:
            thread.join()
        if self._own is not None:
            self._own.close()
        self._engine.dispose()

    def here(self, member: Member) -> None:
        """Look in the caller's thread, for a caller who is the only one."""
        try:
            self._own = self._own or self._engine.connect()
            self._one(self._own, member)
        except Exception as error:
            _failed(member, error)

    def _serve(self) -> None:
        connection: Connection | None = None
        while (member := self._line.take()) is not None:
            try:
                if connection is None:
                    connection = self._engine.connect()
                self._one(connection, member)
            except Exception as error:
                _failed(member, error)
            settle([member])
        if connection is not None:
            connection.close()

    def _one(self, connection: Connection, member: Member) -> None:
        driver: Any = connection.connection.dbapi_connection
        with connection.begin() as look:
            transaction = Transaction(connection, driver, self._vault, self._ids)
            try:
                member.result = member.work(transaction)
            except BaseException as error:
                _failed(member, error)
            finally:
                transaction.leave()
                look.rollback()
