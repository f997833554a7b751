"""Where the commands about sets of conversations find them: the database, the folder, the running bot."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from bot.config import HOW_TO_GET, Settings, read_settings
from bot.errors import DatabaseInUseError, SettingError, StorageError
from bot.publishing import Counter, Order, Outcome, carry_out, files_of, hash_of, in_force, member_named
from bot.scripts.lock import LOCK
from bot.scripts.reading.folder import read_folder
from bot.storage import Database, Transaction, Vault

T = TypeVar("T")

# What stands for a set besides the beginning of its hash and a path.
NOW, FOLDER = "now", "folder"


class Sets:
    """The programme's sets. Looking works beside a running bot; acting goes through it when it runs."""

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

    def act(self, order: Order) -> Outcome:
        """Return what came of the order: written here, or by the running bot. Raises RefusedError."""
        at = self.clock.now()
        try:
            database = self._database()
        except DatabaseInUseError:
            return Counter(self._file()).ask(order)

        async def acted() -> Outcome:
            return await database.run(lambda tx: carry_out(tx, order, at))

        try:
            return asyncio.run(acted())
        finally:
            database.close()

    def member(self, name: str | None) -> int | None:
        """Return the member who goes by this name and may publish; None for no name."""
        return None if name is None else self.read(lambda tx: member_named(tx, name).id)

    def files(self, what: str, locales: Path | None = None) -> Mapping[str, str]:
        """Return the files of a set: "now", "folder", a path, or the beginning of a hash."""
        where = locales or self.settings.locales_folder
        if what == FOLDER:
            return read_folder(self.settings.conversations_folder, where)
        if Path(what).is_dir():
            return read_folder(Path(what), where)
        return self.read(lambda tx: files_of(tx, self.hash(tx, what)))

    def hash(self, tx: Transaction, what: str) -> str:
        """Return the hash that "now" or the beginning of a hash means."""
        if what != NOW:
            return hash_of(tx, what)
        standing = in_force(tx)
        if standing is None:
            raise SettingError(
                "No set is in force yet.", remedy="Start the bot once, or run `python -m bot publish`."
            )
        return standing.bundle

    def keep_lock(self, folder: Path, text: str) -> bool:
        """Write keys.lock beside the conversations; False when the folder cannot be written."""
        try:
            (folder / LOCK).write_text(text, encoding="utf-8", newline="\n")
        except OSError:
            return False
        return True

    def _opened(self, *, make: bool) -> Database:
        url, vault = self.settings.database_url, self._vault()
        try:
            return Database.open(url, vault, read_only=True)
        except (SettingError, StorageError):
            if not make:
                self._must_be_there()
                raise
        self._database().close()  # makes it, or brings an older one up to date
        return Database.open(url, vault, read_only=True)

    def _must_be_there(self) -> None:
        if self.settings.database_url.startswith("sqlite:") and not self._file().exists():
            raise SettingError(
                f"Nothing has been published yet: {self._file().name} (DATABASE_URL) is not there.",
                remedy="Start the bot once, or run `python -m bot publish`.",
            )

    def _database(self) -> Database:
        return Database.open(self.settings.database_url, self._vault())

    def _vault(self) -> Vault:
        if not self.settings.encryption_key.strip():
            raise SettingError(f"ENCRYPTION_KEY is missing. {HOW_TO_GET['encryption_key']}")
        return Vault.from_setting(self.settings.encryption_key)

    def _file(self) -> Path:
        return Path(self.settings.database_url.partition("///")[2]).resolve()
