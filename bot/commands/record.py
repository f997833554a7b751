"""`export` and `erase`: one person's record, taken out or deleted by whoever has the machine."""

import os
from collections.abc import Sequence
from pathlib import Path

from bot.assembly import edition_of
from bot.commands.office import Office
from bot.commands.writing import NotWrittenError
from bot.config import Settings
from bot.errors import RefusedError
from bot.keeping import as_json, as_page, gather
from bot.publishing import files_of, in_force
from bot.storage import Transaction, person
from bot.storage.person import Person


def export_record(code: str, folder: Path, settings: Settings | None = None) -> None:
    """Write all that is kept about the person as JSON and as a page in their language.

    That it was taken out stands in the audit log, and the person reads it there. Raises RefusedError.
    """
    office = Office(settings)
    wanted = code.strip().upper()
    office.read(lambda tx: _person(tx, wanted))
    at = office.clock.now()
    as_data, to_read = _free(folder, [f"{wanted}-{at:%Y-%m-%d}.{ending}" for ending in ("json", "html")])
    office.order({"kind": "exported", "code": wanted})
    gathered, files = office.read(lambda tx: (gather(tx, _person(tx, wanted), at), _files(tx)))
    edition = edition_of(files, office.settings.locales_folder)
    _write(as_data, as_json(gathered))
    _write(to_read, as_page(gathered, edition.bundle, edition.catalogs))


def erase_record(code: str, *, yes: bool, settings: Settings | None = None) -> None:
    """Delete everything about the person, for good. Raises RefusedError unless `yes`."""
    office = Office(settings)
    wanted = code.strip().upper()
    office.read(lambda tx: _person(tx, wanted))
    if not yes:
        raise RefusedError(
            f"This deletes everything about {wanted} for good: record, messages, timers, an open case.",
            remedy=f"If that is wished: python -m bot erase {wanted} --yes",
        )
    office.order({"kind": "erase", "code": wanted})
    print(f"Everything about {wanted} is deleted. What stays are lines of the audit log, without a name.")
    print(
        f"A backup that is put back will be cleaned of it again, with the list in"
        f" {office.settings.erased_list.name}. Older backups hold it until you delete them."
    )


def _person(tx: Transaction, code: str) -> Person:
    found = person.by_code(tx, code)
    if found is None:
        raise RefusedError(
            "Nobody goes by this code.", remedy="Codes are those in alerts and cases, such as K7."
        )
    return found


def _files(tx: Transaction) -> dict[str, str]:
    standing = in_force(tx)
    if standing is None:
        raise RefusedError("No set is in force yet.", remedy="Start the bot once, or publish a set.")
    return files_of(tx, standing.bundle)


def _free(folder: Path, names: Sequence[str]) -> list[Path]:
    """The folder is there, and none of these files in it: looked at before anything is taken out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{folder} could not be made: {error.strerror}.") from None
    files = [folder / name for name in names]
    for file in files:
        if file.exists():
            raise _there_already(file)
    return files


def _write(file: Path, content: bytes) -> None:
    """The file is there, for its owner alone; one that stands there already is not written over."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    except FileExistsError:
        raise _there_already(file) from None
    except OSError as error:
        raise NotWrittenError(f"{file} could not be written: {error.strerror}.") from None
    print(file)


def _there_already(file: Path) -> NotWrittenError:
    return NotWrittenError(f"{file} is there already.", remedy="Move it, or choose --to.")
