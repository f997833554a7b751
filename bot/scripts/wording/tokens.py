"""Cuts a text into sentences and words, once for all the rules that look at it."""

import re
from typing import NamedTuple

_BRACED = re.compile(r"\{[^{}]*\}")
# Flesch counts what ends with a colon or a semicolon as a sentence too: there one takes a breath.
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])[\"'”’»)\]]*\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Sentence(NamedTuple):
    """A sentence as written, and its words in small letters; a {name} is no word."""

    written: str
    words: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.written.rstrip("\"'”’»)] ").endswith("?")


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of `text` in order; none is empty."""
    found = []
    for part in _SENTENCE_END.split(text):
        small = part.casefold().replace("’", "'")
        if "{" in small:
            small = _BRACED.sub(" ", small)
        words = WORD.findall(small)
        if words:
            found.append(Sentence(part, tuple(words)))
    return found
