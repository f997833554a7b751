"""CALLS PEOPLE: opens and raises a case, alerts the team, takes, relays, closes.

Works inside the turn's transaction and returns letters; it never sends, never waits and never lowers a level.
"""

from bot.cases.contact import told_about_contact
from bot.cases.desk import Desk, Letters
from bot.cases.freeing import free_cases
from bot.cases.letter import ON_SCREEN_FOR, Front, Letter, Offer
from bot.cases.opening import Portrait, list_cases, open_case
from bot.cases.raising import Raised, call_again, raise_signals
from bot.cases.relaying import (
    IDLE_AFTER,
    ask_which,
    media_to_coach,
    media_to_person,
    to_coach,
    to_person,
    which_case,
)
from bot.cases.roster import CALLED_ROLES, Colleague, Roster
from bot.cases.taking import OUTCOMES, ask_outcome, close, take

__all__ = [
    "CALLED_ROLES",
    "IDLE_AFTER",
    "ON_SCREEN_FOR",
    "OUTCOMES",
    "Colleague",
    "Desk",
    "Front",
    "Letter",
    "Letters",
    "Offer",
    "Portrait",
    "Raised",
    "Roster",
    "ask_outcome",
    "ask_which",
    "call_again",
    "close",
    "free_cases",
    "list_cases",
    "media_to_coach",
    "media_to_person",
    "open_case",
    "raise_signals",
    "take",
    "to_coach",
    "to_person",
    "told_about_contact",
    "which_case",
]
