"""Pauses after faults are short here: the rules are tested, not anybody's patience."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.trouble import Trouble

SHORT, LONGER = 0.02, 0.1  # seconds, in the place of 1 and 60
PAUSES = {
    "bot.turns.turns": ("FIRST_PAUSE", "LONGEST_PAUSE"),
    "bot.turns.intake": ("FIRST_PAUSE", "LONGEST_PAUSE"),
    "bot.telegram.polling": ("FIRST_PAUSE_SECONDS", "LONGEST_PAUSE_SECONDS"),
    "bot.delivery.delivery": ("FIRST_PAUSE_SECONDS", "LONGEST_PAUSE_SECONDS"),
}


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, (first, longest) in PAUSES.items():
        monkeypatch.setattr(f"{module}.{first}", SHORT)
        monkeypatch.setattr(f"{module}.{longest}", LONGER)
    monkeypatch.setattr("bot.telegram.polling.NOT_KEPT_SECONDS", SHORT)
    monkeypatch.setattr("bot.delivery.lanes.FIRST_PAUSE_SECONDS", SHORT)
    monkeypatch.setattr("bot.delivery.pace.TRY_SECONDS", SHORT)
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.05)


@pytest.fixture
async def trouble(tmp_path: Path) -> AsyncIterator[Trouble]:
    """The real bot over HTTP against the simulator, with a coach and an office."""
    async with Trouble(tmp_path).opened() as opened:
        assert isinstance(opened, Trouble)
        yield opened
