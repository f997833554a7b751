"""`schema`: what an ordinary editor needs to complete and explain the files of `conversations/`."""

from pathlib import Path

from bot.commands.writing import write_whole
from bot.scripts.schema import file_text, schemas


def write_schemas(folder: Path) -> None:
    """Write one file for conversations and one for each shared file, and say where they are."""
    for name, schema in schemas().items():
        path = folder / f"{name}.json"
        write_whole(path, file_text(schema).encode())
        print(path)
