"""How an act that stands in the audit log is told to the person it was about."""

import re
from typing import Final

from bot.texts.own import OWN

# How an act that was refused begins in the audit log.
REFUSED: Final = "refused: "

_NO_LETTER: Final = re.compile("[^a-z]+")


def words_for(action: str) -> str:
    """Return the id of the words for an act in the audit log."""
    if action.startswith(REFUSED):
        return "bot.saw_refused"
    text = f"bot.saw_{_NO_LETTER.sub('_', action.casefold()).strip('_')}"
    return text if text in OWN else "bot.saw_something_else"
