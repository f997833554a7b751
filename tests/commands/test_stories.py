"""`stories`: what is printed, what --update writes and when it does not, and what cannot be read."""

import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.line import line

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests/scripts/good"

STORY = """\
# A remark.
Title: A hard day

Script: daily_checkin
Bot: ...

Maya: It is hard today
Bot: Thank you.

Maya: 8
"""


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are named from the root of the project unless a test says otherwise."""
    monkeypatch.chdir(ROOT)


class Terminal(io.StringIO):
    """Somebody sits there and types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hard.story").write_text(STORY, "utf-8")
    return tmp_path


def stories(*words: object) -> tuple[int, str]:
    """Run the command on the small good programme; return its exit code and what it prints."""
    ran = CliRunner().invoke(
        line, ["stories", *map(str, words), "--conversations", str(GOOD), "--locales", str(GOOD / "none")]
    )
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, ran.output


def test_a_difference_is_shown_as_written_and_as_it_is_now(folder: Path) -> None:
    code, said = stories(folder)

    assert code == 1
    assert f"{folder / 'hard.story'}:8: 'A hard day', after 'It is hard today'" in said
    assert "  - Bot: Thank you.\n  + Bot: Thank you for being honest." in said
    assert "  + Coach is told: strong_craving (watch)" in said
    assert "1 of 1 story goes another way than written." in said
    assert "add --update" in said
    assert (folder / "hard.story").read_text("utf-8") == STORY


def test_update_without_a_terminal_only_shows(folder: Path) -> None:
    code, said = stories(folder, "--update")

    assert code == 1
    assert "was not changed. To write this into it, add --yes" in said
    assert (folder / "hard.story").read_text("utf-8") == STORY


def test_update_with_yes_writes_and_then_all_is_well(folder: Path) -> None:
    code, said = stories(folder, "--update", "--yes")
    text = (folder / "hard.story").read_text("utf-8")

    assert code == 0
    assert "is written anew." in said
    assert text.startswith(STORY.partition("Bot: Thank")[0])
    assert "Coach is told: strong_craving (watch)" in text
    assert stories(folder) == (0, "All is well: 1 story.\n")


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_update_asks_whoever_sits_at_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool
) -> None:
    from bot.commands.stories import tell_stories

    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))

    code = tell_stories(folder, GOOD, GOOD / "none", update=True)

    assert code == (0 if written else 1)
    assert ((folder / "hard.story").read_text("utf-8") != STORY) is written


def test_other_programs_read_json(folder: Path) -> None:
    code, said = stories(folder, "--json", "--coverage")
    document = json.loads(said)

    assert code == 1
    assert document["stories"] == 1
    assert {problem["code"] for problem in document["problems"]} == {"E901"}
    assert document["problems"][0]["line"] == 8
    assert {place["what"] for place in document["not_reached"]} >= {"step", "line"}


def test_coverage_names_what_nothing_reaches_and_a_total(folder: Path) -> None:
    _, said = stories(folder, "--coverage")

    assert f"  {GOOD / 'ride_the_wave.yaml'}:" in said
    assert "no test or story comes here:" in said
    assert said.splitlines()[-1].startswith("Tests and stories reach ")


def test_what_cannot_be_read_is_one_line_each(folder: Path) -> None:
    (folder / "latin.story").write_bytes("Title: Ma\xf1ana\n".encode("latin-1"))
    (folder / "sved.story").write_text(STORY + "Sved: x\n", "utf-8")
    (folder / "folder.story").mkdir()
    (folder / "long.story").write_text("Title: x\n" * 200_000, "utf-8")

    code, said = stories(folder)

    assert code == 1
    assert "latin.story:1:1: error: This file is not saved as UTF-8. Save it again as UTF-8. [E903]" in said
    assert "Did you mean 'Saved'?" in said
    assert "folder.story:1:1: error: This file cannot be opened." in said
    assert "long.story:1:1: error: This file is larger than 1 MB, so it is no story. [E903]" in said
    assert "Traceback" not in said


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(folder: Path) -> None:
    stories(folder, "--update", "--yes")
    path = folder / "hard.story"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert stories(folder) == (0, "All is well: 1 story.\n")


def test_an_empty_folder_says_what_a_story_is(tmp_path: Path) -> None:
    assert stories(tmp_path) == (
        0,
        "There are no stories here. A story is a file that ends in .story.\n",
    )


def test_one_story_alone_can_be_told(folder: Path) -> None:
    shutil.copy(folder / "hard.story", folder / "other.story")

    _, said = stories(folder / "other.story")

    assert "1 of 1 story" in said


def test_our_own_stories_and_tests_reach_every_rule_and_step() -> None:
    ran = CliRunner().invoke(line, ["stories", "--coverage"], catch_exceptions=False)
    reached, every = ran.output.splitlines()[-1].split(" rules")[0].split(" and ")[-1].split(" of ")

    assert ran.exit_code == 0, ran.output
    assert reached == every
    assert ": step " not in ran.output
