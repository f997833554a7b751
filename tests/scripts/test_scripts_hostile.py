"""Files made to cost as much as can be, and files that are none: a sentence in time, never a traceback."""

import os
import re
import subprocess
import sys
import time
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Literal

import pytest

from bot.errors import ScriptError
from bot.scripts import check, read_folder
from bot.scripts.problem import MOST_SAID
from bot.scripts.reading.folder import LARGEST_CATALOG, read_own_catalogs
from tests.scripts.conftest import GOOD
from tests.scripts.hostile import hostile

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
MOST_SECONDS = 2.0  # of processor time
MOST_MEMORY = 200_000  # kilobytes

# A small process between the tests and the one that is measured: what forks hands its own size down.
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime, used.ru_maxrss)
"""

HOSTILE = {what: (file, text) for what, file, text in hostile()}
# what costs most, measured as a process of its own
COSTLIEST = (
    "short lines",
    "names used twice",
    "tests",
    "tests with many rules",
    "resources",
    "a catalog of nothing",
)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_read_in_two_seconds(good: dict[str, str], what: str) -> None:
    file, text = HOSTILE[what]
    begin = time.process_time()

    problems = check({**good, file: text}, today=TODAY).problems

    assert time.process_time() - begin < MOST_SECONDS
    assert len([problem for problem in problems if problem.file == file]) <= MOST_SAID + 1
    assert all(len(str(problem)) < 800 for problem in problems)


@pytest.mark.parametrize("what", COSTLIEST)
def test_the_costliest_files_stay_within_time_and_memory_as_a_process(tmp_path: Path, what: str) -> None:
    file, text = HOSTILE[what]
    folder = tmp_path / "conversations"
    folder.mkdir()
    for name, good in read_folder(GOOD, tmp_path).items():
        (folder / name).write_text(good, encoding="utf-8")
    path = tmp_path / file if file.startswith("locales") else folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "check", str(folder), "--locales", str(tmp_path / "locales")]

    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    code, seconds, memory = ended.stdout.splitlines()[-1].split()
    assert "Traceback" not in ended.stdout + ended.stderr
    assert int(code) == 1
    assert float(seconds) < MOST_SECONDS + 1  # starting Python and reading our own code takes one
    assert int(memory) < MOST_MEMORY


def test_thousands_of_problems_are_counted_and_not_all_said(good: dict[str, str]) -> None:
    good["after_use.yaml"] = "".join(f"x{number}: 1\n" for number in range(5000))

    said = [str(one) for one in check(good, today=TODAY).problems if one.file == "after_use.yaml"]

    assert len(said) == MOST_SAID + 1
    (more,) = (line for line in said if "[E118]" in line)
    assert re.search(r"error: \.\.\. and 49\d\d more in this file\. Mend these first", more)


@pytest.fixture
def folder(tmp_path: Path, good: dict[str, str]) -> Path:
    for name, text in good.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def said_of(folder: Path, name: str) -> list[str]:
    problems = check(read_folder(folder, folder / "no_catalogs"), today=TODAY).problems
    return [str(problem) for problem in problems if problem.file == name]


def test_a_pipe_in_the_place_of_a_file_is_named_and_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "extra.yaml")

    assert said_of(folder, "extra.yaml") == [
        "extra.yaml:1:1: error: This is not an ordinary file. Take it out of the folder. [E101]"
    ]


def test_links_that_lead_to_each_other_are_named(folder: Path) -> None:
    (folder / "extra.yaml").symlink_to(folder / "more.yaml")
    (folder / "more.yaml").symlink_to(folder / "extra.yaml")

    assert "This file cannot be opened." in said_of(folder, "extra.yaml")[0]
    assert "This file cannot be opened." in said_of(folder, "more.yaml")[0]


def test_a_file_that_vanishes_while_being_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def gone(path: Path, how: Literal["rb"]) -> BufferedReader:
        if path.name == "my_reasons.yaml":
            path.unlink()
        return opened(path, how)

    monkeypatch.setattr(Path, "open", gone)

    assert "This file cannot be opened." in said_of(folder, "my_reasons.yaml")[0]


def test_a_file_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def forbidden(path: Path, how: Literal["rb"]) -> BufferedReader:
        if path.name == "my_reasons.yaml":
            raise PermissionError
        return opened(path, how)

    monkeypatch.setattr(Path, "open", forbidden)

    assert "Check that it is there and that it may be read." in said_of(folder, "my_reasons.yaml")[0]


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("format: 1\n", encoding="utf-8")

    with pytest.raises(ScriptError, match="This is a file, not the folder with conversations"):
        read_folder(file, tmp_path)


def test_a_folder_that_may_not_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> object:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", forbidden)

    with pytest.raises(ScriptError, match="This folder cannot be opened"):
        read_folder(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfem\x00", "saved as UTF-16"),
        ('msgid "a"\nmsgstr "adiós"\n'.encode("latin-1"), "not saved as UTF-8"),
        (b"\x00\x01\x02", "not a text file"),
        (b"x" * (LARGEST_CATALOG + 1), "larger than 4 MB"),
        (b"no catalog\n", "does not belong into a catalog"),
        (b'\n\nmsgid "a"\nmsgstr "b"\n' * 20_001, "more than 20000 texts"),
    ],
)
@pytest.mark.parametrize("domain", ["conversations", "bot"])
def test_a_catalog_that_is_none_is_named_and_hides_nothing(
    folder: Path, tmp_path: Path, data: bytes, words: str, domain: str
) -> None:
    catalog = tmp_path / "locales" / "es" / "LC_MESSAGES" / f"{domain}.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_bytes(data)
    (folder / "my_reasons.yaml").unlink()
    files = read_folder(folder, tmp_path / "locales")

    report = check(files, today=TODAY, own_catalogs=read_own_catalogs(tmp_path / "locales"))

    said = [str(problem) for problem in report.problems]
    name = f"locales/es/LC_MESSAGES/{domain}.po"
    assert any(line.startswith(f"{name}:") and words in line and "[E800]" in line for line in said), said
    assert any("there is no file my_reasons.yaml" in line for line in said)
