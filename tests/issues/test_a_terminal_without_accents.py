"""`talk` and `stories` where a terminal knows no accents: question marks there, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = "Title: Hola\nLanguage: es\n\nScript: daily_checkin\nBot: ¿Qué tal?\n"


@pytest.mark.parametrize("command", ["talk daily_checkin --lang es", "stories {story}"])
def test_words_come_without_their_accents(command: str, tmp_path: Path) -> None:
    story = tmp_path / "hola.story"
    story.write_text(STORY, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *command.format(story=story).split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "Traceback" not in ran.stderr
    assert ran.stdout + ran.stderr
