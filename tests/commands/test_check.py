"""`check` as an editor meets it: every problem of the whole set in one run, and an exit code."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.commands.check import check_folder, summary
from bot.scripts import Problem, Report, check, read_folder
from bot.scripts.problem import TOP

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
COLOUR = "\x1b["


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "conversations", tmp_path / "conversations")
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "conversations" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def checked(folder: Path, *, as_json: bool = False) -> int:
    return check_folder(folder / "conversations", folder / "locales", as_json=as_json)


def test_a_good_set_says_nothing_into_a_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = checked(folder)

    assert (code, capsys.readouterr().out) == (0, "")


def test_errors_are_said_as_file_line_and_column_and_make_the_exit_code_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "daily_checkin.yaml", "7 or more: urge_help", "7 or more: urge_hlep")

    code = checked(folder)

    out = capsys.readouterr().out
    assert code == 1
    assert re.search(
        r"^daily_checkin\.yaml:\d+:18: error: Step 'craving' goes to 'urge_hlep', but there is no step with "
        r"that name in this file\. Did you mean 'urge_help'\? \[E201\]$",
        out,
        re.MULTILINE,
    )
    assert COLOUR not in out


def test_warnings_alone_never_fail_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "resources.yaml", "verified on: 2026-11-01", "verified on: 2024-11-01")

    code = checked(folder)

    assert code == 0
    assert ": warning: 'crisis_lines' (us, en) was dialled and read" in capsys.readouterr().out


def test_json_holds_the_problems_and_the_sum(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "daily_checkin.yaml", "save: mood", "svae: mood")

    code = checked(folder, as_json=True)

    said = json.loads(capsys.readouterr().out)
    problem = next(one for one in said["problems"] if one["code"] == "E110")
    assert code == 1
    assert list(problem) == ["file", "line", "column", "kind", "code", "words", "dialogue"]
    assert (problem["file"], problem["column"], problem["kind"]) == ("daily_checkin.yaml", 5, "error")
    assert problem["words"].startswith("'svae' is not something this format knows here.")
    assert said["errors"] == len([one for one in said["problems"] if one["kind"] == "error"])
    assert said["conversations"] == 17
    assert said["languages"] == ["en", "es"]
    assert re.match(r"\d+ errors? .*in 17 conversations \(English, Spanish\)", said["summary"])


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["E201", "E202", "W902"], "2 errors and 1 warning in 11 conversations (English, Spanish)"),
        (["W902", "W305"], "2 warnings in 11 conversations (English, Spanish)"),
        ([], "All is well: 11 conversations (English, Spanish)"),
    ],
)
def test_the_sum_is_said_in_words(codes: list[str], words: str) -> None:
    problems = tuple(Problem(file="a.yaml", mark=TOP, code=code, words="W.") for code in codes)

    assert summary(Report(problems=problems, bundle=None, scripts=11, languages=("en", "es"))) == words


def on_a_terminal(folder: Path, **environment: str) -> str:
    """Return what the command prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "check", str(folder / "conversations")]
    process = subprocess.Popen(
        [*command, "--locales", str(folder / "locales")],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TERM": "xterm", **environment},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            read = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        said += read
    process.wait()
    os.close(ours)
    return said.decode()


def test_a_terminal_gets_colour_and_a_last_line_that_sums_up(folder: Path) -> None:
    spoil(folder, "daily_checkin.yaml", "save: mood", "svae: mood")

    coloured, plain = on_a_terminal(folder), on_a_terminal(folder, NO_COLOR="1")

    assert COLOUR in coloured
    assert "31m" not in plain
    assert "[E110]" in plain
    assert re.search(r"1 error.* in 17 conversations \(English, Spanish\)", plain.strip().splitlines()[-1])


FILES = dict(read_folder(ROOT / "conversations", ROOT / "locales"))
SCRIPTS = ("crisis_help", "daily_checkin", "my_check_ins", "ride_the_wave")
# One slip for each stage of the check, each in another file.
SLIPS = {
    "E110": ("my_check_ins.yaml", "title: ", "titel: "),
    "E511": ("overdose_help.yaml", "Good. Stay on the phone", "Somebody will call you. Stay on the phone"),
    "E901": ("write_reasons.yaml", "says: This place waits", "says: That place waits"),
    "E606": ("after_use.yaml", "      - coach told: withdrawal_danger\n", ""),
    "E801": ("crisis_help.yaml", "nudge: One word is enough,", "nudge: A word is enough,"),
}


@pytest.mark.parametrize("broken", [name for name in FILES if name.endswith(".yaml")])
def test_an_unreadable_file_hides_nothing_of_the_others_at_any_stage(broken: str) -> None:
    files = dict(FILES)
    for file, old, new in SLIPS.values():
        assert old in files[file], old
        files[file] = files[file].replace(old, new, 1)
    files[broken] = "\x00\x01"

    said = {(problem.file, problem.code) for problem in check(files, today=TODAY).problems}

    assert (broken, "E101") in said
    po = "locales/es/LC_MESSAGES/conversations.po"
    for code, (file, _, _) in SLIPS.items():
        if file != broken:
            assert (po if code == "E801" else file, code) in said


@pytest.mark.parametrize("broken", [name for name in FILES if name.endswith(".yaml")])
def test_what_needs_an_unreadable_file_is_not_blamed_for_it(broken: str) -> None:
    problems = check({**FILES, broken: "\x00\x01"}, today=TODAY).problems

    assert [str(problem) for problem in problems if problem.file != broken] == []
