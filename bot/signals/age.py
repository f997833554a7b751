"""An age that somebody tells of themselves: "I'm 15", "tengo 15 años", "soy menor de edad".

Careful both ways: only the first thing said counts, and it has to say just that. "I'm 15 days in", "I'm a 7"
and "when I was 15" are no ages. What it cannot tell from a number of something else is marked as plain.
"""

import re
from dataclasses import dataclass

from bot.signals.folding import plain

# Younger than this nobody writes to a programme by themselves; a smaller number is something else.
YOUNGEST = 6  # years, when the words say that they are years
YOUNGEST_PLAIN = 11  # years, when they do not: up to ten people mostly answer a scale
OLDEST = 119
# Longer than this is a story, and a number in it is anything: people tell their age in short.
LONGEST = 120  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """At most so many years old. `surely`: the words themselves say that an age is meant."""

    years: int
    surely: bool


_TENS_EN = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen")
_TENS_ES = ("diez", "once", "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho")
_NAMED = {word: 10 + place for words in (_TENS_EN, _TENS_ES) for place, word in enumerate(words)}
_NUMBER = rf"(?P<years>\d{{1,3}}|{'|'.join(_NAMED)})"

# What may stand before it, and what is left out between.
_BEFORE = (
    r"(?:(?:hi|hey|hello|hola|buenas|ok|okay|well|so|but|and|because|actually|sorry|pues|bueno|pero|es que|"
    r"y|perdon)\s+)*"
)
_ONLY = r"(?:(?:only|just|still|like|actually|solo|apenas|todavia|aun)\s+)?"
_IM = r"(?:im|i am|i m|ima|me im)"

# Each is matched against everything that is said first, in small letters without accents and apostrophes.
_SURELY = tuple(
    re.compile(f"{_BEFORE}{pattern}")
    for pattern in (
        rf"{_IM} {_ONLY}{_NUMBER}[ -]*(?:years?|yrs?)[ -]*old",
        rf"{_IM} {_ONLY}{_NUMBER} ?(?:yo|y o|y/o)",
        rf"{_NUMBER}[ -]*(?:years?|yrs?)[ -]*old(?: here)?",
        rf"{_NUMBER} ?(?:yo|y/o)(?: here)?",
        rf"my age is {_NUMBER}",
        rf"(?:{_IM}|i) (?:just |only just )?turn(?:ed|ing) {_NUMBER}(?: today| yesterday| this week)?",
        rf"{_ONLY}tengo {_ONLY}{_NUMBER} (?:anos|anitos)(?: de edad)?",
        rf"(?:acabo de cumplir|ya cumpli|cumpli|cumplo hoy) {_NUMBER}(?: anos)?",
        rf"mi edad es(?: de)? {_NUMBER}(?: anos)?",
        rf"{_NUMBER} anos de edad",
    )
)
_PLAIN = tuple(
    re.compile(f"{_BEFORE}{pattern}")
    for pattern in (rf"{_IM} {_ONLY}{_NUMBER}", rf"{_ONLY}tengo {_ONLY}{_NUMBER}")
)
# Younger than the number that is named.
_UNDER = tuple(
    re.compile(f"{_BEFORE}{pattern}")
    for pattern in (
        rf"{_IM} (?:under|younger than|below) {_NUMBER}(?: years old)?",
        rf"{_IM} not (?:yet |even )?{_NUMBER}(?: years old)?(?: yet)?",
        rf"no tengo (?:todavia |aun )?{_NUMBER}(?: anos)?(?: todavia| aun)?",
        rf"(?:todavia|aun) no (?:tengo|cumplo) {_NUMBER}(?: anos)?",
        rf"tengo menos de {_NUMBER}(?: anos)?",
    )
)
_MINOR = re.compile(
    rf"{_BEFORE}(?:{_IM} (?:{_ONLY})?(?:a minor|underage|under age)|soy (?:{_ONLY})?menor(?: de edad)?)"
)
_GROWN_UP = 18  # years: what "a minor" is not yet, in most places

# Where what is said first ends.
_ENDS = re.compile(r"[.,;:!?\n()…]+|\s[-–—]+\s|\s(?:so|and|but|can|y|pero|puedo)\s|\sis (?:it|this|that)\s")
_GREETING = re.compile(r"(?:hi|hey|hello|hola|buenas|ok|okay)(?: there)?")


def said_age(words: str) -> Age | None:
    """Return the age that is told in the first thing these words say, or None."""
    if len(words) > LONGEST:
        return None
    first = _first_said(words)
    for patterns, surely, youngest in ((_SURELY, True, YOUNGEST), (_PLAIN, False, YOUNGEST_PLAIN)):
        years = _years(patterns, first)
        if years is not None and youngest <= years <= OLDEST:
            return Age(years=years, surely=surely)
    under = _years(_UNDER, first)
    if under is not None and YOUNGEST < under <= OLDEST:
        return Age(years=under - 1, surely=True)
    return Age(years=_GROWN_UP - 1, surely=True) if _MINOR.fullmatch(first) else None


def _first_said(words: str) -> str:
    """Return the first thing said after a greeting, in plain letters, with single blanks."""
    parts = (" ".join(part.split()) for part in _ENDS.split(plain(words)))
    said = [part for part in parts if part]
    while len(said) > 1 and _GREETING.fullmatch(said[0]):
        said = said[1:]
    return said[0] if said else ""


def _years(patterns: tuple[re.Pattern[str], ...], said: str) -> int | None:
    for pattern in patterns:
        if (found := pattern.fullmatch(said)) is not None:
            years = found["years"]
            return _NAMED.get(years) or int(years)
    return None
