"""Where the commands about sets of conversations find them: the database, the folder, the running bot."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.commands.office import Office
from bot.errors import SettingError
from bot.publishing import (
    Order,
    Outcome,
    carry_out,
    files_of,
    hash_of,
    in_force,
    member_named,
    outcome_from_json,
    outcome_to_json,
    to_json,
)
from bot.scripts.lock import LOCK
from bot.scripts.reading.folder import read_folder
from bot.storage import Database, Transaction

# What stands for a set besides the beginning of its hash and a path.
NOW, FOLDER = "now", "folder"


class Sets(Office):
    """The programme's sets."""

    def act(self, order: Order) -> Outcome:
        """Return what came of the order: written here, or by the running bot. Raises RefusedError."""
        at = self.clock.now()

        async def here(database: Database) -> dict[str, Any]:
            return outcome_to_json(await database.run(lambda tx: carry_out(tx, order, at)))

        return outcome_from_json(self.hand_over(to_json(order), here))

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
