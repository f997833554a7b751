"""ANSWER, from words to a match: "7 or more", "4 to 6", "hard or okay", "yes", "skipped", "otherwise"."""

import re

from bot.engine.condition import AnswerMatch, NumberIn, Otherwise, ValueIn, WasSkipped

OTHERWISE = "otherwise"
SKIPPED = "skipped"

_NUMBER = r"-?\d{1,9}(?:\.\d{1,6})?"
_OR_MORE = re.compile(rf"({_NUMBER}) or more")
_OR_LESS = re.compile(rf"({_NUMBER}) or less")
_BETWEEN = re.compile(rf"({_NUMBER}) to ({_NUMBER})")
_EXACTLY = re.compile(_NUMBER)
# a value an editor named, a language (es-mx) or a place (America/New_York)
_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9_/+-]{0,59}")


def read_answer(words: str) -> AnswerMatch | None:
    """Return what answers `words` stands for, or None when it is not in the grammar."""
    words = words.strip()
    if words == OTHERWISE:
        return Otherwise()
    if words == SKIPPED:
        return WasSkipped()
    if match := _OR_MORE.fullmatch(words):
        return NumberIn(low=float(match.group(1)))
    if match := _OR_LESS.fullmatch(words):
        return NumberIn(high=float(match.group(1)))
    if match := _BETWEEN.fullmatch(words):
        low, high = float(match.group(1)), float(match.group(2))
        return NumberIn(low=low, high=high) if low <= high else None
    if _EXACTLY.fullmatch(words):
        return NumberIn(low=float(words), high=float(words))
    values = tuple(words.split(" or "))
    if all(_VALUE.fullmatch(value) for value in values):
        return ValueIn(values=values)
    return None
