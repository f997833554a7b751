"""keys.lock: what every published key has meant since its first day. `publish` writes it, git keeps it.

A JSON object with its names in order and one key on each line, so that a difference is one line:

    {
    "craving": {"better": "lower", "kind": "scale", "range": [0, 10], "unit": "points", "values": []},
    "mood": {"better": null, "kind": "one of", "range": null, "unit": null, "values": ["good", "hard"]}
    }
"""

import json
from collections.abc import Iterable, Mapping

from bot.engine.bundle import Key
from bot.scripts.node import Word
from bot.scripts.problem import TOP, Mark, Problems, quoted
from bot.scripts.reading.shapes.shared import KeyShape

LOCK = "keys.lock"

# what makes old and new answers comparable, in the order in which an editor would look
GUARDED = ("kind", "range", "values", "unit", "better")

Meaning = Mapping[str, object]


def locked(keys: Mapping[str, Key], before: str = "") -> str:
    """Return the text of keys.lock once `keys` are published; `before` is what it said until now.

    A key that has left keys.yaml stays locked, and so does a value: their answers are still stored. A lock
    that cannot be read is written anew.
    """
    known = dict(read_lock(before) or {})
    for name, key in keys.items():
        meaning = _meaning(key.kind, (key.low, key.high), key.values, key.unit, key.better)
        values = {*_values(meaning), *_values(known.get(name, {}))}
        known[name] = {**meaning, "values": sorted(values)}
    lines = [f"{json.dumps(name)}: {json.dumps(known[name], sort_keys=True)}" for name in sorted(known)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_lock(text: str) -> Mapping[str, Meaning] | None:
    """Return {key: {"kind": ..., "range": ...}}; nothing for an empty text, None when it cannot be read."""
    if not text.strip():
        return {}
    try:
        read = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    whole = isinstance(read, dict) and all(isinstance(meaning, dict) for meaning in read.values())
    return read if whole else None


def check_lock(
    text: str, keys: Mapping[Word, KeyShape], problems: Problems, *, complete: bool = True
) -> None:
    """Say which published keys mean something else now, or are gone.

    `complete` is false when some keys of keys.yaml could not be read: a missing one is then not gone.
    """
    before = read_lock(text)
    if before is None:
        words = "This file cannot be read, so nobody can tell which keys changed their meaning."
        problems.add(LOCK, TOP, "E308", f"{words} Take the last one that was published; do not edit it.")
        return
    top = min((name.mark for name in keys), default=TOP)
    for name, old in before.items():
        shape = keys.get(Word(name))
        if shape is None:
            if complete:
                words = f"{quoted(name)} was published before and has answers stored."
                repair = " Do not delete it; mark it 'retired' instead."
                problems.add("keys.yaml", top, "E305", words + repair)
            continue
        key = next(key for key in keys if key == name)
        _compare(key, shape, old, keys, problems)


def _compare(
    key: Word, shape: KeyShape, old: Meaning, keys: Mapping[Word, KeyShape], problems: Problems
) -> None:
    new = _meaning(shape.kind, shape.range, shape.values, shape.unit, shape.better)
    for part in GUARDED:
        if part == "values":
            gone = [str(value) for value in _values(old) if value not in _values(new)]
            if not gone:
                continue
            was, now = f"the values had {quoted(gone[0])}", "it is not among them"
        elif old.get(part) != new[part]:
            was, now = f"{part} was {_said(old.get(part))}", f"it is {_said(new[part])}"
        else:
            continue
        words = f"{quoted(key)} already has stored answers where {was}; now {now}."
        words += " Old and new could not be compared."
        repair = f" Keep it and add a new key, for example {_free(key, keys)}."
        problems.add("keys.yaml", _place(shape, key, part), "E304", words + repair)
        return


def _meaning(
    kind: str,
    ends: tuple[float | None, float | None] | None,
    values: Iterable[str],
    unit: str | None,
    better: str | None,
) -> Meaning:
    low, high = ends if ends is not None else (None, None)
    return {
        "kind": str(kind),
        "range": [_plain(low), _plain(high)] if low is not None and high is not None else None,
        "values": sorted(map(str, values)),
        "unit": None if unit is None else str(unit),
        "better": better,
    }


def _plain(number: float) -> float:
    """Return 10 for 10.0: the file is read by people."""
    return int(number) if float(number).is_integer() else number


def _values(meaning: Meaning) -> list[str]:
    values = meaning.get("values")
    return [str(value) for value in values] if isinstance(values, list) else []


def _said(value: object) -> str:
    if isinstance(value, list) and len(value) == 2:
        return f"{_number(value[0])} to {_number(value[1])}"
    return "not there" if value is None else str(value)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _place(shape: KeyShape, key: Word, part: str) -> Mark:
    return shape.key_mark(part) if shape.has(part) else key.mark


def _free(key: Word, keys: Mapping[Word, KeyShape]) -> str:
    number = 2
    while Word(f"{key}_{number}") in keys:
        number += 1
    return f"{key}_{number}"
