"""Finds words that can hurt."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def hurtful(text: str, avoid: Mapping[str, str], allowed: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Return (word, what to write instead) for each whole word of the list in `text`; case does not count."""
    if not avoid:
        return
    instead = {_same(word): better for word, better in avoid.items()}
    spared = {_same(word) for word in allowed}
    for match in _pattern(tuple(avoid)).finditer(text):
        word = _same(match.group())
        if word not in spared and word in instead:
            yield word, instead[word]


def _same(word: str) -> str:
    return " ".join(word.casefold().split())
