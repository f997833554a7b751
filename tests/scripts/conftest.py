"""A small programme whose files are all right; tests spoil one thing at a time."""

from pathlib import Path

import pytest

from bot.scripts import read_folder

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def good() -> dict[str, str]:
    return dict(read_folder(GOOD, GOOD / "no_catalogs"))
