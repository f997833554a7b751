"""What stands after `answer:`, from words to a kind of answer."""

import re
from collections.abc import Mapping

from bot.engine.script import (
    AnswerKind,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    LanguageAnswer,
    NumberAnswer,
    PlaceAnswer,
    ScaleAnswer,
    YesNoAnswer,
)
from bot.scripts.reading.words import read_range

LARGEST_SCALE = 11  # buttons: 0 to 10 in two rows is what a phone shows without scrolling

_SIMPLE: Mapping[str, AnswerKind] = {
    "yes or no": YesNoAnswer(),
    "free text": FreeTextAnswer(),
    "number": NumberAnswer(),
    "date": DateAnswer(),
    "clock": ClockAnswer(),
    "language": LanguageAnswer(),
    "place": PlaceAnswer(),
}
ANSWER_FORMS = (*_SIMPLE, "scale 0 to 10", "number 0 to 30", "consent NAME")


def read_answer_kind(words: str) -> AnswerKind | None:
    """Return the kind of answer that "scale 0 to 10" or "yes or no" means; not those with choices."""
    words = " ".join(words.split())
    if words in _SIMPLE:
        return _SIMPLE[words]
    if words.startswith("scale ") and (ends := read_range(words.removeprefix("scale "))) is not None:
        low, high = ends
        whole = low == int(low) and high == int(high)
        return ScaleAnswer(low=int(low), high=int(high)) if whole and high - low < LARGEST_SCALE else None
    if words.startswith("number ") and (ends := read_range(words.removeprefix("number "))) is not None:
        return NumberAnswer(low=ends[0], high=ends[1])
    if match := re.fullmatch(r"consent ([a-z][a-z0-9_]{0,39})", words):
        return ConsentAnswer(name=match.group(1))
    return None
