"""What a case can be besides open and closed: tried, in touch, with a plan, of a lower level."""

from collections.abc import Mapping
from typing import Final

from bot import cases
from bot.cadence import Happening
from bot.cases import Colleague
from bot.signals import Level
from bot.storage.case import Case
from bot.storage.person import Person
from bot.turns.buttons import StaffButton
from bot.turns.incoming import Pressed
from bot.turns.staffing import reaching
from bot.turns.staffing.allowed import Act
from bot.turns.staffing.on_case import open_case
from bot.turns.staffing.seen_before import looks_first
from bot.turns.work import ChoiceShown, Work

# {verb: what it asks for}
_ACTS: Final[Mapping[str, Act]] = {
    "tried": Act.WRITE_TO_PERSON,
    "spoke": Act.WRITE_TO_PERSON,
    "plan": Act.WRITE_TO_PERSON,
    "lower": Act.LOWER_LEVEL,
    "lowered": Act.LOWER_LEVEL,
    "ways": Act.READ_WAYS,
    "welfare": Act.DECIDE_WELFARE,
}
VERBS: Final = tuple(_ACTS)
_LEVELS: Final[Mapping[str, Level]] = {level.word: level for level in (Level.WATCH, Level.URGENT)}
# These keep their buttons: they ask something else first, or can be used again.
_STAYS: Final = frozenset(("ways", "lower", "tried"))
# These end what is owed to the person, or some of it.
_ENDS: Final = frozenset(("tried", "spoke", "plan", "lowered"))


def pressed(work: Work, who: Colleague, button: StaffButton, came: Pressed) -> None:
    """Carry out the button, if the case is open and the member may."""
    act = _ACTS[button.verb]
    found = open_case(work, who, button, came, act)
    if found is None:
        return
    held, about = found
    if button.verb in _ENDS and looks_first(work, who, held, came):
        return
    if button.verb not in _STAYS:
        work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))
    _act(work, who, held, about, button)


def _act(work: Work, who: Colleague, held: Case, about: Person, button: StaffButton) -> None:
    detail = button.detail or ""
    match button.verb:
        case "tried":
            work.post(cases.tried(work.desk, held, about, who, Happening.TRIED))
        case "spoke":
            work.post(cases.tried(work.desk, held, about, who, Happening.SPOKE))
        case "plan":
            work.post(cases.make_plan(work.desk, held, who))
        case "lower":
            work.post(cases.ask_level(work.desk, held, who))
        case "lowered" if detail in _LEVELS:
            work.post(cases.lower(work.desk, held, who, _LEVELS[detail]))
        case "ways":
            reaching.commanded(work, who, held.code)
        case "welfare" if detail in cases.WELFARE:
            work.post(cases.decide_welfare(work.desk, held, who, detail))
