"""Holding on for a person: the built-in buttons, and words that nobody reads yet. Nothing is lowered."""

from typing import assert_never

from bot.engine.asking import ask
from bot.engine.crisis import lines_here
from bot.engine.effects import KeepRemark, RaiseSignal, Say, Show
from bot.engine.events import Control
from bot.engine.walk import Walk
from bot.engine.wording import own
from bot.signals import Level

# What these taps are written down as; a case reads them.
GETTING_WORSE = "getting_worse"
SAYS_SAFER = "says_safer"


def _show_lines(walk: Walk) -> None:
    lines = lines_here(walk)
    if lines is not None:
        walk.emit(Show(resource=lines, crisis=True))


def tapped_while_holding(walk: Walk, choice: Control) -> bool:
    """Answer one of the built-in buttons and hold on; return False for any other button."""
    match choice:
        case Control.LINES_AGAIN:
            _show_lines(walk)
        case Control.BREATHE:
            walk.emit(Say(line=own("breathe")))
        case Control.WORSE:
            tell = own("worse_tell")
            walk.emit(RaiseSignal(level=Level.CRISIS, why=GETTING_WORSE, tell=tell))
            _show_lines(walk)
            walk.emit(Say(line=own("worse_heard")))
        case Control.SAFER:
            tell = own("safer_tell")
            walk.emit(RaiseSignal(level=Level.WATCH, why=SAYS_SAFER, tell=tell))
            walk.emit(Say(line=own("safer_heard")))
        case (
            Control.SKIP
            | Control.BACK
            | Control.STOP
            | Control.PERSON
            | Control.CHANGE
            | Control.THAT_IS_ALL
            | Control.WHO_SEES
        ):
            return False
        case _:
            assert_never(choice)
    ask(walk, again=True)
    return True


def wrote_while_holding(walk: Walk, words: str) -> None:
    """Keep the words for the person who answers, and hold on."""
    walk.emit(KeepRemark(words=words))
    walk.emit(Say(line=own("holding_words")))
    ask(walk, again=True)
