"""Files that are no text, too large, odd or hostile: a sentence, never a traceback."""

import time
from pathlib import Path

import pytest

from bot.errors import ScriptError
from bot.scripts import load, problems_of, read_folder
from tests.scripts.conftest import GOOD


def said(files: dict[str, str]) -> str:
    return "\n".join(str(problem) for problem in problems_of(files))


@pytest.fixture
def folder(tmp_path: Path, good: dict[str, str]) -> Path:
    for name, text in good.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_with_its_catalogs(folder: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "locales" / "es" / "LC_MESSAGES" / "conversations.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")

    files = read_folder(folder, tmp_path / "locales")

    assert "locales/es/LC_MESSAGES/conversations.po" in files
    assert load(files).scripts["crisis_help"].title == "Crisis help"


def test_backups_pictures_and_hidden_files_are_left_out(folder: Path) -> None:
    for name in (".#a.yaml", "~a.yaml", "wave.png", "daily_checkin.yaml~", "README.md", "keys.lock"):
        (folder / name).write_text("x", encoding="utf-8")

    assert all(name.endswith((".yaml", "keys.lock")) for name in read_folder(folder, folder))
    assert load(read_folder(folder, folder)).hash == load(dict(read_folder(GOOD, folder))).hash


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="no such folder"):
        read_folder(tmp_path / "nowhere", tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("title: adiós".encode("latin-1"), "not saved as UTF-8"),
        ("title: Hi".encode("utf-16"), "saved as UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not a text file"),
        (b"\x00" * 100, "not a text file"),
        (b"", "holds nothing"),
        (b"\n\n# only a remark\n", "holds nothing"),
        (b"a: b\n" * 400_000, "larger than 250 KB"),
        (b"x" * 5_000_000, "larger than 250 KB"),
        (b"title: \x07bell", "a sign here that no text can hold"),
    ],
)
def test_a_file_that_is_no_text_is_named_and_hides_nothing(folder: Path, data: bytes, words: str) -> None:
    (folder / "after_use.yaml").write_bytes(data)
    keys = folder / "keys.yaml"
    keys.write_text(keys.read_text("utf-8").replace("label: Craving,", ""), encoding="utf-8")

    lines = said(dict(read_folder(folder, folder))).splitlines()

    assert any(line.startswith("after_use.yaml:") and words in line for line in lines), lines
    assert any(line.startswith("keys.yaml:") and "'label:' is missing" in line for line in lines)


def test_a_folder_in_the_place_of_a_file_is_named(folder: Path) -> None:
    (folder / "extra.yaml").mkdir()

    assert "extra.yaml:1:1: error: This is a folder, not a file." in said(dict(read_folder(folder, folder)))


def test_a_file_that_leads_nowhere_is_named(folder: Path) -> None:
    (folder / "extra.yaml").symlink_to(folder / "gone.yaml")

    assert "extra.yaml:1:1: error: This file cannot be opened." in said(dict(read_folder(folder, folder)))


def test_a_file_with_the_other_ending_is_named(folder: Path) -> None:
    (folder / "extra.yml").write_text("format: 1\n", encoding="utf-8")

    assert "extra.yml:1:1: error: Only files that end in .yaml" in said(dict(read_folder(folder, folder)))


def test_a_name_that_is_no_name_for_a_script_is_said(good: dict[str, str]) -> None:
    good["Daily Check.yaml"] = good["crisis_help.yaml"]
    good["bot.yaml"] = good["crisis_help.yaml"].replace("crisis_help", "bot")

    assert "The file name 'Daily Check.yaml' is not a good name" in said(good)
    assert "The file name 'bot.yaml' is not a good name" in said(good)


def test_an_anchor_bomb_is_refused_at_once(good: dict[str, str]) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{two}: &{two} [" + ", ".join([f"*{one}"] * 9) + "]\n"
    good["after_use.yaml"] = bomb
    begin = time.perf_counter()

    words = said(good)

    assert "starts with '&'" in words
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("sign", ["[", "{", "- ", "{a: ", "? "])
def test_nesting_without_end_is_refused(good: dict[str, str], sign: str) -> None:
    good["after_use.yaml"] = "steps: " + sign * 5_000

    assert "after_use.yaml:" in said(good)


@pytest.mark.parametrize(
    "text",
    [
        "--- a\n--- b\n",
        "%YAML 3.0\n---\na: b\n",
        "%TAG ! !\n---\na: b\n",
        'a: "\\UFFFFFFFF"\n',
        'a: "\\xZZ"\n',
        "- a\n- b\n",
        "just words\n",
        "? [a, b]\n: c\n",
        "a: |9\n  x\n",
        "'",
        '"',
        "!!python/object/apply:os.system [ls]\n",
        "<<: {a: b}\n",
        "a: b\n...\nc: d\n",
        "\ud800",
        "a: \u2028b\n",
        "a: b\x85c: d\n",
        "steps:\n- a\n",
        "steps: words\nrisk: [a]\ntests: {a: [b]}\nscores: {a: {sum of: {b: c}}}\n",
        "if no answer: soon\n",
        "tests: {a: {talk: x}}\n",
        "tests: {a: {talk: [[x]], history: [1]}}\n",
        "steps: {a: {ask each: [b], then: [c], reply: d, choices: e, decide: f, at: [g]}}\n",
        "steps: {a: {ask: {one of: []}, choices: {}}, b: {say: {count: [x], one: a, other: b}}}\n",
        "steps: {a: {say: {for: [x]}}, b: {say: {for: goal, less: {}}}, c: {decide: {}}, d: {then: {}}}\n",
    ],
)
@pytest.mark.parametrize(
    "name", ["after_use.yaml", "keys.yaml", "programme.yaml", "resources.yaml", "words.yaml"]
)
def test_odd_files_are_problems_and_nothing_else(good: dict[str, str], name: str, text: str) -> None:
    good[name] = text

    assert problems_of(good)


def test_without_programme_nothing_starts(good: dict[str, str]) -> None:
    del good["programme.yaml"]

    assert "programme.yaml:1:1: error: There is no programme.yaml." in said(good)
    assert "E101" in said({})


def test_a_long_word_is_cut_in_the_message_and_stays_on_one_line(good: dict[str, str]) -> None:
    good["daily_checkin.yaml"] = good["daily_checkin.yaml"].replace(
        "call: ride_the_wave", f"call: {'x' * 9000}"
    )

    lines = said(good).splitlines()

    assert all(line.endswith("]") and len(line) < 500 for line in lines)


def test_a_large_file_of_real_steps_loads_in_seconds(good: dict[str, str]) -> None:
    step = "  step_{}:\n    ask: How is it now, {{name}}?\n    answer: yes or no\n"
    text = "format: 1\nscript: long\ntitle: Long\nstarts: only when called\nsteps:\n"
    good["long.yaml"] = text + "".join(step.format(number) for number in range(500))
    begin = time.perf_counter()

    load(good)

    assert time.perf_counter() - begin < 10


def test_a_conversation_with_thousands_of_steps_is_refused(good: dict[str, str]) -> None:
    steps = "".join(f"  step_{number}:\n    say: Hi\n" for number in range(2_000))
    good["long.yaml"] = f"format: 1\nscript: long\ntitle: Long\nstarts: only when called\nsteps:\n{steps}"

    assert "long.yaml:5:1: error: This conversation has 2000 steps; at most 500 fit." in said(good)
