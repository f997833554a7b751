"""What a check comes to for a phone."""

from datetime import date

import pytest

from bot.engine import Bundle
from bot.scripts import read_folder
from bot.turns.editing import examining
from bot.turns.editing.examining import MOST_PICTURES, Picture, examine
from bot.turns.editing.trying import changed_scripts
from tests.stories.editing import ROOT


def test_the_first_few_flows_are_drawn_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(bundle: Bundle, script: str, files: object) -> Picture:
        return Picture(script=script, content=b"")

    monkeypatch.setattr(examining, "_drawn", drawn)
    files = read_folder(ROOT / "conversations", ROOT / "locales")
    files_here = {path.name for path in (ROOT / "conversations").glob("*.yaml")}
    shown = ["not_there", "welcome", *changed_scripts(files_here)]

    found = examine(files, [], shown, date(2026, 1, 1))

    assert found.bundle is not None
    known = [name for name in shown if name in found.bundle.scripts]
    assert len(known) > MOST_PICTURES
    assert [one.script for one in found.pictures] == known[:MOST_PICTURES]
