"""`picture` and `schema` write files and say where; a name that is not there is guessed."""

import json
from pathlib import Path

import pytest

from bot.commands.picture import write_picture
from bot.commands.schema import write_schemas
from bot.commands.writing import NotWrittenError
from bot.errors import ScriptError

ROOT = Path(__file__).parents[2]
CONVERSATIONS, LOCALES = ROOT / "conversations", ROOT / "locales"


def draws(out: Path | None, script: str = "write_reasons", language: str = "") -> None:
    write_picture(script, CONVERSATIONS, LOCALES, language=language, out=out, dark=False)


def test_a_picture_for_the_desk_and_one_for_the_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    draws(None)

    assert capsys.readouterr().out.split() == ["write_reasons.svg", "write_reasons.png"]
    assert (tmp_path / "write_reasons.png").read_bytes()[:4] == b"\x89PNG"
    assert b"<svg" in (tmp_path / "write_reasons.svg").read_bytes()[:1000]


def test_one_file_a_folder_or_a_name(tmp_path: Path) -> None:
    draws(tmp_path / "one.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["one.svg"]
    draws(tmp_path)
    draws(tmp_path / "deep" / "other", language="es")
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}

    assert found == {
        "one.svg", "write_reasons.svg", "write_reasons.png", "deep/other.svg", "deep/other.png",
    }  # fmt: skip


def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="Did you mean 'write_reasons'"):
        draws(tmp_path, "write_reason")
    with pytest.raises(ScriptError, match="no language 'fr'"):
        draws(tmp_path, language="fr")
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWrittenError, match=r"one\.svg"):
        draws(tmp_path / "file" / "one.svg")


def test_the_schemas_are_written_where_they_are_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_schemas(tmp_path / "deep")
    said = [Path(line) for line in capsys.readouterr().out.splitlines()]

    assert sorted(said) == sorted((tmp_path / "deep").iterdir())
    assert json.loads((tmp_path / "deep" / "script.json").read_text())["title"] == "A conversation"
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWrittenError):
        write_schemas(tmp_path / "file")
