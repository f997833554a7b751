"""TIMES: when the next contact is due, and how a case moves. Pure: the time is an argument.

A wall time belongs to a person's IANA zone. One that does not exist (the clocks go forward) moves forward by
the gap; one that comes twice (the clocks go back) means the first.
"""

from bot.cadence.case import CaseState, Happening, after
from bot.cadence.check_in import next_check_in
from bot.cadence.flood import MOST_A_MINUTE, Flow, Pace, one_more
from bot.cadence.ladder import CRISIS_REPEAT, next_call
from bot.cadence.wall import at_wall, in_quiet_hours, is_zone, later, local

__all__ = [
    "CRISIS_REPEAT",
    "MOST_A_MINUTE",
    "CaseState",
    "Flow",
    "Happening",
    "Pace",
    "after",
    "at_wall",
    "in_quiet_hours",
    "is_zone",
    "later",
    "local",
    "next_call",
    "next_check_in",
    "one_more",
]
