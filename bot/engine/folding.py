"""Words made alike, so that what a thumb types can be compared: no case, no accents, no punctuation."""

import re
import unicodedata

from bot.signals import plain

_RUN = re.compile(r"(.)\1+")
_NO_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return the words in small letters, without accents and punctuation, one space between them.

    Emoji stay, each a word of its own: for some people a thumb is the whole answer.
    """
    letters = plain(text)
    if letters.isascii():
        return " ".join(_NO_WORD.sub(" ", letters).split())
    pieces: list[str] = []
    for letter in letters:
        if letter.isalnum():
            pieces.append(letter)
        elif unicodedata.category(letter) == "So":
            pieces.append(f" {letter} ")
        else:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


def squeezed(word: str) -> str:
    """Return the word with each run of one letter made one: "siii" and "yesss" are "si" and "yes"."""
    return _RUN.sub(r"\1", word)


def near(one: str, other: str) -> bool:
    """Return whether two words differ by one slip: a letter more, less, wrong, or two changed places."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )


def swapped(one: str, other: str) -> bool:
    """Return whether two words of equal length differ by two neighbours that changed places."""
    return len(one) == len(other) and one != other and sorted(one) == sorted(other) and near(one, other)
