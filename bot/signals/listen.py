"""The programme's own phrases, heard in what a person writes.

This is the door for listening. It hears exactly what safety.yaml lists, whatever the case, accents and
punctuation; it does not know slang, spelling mistakes, denial or figures of speech. docs/why.md says so.
"""

from collections.abc import Mapping
from functools import lru_cache

from bot.signals.folding import plain
from bot.signals.level import Level
from bot.signals.signal import Signal

# What is longer than this is cut before it is compared: Telegram's own limit for one message, in characters.
LONGEST_TEXT = 4096


def fold(words: str) -> str:
    """Return `words` in small letters without accents, punctuation or doubled spaces, a space at each end."""
    spaced = "".join(sign if sign.isalnum() else " " for sign in plain(words[:LONGEST_TEXT]))
    return f" {' '.join(spaced.split())} "


@lru_cache(maxsize=4096)
def _folded(phrase: str) -> str:
    return fold(phrase)


def listen(words: str, phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Signal | None:
    """Return the crisis that a phrase of the programme names, or None.

    `phrases` is {kind: {language: (phrase, ...)}}; every language is listened for, because people in
    trouble write in the one that comes first.
    """
    heard = fold(words)
    for kind, languages in phrases.items():
        for language, listed in languages.items():
            for phrase in listed:
                folded = _folded(phrase)
                if folded.strip() and folded in heard:
                    return Signal(level=Level.CRISIS, kind=kind, why=phrase, language=language)
    return None
