"""What `do:` can do: a closed list. Here it is only said what is to be done; the shell carries it out."""

from collections.abc import Callable, Mapping

from bot.engine.effects import Do
from bot.engine.questions import question_at
from bot.engine.script import (
    AnswerKind,
    ChoicesAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    LanguageAnswer,
    PlaceAnswer,
)
from bot.engine.state import Skipped
from bot.engine.walk import Walk

DONE = "done"
MISSING = "missing"

# What somebody likes to be called fits on a button and in a sentence.
LETTERS_PER_NAME = 40

Values = Mapping[str, str]


def _latest(walk: Walk, wanted: type[AnswerKind]) -> tuple[str, AnswerKind] | None:
    """Return the latest answer given to a question of this kind in this conversation, and that kind."""
    for given in reversed(walk.state.given):
        if isinstance(given.value, Skipped) or not isinstance(given.value, str) or not given.stack:
            continue
        place = question_at(walk.bundle, given.stack[-1])
        if place is not None and isinstance(place.question.kind, wanted):
            return given.value, place.question.kind
    return None


def _language(walk: Walk) -> Values | None:
    found = _latest(walk, LanguageAnswer)
    return {"language": found[0]} if found else None


def _time(walk: Walk) -> Values | None:
    found = _latest(walk, ClockAnswer)
    return {"time": found[0]} if found else None


def _zone(walk: Walk) -> Values | None:
    found = _latest(walk, PlaceAnswer)
    zone = found[0] if found else walk.facts.zone
    return {"zone": zone} if zone else None


def _name(walk: Walk) -> Values | None:
    found = _latest(walk, FreeTextAnswer)
    name = " ".join(found[0].split())[:LETTERS_PER_NAME].strip() if found else ""
    return {"name": name} if name else None


def _goal(walk: Walk) -> Values | None:
    found = _latest(walk, ChoicesAnswer)
    return {"goal": found[0]} if found else None


def _give_consent(walk: Walk) -> Values | None:
    """Return the consent's name, only after an explicit yes."""
    found = _latest(walk, ConsentAnswer)
    if found is None or found[0] != "yes" or not isinstance(found[1], ConsentAnswer):
        return None
    return {"consent": found[1].name}


def _withdraw_consent(walk: Walk) -> Values | None:
    """Return the consent's name; without a question about one, all of them: withdrawing is never refused."""
    found = _latest(walk, ConsentAnswer)
    return {"consent": found[1].name} if found and isinstance(found[1], ConsentAnswer) else {}


def _pause(walk: Walk) -> Values | None:
    """Return the day the pause ends, when one was asked for."""
    found = _latest(walk, DateAnswer)
    return {"until": found[0]} if found else {}


def _nothing_needed(walk: Walk) -> Values | None:
    return {}


ACTIONS: Mapping[str, Callable[[Walk], Values | None]] = {
    "set language": _language,
    "set check-in time": _time,
    "set time zone": _zone,
    "set name": _name,
    "set goal": _goal,
    "give consent": _give_consent,
    "withdraw consent": _withdraw_consent,
    "start check-ins": _nothing_needed,
    "pause": _pause,
    "stop check-ins": _nothing_needed,
}


def act(walk: Walk, action: str) -> str:
    """Ask for the action; return "done", or "missing" when this conversation did not give what it needs."""
    make = ACTIONS.get(action)
    values = make(walk) if make else None
    if values is None:
        return MISSING
    walk.emit(Do(action=action, values=values))
    return DONE
