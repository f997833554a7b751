"""Babel's own tools find the same texts as the bot: one file at a time, without the rest of the programme."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract as babel_extract
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from bot.engine import TextId
from bot.errors import ScriptError
from bot.scripts import entries, load, own_entries, read_folder
from bot.scripts.translating.catalog import write_template
from bot.scripts.translating.extract import entries_of_file

ROOT = Path(__file__).parents[3]
METHOD = "bot.scripts.translating.extractor:extract"


def test_one_file_alone_gives_what_the_whole_programme_gives() -> None:
    bundle = load(read_folder(ROOT / "conversations", ROOT / "locales"))
    found = [
        entry
        for path in sorted((ROOT / "conversations").glob("*.yaml"))
        for entry in entries_of_file(path.name, path.read_text("utf-8"))
    ]

    wanted = [entry._replace(line=0) if entry.file == "keys.yaml" else entry for entry in entries(bundle)]
    here = [entry._replace(line=0) if entry.file == "keys.yaml" else entry for entry in found]

    assert sorted(here) == sorted(wanted)


def test_babels_extraction_finds_every_text_with_place_and_note() -> None:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = {
        (context, message, line, tuple(comments))
        for folder in ("conversations", "bot/texts")
        for _, line, message, comments, context in extract_from_dir(ROOT / folder, methods, options)
    }
    bundle = load(read_folder(ROOT / "conversations", ROOT / "locales"))
    wanted = [*entries(bundle), *own_entries()]

    texts = {(context, message) for context, message, _, _ in found}
    assert texts == {(one.id, one.msgid if one.plural is None else (one.msgid, one.plural)) for one in wanted}
    button = next(one for one in found if one[0] == "after_use.button")
    assert button[1:] == ("Something happened", 5, ("Button: at most 24 letters.",))
    assert all(line > 0 for _, _, line, _ in found)


def test_a_script_from_a_pipe_says_its_own_name(good: dict[str, str]) -> None:
    fileobj = io.BytesIO(good["after_use.yaml"].encode())

    found = list(babel_extract(METHOD, fileobj))

    assert found[0] == (5, "I need to share", ["Button: at most 24 letters."], "after_use.button")


def test_windows_line_ends_and_a_mark_change_nothing(good: dict[str, str]) -> None:
    text = good["after_use.yaml"]

    again = entries_of_file("after_use.yaml", "\ufeff" + text.replace("\n", "\r\n"))

    assert again == entries_of_file("after_use.yaml", text)


@pytest.mark.parametrize("text", ["", "\tsteps:", "steps: {", "format: 1\nscript: after_use\nsteps:\n  a:\n"])
def test_a_file_that_cannot_be_read_is_no_file_without_texts(text: str) -> None:
    with pytest.raises(ScriptError, match=r"after_use\.yaml:\d+:\d+: error: .* \[E\d+\]"):
        entries_of_file("after_use.yaml", text)


def test_shared_files_have_no_texts_for_translators_but_keys_and_cards(good: dict[str, str]) -> None:
    for file in ("programme.yaml", "resources.yaml", "services.yaml", "safety.yaml", "words.yaml"):
        assert entries_of_file(file, good[file]) == ()
    found = {entry.id: entry.msgid for entry in entries_of_file("keys.yaml", good["keys.yaml"])}
    assert found[TextId("keys.win.when_missing")] == "something small"
    assert {name.rpartition(".")[2] for name in found} == {"label", "when_missing"}


def test_what_the_team_reads_beside_an_answer_is_translated_but_not_where_it_reads_nothing(
    good: dict[str, str],
) -> None:
    found = [entry.id for entry in entries_of_file("keys.yaml", good["keys.yaml"])]
    assert "keys.craving.label" in found
    assert "keys.win.label" not in found  # own words stand on no card


def test_the_cards_of_coaches_are_translated_line_by_line(good: dict[str, str]) -> None:
    found = entries_of_file("protocols.yaml", good["protocols.yaml"])

    assert [(entry.id, entry.line) for entry in found] == [
        ("protocols.suicide.line_1.tell_coach", 5),
        ("protocols.suicide.line_2.tell_coach", 6),
        ("protocols.after_use.line_1.tell_coach", 9),
        ("protocols.any.line_1.tell_coach", 11),
    ]


def test_a_template_says_where_each_text_stands_and_no_date(good: dict[str, str]) -> None:
    pot = write_template(entries(load(good)))

    assert "#. Button: at most 24 letters.\n#: after_use.yaml:5\n" in pot
    assert "Date" not in pot
    assert pot.count("msgctxt") == len(list(entries(load(good))))


def test_babels_command_works_in_a_checkout(tmp_path: Path) -> None:
    pot = tmp_path / "texts.pot"
    command = ("-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", "-o")

    done = subprocess.run(
        [sys.executable, *command, str(pot), "conversations", "bot/texts"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert 'msgctxt "crisis_help.' in pot.read_text("utf-8")
    assert 'msgctxt "bot.menu"' in pot.read_text("utf-8")
