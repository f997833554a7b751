"""How each small value looks to an ordinary editor: JSON Schema for the types in fields.py and text.py.

Patterns are those that the reading itself uses. Editors read YAML in their own way, so that `1`, `0.5` and
`yes` may come as numbers and truth values: where plain words belong, all of these are taken.
"""

from typing import Any

from bot.engine.actions import ACTIONS
from bot.scripts.reading.kind import ANSWER_FORMS
from bot.scripts.reading.words import CLOCK, DAY, MONTHS, NAME_FORM, QUIET, RANGE, TIME

Form = dict[str, Any]

PLAIN: Form = {"type": ["string", "number", "boolean"]}
NAME: Form = {"type": "string", "pattern": f"^{NAME_FORM.pattern}$"}
FILLED: Form = {**PLAIN, "minLength": 1}
LENGTH: Form = {"type": "string", "pattern": f"^{TIME.pattern}$", "examples": ["6 hours", "2 days"]}
LENGTH_IN_DAYS: Form = {"type": "string", "pattern": r"^(\d{1,4}) (day|week)s?$", "examples": ["90 days"]}
LENGTH_IN_MONTHS: Form = {"type": "string", "pattern": f"^{MONTHS.pattern}$", "examples": ["24 months"]}
CLOCK_TIME: Form = {"type": ["string", "number"], "pattern": f"^{CLOCK.pattern}$", "examples": ["10:00"]}
DATE: Form = {"type": "string", "pattern": f"^{DAY.pattern}$", "examples": ["2026-11-01"]}
RANGE_FORM: Form = {"type": "string", "pattern": f"^{RANGE.pattern}$", "examples": ["0 to 10"]}
QUIET_HOURS: Form = {"type": "string", "pattern": f"^{QUIET.pattern}$", "examples": ["21:30 to 08:00"]}
COUNT: Form = {"type": "integer", "minimum": 1, "maximum": 999}
YES_NO: Form = {"enum": ["yes", "no", True, False]}
ONE: Form = {"enum": [1, "1"]}
SEVERAL: Form = {"anyOf": [PLAIN, {"type": "array", "items": PLAIN, "minItems": 1}]}
CONDITION: Form = {
    "type": "string",
    "examples": ["craving is 7 or more", "craving has gone up 3 check-ins in a row", "no answer"],
}
# schema.py puts the description of a text in one place: it can hold others.
TEXT: Form = {"x-form": "text"}

GO: Form = {"type": "string", "examples": ["next", "end"]}
THEN: Form = {"anyOf": [GO, {"type": "object", "additionalProperties": GO, "minProperties": 1}]}
REPLIES: Form = {"type": "object", "additionalProperties": TEXT, "minProperties": 1}
DECISIONS: Form = {"type": "object", "additionalProperties": GO, "minProperties": 1}

ACTION: Form = {"enum": sorted(ACTIONS)}
ANSWER: Form = {
    "anyOf": [
        {"enum": [form for form in ANSWER_FORMS if form.islower() and not any(map(str.isdigit, form))]},
        {"type": "string", "pattern": f"^(scale|number) {RANGE.pattern}$"},
        {"type": "string", "pattern": f"^consent {NAME_FORM.pattern}$"},
    ],
    "examples": list(ANSWER_FORMS),
}


def one_of(words: tuple[str, ...]) -> Form:
    """Return the form of a closed list of words."""
    return {"enum": list(words)}
