"""TIMES: who is on, whom to call, when the next contact is due, how a case moves. Pure: time is an argument.

A wall time belongs to a person's IANA zone. One that does not exist (the clocks go forward) moves forward by
the gap; one that comes twice (the clocks go back) means the first.
"""

from bot.cadence.case import (
    ATTEMPT_WITHIN,
    ATTEMPTS_IN_VAIN,
    IN_VAIN_AFTER,
    CaseState,
    Happening,
    after,
    counts_as_attempt,
)
from bot.cadence.check_in import next_check_in
from bot.cadence.duty import (
    AHEAD,
    SHIFT_KINDS,
    Away,
    Hours,
    Mark,
    Shift,
    around_the_clock,
    is_on,
    next_on,
    on_until,
    stretches,
    uncovered,
)
from bot.cadence.flood import MOST_A_MINUTE, Flow, Pace, one_more
from bot.cadence.ladder import (
    CRISIS_REPEAT,
    DEFAULT_LADDER,
    Call,
    Ladder,
    Reachable,
    Rung,
    Who,
    call,
    called,
    next_rung,
)
from bot.cadence.next_coach import Candidate, Wishes, order
from bot.cadence.touch import TouchPlan, next_touch
from bot.cadence.waiting import (
    AFTER_CRISIS,
    AFTER_SILENCE,
    AFTER_URGENT,
    ASK_WORSE_AFTER,
    evening,
    follow_up_at,
    morning,
    next_telling,
    tellings_due,
)
from bot.cadence.wall import at_wall, in_quiet_hours, is_zone, later, local, out_of_quiet

__all__ = [
    "AFTER_CRISIS",
    "AFTER_SILENCE",
    "AFTER_URGENT",
    "AHEAD",
    "ASK_WORSE_AFTER",
    "ATTEMPTS_IN_VAIN",
    "ATTEMPT_WITHIN",
    "CRISIS_REPEAT",
    "DEFAULT_LADDER",
    "IN_VAIN_AFTER",
    "MOST_A_MINUTE",
    "SHIFT_KINDS",
    "Away",
    "Call",
    "Candidate",
    "CaseState",
    "Flow",
    "Happening",
    "Hours",
    "Ladder",
    "Mark",
    "Pace",
    "Reachable",
    "Rung",
    "Shift",
    "TouchPlan",
    "Who",
    "Wishes",
    "after",
    "around_the_clock",
    "at_wall",
    "call",
    "called",
    "counts_as_attempt",
    "evening",
    "follow_up_at",
    "in_quiet_hours",
    "is_on",
    "is_zone",
    "later",
    "local",
    "morning",
    "next_check_in",
    "next_on",
    "next_rung",
    "next_telling",
    "next_touch",
    "on_until",
    "one_more",
    "order",
    "out_of_quiet",
    "stretches",
    "tellings_due",
    "uncovered",
]
