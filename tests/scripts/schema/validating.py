"""The part of JSON Schema that our schemas use, so that a test needs no library for it."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}
_SAID = {"$schema", "title", "description", "examples", "definitions"}
_KNOWN = _SAID | {
    "$ref", "type", "enum", "pattern", "minLength", "minimum", "maximum", "items", "minItems", "maxItems",
    "properties",
    "patternProperties", "additionalProperties", "propertyNames", "required", "minProperties",
    "maxProperties", "anyOf", "oneOf", "dependencies",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield where `value` does not fit and why."""
    unknown = schema.keys() - _KNOWN
    assert not unknown, f"this test does not know {unknown}"
    if "$ref" in schema:
        found: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        yield from faults(value, found, root, at)
        return
    if not _has_type(value, schema.get("type")):
        yield f"{at}: {value!r} is not {schema['type']}"
        return
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value!r} does not look like {schema['pattern']}"
        if len(value) < schema.get("minLength", 0):
            yield f"{at}: too short"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{at}: {value} is too small or too large"
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: too few or too many"
        for number, one in enumerate(value):
            yield from faults(one, schema.get("items", {}), root, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from _of_mapping(value, schema, root, at)
    for name, most in (("anyOf", None), ("oneOf", 1)):
        if name in schema:
            tried = [list(faults(value, one, root, at)) for one in schema[name]]
            fitting = sum(not found for found in tried)
            if not 1 <= fitting <= (most or fitting):
                yield f"{at}: fits {name} wrongly: {min(tried, key=len)}"


def _has_type(value: Any, wanted: Any) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if names is None:
        return True
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _of_mapping(
    value: dict[Any, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: {name} is missing"
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        yield f"{at}: too few or too many names"
    for name, one in value.items():
        place = f"{at}.{name}"
        if "propertyNames" in schema:
            yield from faults(name, schema["propertyNames"], root, f"{place} (name)")
        patterns = [
            found
            for pattern, found in schema.get("patternProperties", {}).items()
            if re.search(pattern, str(name))
        ]
        if name in schema.get("properties", {}):
            yield from faults(one, schema["properties"][name], root, place)
        elif patterns:
            yield from faults(one, patterns[0], root, place)
        elif schema.get("additionalProperties") is False:
            yield f"{place}: not known here"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from faults(one, schema["additionalProperties"], root, place)
    for name, needs in schema.get("dependencies", {}).items():
        if name in value:
            needed = {"required": needs} if isinstance(needs, list) else needs
            yield from faults(value, needed, root, f"{at}.{name}")
