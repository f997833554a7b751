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


def gravest(bundle: Bundle, signals: Sequence[CaseEvent]) -> tuple[CaseEvent, Protocol] | None:
    """Return the gravest signal that has a protocol, with it: the newest among equals, a silence after them.

    The protocol for silence is not meant for somebody who has said since how it is.
    """
    heard = max((one.id for one in signals if (one.why or "").startswith(_SAYS_HOW_IT_IS)), default=0)
    found = [
        (event, one)
        for event in signals
        if (one := _nearest(bundle, event.why or "")) is not None
        and not (event.id < heard and _SILENCE in one.fits)
    ]
    return max(
        found,
        key=lambda pair: (pair[0].level or 0, _SILENCE not in pair[1].fits, pair[0].at, pair[0].id),
        default=None,
    )


def fitting(bundle: Bundle, signals: Sequence[CaseEvent]) -> Protocol | None:
    """Return the protocol for the gravest signal that has one; else the general one."""
    found = gravest(bundle, signals)
    return found[1] if found is not None else bundle.protocols.get(ANY_DANGER)


def _nearest(bundle: Bundle, why: str) -> Protocol | None:
    """Return the protocol for this reason; one for `script.rule` is nearer than one for the whole script."""
    for name in dict.fromkeys((why, why.partition(".")[0])):
        for one in bundle.protocols.values():
            if name and name in one.fits:
                return one
    return None


def lines_for(edition: Edition, signals: Sequence[CaseEvent], locale: str) -> list[str]:
    """Return the lines in the reader's language, none where the programme has written none."""
    found = fitting(edition.bundle, signals)
    return [edition.say(Line(text=text), locale) for text in found.lines] if found is not None else []
