"""The list of the erased: a file beside the database, so that a backup put back is cleaned again.

One line a deleted record: the day, and a keyed hash of the row's number. Alone it says nothing of anybody;
with the key it says of each person in an older database whether they were deleted since. The list follows the
audit log, which tells of every deletion; a line older than any backup anybody keeps is dropped.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from bot.keeping.erasing import TOMBSTONE, erase, erase_unreadable
from bot.storage import Database, Transaction, meta, person
from bot.storage.person import Person
from bot.storage.tables import METADATA
from bot.storage.vault import Vault

log = logging.getLogger(__name__)

LINES_KEPT: Final = timedelta(days=400)  # longer than a year of backups
# A deletion is written down with the time its turn began, and committed a little later.
LATE_COMMITS: Final = timedelta(hours=1)
PAGE: Final = 500  # people looked at in one transaction: some milliseconds of HMAC
_PURPOSE: Final = "erased"
_APPLIED: Final = "erased.applied"  # in `meta`: the hash of the list this database has been cleaned by
_HEAD: Final = "# Records that were deleted: day and keyed hash. Keep this file apart from backups.\n"

_AUDIT: Final = METADATA.tables["audit"].c


class Ledger:
    """The file and the database it belongs to."""

    def __init__(self, file: Path, database: Database, vault: Vault) -> None:
        self._file = file
        self._database = database
        self._vault = vault
        self._followed: datetime | None = None  # up to when every deletion has its line

    async def clean(self, now: datetime, new_id: Callable[[], int]) -> int:
        """Nobody on the list is in the database; return how many had come back with a backup.

        Also looks through the audit log for deletions whose line is missing. For the start, before anybody
        is served. A list that cannot be read is said in the log: help must not wait for it.
        """
        try:
            lines = _read(self._file)
        except (OSError, ValueError) as error:
            log.error("list_of_erased_not_read", extra={"error": type(error).__name__})
            return 0
        found = 0
        if lines and await self._database.read(lambda tx: meta.get(tx, _APPLIED)) != _hash(lines):
            found = await self._erase_again(frozenset(lines), now, new_id)
        await self.follow(now)
        return found

    async def follow(self, now: datetime) -> int:
        """Every deletion of the audit log has its line in the file; return how many were added.

        A file that cannot be read or written is said in the log, and tried again the next time.
        """
        oldest = now - LINES_KEPT
        since = oldest if self._followed is None else self._followed - LATE_COMMITS
        fresh = await self._database.read(lambda tx: _deleted(tx, since))
        try:
            lines = _read(self._file) if fresh else {}
            missing = {self._line(whose): at.date() for whose, at in fresh if not self._has(lines, whose)}
            if missing:
                kept = {line: day for line, day in lines.items() if day >= oldest.date()} | missing
                _write(self._file, kept)
        except (OSError, ValueError) as error:
            log.error("list_of_erased_not_written", extra={"error": type(error).__name__})
            return 0
        self._followed = now
        if missing:
            await self._note_applied(kept)
        return len(missing)

    async def _erase_again(self, wanted: frozenset[str], now: datetime, new_id: Callable[[], int]) -> int:
        found, after = 0, -1
        while True:
            page = await self._database.read(partial(person.page, after_id=after, limit=PAGE))
            for one in page:
                if any(mac.hex() in wanted for mac in self._vault.macs(_PURPOSE, b"%d" % one.id)):
                    await self._database.run(partial(_erase, one=one, now=now, id=new_id()))
                    found += 1
            if len(page) < PAGE:
                break
            after = page[-1].id
        await self._note_applied(wanted)
        if found:
            log.warning("erased_again_after_a_backup", extra={"count": found})
        return found

    async def _note_applied(self, lines: Iterable[str]) -> None:
        applied = _hash(lines)
        await self._database.run(lambda tx: meta.put(tx, _APPLIED, applied))

    def _line(self, whose: int) -> str:
        return self._vault.mac(_PURPOSE, b"%d" % whose).hex()

    def _has(self, lines: dict[str, date], whose: int) -> bool:
        return any(mac.hex() in lines for mac in self._vault.macs(_PURPOSE, b"%d" % whose))


def _erase(tx: Transaction, one: Person | person.Unreadable, now: datetime, id: int) -> None:
    if isinstance(one, Person):
        erase(tx, one, now, new_id=lambda: id, by="restored")
    else:
        erase_unreadable(tx, one.id, now, id=id, by="restored")


def _deleted(tx: Transaction, since: datetime) -> list[tuple[int, datetime]]:
    """Return (person, when) of each deletion since then, oldest first."""
    rows: Any = tx.execute(
        select(_AUDIT.subject, _AUDIT.at)
        .where(_AUDIT.subject_kind == TOMBSTONE, _AUDIT.at >= since)
        .order_by(_AUDIT.id)
    )
    return [(row[0], row[1]) for row in rows]


def _read(file: Path) -> dict[str, date]:
    """Return {keyed hash: day}; a line that is none of ours is left out. Raises OSError, ValueError."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return {}
    found: dict[str, date] = {}
    for line in text.splitlines():
        day, _, mac = line.partition(" ")
        with suppress(ValueError):
            found[mac.strip()] = date.fromisoformat(day)
    return found


def _write(file: Path, lines: dict[str, date]) -> None:
    """The file holds these lines, whole or not at all; only its owner can read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w") as out:
        out.write(_HEAD)
        out.writelines(f"{day.isoformat()} {mac}\n" for mac, day in lines.items())
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
