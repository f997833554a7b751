"""The bot's own words in the language of one colleague."""

from typing import Protocol

from bot.cases import Colleague
from bot.turns.work import Work


class Own(Protocol):
    """Renders one of the bot's own texts."""

    def __call__(self, text: str, /, **values: str | int) -> str: ...


def own_of(work: Work, who: Colleague) -> Own:
    """Return what says the bot's own words to this colleague."""

    def own(text: str, /, **values: str | int) -> str:
        return work.library.own(text, who.locale, **values)

    return own
