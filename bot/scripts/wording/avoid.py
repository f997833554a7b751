"""Finds words that can hurt."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.scripts.wording.tokens import WORD


class AvoidList:
    """The words to avoid in one language, ready to be looked for: whole words, capitals do not count."""

    def __init__(self, avoid: Mapping[str, str]) -> None:
        self._instead = {_same(word): better for word, better in avoid.items()}
        # Few texts hold the longest word of any entry, so few texts meet the pattern.
        self._telling = frozenset(max(WORD.findall(word), key=len, default="") for word in self._instead)
        longest_first = sorted(self._instead, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if either else None

    def hurtful(
        self, text: str, words: Iterable[str], allowed: Collection[str] = ()
    ) -> Iterator[tuple[str, str]]:
        """Return (word, what to write instead) for each word of the list in `text`.

        `words` are those of the text, in small letters; `allowed` are spared.
        """
        if self._pattern is None:
            return
        text = text.replace("’", "'")
        if "'" not in text and "" not in self._telling and self._telling.isdisjoint(words):
            return  # a word with an apostrophe is one word here: "addict's"
        spared = {_same(word) for word in allowed}
        for match in self._pattern.finditer(text):
            word = _same(match.group())
            if word not in spared and word in self._instead:
                yield word, self._instead[word]


def _same(word: str) -> str:
    return " ".join(word.replace("’", "'").casefold().split())
