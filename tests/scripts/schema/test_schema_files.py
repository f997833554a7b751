"""An ordinary editor completes what it may: the schemas fit what is shipped, and refuse what is misspelt."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.scripts.reading.shapes.script import PARTS, HeadShape
from bot.scripts.reading.shapes.shape import Shape
from bot.scripts.reading.shapes.step import DOES, StepShape
from bot.scripts.reading.shared import SHARED
from bot.scripts.schema import editor_settings, file_text, schemas
from tests.scripts.schema.validating import faults

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "conversations", ROOT / "tests" / "scripts" / "good")
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]
MADE = schemas()

GOOD = """
format: 1
script: hello
title: Hello
starts: by the programme
if no answer:
  give up after: 20 hours
steps:
  ask_it:
    ask: How is today?
    answer: scale 0 to 10
    save: mood
    then: {7 or more: next, otherwise: end}
  later: {schedule: hello, in: 1 day, at: 10:00}
risk:
  high: {when: mood is 8 or more, level: urgent, tell coach: "High: {mood}"}
tests:
  a day:
    talk:
      - person: [one, two]
      - saved: mood = 2
"""


def parsed(text: str) -> Any:
    return _plain(YAML(typ="safe", pure=True).load(text))


def _plain(value: Any) -> Any:
    """Return days as editors' own reading leaves them: as words."""
    if isinstance(value, dict):
        return {_plain(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def kind_of(path: Path) -> str:
    return path.stem if path.name in SHARED else "script"


def found_in(text: str, kind: str = "script") -> list[str]:
    return list(faults(parsed(text), MADE[kind], MADE[kind]))


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_every_shipped_file_fits_its_schema(path: Path) -> None:
    assert found_in(path.read_text(encoding="utf-8"), kind_of(path)) == []


def test_a_whole_small_conversation_fits() -> None:
    assert found_in(GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: Hello", "titel: Hello"),
        ("format: 1", "format: 2"),
        ("by the programme", "by the program"),
        ("give up after: 20 hours", "give up after: 20 ours"),
        ("give up after: 20 hours", "give up after: 20 hours\n  nudge: Hi"),
        ("  ask_it:\n", "  Ask it:\n"),
        ("ask: How is today?", "aks: How is today?"),
        ("ask: How is today?", "ask: How is today?\n    say: Hello"),
        ("ask: How is today?", "ask: How is today?\n    choices: {good: Good}"),
        ("answer: scale 0 to 10", "answer: scale of ten"),
        ("save: mood", "level: urgent"),
        ("in: 1 day, ", ""),
        ("at: 10:00", "at: ten"),
        ("level: urgent", "level: high"),
        ("tell coach:", "tel coach:"),
        ("person: [one, two]", "persn: hello"),
        ("saved: mood = 2", "saved: mood = 2\n        person: no"),
    ],
)
def test_a_slip_is_refused(right: str, wrong: str) -> None:
    assert right in GOOD

    assert found_in(GOOD.replace(right, wrong)) != []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("keys", "mood: {label: Mood, kind: some scale}"),
        ("keys", "mood: {lable: Mood, kind: scale}"),
        ("programme", "format: 1\nname: Only a name"),
        ("resources", "lines: {crisis: perhaps}"),
        ("resources", "lines: {us: {en: {txt: Call}}}"),
        ("services", "house: {need: detox, english: 'House: call'}"),
        ("safety", "danger: {en: [words]}"),
        ("safety", "suicide: {level: urgent, en: [words]}"),
        ("words", "english: {this: that}"),
        ("protocols", "any: {for: [suicide]}"),
        ("protocols", "any: {lines: [a, b, c, d, e, f]}"),
    ],
)
def test_a_slip_in_a_shared_file_is_refused(kind: str, text: str) -> None:
    assert found_in(text, kind) != []


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_files_in_docs_are_the_newest(name: str) -> None:
    """When this fails, run: python -m bot schema"""
    written = (ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8")

    assert written == file_text(MADE[name])


def test_the_settings_for_editors_name_every_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"] == editor_settings()
    assert set(MADE) == {"script", *(file.removesuffix(".yaml") for file in SHARED)}


def test_every_field_of_every_shape_is_explained() -> None:
    waiting: list[type[Shape]] = list(Shape.__subclasses__())
    for shape in waiting:
        for name, field in shape.model_fields.items():
            assert field.description, f"{shape.__name__}.{name}"
            assert field.description.endswith("."), f"{shape.__name__}.{name}"


def test_every_part_and_every_kind_of_step_is_offered() -> None:
    script = MADE["script"]
    step = script["properties"]["steps"]["additionalProperties"]

    assert set(PARTS) <= script["properties"].keys()
    assert script["properties"].keys() == {
        field.alias or name for name, field in HeadShape.model_fields.items()
    }
    assert set(DOES) <= step["properties"].keys()
    assert step["properties"].keys() == {
        field.alias or name for name, field in StepShape.model_fields.items()
    }
    assert all(one.get("description") for one in step["properties"].values())
