"""Days away as people write them: "24.12-31.12", "Dec 24 to Jan 2", "2026-12-24", "24 al 31 de diciembre".

A day without a year is the next one: nobody plans a holiday that is over. Numbers with dots are day and month
in every language; with a slash, English has the month first (bot/engine/dates_in_words.py).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.engine import fold
from bot.engine.dates_in_words import read_date
from bot.engine.folding import words_of

# Longer than this is hardly meant: "31.12-24.12" without a year would be nearly one.
LONGEST: Final = timedelta(days=183)
_NEAR: Final = words_of("today tonight now tomorrow yesterday hoy ahora manana ayer")
# The day that is nearest to this far from now is the next one of its kind, or one of the last two weeks: a
# holiday may have begun.
_AHEAD: Final = timedelta(days=168)
_BETWEEN: Final = re.compile(r"\s*(?:-|\b(?:to|until|till|through|al?|hasta)\b)\s*")
_LEADING: Final = re.compile(r"^(?:from|del?|desde)\s+(?:el\s+)?")
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?")
_NUMBER: Final = re.compile(r"(?:el\s+|the\s+)?(\d{1,2})(?:st|nd|rd|th)?")
_FIRST_NUMBER: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From `first` to `last`, both of them counted."""

    first: date
    last: date


def read_days(words: str, *, today: date, locale: str) -> Days | str:
    """Return the days, or why not: "words" (not understood), "backward", "over", or "long"."""
    text = _LEADING.sub("", _plain(words))
    found = _span(text, today, locale)
    if found is None:
        day = _day(text, today, locale)
        found = (day, day) if day is not None else None
    if found is None:
        return "words"
    first, last = found
    if last < first:
        return "backward"
    if last < today:
        return "over"
    return Days(first=first, last=last) if last - first <= LONGEST else "long"


def _plain(words: str) -> str:
    folded = "".join("-" if one in "–—−‐‑~" else one for one in words)
    return " ".join(fold(part) if part.isalpha() else part.lower() for part in folded.split())


def _span(text: str, today: date, locale: str) -> tuple[date, date] | None:
    """Return the first way to cut the words in two that leaves a day on either side."""
    for cut in _BETWEEN.finditer(text):
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        if not left or not right:
            continue
        left, right = _shared(left, right), _shared(right, left)
        first = _day(left, today, locale)
        if first is None:
            continue
        # The end is the first such day after the beginning: "Dec 24 to Jan 2" passes into the next year.
        last = _day(right, first if first > today else today, locale)
        if last is not None:
            return first, last
    return None


def _shared(one: str, other: str) -> str:
    """Return a bare number with what the other side says about its month: "24 to 31 December"."""
    number = _NUMBER.fullmatch(one)
    if number is None or _NUMBER.fullmatch(other):
        return one
    return _FIRST_NUMBER.sub(number[1], other, count=1)


def _day(text: str, today: date, locale: str) -> date | None:
    text = text.strip(" ,.") if not _DOTTED.fullmatch(text) else text
    dotted = _DOTTED.fullmatch(text)
    if dotted is not None:
        text = f"{dotted[1]}/{dotted[2]}" + (f"/{dotted[3]}" if dotted[3] else "")
        locale = "es"  # day, then month
    near = bool(_NEAR & set(text.split()))
    found = read_date(text, today=today if near else today + _AHEAD, locale=locale)
    return date.fromisoformat(found) if found is not None else None
