"""Where commands find the programme: its settings, its database, the running bot.

Looking works beside a running bot; what changes something goes through it when it runs.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import Clock
from bot.config import HOW_TO_GET, Settings, read_settings
from bot.errors import DatabaseInUseError, SettingError, StorageError
from bot.storage import Database, Transaction, Vault
from bot.storage.counter import Counter

T = TypeVar("T")

# Changes the open database, and returns what came of it.
Act = Callable[[Database], Awaitable[dict[str, Any]]]


class Office:
    """The programme of this folder. Nothing is opened before it is asked for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or read_settings()
        self.clock = Clock()

    def look(self, work: Callable[[Database], Awaitable[T]], *, make: bool = False) -> T:
        """Return what `work` finds in the database, which is only read; `make` makes one if there is none."""
        database = self._opened(make=make)

        async def looked() -> T:
            return await work(database)

        try:
            return asyncio.run(looked())
        finally:
            database.close()

    def read(self, work: Callable[[Transaction], T], *, make: bool = False) -> T:
        """Return what one look into the database gives."""
        return self.look(lambda database: database.read(work), make=make)

    def order(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what came of an order about people (bot/turns/orders.py). Raises RefusedError."""

        async def here(database: Database) -> dict[str, Any]:
            from bot.commands.turning import carry_out_here  # makes half of the bot: only where it must

            return await carry_out_here(self.settings, database, self.clock, document)

        return self.hand_over(document, here)

    def hand_over(self, document: Mapping[str, Any], here: Act) -> dict[str, Any]:
        """Return what came of the order: carried out `here`, or by the running bot. Raises RefusedError."""
        try:
            database = self._database()
        except DatabaseInUseError:
            return Counter(self.file).ask(document)

        async def acted() -> dict[str, Any]:
            return await here(database)

        try:
            return asyncio.run(acted())
        finally:
            database.close()

    @property
    def file(self) -> Path:
        """Return the SQLite file that DATABASE_URL names."""
        return Path(self.settings.database_url.partition("///")[2]).resolve()

    @property
    def vault(self) -> Vault:
        """Return the keys of ENCRYPTION_KEY; raises SettingError."""
        if not self.settings.encryption_key.strip():
            raise SettingError(f"ENCRYPTION_KEY is missing. {HOW_TO_GET['encryption_key']}")
        return Vault.from_setting(self.settings.encryption_key)

    def _opened(self, *, make: bool) -> Database:
        url, vault = self.settings.database_url, self.vault
        try:
            return Database.open(url, vault, read_only=True)
        except (SettingError, StorageError):
            if not make:
                self._must_be_there()
                raise
        self._database().close()  # makes it, or brings an older one up to date
        return Database.open(url, vault, read_only=True)

    def _must_be_there(self) -> None:
        if self.settings.database_url.startswith("sqlite:") and not self.file.exists():
            raise SettingError(
                f"Nothing has been published yet: {self.file.name} (DATABASE_URL) is not there.",
                remedy="Start the bot once, or run `python -m bot publish`.",
            )

    def _database(self) -> Database:
        return Database.open(self.settings.database_url, self.vault)
