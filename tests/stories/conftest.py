"""Stories of editors share the process that checks and plays: beginning one takes a second."""

from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from bot.turns.editing import workshop
from bot.turns.editing.backroom import Backroom

_kept: list[tuple[BaseProcess | None, Connection | None]] = []


class KeptBackroom(Backroom):
    """Leaves its process to the next story, unless something is under way in it."""

    def _begun(self) -> Connection:
        if self._pipe is None and _kept:
            self._process, self._pipe = _kept[0]
        pipe = super()._begun()
        _kept[:] = [(self._process, self._pipe)]
        return pipe

    def _end(self) -> None:
        _kept.clear()
        super()._end()

    def close(self) -> None:
        if self._turn.locked():
            super().close()
        self._closed = True


@pytest.fixture(autouse=True)
def kept_backroom(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workshop of every world works in the same process."""
    monkeypatch.setattr(workshop, "Backroom", KeptBackroom)
