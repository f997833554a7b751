"""Numbers as people write them, English and Spanish: "8/10", "como un 8", "like a two", "ocho y medio"."""

import math
import re
from collections.abc import Sequence

from bot.engine.folding import fold, squeezed, swapped, words_of
from bot.signals import plain

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veintiuno": 21, "veintiun": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
    # slips that are no other word
    "eigt": 8, "tre": 3, "sinco": 5, "sero": 0, "nuebe": 9, "cuatr": 4,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
    "ochenta": 80, "noventa": 90,
}  # fmt: skip
_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_HALF = (("and", "a", "half"), ("y", "medio"), ("y", "media"))
_OUT_OF = (("out", "of"), ("of",), ("de",), ("sobre",), ("over",), ("/",))

# Words that may stand around a number without changing it. Anything else, and the number may mean
# something else: "I drank 3 beers" is no craving of 3, "not 8" is no 8.
_AROUND = words_of(
    """
    a about almost am an approximately around at be bit craving eh feel feeling feels feels guess
    haha hmm honestly i id im is ish it its just kind kinda less level like lol maybe more my nearly now
    number of ok okay only over perhaps please point points pretty probably really right roughly say
    score so solid sort strong than thank thanks that the think to today um uh under was well would
    yeah yes you ahi ahora ahorita alrededor ando antojo aproximadamente bueno calculo casi cerca
    como creo de diria digo el en era es esta estaba este estoy fue fuerte gracias hoy jaja jajaja
    la mas menos mi mmm nivel numero o pienso pongo por pues que quiza quizas se seria si siento
    solamente solo sobre tal tipo un una unas unos va vez yo
    """
)
# Words in their own right that are a number with two letters changed: cero, cuatro.
_NO_SLIPS = _AROUND | {"creo", "cuarto"}
# What may be counted when the question is about a number of things.
_COUNTED = words_of(
    """
    beer beers cigarette cigarettes day days dollar dollars drink drinks glass glasses hour hours
    meeting meetings minute minutes month months night nights people person persons pill pills time
    times week weeks year years ano anos cerveza cervezas cigarro cigarros copa copas dia dias dolar
    dolares hora horas juntas junta mes meses minuto minutos noche noches pastilla pastillas persona
    personas pesos reunion reuniones semana semanas trago tragos vaso vasos veces vez
    """
)
_NOTHING = words_of(
    """
    none nothing nada ninguna ninguno ningun zip nil never nunca
    """
) | {"not at all", "none at all", "nothing at all", "nada de nada", "para nada", "ni uno", "ni una"}

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)?|[a-z]+|[/%]|(?<=\d):(?=\d)|(?:(?<=^)|(?<=\s))-(?=\d)|(?<=\d)\s*-\s*(?=\d)"
)


def _small(word: str) -> int | None:
    for table in (_UNITS, _TENS, _HUNDREDS):
        for spelling in (word, squeezed(word)):
            if spelling in table:
                return table[spelling]
    if len(word) >= 4 and word not in _NO_SLIPS:
        for table in (_UNITS, _TENS):
            for spelling, number in table.items():
                if swapped(word, spelling):
                    return number
    return None


def number_at(tokens: Sequence[str], start: int) -> tuple[float, int] | None:
    """Return (number, tokens it takes) when a number in digits or words begins at `start`, up to 999."""
    word = tokens[start]
    if word[0].isdigit():
        return float(word.replace(",", ".")), 1
    first = _small(word)
    if first is None:
        return None
    number, used = first, 1

    def following(place: int) -> int | None:
        return _small(tokens[start + place]) if start + place < len(tokens) else None

    if 0 < first < 10 and tokens[start + 1 : start + 2] == ["hundred"]:
        number, used = first * 100, 2
    if number >= 100:
        link = 1 if tokens[start + used : start + used + 1] == ["and"] else 0
        rest = following(used + link)
        if rest is not None and rest < 100:
            number, used = number + rest, used + link + 1
            first = rest
    if 20 <= first < 100 and first % 10 == 0:
        link = 1 if tokens[start + used : start + used + 1] == ["y"] else 0
        rest = following(used + link)
        if rest is not None and 0 < rest < 10:
            number, used = number + rest, used + link + 1
    return float(number), used


def _half_at(tokens: Sequence[str], start: int) -> int:
    for half in _HALF:
        if tuple(tokens[start : start + len(half)]) == half:
            return len(half)
    return 0


def _skip_top(tokens: Sequence[str], start: int, top: float | None) -> int:
    """Return how many tokens say "out of ten" at `start`, 0 when they do not or mean another top."""
    for words in _OUT_OF:
        end = start + len(words)
        if top is not None and tuple(tokens[start:end]) == words and end < len(tokens):
            found = number_at(tokens, end)
            if found is not None and found[0] == top:
                return len(words) + found[1]
    return 0


def read_number(
    words: str, *, low: float | None, high: float | None, whole: bool, counted: bool = False
) -> int | float | None:
    """Return the one number that the words say, in [low, high], or None when they say none, several or more.

    `whole` rounds halves up (a "7 and a half" on a scale is an 8); `counted` lets "3 days" be 3.
    """
    if fold(words) in _NOTHING:
        return 0 if (low is None or low <= 0) and (high is None or high >= 0) else None
    tokens = [token.strip() for token in _TOKEN.findall(plain(words))]
    number: float | None = None
    place = 0
    while place < len(tokens):
        found = number_at(tokens, place)
        if found is not None:
            if number is not None:
                return None
            number, used = found
            place += used
            half = _half_at(tokens, place)
            if half:
                number, place = number + 0.5, place + half
            place += _skip_top(tokens, place, high)
        elif tokens[place] in _AROUND or (counted and number is not None and tokens[place] in _COUNTED):
            place += 1
        else:
            return None
    if number is None:
        return None
    if whole:
        number = math.floor(number + 0.5)
    if (low is not None and number < low) or (high is not None and number > high):
        return None
    return int(number) if float(number).is_integer() else number
