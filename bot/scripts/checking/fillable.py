"""The {names} that can stand in a text, and how they are found."""

import re

# what the bot fills in by itself; every key can stand in a text too
FILLABLE = (
    "name",
    "coach",
    "days_together",
    "checkins_total",
    "when_a_person_answers",
    "local_time",
    "programme",
    "minimum_age",
    "words_kept_days",
    "record_kept_months",
)
COUNT = "count"  # in a plural: the number that it follows
COUNTABLE = ("days_together", "checkins_total")

_BRACED = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def names_in(words: str) -> list[str]:
    """Return what stands between braces, in order."""
    return _BRACED.findall(words)


def braces_pair(words: str) -> bool:
    """Whether each { has its } and none stands inside another."""
    rest = _BRACED.sub("", words)
    return "{" not in rest and "}" not in rest
