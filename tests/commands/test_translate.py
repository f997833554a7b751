"""`translate`: what a translator and an editor do in a day, and what can go wrong with their files."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.commands.line import line
from bot.commands.translating import show_status
from bot.commands.writing import NotWrittenError, write_whole
from bot.errors import HoldfastError

GOOD = Path(__file__).parents[1] / "scripts" / "good"
BUTTON = 'msgctxt "after_use.button"\nmsgid "I need to share"\nmsgstr '


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the good programme and no translation yet."""
    shutil.copytree(GOOD, tmp_path / "conversations")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(line, ["translate", *words])


def refused(*words: str) -> HoldfastError:
    error = run(*words).exception
    assert isinstance(error, HoldfastError)
    assert error.remedy
    return error


def catalog(folder: Path, language: str = "es", name: str = "conversations") -> Path:
    return folder / "locales" / language / "LC_MESSAGES" / f"{name}.po"


def stamps(folder: Path) -> dict[Path, tuple[int, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_a_language_begins_with_update_and_a_second_one_changes_nothing(folder: Path) -> None:
    first = run("update")
    before = stamps(folder)
    second = run("update")

    assert first.exit_code == second.exit_code == 0
    assert "conversations.po: 101 texts, 101 to translate, written" in first.stdout
    assert "conversations.po: 101 texts, 101 to translate, nothing changed" in second.stdout
    assert catalog(folder, name="bot").is_file()
    assert stamps(folder) == before


def test_a_new_language_is_made_by_its_name_and_what_else_it_needs_is_said(folder: Path) -> None:
    done = run("update", "french")

    assert done.exit_code == 0
    assert catalog(folder, "fr").read_text("utf-8").startswith("# Holdfast: the words in fr.\n")
    assert "add 'fr' to 'languages' in programme.yaml" in done.stdout


def test_words_go_out_as_a_spreadsheet_and_come_back(folder: Path) -> None:
    run("update")
    assert run("export", "es").exit_code == 0
    before = stamps(folder / "locales")
    assert "Nothing new" in run("import", "es", "es.csv").stdout
    assert stamps(folder / "locales") == before

    sheet = (folder / "es.csv").read_text("utf-8-sig")
    assert sheet.startswith('"id","file","note","state","source"')
    row = '"missing","I need to share","","","",""'
    (folder / "es.csv").write_text(
        sheet.replace(row, '"","I need to share","","","Pasó",""'), "utf-8-sig", newline=""
    )
    done = run("import", "es", "es.csv")

    assert "1 translation taken into" in done.stdout
    assert BUTTON + '"Pasó"' in catalog(folder).read_text("utf-8")


def test_one_wrong_row_keeps_everything_out_unless_the_others_are_asked_for(folder: Path) -> None:
    run("update")
    run("export", "es", "sheet.csv")
    path = folder / "sheet.csv"
    sheet = path.read_text("utf-8-sig")
    row = '"missing","I need to share","","","",""'
    sheet = sheet.replace(row, '"","I need to share","","","Pasó",""')
    row = '"missing","Something happened","","","",""'
    assert row in sheet
    sheet = sheet.replace(row, f'"","Something happened","","","{"x" * 25}",""')
    path.write_text(sheet, "utf-8-sig", newline="")
    before = stamps(folder / "locales")

    done = run("import", "es", "sheet.csv")

    assert done.exit_code == 1
    assert "sheet.csv:3: error: after_use.quiet_button: the button 'xxx" in done.stdout
    assert "Nothing was taken in: 1 error." in done.stdout
    assert stamps(folder / "locales") == before

    done = run("import", "es", "sheet.csv", "--partial")

    assert done.exit_code == 1
    assert "1 translation taken into" in done.stdout
    assert BUTTON + '"Pasó"' in catalog(folder).read_text("utf-8")


def test_status_says_what_is_left_what_a_crisis_can_reach_first(folder: Path) -> None:
    run("update")

    done = run("status")

    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert lines[0] == "Spanish (es)"
    assert lines[1].split()[:6] == ["the", "bot's", "own", "words", "(crisis)", "0%"]
    assert lines[2].startswith("  crisis_help (crisis)")
    assert "100%" not in done.stdout


def test_status_for_other_programs(folder: Path) -> None:
    run("update")
    po = catalog(folder).read_text("utf-8")
    catalog(folder).write_text(po.replace(BUTTON + '""', BUTTON + '"Pasó"'), "utf-8")

    parts = json.loads(run("status", "--json").stdout)

    after_use = next(one for one in parts if one["part"] == "after_use")
    assert after_use["translated"] == 1
    assert after_use["missing"] == after_use["texts"] - 1
    assert not after_use["crisis"]
    assert not after_use["stops"]


def test_status_is_content_when_nothing_is_missing(folder: Path) -> None:
    run("update")
    for name in ("conversations", "bot"):
        po = catalog(folder, name=name).read_text("utf-8")
        head, _, rest = po.partition("\n\n")
        catalog(folder, name=name).write_text(f"{head}\n\n{rest}".replace('] ""', '] "ya"'), "utf-8")
        po = catalog(folder, name=name).read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "ya"\n\n')
        catalog(folder, name=name).write_text(po.removesuffix('""\n') + '"ya"\n', "utf-8")

    done = run("status", "Spanish")

    assert done.exit_code == 0
    assert done.stdout.count("100%") == len(done.stdout.splitlines()) - 1


def test_on_a_terminal_there_is_a_bar_for_each_part(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("update")
    capsys.readouterr()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")

    code = show_status("es", folder / "conversations", folder / "locales")

    said = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert code == 1
    assert "Spanish (es)" in said
    assert "░░░░░░░░░░   0%" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_terminal_without_accents_gets_the_words_all_the_same(folder: Path) -> None:
    run("update")
    run("export", "es")
    path = folder / "es.csv"
    path.write_text(path.read_text("utf-8-sig").replace("after_use.button", "después"), "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "bot", "translate", "import", "es", str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, b"")
    assert b"there is no text with the id 'despu?s'" in done.stdout


def test_templates_hold_no_date(folder: Path) -> None:
    assert run("extract").exit_code == 0
    before = stamps(folder)
    assert "nothing changed" in run("extract").stdout

    assert stamps(folder) == before
    assert "after_use.yaml:5" in (folder / "locales" / "conversations.pot").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said", "remedy"),
    [
        (("update", "spansh"), "'spansh' is not a language", "Did you mean es (Spanish)?"),
        (("update", "en"), "English is what the conversations", "Name another language."),
        (
            ("export", "es", "--separator", "semicolons"),
            "is no separator. Did you mean 'semicolon'?",
            "Write",
        ),
        (("import", "es", "nothing.csv"), "nothing.csv cannot be read", "Name the CSV file"),
        (("import", "es", "."), "cannot be read", "Name the CSV file"),
        (("update", "--conversations", "elsewhere"), "no such folder", "CONVERSATIONS_FOLDER"),
    ],
)
def test_what_goes_wrong_is_said_with_what_to_do(
    folder: Path, words: tuple[str, ...], said: str, remedy: str
) -> None:
    error = refused(*words)

    assert said in str(error)
    assert remedy in error.remedy


def test_a_damaged_catalog_is_named_and_left_as_it_is(folder: Path) -> None:
    run("update")
    path = catalog(folder, name="bot")
    for damage in (b'msgid "a"\nthis is no catalog\n', b"\xff\xfem\x00", b"# \xe9\n", b'msgid "\x00"\n'):
        path.write_bytes(damage)

        error = refused("update")

        assert "bot.po:" in str(error)
        assert "[E800]" in str(error)
        assert path.read_bytes() == damage


def test_conversations_with_an_error_are_mended_first(folder: Path) -> None:
    (folder / "conversations" / "after_use.yaml").write_text("steps: {", "utf-8")

    error = run("update").exception

    assert "after_use.yaml:1:" in str(error)
    assert not (folder / "locales").exists()


def test_a_catalog_with_windows_line_ends_is_read(folder: Path) -> None:
    run("update")
    whole = catalog(folder).read_bytes()
    catalog(folder).write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n"))

    run("update")

    assert catalog(folder).read_bytes() == whole


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"before")
    path.chmod(0o640)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NotWrittenError, match="No space left on device"):
            write_whole(path, b"after")

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    assert write_whole(path, b"after")
    assert not write_whole(path, b"after")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.po").mkdir()

    with pytest.raises(NotWrittenError):
        write_whole(tmp_path / "a.po", b"after")
