"""Files are written whole or not at all: nobody ever reads half a catalog, or half a picture."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.errors import HoldfastError


class NotWrittenError(HoldfastError):
    """A file could not be written."""

    remedy = "Check that there is room on the disk and that you may write there."


def write_whole(path: Path, data: bytes) -> bool:
    """Put `data` into the file unless it is there already; return whether anything was written.

    Raises NotWrittenError; the file is then as it was before.
    """
    temporary: Path | None = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise NotWrittenError(
            f"{path} could not be written: {error.strerror or 'no reason given'}."
        ) from None
    return True


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current
