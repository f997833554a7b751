"""Every example in the editors' guide is what an editor would type, and does what the guide says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.scripts import check, load, read_folder
from bot.scripts.codes import CODES
from bot.scripts.drawing.draw import in_words, outline_of
from bot.storage import Vault
from tests.docs.guide import ROOT, Example, as_files, examples

KEY = Vault.new_key()
TODAY = date(2026, 11, 21)  # the shipped lines were read shortly before
SVG = "{http://www.w3.org/2000/svg}"

YAML = [one for one in examples() if one.language == "yaml"]
GOOD = [one for one in YAML if not one.what.startswith("wrong ")]
WRONG = [one for one in YAML if one.what.startswith("wrong ")]
TYPED = [one for one in examples() if one.language == "console"]


def where(example: Example) -> str:
    return f"line {example.line}"


@cache
def shipped() -> Mapping[str, str]:
    """The conversations as they come, and the keys that the guide adds to them."""
    files = dict(read_folder(ROOT / "conversations", ROOT / "locales"))
    for example in YAML:
        if example.what == "keys":
            files |= as_files(example)
    return files


def said_about(files: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """What the check says about the new files; nothing is translated yet, which is not their fault."""
    report = check({**files, **new}, today=TODAY)
    return [
        line
        for problem in report.errors
        if problem.file in new
        for line in (str(problem), *(f"    {said}" for said in problem.dialogue))
    ]


@pytest.mark.parametrize("example", GOOD, ids=where)
def test_an_example_of_the_guide_passes_the_check(example: Example) -> None:
    assert said_about(shipped(), as_files(example)) == []


@pytest.mark.parametrize("example", WRONG, ids=where)
def test_a_mistake_in_the_guide_is_said_in_the_words_of_the_guide(example: Example) -> None:
    blocks = examples()
    answer = blocks[blocks.index(example) + 1]
    assert answer.language == "text"

    said = said_about(shipped(), as_files(example))

    assert said == answer.words.splitlines()


def test_every_block_of_the_guide_is_of_a_kind_that_is_run() -> None:
    blocks = examples()
    unknown = [
        one.line
        for place, one in enumerate(blocks)
        if one.language not in ("yaml", "console", "story")
        and not (one.language == "text" and place and blocks[place - 1].what.startswith("wrong "))
    ]

    assert unknown == []
    assert len(GOOD) > 10
    assert WRONG
    assert TYPED


def test_the_commands_of_the_guide_print_what_the_guide_shows(tmp_path: Path) -> None:
    """One after the other, in a copy of the programme, as somebody who reads along would type them."""
    for folder in ("conversations", "locales", "tests/stories"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
    for example in examples():
        if example.language == "yaml" and example.what.startswith("file "):
            for name, words in as_files(example).items():
                (tmp_path / "conversations" / name).write_text(words, encoding="utf-8")
        if example.language == "story":
            (tmp_path / "tests" / "stories" / "from_the_guide.story").write_text(
                example.words, encoding="utf-8"
            )
        if example.language == "console":
            for command, expected in commands_in(example):
                said = run_command(command, tmp_path)

                assert re.fullmatch(expected, said, re.DOTALL), f"line {example.line}: {command}\n{said}"


def commands_in(example: Example) -> list[tuple[str, str]]:
    """Return [(command, pattern of what it prints)]; "..." stands for anything."""
    found: list[tuple[str, list[str]]] = []
    for line in example.words.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return [
        (
            command,
            r"\s*" + r".*?".join(map(re.escape, "\n".join(lines).split("..."))).replace(r"\n", "\n") + r"\s*",
        )
        for command, lines in found
    ]


def run_command(command: str, folder: Path) -> str:
    """Return what the command printed."""
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "bot"], command
    ran = subprocess.run(
        [sys.executable, *words[1:]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "100", "ENCRYPTION_KEY": KEY},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.stdout + ran.stderr


def test_the_page_of_codes_holds_every_code_as_the_checker_means_it() -> None:
    page = (ROOT / "docs" / "checker.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| ([EW]\d{3}) \| (.+) \|$", page, re.MULTILINE) == list(CODES.items())


def test_the_picture_in_the_guide_says_what_the_daily_check_in_says_now() -> None:
    """Its words, not its bytes: another release of Matplotlib may draw the same letters differently."""
    drawn = outline_of(load(read_folder(ROOT / "conversations", ROOT / "locales")), "daily_checkin")
    picture = ElementTree.parse(ROOT / "docs" / "daily_checkin.svg").getroot()
    said = [picture.findtext(f"{SVG}{name}") for name in ("title", "desc")]

    again = "python -m bot picture daily_checkin --out docs/daily_checkin.svg"
    assert said == [drawn.title, in_words(drawn)], again
    assert "](daily_checkin.svg)" in (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
