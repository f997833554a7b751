"""Reads the files of a programme from the disk; what cannot be read stays in its place and says why."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path

from bot.errors import ScriptError
from bot.scripts.lock import LOCK
from bot.scripts.reading.yaml import LARGEST_FILE, TOO_LARGE, Unreadable

TOO_LARGE_CATALOG = (
    "This file is larger than 4 MB, so it cannot be a catalog of ours. Take it out of the folder."
)
LARGEST_CATALOG = 4_000_000  # bytes; a catalog of 300 conversations has 1.2 MB

# What somebody meant as a conversation, also where an office programme or a phone gave it another ending.
_MEANT = re.compile(r"[^.~#].*\.ya?ml(\.(txt|rtf|docx?|odt|html?))?", re.IGNORECASE | re.DOTALL)


def read_folder(conversations: Path, locales: Path) -> Mapping[str, str]:
    """Return {file name: content}: the YAML files of one folder, keys.lock, the conversations' catalogs.

    Hidden files, editors' backups, pictures and sounds are left out. A file that is no UTF-8 text, too
    large, or no file at all stands there as the sentence that `load` will say about it. Raises ScriptError
    when the conversations folder itself is not there.
    """
    remedy = "Name the one they are in: CONVERSATIONS_FOLDER in .env, or `python -m bot check FOLDER`."
    try:
        names = sorted(path.name for path in conversations.iterdir())
    except OSError:
        words = f"{conversations}:1:1: error: There is no such folder with conversations. [E101]"
        if conversations.is_dir():
            words = f"{conversations}:1:1: error: This folder cannot be opened. [E101]"
            remedy = "Check who may read it."
        elif conversations.is_file():
            words = f"{conversations}:1:1: error: This is a file, not the folder with conversations. [E101]"
        raise ScriptError(words, remedy=remedy) from None
    files: dict[str, str] = {}
    for name in names:
        if name == LOCK or _MEANT.fullmatch(name):
            files[name] = read_text(conversations / name, LARGEST_FILE)
    for path in sorted(locales.glob("*/LC_MESSAGES/conversations.po")):
        files[f"locales/{path.relative_to(locales).as_posix()}"] = read_text(path, LARGEST_CATALOG)
    return files


def read_own_catalogs(locales: Path) -> Mapping[str, str]:
    """Return {language: text of bot.po}, the translations of the bot's own words."""
    paths = sorted(locales.glob("*/LC_MESSAGES/bot.po"))
    return {path.parts[-3]: read_text(path, LARGEST_CATALOG) for path in paths}


def read_text(path: Path, limit: int) -> str:
    """Return what the file says, or `Unreadable` with the reason; never waits and never reads without end.

    `limit` is in bytes. What is not UTF-8 stays in the text as lone surrogates, for the reader to point at.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return Unreadable("This is a folder, not a file. Rename it, or take it out of this folder.")
        if not stat.S_ISREG(kind):
            return Unreadable("This is not an ordinary file. Take it out of the folder.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError):
        return Unreadable("This file cannot be opened. Check that it is there and that it may be read.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Unreadable("This file is saved as UTF-16. Save it again as UTF-8.")
    if len(data) > limit:
        return Unreadable(TOO_LARGE if limit == LARGEST_FILE else TOO_LARGE_CATALOG)
    return data.decode("utf-8", "surrogateescape")
