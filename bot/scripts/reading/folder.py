"""Reads the files of a programme from the disk; what cannot be read stays in its place and says why."""

from collections.abc import Mapping
from pathlib import Path

from bot.errors import ScriptError
from bot.scripts.reading.yaml import LARGEST_FILE, Unreadable

LARGEST_CATALOG = 20_000_000  # bytes; a catalog of ten thousand texts has about 2 MB


def read_folder(conversations: Path, locales: Path) -> Mapping[str, str]:
    """Return {file name: content}: the YAML files of one folder and the catalogs of the conversations.

    Hidden files, editors' backups, pictures and sounds are left out. A file that is no UTF-8 text, too
    large, or a folder stands there as the sentence that `load` will say about it. Raises ScriptError when
    the conversations folder itself is not there.
    """
    if not conversations.is_dir():
        raise ScriptError(
            f"{conversations}:1:1: error: There is no such folder with conversations. [E101]",
            remedy="Name the one they are in: CONVERSATIONS_FOLDER in .env, or `python -m bot check FOLDER`.",
        )
    files: dict[str, str] = {}
    for path in sorted(conversations.iterdir()):
        if path.suffix in (".yaml", ".yml") and not path.name.startswith((".", "~", "#")):
            files[path.name] = _text(path, LARGEST_FILE)
    for path in sorted(locales.glob("*/LC_MESSAGES/conversations.po")):
        files[f"locales/{path.relative_to(locales).as_posix()}"] = _text(path, LARGEST_CATALOG)
    return files


def _text(path: Path, limit: int) -> str:
    if path.is_dir():
        return Unreadable("This is a folder, not a file. Rename it, or take it out of this folder.")
    try:
        with path.open("rb") as file:
            data = file.read(limit * 4 + 1)
    except OSError:
        return Unreadable("This file cannot be opened. Check that it is there and that it may be read.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Unreadable("This file is saved as UTF-16. Save it again as UTF-8.")
    if len(data) > limit * 4:
        return Unreadable(
            "This file is larger than 1 MB, so it cannot be a conversation. Take it out of the folder."
        )
    return data.decode("utf-8", "surrogateescape")
