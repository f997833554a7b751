"""What `do:` can do: a closed list. Here it is only said what is to be done; the shell carries it out."""

from collections.abc import Callable, Mapping

from bot.engine.clear_words import may_be_clear_word
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
from bot.engine.state import Given, Skipped
from bot.engine.walk import Walk

DONE = "done"
MISSING = "missing"

# How else somebody can be reached, by the value of the button that says what kind of way it is.
WAYS_TO_REACH = {
    "number": "number",
    "trusted_person": "trusted person",
    "place": "place",
    "other": "other",
}

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


def _way_to_reach(walk: Walk) -> Values | None:
    """Return the latest way told here: its kind, its words, and what may be said there.

    The kind is the answer to a choice between WAYS_TO_REACH; the words are what was written next, and the
    answer after them says what may be said: in own words, or with a button (then the id of its text).
    """
    kind, words, may_say = "other", None, {"may say": ""}
    given = walk.state.given
    chosen = [place for place, one in enumerate(given) if _is_way(walk, one)]
    if chosen:
        kind = WAYS_TO_REACH[str(given[chosen[-1]].value)]
        given = given[chosen[-1] + 1 :]
    for one in given:
        asked = _kind_of(walk, one)
        if isinstance(one.value, Skipped) or not isinstance(one.value, str) or asked is None:
            continue
        if words is None:
            words = one.value.strip() if isinstance(asked, FreeTextAnswer) else None
        elif isinstance(asked, FreeTextAnswer):
            may_say = {"may say": one.value.strip()}
        elif isinstance(asked, ChoicesAnswer):
            may_say = {"may say id": asked.choices[one.value]}
    return {"kind": kind, "words": words, **may_say} if words else None


def _is_way(walk: Walk, given: Given) -> bool:
    asked = _kind_of(walk, given)
    return isinstance(asked, ChoicesAnswer) and given.value in WAYS_TO_REACH and given.value in asked.choices


def _kind_of(walk: Walk, given: Given) -> AnswerKind | None:
    place = question_at(walk.bundle, given.stack[-1]) if given.stack else None
    return place.question.kind if place is not None else None


def _clear_word(walk: Walk) -> Values | None:
    """Return the word, unless it already means something here."""
    found = _latest(walk, FreeTextAnswer)
    if found is None or not may_be_clear_word(found[0], walk.bundle.phrases, walk.facts.taken):
        return None
    return {"word": found[0].strip()}


def _released(walk: Walk) -> Values | None:
    """Return the day of leaving when one was named; without one it is today."""
    found = _latest(walk, DateAnswer)
    return {"day": found[0]} if found else {}


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
    "keep way to reach": _way_to_reach,
    "set clear word": _clear_word,
    "forget clear word": _nothing_needed,
    "be discreet": _nothing_needed,
    "stop being discreet": _nothing_needed,
    "shelter my record": _nothing_needed,
    "open my record": _nothing_needed,
    "begin first days": _released,
}


def act(walk: Walk, action: str) -> str:
    """Ask for the action; return "done", or "missing" when this conversation did not give what it needs."""
    make = ACTIONS.get(action)
    values = make(walk) if make else None
    if values is None:
        return MISSING
    walk.emit(Do(action=action, values=values))
    return DONE
