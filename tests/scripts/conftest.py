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


@pytest.fixture(scope="session", autouse=True)
def unspoilt_files_are_parsed_once() -> Iterator[None]:
    """Parsing is nine tenths of loading, and a test spoils one file of fifteen."""
    files = dict(read_folder(GOOD, GOOD / "no_catalogs"))
    parsed = {file: read_yaml(file, text, Problems()) for file, text in files.items()}

    def read(file: str, text: str, problems: Problems) -> Mapped | None:
        # A copy of the top: reading takes the line "format: 1" out of it.
        return copy(parsed[file]) if files.get(file) == text else read_yaml(file, text, problems)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[load.__module__], "read_yaml", read)
        yield
    changed = [file for file, text in files.items() if read_yaml(file, text, Problems()) != parsed[file]]
    assert changed == [], "a check has changed what it was given to look at"


@pytest.fixture
def good() -> dict[str, str]:
    return dict(read_folder(GOOD, GOOD / "no_catalogs"))
