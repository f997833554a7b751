"""How a case moves from signal to closed.

    new ── taken ──> acknowledged ── coach wrote, or tried ──> attempted ── person answered ──> reached
                          └────────── spoke to them ──────────────┴──> reached ── planned ──> plan
    acknowledged, attempted, reached, plan ── freed ──> new   (its coach is gone: people are called again)
    any open state ── closed ──> closed ── reopened ──> new   (a follow-up that nobody answered)

An acknowledgement is not contact: until somebody has tried to reach the person, the ladder goes on. Each try
counts (`counts_as_attempt`); contact is made when the person answers, or when a coach says so.
Level moves apart from this: signals may only raise it, and only a human lowers it.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

# An acknowledged crisis in which nobody has tried for this long goes on climbing (house.md 8).
ATTEMPT_WITHIN = timedelta(minutes=10)
# After this many tries within this time the case shows the programme's own way: ways to reach, welfare check.
ATTEMPTS_IN_VAIN = 3
IN_VAIN_AFTER = timedelta(minutes=30)


class CaseState(StrEnum):
    """Acknowledged is not contact: somebody has seen it, nobody has written yet."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ATTEMPTED = "attempted"
    REACHED = "reached"
    PLAN = "plan"
    CLOSED = "closed"


class Happening(StrEnum):
    """What can happen to a case."""

    TAKEN = "taken"
    COACH_WROTE = "coach wrote"
    TRIED = "tried"
    PERSON_ANSWERED = "person answered"
    SPOKE = "spoke"
    PLANNED = "planned"
    FREED = "freed"
    CLOSED = "closed"
    REOPENED = "reopened"


_OPEN = (CaseState.NEW, CaseState.ACKNOWLEDGED, CaseState.ATTEMPTED, CaseState.REACHED, CaseState.PLAN)
_HELD = _OPEN[1:]

_MOVES: Mapping[tuple[CaseState, Happening], CaseState] = {
    (CaseState.NEW, Happening.TAKEN): CaseState.ACKNOWLEDGED,
    (CaseState.NEW, Happening.PERSON_ANSWERED): CaseState.NEW,
    (CaseState.ACKNOWLEDGED, Happening.COACH_WROTE): CaseState.ATTEMPTED,
    (CaseState.ACKNOWLEDGED, Happening.TRIED): CaseState.ATTEMPTED,
    (CaseState.ACKNOWLEDGED, Happening.PERSON_ANSWERED): CaseState.ACKNOWLEDGED,
    (CaseState.ACKNOWLEDGED, Happening.SPOKE): CaseState.REACHED,
    (CaseState.ATTEMPTED, Happening.COACH_WROTE): CaseState.ATTEMPTED,
    (CaseState.ATTEMPTED, Happening.TRIED): CaseState.ATTEMPTED,
    (CaseState.ATTEMPTED, Happening.PERSON_ANSWERED): CaseState.REACHED,
    (CaseState.ATTEMPTED, Happening.SPOKE): CaseState.REACHED,
    (CaseState.REACHED, Happening.COACH_WROTE): CaseState.REACHED,
    (CaseState.REACHED, Happening.TRIED): CaseState.REACHED,
    (CaseState.REACHED, Happening.PERSON_ANSWERED): CaseState.REACHED,
    (CaseState.REACHED, Happening.SPOKE): CaseState.REACHED,
    (CaseState.REACHED, Happening.PLANNED): CaseState.PLAN,
    (CaseState.PLAN, Happening.COACH_WROTE): CaseState.PLAN,
    (CaseState.PLAN, Happening.TRIED): CaseState.PLAN,
    (CaseState.PLAN, Happening.PERSON_ANSWERED): CaseState.PLAN,
    (CaseState.PLAN, Happening.SPOKE): CaseState.PLAN,
    (CaseState.PLAN, Happening.PLANNED): CaseState.PLAN,
    (CaseState.CLOSED, Happening.REOPENED): CaseState.NEW,
    **{(state, Happening.FREED): CaseState.NEW for state in _HELD},
    **{(state, Happening.CLOSED): CaseState.CLOSED for state in _OPEN},
}


def after(state: CaseState, happening: Happening) -> CaseState | None:
    """Return the state after `happening`, or None when it cannot happen in `state`."""
    return _MOVES.get((state, happening))


def counts_as_attempt(state: CaseState, happening: Happening) -> bool:
    """Return whether `happening` in `state` is one more try to reach the person."""
    tries = happening in (Happening.COACH_WROTE, Happening.TRIED)
    return tries and state in (CaseState.ACKNOWLEDGED, CaseState.ATTEMPTED)
