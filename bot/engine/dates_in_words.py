"""Days as people write them: "today", "ayer", "31/1/2027", "January 31", "31 de enero", "2027-01-31"."""

import re
from datetime import date, timedelta

from bot.engine.folding import words_of
from bot.signals import plain

_DAYS_AGO = {
    "today": 0, "tonight": 0, "now": 0, "yesterday": 1, "tomorrow": -1,
    "hoy": 0, "ahora": 0, "ayer": 1, "anteayer": 2, "antier": 2, "manana": -1,
}  # fmt: skip
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "sept": 9,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_SHORT = {name[:3]: month for name, month in _MONTHS.items()}
_AROUND = words_of(
    """
    the of on de del el en it was is since about around i think fue es desde como creo que th st nd
    rd
    """
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_TOKEN = re.compile(r"\d+|[a-z]+")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    """Return that day in the year that brings it nearest to today; the past wins a tie."""
    years = (today.year, today.year - 1, today.year + 1)
    days = [found for year in years if (found := _date(year, month, day)) is not None]
    return min(days, key=lambda found: (abs((found - today).days), found > today), default=None)


def _full_year(text: str, today: date) -> int:
    year = int(text)
    return year if len(text) > 2 else today.year - today.year % 100 + year


def _slashed(found: re.Match[str], today: date, *, month_first: bool) -> date | None:
    first, second = int(found[1]), int(found[2])
    if first > 12:
        month_first = False
    elif second > 12:
        month_first = True
    month, day = (first, second) if month_first else (second, first)
    if found[3] is None:
        return _nearest(month, day, today)
    return _date(_full_year(found[3], today), month, day)


def read_date(words: str, *, today: date, locale: str) -> str | None:
    """Return the day as "2027-01-31", or None. "1/2" is January 2 in English and the first of February in
    Spanish; without a year, the nearest such day to `today`, the person's own local date.
    """
    text = plain(words).strip(" .!?")
    found = _ISO.fullmatch(text)
    if found is not None:
        day = _date(int(found[1]), int(found[2]), int(found[3]))
    elif (found := _SLASHED.fullmatch(text)) is not None:
        day = _slashed(found, today, month_first=locale.startswith("en"))
    else:
        day = _in_words(_TOKEN.findall(text), today)
    return day.isoformat() if day else None


def _in_words(tokens: list[str], today: date) -> date | None:
    words = [token for token in tokens if token not in _AROUND]
    if len(words) == 1 and words[0] in _DAYS_AGO:
        ago = _DAYS_AGO[words[0]]
        return today - timedelta(days=ago)
    numbers = [word for word in words if word.isdigit()]
    months = [_MONTHS.get(word, _SHORT.get(word)) for word in words if not word.isdigit()]
    if len(months) != 1 or months[0] is None or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1:
        return _nearest(months[0], int(numbers[0]), today)
    return _date(_full_year(numbers[1], today), months[0], int(numbers[0]))
