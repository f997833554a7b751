"""Five lines for this kind of danger: what to ask, what not to, whom to call. Written by the programme."""

from collections.abc import Sequence
from typing import Final

from bot.engine import Bundle, Line
from bot.engine.bundle import ANY_DANGER, Protocol
from bot.storage.case_event import CaseEvent
from bot.turns.library import Edition

# What its protocol is for: nobody answers.
_SILENCE: Final = "silent_in_crisis"
# How the reasons begin that somebody gave by a tap while waiting.
_SAYS_HOW_IT_IS: Final = "feels_"


def fitting(bundle: Bundle, signals: Sequence[CaseEvent]) -> Protocol | None:
    """Return the protocol for the gravest signal that has one, the newest among equals; else the general.

    A protocol for `script.rule` is nearer than one for the whole script. The one for silence is not
    meant for somebody who has said since how it is.
    """
    heard = max((one.id for one in signals if (one.why or "").startswith(_SAYS_HOW_IT_IS)), default=0)
    for event in sorted(signals, key=lambda one: (one.level or 0, one.at, one.id), reverse=True):
        why = event.why or ""
        for name in dict.fromkeys((why, why.partition(".")[0])):
            for one in bundle.protocols.values():
                if name and name in one.fits and not (event.id < heard and _SILENCE in one.fits):
                    return one
    return bundle.protocols.get(ANY_DANGER)


def lines_for(edition: Edition, signals: Sequence[CaseEvent], locale: str) -> list[str]:
    """Return the lines in the reader's language, none where the programme has written none."""
    found = fitting(edition.bundle, signals)
    return [edition.say(Line(text=text), locale) for text in found.lines] if found is not None else []
