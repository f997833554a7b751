"""Somebody who follows the guide in a fresh folder is told what is missing, in words that are true."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.history import print_history
from bot.commands.publish import publish_folder
from bot.commands.sets import Sets
from bot.config import Settings
from bot.errors import ScriptError, SettingError
from bot.scripts import load, read_folder
from bot.storage import Vault

ROOT = Path(__file__).parents[2]


def settings(folder: Path, key: str) -> Settings:
    return Settings(
        _env_file=None,
        encryption_key=key,
        database_url=f"sqlite:///{folder / 'bot.sqlite'}",
        conversations_folder=ROOT / "conversations",
        locales_folder=ROOT / "locales",
    )


def test_publishing_without_a_key_says_where_one_comes_from(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"ENCRYPTION_KEY is missing\. Run `make key`"):
        publish_folder(None, None, None, yes=True, settings=settings(tmp_path, ""))


def test_looking_before_anything_was_published_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="Nothing has been published") as refused:
        print_history(30, settings(tmp_path, Vault.new_key()))

    assert "bot.sqlite" in str(refused.value)
    assert "python -m bot publish" in refused.value.remedy
    assert not (tmp_path / "bot.sqlite").exists()


def test_two_folders_need_neither_key_nor_database(tmp_path: Path) -> None:
    assert Sets(settings(tmp_path, "")).files("folder")


@pytest.mark.parametrize("name", ["a_walk.yaml.txt", "a_walk.YAML", "a_walk.yaml.docx"])
def test_a_file_that_an_office_programme_renamed_is_named(tmp_path: Path, name: str) -> None:
    for file in (ROOT / "conversations").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_text("format: 1\n", encoding="utf-8")

    with pytest.raises(ScriptError, match=r"Only files that end in \.yaml belong here"):
        load(read_folder(tmp_path, ROOT / "locales"))


def test_the_wrong_python_is_told_which_one_is_right(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-m", "bot", "check"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert "make demo" in ran.stderr
    assert ".venv/bin/python" in ran.stderr
