"""JSON Schemas of the files that editors write, so that ordinary editors complete names and explain them.

Made from the shapes that the reading itself uses: what can stand where is written down once. A schema knows
less than `check`; it is for the moment of typing.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind

from bot.scripts.reading.shapes import forms
from bot.scripts.reading.shapes.forms import Form
from bot.scripts.reading.shapes.programme import ProgrammeShape
from bot.scripts.reading.shapes.protocol import ProtocolShape
from bot.scripts.reading.shapes.script import (
    HeadShape,
    NoAnswerShape,
    RuleShape,
    ScoreShape,
    TestShape,
)
from bot.scripts.reading.shapes.shape import Shape
from bot.scripts.reading.shapes.shared import (
    COUNTRY,
    LANGUAGE,
    SAFETY_KINDS,
    KeyShape,
    PhrasesShape,
    ResourceWordsShape,
    ServiceShape,
)
from bot.scripts.reading.shapes.step import StepShape
from bot.scripts.reading.shapes.text import GOALS

# Editors that read YAML know this draft best.
DRAFT = "http://json-schema.org/draft-07/schema#"

_TEXT_AT = "#/definitions/text"


def schemas() -> Mapping[str, Form]:
    """Return {"script": schema, "keys": schema, ...}: one for conversations, one for each shared file."""
    by_name = {"pattern": forms.NAME["pattern"]}
    whole = {
        "script": ("A conversation", _script()),
        "keys": ("Everything that is stored", _named(by_name, _of(KeyShape))),
        "programme": ("How this programme works", _with_format(_of(ProgrammeShape))),
        "resources": ("Lines and first aid, by country and language", _named(by_name, _resource())),
        "services": ("Places that help with a need", _named(by_name, _of(ServiceShape))),
        "safety": (
            "Phrases that mean danger, by kind and language",
            _named({"enum": list(SAFETY_KINDS)}, _of(PhrasesShape)),
        ),
        "protocols": ("Cards for coaches, by kind of danger", _named(by_name, _of(ProtocolShape))),
        "words": (
            "Words to avoid, and what to write instead",
            _named(
                {"pattern": f"^{LANGUAGE.pattern}$"},
                {"type": "object", "additionalProperties": forms.FILLED},
            ),
        ),
    }
    return {name: _finished(title, schema) for name, (title, schema) in whole.items()}


def file_text(schema: Form) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def editor_settings() -> Form:
    """Return what tells an editor which schema belongs to which file: {schema: files}."""
    shared = [name for name in schemas() if name != "script"]
    files: Form = {f"./docs/schema/{name}.json": f"conversations/{name}.yaml" for name in shared}
    others = [f"!conversations/{name}.yaml" for name in shared]
    return {"./docs/schema/script.json": ["conversations/*.yaml", *others], **files}


def _script() -> Form:
    schema = _of(HeadShape)
    by_name = {"pattern": forms.NAME["pattern"]}
    parts: dict[str, Form] = {
        "if no answer": _of(NoAnswerShape),
        "steps": {**_each(by_name, _of(StepShape)), "minProperties": 1},
        "scores": _each(by_name, _of(ScoreShape)),
        "risk": _each(by_name, _of(RuleShape)),
        "tests": _each({}, _of(TestShape)),
    }
    for name, part in parts.items():
        said = schema["properties"][name].get("description")
        schema["properties"][name] = {**part, "description": said}
    return schema


def _resource() -> Form:
    languages = _each({"pattern": f"^{LANGUAGE.pattern}$"}, _of(ResourceWordsShape))
    crisis = {**forms.YES_NO, "description": "yes: always the first thing in a message."}
    return {
        "type": "object",
        "properties": {"crisis": crisis},
        "patternProperties": {f"^{COUNTRY.pattern}$": languages},
        "additionalProperties": False,
    }


def _each(names: Form, schema: Form) -> Form:
    """Return the schema of a mapping from such names to such values."""
    found: Form = {"type": "object", "additionalProperties": schema}
    return {**found, "propertyNames": names} if names else found


def _named(names: Form, schema: Form) -> Form:
    """Return the schema of a shared file: names of one kind, and `format` above them."""
    head = {"format": {**forms.ONE, "description": HeadShape.model_fields["format"].description}}
    names = {"anyOf": [{"enum": list(head)}, names]}
    return {**_each(names, schema), "properties": head}


def _with_format(schema: Form) -> Form:
    head = {"format": {**forms.ONE, "description": HeadShape.model_fields["format"].description}}
    return {**schema, "properties": {**head, **schema["properties"]}}


def _text() -> Form:
    """Return what a text can be: words, or one of the ways to say it in several."""
    text = {"$ref": _TEXT_AT}

    def way(description: str, properties: Form, *required: str) -> Form:
        return {
            "type": "object",
            "description": description,
            "properties": properties,
            "required": list(required),
            "additionalProperties": False,
        }

    goals = dict.fromkeys((*GOALS, "otherwise"), text)
    return {
        "anyOf": [
            forms.FILLED,
            way(
                "Several ways to say it; the one not heard for the longest is taken.",
                {"one of": {"type": "array", "items": text, "minItems": 1}},
                "one of",
            ),
            way(
                "Words that follow a number; 'other' shows {count}.",
                {"count": forms.NAME, "one": forms.FILLED, "other": forms.FILLED},
                *("count", "one", "other"),
            ),
            way(
                "Words that follow the person's own goal.",
                {"for": {"enum": ["goal"]}, **goals},
                *("for", "otherwise"),
            ),
        ]
    }


class _Generate(GenerateJsonSchema):
    """Defaults are taken out anyway, so that it says nothing of those that JSON cannot hold."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"non-serializable-default"}  # noqa: RUF012  # theirs


def _of(shape: type[Shape]) -> Form:
    schema = shape.model_json_schema(by_alias=True, schema_generator=_Generate)
    schema.pop("description", None)  # what a shape says of itself is for those who read the program
    return schema


def _finished(title: str, schema: Form) -> Form:
    """Return the schema with what all share, and without what only the program needs."""
    definitions: Form = {}
    made = _cleaned(schema, definitions)
    return {
        "$schema": DRAFT,
        "title": title,
        **{name: value for name, value in made.items() if name != "title"},
        "definitions": {"text": _text(), **definitions},
    }


def _cleaned(node: Any, definitions: Form) -> Any:
    """Take out titles, defaults and "or nothing"; gather definitions; point to the one text."""
    if isinstance(node, list):
        return [_cleaned(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("x-form") == "text":
        node = {"$ref": _TEXT_AT, **{name: value for name, value in node.items() if name != "x-form"}}
    for name, definition in node.pop("$defs", {}).items():
        definitions[name] = _cleaned(definition, definitions)
    chosen = [one for one in node.get("anyOf", ()) if one != {"type": "null"}]
    if "anyOf" in node and len(chosen) == 1:
        node = {**chosen[0], **{name: value for name, value in node.items() if name != "anyOf"}}
        return _cleaned(node, definitions)
    if chosen:
        node = {**node, "anyOf": chosen}
    cleaned: Form = {}
    for name, value in node.items():
        if name in ("title", "default") and not isinstance(value, dict):
            continue
        if name == "properties":
            cleaned[name] = {each: _cleaned(one, definitions) for each, one in value.items()}
        else:
            cleaned[name] = _cleaned(value, definitions)
    if isinstance(cleaned.get("$ref"), str):
        cleaned["$ref"] = cleaned["$ref"].replace("#/$defs/", "#/definitions/")
    if "patternProperties" in cleaned:
        cleaned.setdefault("additionalProperties", False)
    return cleaned
