"""A small programme whose files are all right; tests spoil one thing at a time."""

import sys
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from bot.scripts import load, read_folder
from bot.scripts.node import Mapped
from bot.scripts.problem import Problems
from bot.scripts.reading.yaml import read_yaml

GOOD = Path(__file__).parent / "good"
SHIPPED = Path(__file__).parents[2] / "conversations"


@pytest.fixture(scope="session", autouse=True)
def unspoilt_files_are_parsed_once() -> Iterator[None]:
    """A test spoils one file of fifteen; the others say what they always say."""
    folders = (read_folder(GOOD, GOOD / "no_catalogs"), read_folder(SHIPPED, GOOD / "no_catalogs"))
    files = [(file, text) for folder in folders for file, text in folder.items()]
    parsed = {one: read_yaml(*one, Problems()) for one in files}

    def read(file: str, text: str, problems: Problems) -> Mapped | None:
        # A copy of the top: reading takes the line "format: 1" out of it.
        known = parsed.get((file, text))
        return read_yaml(file, text, problems) if known is None else copy(known)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[load.__module__], "read_yaml", read)
        yield
    changed = [one[0] for one in files if read_yaml(*one, Problems()) != parsed[one]]
    assert changed == [], "a check has changed what it was given to look at"


@pytest.fixture
def good() -> dict[str, str]:
    return dict(read_folder(GOOD, GOOD / "no_catalogs"))
