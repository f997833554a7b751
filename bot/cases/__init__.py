"""CALLS PEOPLE: opens and raises a case, alerts the team, takes, relays, closes.

Works inside the turn's transaction and returns letters; it never sends and never waits; only a human
lowers a level.
"""

from bot.cases.calling import WAITED, call_everybody, climb
from bot.cases.closing import NOT_REACHED, OUTCOMES, ask_outcome, close
from bot.cases.contact import told_about_contact
from bot.cases.desk import Desk, Letters
from bot.cases.freeing import free_cases, free_without_a_word, goes_on
from bot.cases.greeting import is_resting_hello
from bot.cases.late_words import change_late, freed_lately, keep_late, take_late
from bot.cases.letter import ON_SCREEN_FOR, Choice, Front, Letter, Offer
from bot.cases.lowering import ask_level, lower
from bot.cases.matching import (
    Found,
    Kept,
    ask_which,
    keep_changed,
    note_album,
    note_deleted,
    of_album,
    take_kept,
    which_case,
    wrote_in,
)
from bot.cases.moving import (
    coach_tried,
    danger_since,
    make_plan,
    owes_a_word,
    person_answered,
    tried,
)
from bot.cases.off_duty import TOLD as TOLD_OFF_DUTY
from bot.cases.off_duty import is_off_duty, was_told
from bot.cases.opening import CARD, Portrait, as_it_is_now, open_case, open_record, told_words
from bot.cases.raising import UNREACHABLE, Raised, raise_signals, raise_worse
from bot.cases.relaying import (
    IDLE_AFTER,
    NOT_PASSED,
    bring_media,
    kind_word,
    media_to_coach,
    media_to_person,
    sent_what,
    to_coach,
    to_person,
)
from bot.cases.reopening import is_followed_up, open_again
from bot.cases.roster import CALLED_ROLES, Colleague, Roster, SecondWays
from bot.cases.taking import HOLDS, take
from bot.cases.truth import FEELINGS, good_night, may_tell, tell_change, tell_when_due
from bot.cases.truth_words import human_is_there, is_called_out, said_at_once, said_to_who_asks, words_now
from bot.cases.unanswered import ANYWAY, close_unanswered, look_before_closing
from bot.cases.undelivered import alert_undelivered, out_of_reach
from bot.cases.unreached import WELFARE, decide_welfare, disclosed, look_again

__all__ = [
    "ANYWAY",
    "CALLED_ROLES",
    "CARD",
    "FEELINGS",
    "HOLDS",
    "IDLE_AFTER",
    "NOT_PASSED",
    "NOT_REACHED",
    "ON_SCREEN_FOR",
    "OUTCOMES",
    "TOLD_OFF_DUTY",
    "UNREACHABLE",
    "WAITED",
    "WELFARE",
    "Choice",
    "Colleague",
    "Desk",
    "Found",
    "Front",
    "Kept",
    "Letter",
    "Letters",
    "Offer",
    "Portrait",
    "Raised",
    "Roster",
    "SecondWays",
    "alert_undelivered",
    "as_it_is_now",
    "ask_level",
    "ask_outcome",
    "ask_which",
    "bring_media",
    "call_everybody",
    "change_late",
    "climb",
    "close",
    "close_unanswered",
    "coach_tried",
    "danger_since",
    "decide_welfare",
    "disclosed",
    "free_cases",
    "free_without_a_word",
    "freed_lately",
    "goes_on",
    "good_night",
    "human_is_there",
    "is_called_out",
    "is_followed_up",
    "is_off_duty",
    "is_resting_hello",
    "keep_changed",
    "keep_late",
    "kind_word",
    "look_again",
    "look_before_closing",
    "lower",
    "make_plan",
    "may_tell",
    "media_to_coach",
    "media_to_person",
    "note_album",
    "note_deleted",
    "of_album",
    "open_again",
    "open_case",
    "open_record",
    "out_of_reach",
    "owes_a_word",
    "person_answered",
    "raise_signals",
    "raise_worse",
    "said_at_once",
    "said_to_who_asks",
    "sent_what",
    "take",
    "take_kept",
    "take_late",
    "tell_change",
    "tell_when_due",
    "to_coach",
    "to_person",
    "told_about_contact",
    "told_words",
    "tried",
    "was_told",
    "which_case",
    "words_now",
    "wrote_in",
]
