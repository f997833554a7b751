"""Finds Spanish that gives the reader a gender: "estás listo", "bienvenida", "no estás sola", "querid@".

Whoever reads should not have to be a man or a woman to be meant, and "solo/a", "sol@" or "solx" cannot be
read aloud. There is nearly always a way to say it for everybody: a noun ("con calma"), a verb ("cuando
quieras"), "a solas". Only words about the reader count: "una persona sola" does not.
"""

import re
from collections.abc import Collection, Iterator
from enum import Enum, auto
from functools import cache
from typing import assert_never

from bot.scripts.wording import gender_in_spanish as spanish
from bot.scripts.wording.tokens import Sentence

_INVARIABLE = re.compile(r"(?:(?<!^l)istas?|ando|iendo|yendo)$")  # optimista, pensando; but lista
_SIGNS = re.compile(r"[/@(]|xs?(?!\w)")  # where two endings may stand at once
_DONE = "listo"  # alone on a button it says that something is done


class Voice(Enum):
    """Who speaks to whom."""

    TO_READER = auto()  # the programme, to the person
    OF_READER = auto()  # the person, on a button: "Estoy cansada"
    ABOUT_READER = auto()  # the programme, to a coach: "Se siente sola"


def gendered(
    parts: Collection[Sentence], voice: Voice = Voice.TO_READER, allowed: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Return (words that give the reader a gender, how to say it for everybody), for Spanish only."""
    spared = {word.casefold() for word in allowed}
    for sentence in parts:
        if voice is Voice.TO_READER and not _may_tell(sentence):
            continue
        for match in _said_by(voice).finditer(" ".join(sentence.written.split())):
            words = match.group().casefold()
            telling = words.rpartition(" ")[2]
            neutral = match.lastgroup == "any" and (telling in spanish.NEUTRAL or _INVARIABLE.search(telling))
            if (
                neutral
                or (voice is Voice.OF_READER and words == _DONE)
                or not spared.isdisjoint((words, telling))
            ):
                continue
            yield words, _instead(telling)


def _may_tell(sentence: Sentence) -> bool:
    return not spanish.TELLING.isdisjoint(sentence.words) or _SIGNS.search(sentence.written) is not None


def _instead(word: str) -> str:
    stem = max((stem for stem in spanish.INSTEAD if word.startswith(stem)), key=len, default="")
    return f"'{spanish.INSTEAD[stem]}'" if stem else spanish.OTHERWISE


@cache
def _said_by(voice: Voice) -> re.Pattern[str]:
    """Return what gives the reader a gender in this voice; `any` is any word, `feeling` one of a list."""
    any_word = f"{spanish.BETWEEN} (?P<any>{spanish.ANY})"
    a_feeling = f"{spanish.BETWEEN} (?P<feeling>{spanish.FEELING})"
    ways: tuple[str, ...]
    match voice:
        case Voice.TO_READER:
            ways = (
                spanish.CALLED,
                f"{spanish.YOU_ARE}{any_word}",
                f"{spanish.YOU_SEEM}{a_feeling}",
                spanish.ALONE,
            )
        case Voice.OF_READER:
            ways = (f"{spanish.I_AM}{any_word}", rf"^{spanish.FEELING}(?= (?:y|o|en|pero)\b|$)")
        case Voice.ABOUT_READER:
            ways = (f"{spanish.THEY_ARE}{a_feeling}",)
        case _:
            assert_never(voice)
    either = "|".join((*ways, spanish.TWO_AT_ONCE))
    return re.compile(rf"(?<![\w@])(?:{either})(?!\w)", re.IGNORECASE)
