"""Times of day as people write them: "9", "9am", "half past nine", "a las 9 de la noche", "21:30"."""

import re

from bot.engine.folding import words_of
from bot.engine.numbers_in_words import number_at
from bot.signals import plain

_WHOLE = {"noon": 12, "midday": 12, "mediodia": 12, "midnight": 0, "medianoche": 0}
_PARTS = {
    "am": "morning", "morning": "morning", "manana": "morning", "madrugada": "morning",
    "pm": "later", "afternoon": "later", "evening": "later", "tarde": "later",
    "night": "night", "tonight": "night", "noche": "night",
}  # fmt: skip
_BEFORE = frozenset(("menos", "to", "till", "before"))
_MINUTES_FIRST = frozenset(("past", "to", "till", "before"))  # "ten past nine", but "nueve menos diez"
_LINKS = _BEFORE | _MINUTES_FIRST
_AROUND = words_of(
    """
    a about after around at by clock de del el en every hacia hour hours h hrs horas hora i in it la
    las like los maybe o oclock of on please por que quiero the time to would y like prefer prefiero
    como sobre mejor bien good is fine esta daily each day cada dia todos dias
    """
)
_TOKEN = re.compile(r"\d+|[a-z]+|:")
_HALVES = {"half": 30, "media": 30, "quarter": 15, "cuarto": 15}


def _spread(words: str) -> list[str]:
    text = plain(words)
    text = re.sub(r"\b([ap])\s?\.?\s?m\b\.?", r" \1m ", text)
    text = re.sub(r"\bo\s?clock\b", " oclock ", text)
    text = re.sub(r"\bmedio dia\b", " mediodia ", text)
    text = re.sub(r"\bmedia noche\b", " medianoche ", text)
    text = re.sub(r"(?<=\d)[.h](?=\d\d\b)", ":", text)
    text = re.sub(r"\b(\d\d)(\d\d)(?:h|hrs)?\b", r"\1:\2", text)
    return _TOKEN.findall(text)


def _minutes(hour: int, minute: int, part: str | None) -> int | None:
    """Return the minutes since midnight; `part` is "morning", "later", "night" or None."""
    if part in ("later", "night") and 1 <= hour < 12:
        hour += 12
    elif (part in ("morning", "night") and hour == 12) or (hour == 24 and minute == 0):
        hour = 0
    return hour * 60 + minute if 0 <= hour <= 23 and 0 <= minute <= 59 else None


def read_clock(words: str) -> str | None:
    """Return the time of day as "HH:MM", or None when the words say none, or more than one.

    A bare 1 to 12 is taken as written, in the morning: "9" is 09:00.
    """
    tokens = _spread(words)
    part: str | None = None
    numbers: list[int] = []
    shift = 0  # minutes that a word gave: "half", "y cuarto"
    link = ""  # "past", or a word for "before the hour"
    place = 0
    while place < len(tokens):
        word = tokens[place]
        found = None if word == ":" or word in _HALVES else number_at(tokens, place)
        if word in _WHOLE:
            numbers.append(_WHOLE[word])
            part = "fixed"
        elif word == "una":
            numbers.append(1)
        elif found is not None:
            numbers.append(int(found[0]))
            place += found[1] - 1
        elif word in _HALVES:
            shift = _HALVES[word]
        elif word in _LINKS and (numbers or shift):
            link = word
        elif word in _PARTS:
            part = part or _PARTS[word]
        elif word != ":" and word not in _AROUND:
            return None
        place += 1
    if shift:
        numbers.insert(0 if link in _MINUTES_FIRST else len(numbers), shift)
    if not 1 <= len(numbers) <= 2:
        return None
    if link in _MINUTES_FIRST and len(numbers) == 2:
        numbers.reverse()
    hour, minute = numbers[0], numbers[1] if len(numbers) == 2 else 0
    before = link in _BEFORE and len(numbers) == 2
    found_at = _minutes(hour, 0 if before else minute, part)
    if found_at is None or (before and not 0 < minute < 60):
        return None
    if before:
        found_at = (found_at - minute) % (24 * 60)
    return f"{found_at // 60:02d}:{found_at % 60:02d}"
