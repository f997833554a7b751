"""How hard words are to read: for a script as a whole, and for a single sentence.

English: the Flesch-Kincaid grade (Kincaid and others, 1975), which should be 6 or less. Spanish: the ease of
Fernández-Huerta (1959, the formula as corrected by Law), which should be 70 or more. Both weigh words a
sentence and syllables a word, so they say something about many sentences and nothing about one. Of other
languages nothing is said.

A sentence with a number to call is left out: "Call 911 now, on speaker, and say where you are" has to stand
as it stands.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from bot.scripts.wording.syllables import english, spanish
from bot.scripts.wording.tokens import Sentence

EASIEST_GRADE = 6.0  # US school grade; health texts for everybody aim at 6 (NIH, AHRQ)
EASY_ENOUGH = 70.0  # points of Fernández-Huerta; 70 to 80 is "fairly easy", a sixth grade
LONGEST_SENTENCE = 25  # words; longer ones are hard to follow on a bad day
FEWEST_WORDS = 40  # of a script; fewer say nothing about its level
SHORTEST_HARD = 6  # words of a sentence that is worth naming as the hardest

_TO_CALL = re.compile(r"\d{3}")  # 911, 988, 1-800-662-4357
_SYLLABLES: Mapping[str, Callable[[str], int]] = {"en": english, "es": spanish}


Place = TypeVar("Place")  # whatever tells the caller where a sentence stands


class Level(NamedTuple):
    """The level of some words; `hard` is how far they are over what is easy (0 or less: easy)."""

    hard: float
    words: str


class Tally(Generic[Place]):
    """The sentences of one script in one language, as they come in."""

    def __init__(self, language: str) -> None:
        self._syllables = _SYLLABLES.get(language)
        self._language = language
        self._read: list[tuple[Place, Sentence]] = []

    def add(self, parts: Collection[Sentence], place: Place) -> None:
        """Count the sentences; `place` comes back with the hardest one."""
        if self._syllables is not None:
            self._read.extend((place, part) for part in parts if not is_emergency(part))

    def too_hard(self) -> Level | None:
        """Return the level when it is too hard, else None."""
        several = [sentence for _, sentence in self._read]
        if sum(len(sentence.words) for sentence in several) < FEWEST_WORDS:
            return None
        level = self._level(several)
        return level if level.hard > 0 else None

    def hardest(self) -> tuple[Place, Sentence] | None:
        """Return (place, sentence) of what would help most to write anew."""
        long = [read for read in self._read if len(read[1].words) >= SHORTEST_HARD]
        return max(long, key=lambda read: self._level([read[1]]).hard, default=None)

    def _level(self, several: list[Sentence]) -> Level:
        assert self._syllables is not None, "nothing is counted in a language that is not known"
        words = sum(len(sentence.words) for sentence in several)
        syllables = sum(self._syllables(word) for sentence in several for word in sentence.words)
        a_sentence, a_word = words / len(several), syllables / words
        if self._language == "es":
            ease = 206.84 - 60 * a_word - 1.02 * a_sentence
            said = f"{ease:.0f} points of Fernández-Huerta (easy is {EASY_ENOUGH:.0f} or more)"
            return Level(round(EASY_ENOUGH - ease, 1), said)
        grade = 0.39 * a_sentence + 11.8 * a_word - 15.59
        return Level(
            round(grade - EASIEST_GRADE, 1), f"US grade {grade:.1f} (easy is up to {EASIEST_GRADE:.0f})"
        )


def is_emergency(sentence: Sentence) -> bool:
    """Whether the sentence names a number to call, and so stands as it has to stand."""
    return _TO_CALL.search(sentence.written) is not None


def long_sentences(parts: Collection[Sentence]) -> Iterator[Sentence]:
    """Return the sentences that are too long to follow."""
    return (part for part in parts if len(part.words) > LONGEST_SENTENCE and not is_emergency(part))
