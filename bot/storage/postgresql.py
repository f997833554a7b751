"""PostgreSQL, the engine for several machines: a pool of threads, one transaction each.

Transactions are REPEATABLE READ: two that change the same row cannot both win in silence. The loser is told
40001 (or 40P01 for a deadlock) and is run again from the start.
"""

import contextlib
import threading
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from bot.ids import Ids
from bot.storage.failures import is_database_error, is_worth_another_run, translated
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault
from bot.storage.waiting import Member, WaitingLine, settle

WRITER_THREADS: Final = 8  # transactions side by side; a small server allows 100 connections in all
READER_THREADS: Final = 2  # long lists for staff do not stand in the way of turns
RUNS: Final = 20  # of one unit of work, when others keep getting in its way
PATIENT_RUNS: Final = 4  # then it runs alone: eight that want one row would else lose for ever
CONNECT_SECONDS: Final = 5  # a server that does not answer counts as gone
SILENCE_SECONDS: Final = 10  # a server that went away without a word counts as gone


def make_engine(url: URL, *, reader: bool) -> Engine:
    """Return an engine; each of our threads keeps one connection of it."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": SILENCE_SECONDS * 1000,
            "keepalives_idle": SILENCE_SECONDS,
            "options": "-c default_transaction_read_only=on" if reader else "",
        },
    )


class _Floor:
    """Many run beside each other, or one alone; who wants to be alone goes before new ones."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._wanting = 0

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Others may run meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanting == 0)
            self._running += 1
        try:
            yield
        finally:
            self._left()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else of this pool runs meanwhile."""
        with self._changed:
            self._wanting += 1
            self._changed.wait_for(lambda: self._running == 0)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._wanting -= 1
            self._left()

    def _left(self) -> None:
        with self._changed:
            self._running -= 1
            self._changed.notify_all()


class PostgresqlPool:
    """Threads that carry out units of work against one server."""

    def __init__(self, url: URL, vault: Vault, ids: Ids, *, reader: bool) -> None:
        self._line = WaitingLine()
        self._vault = vault
        self._ids = ids
        self._engine = make_engine(url, reader=reader)
        self._floor = _Floor()
        name = "reader" if reader else "writer"
        self._threads = [
            threading.Thread(target=self._serve, name=f"holdfast-{name}-{number}", daemon=True)
            for number in range(READER_THREADS if reader else WRITER_THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def enter(self, member: Member, *, first: bool = False) -> bool:
        """Put a unit of work in the line; False when the database is closed."""
        return self._line.enter(member, first=first)

    def close(self) -> None:
        """All work that waited is done and the connections are closed."""
        self._line.close()
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        connection: Connection | None = None
        while (member := self._line.take()) is not None:
            try:
                if connection is None:
                    connection = self._engine.connect()
                self._until_done(connection, member)
            except BaseException as error:
                member.result, member.error = None, translated(error)
                if connection is not None and is_database_error(error):
                    connection = self._kept(connection)
            settle([member])
        if connection is not None:
            connection.close()

    def _until_done(self, connection: Connection, member: Member) -> None:
        for run in range(1, RUNS + 1):
            try:
                place = self._floor.beside() if run <= PATIENT_RUNS else self._floor.alone()
                with place, connection.begin():
                    member.result = self._one(connection, member)
                return
            except Exception as error:
                if run == RUNS or not is_worth_another_run(error):
                    raise

    def _one(self, connection: Connection, member: Member) -> Any:
        transaction = Transaction(connection, connection.connection.dbapi_connection, self._vault, self._ids)
        try:
            result = member.work(transaction)
            transaction.finish()
            return result
        finally:
            transaction.leave()

    def _kept(self, connection: Connection) -> Connection | None:
        """Return the connection if it still lives, else None: the next unit of work opens a new one."""
        try:
            driver: Any = connection.connection.dbapi_connection
            if not connection.invalidated and not driver.closed:
                return connection
            connection.invalidate()
            connection.close()
        except Exception:
            return None
        return None
