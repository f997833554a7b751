"""What a unit of work is given: one open transaction, the keys, and the driver's own connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.base import Executable
from sqlmodel import Session

from bot.ids import Ids
from bot.storage.vault import Vault


class Transaction:
    """One open transaction. Committing and rolling back belong to the database, never to the work.

    The work may run twice (a lost group, a serialization failure): no side effects outside the database; ids
    and `at` are made before.
    """

    __slots__ = ("_ids", "_session", "connection", "driver", "vault")

    def __init__(self, connection: Connection, driver: Any, vault: Vault, ids: Ids) -> None:
        """`driver` is the sqlite3 or psycopg connection beneath `connection`."""
        self.connection = connection
        self.driver = driver
        self.vault = vault
        self._ids = ids
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """Return a SQLModel session on this transaction, made at the first use. For cold paths."""
        if self._session is None:
            self._session = Session(bind=self.connection, join_transaction_mode="rollback_only")
        return self._session

    def execute(
        self, statement: Executable, params: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run a Core statement through SQLAlchemy."""
        return self.connection.execute(statement, params)

    def new_id(self, at: datetime) -> int:
        """Return a fresh id for a row that only storage knows about."""
        return self._ids.new(at)

    def finish(self) -> None:
        """Write what the session still holds. Called by the database when the work returned."""
        if self._session is not None:
            self._session.flush()

    def leave(self) -> None:
        """Let go of the session, whatever happened; the transaction itself stays as it is."""
        if self._session is not None:
            self._session.close()
            self._session = None
