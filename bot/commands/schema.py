"""`schema`: what an ordinary editor needs to complete and explain the files of `conversations/`."""

from pathlib import Path

from bot.errors import HoldfastError
from bot.scripts.schema import file_text, schemas


class UnwritableFolderError(HoldfastError):
    """The schemas could not be written there."""

    remedy = "Choose another folder with --out."


def write_schemas(folder: Path) -> None:
    """Write one file for conversations and one for each shared file, and say where they are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            path = folder / f"{name}.json"
            path.write_text(file_text(schema), encoding="utf-8", newline="\n")
            print(path)
    except OSError as error:
        raise UnwritableFolderError(f"{folder}: {error.strerror}.") from None
