"""Which words can be somebody's clear word: the message that clears the screen at any moment.

It is looked at before everything but a cry for help, so it must mean nothing else to the bot.
"""

from collections.abc import Mapping, Set

from bot.engine.folding import fold, words_of
from bot.engine.reading import named_control
from bot.engine.yes_or_no import read_yes_no
from bot.signals import listen

# Two or three letters are soon typed by mistake.
LETTERS_AT_LEAST = 4
# A longer one is not typed when somebody is coming through the door.
LETTERS_AT_MOST = 40

# Whole messages that mean something in every state: greetings, stopping, asking for help.
_TAKEN = words_of(
    """
    hello hola start stop help ayuda para alto baja skip back done listo none nada thanks gracias
    okay good fine hard bien mejor mydata whosaw menu
    """
)

Phrases = Mapping[str, Mapping[str, tuple[str, ...]]]


def may_be_clear_word(words: str, phrases: Phrases, taken: Set[str] = frozenset()) -> bool:
    """Return whether the words can be a clear word: short, and with no other meaning here.

    `phrases` are those of danger, as a bundle has them; `taken` are folded words that mean something else,
    such as the labels of the menu.
    """
    folded = fold(words)
    if sum(map(str.isalpha, folded)) < LETTERS_AT_LEAST or len(folded) > LETTERS_AT_MOST:
        return False
    if words.lstrip().startswith("/") or folded in taken or folded in _TAKEN:
        return False
    if named_control(words) is not None or read_yes_no(words) is not None:
        return False
    return listen(words, phrases) is None
