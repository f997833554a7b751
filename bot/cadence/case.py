"""How a case moves from signal to closed.

    new ── taken ──> acknowledged ── coach wrote ──> attempted ── person answered ──> reached
     any open state ── closed ──> closed;   closed never opens again: a new signal opens a new case

Level moves apart from this: signals may only raise it, and only a human lowers it.
"""

from collections.abc import Mapping
from enum import StrEnum


class CaseState(StrEnum):
    """Acknowledged is not contact: somebody has seen it, nobody has written yet."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    ATTEMPTED = "attempted"
    REACHED = "reached"
    CLOSED = "closed"


class Happening(StrEnum):
    """What can happen to a case."""

    TAKEN = "taken"
    COACH_WROTE = "coach wrote"
    PERSON_ANSWERED = "person answered"
    CLOSED = "closed"


_MOVES: Mapping[tuple[CaseState, Happening], CaseState] = {
    (CaseState.NEW, Happening.TAKEN): CaseState.ACKNOWLEDGED,
    (CaseState.ACKNOWLEDGED, Happening.COACH_WROTE): CaseState.ATTEMPTED,
    (CaseState.ATTEMPTED, Happening.COACH_WROTE): CaseState.ATTEMPTED,
    (CaseState.ATTEMPTED, Happening.PERSON_ANSWERED): CaseState.REACHED,
    (CaseState.REACHED, Happening.COACH_WROTE): CaseState.REACHED,
    (CaseState.REACHED, Happening.PERSON_ANSWERED): CaseState.REACHED,
    (CaseState.ACKNOWLEDGED, Happening.PERSON_ANSWERED): CaseState.ACKNOWLEDGED,
    (CaseState.NEW, Happening.PERSON_ANSWERED): CaseState.NEW,
    (CaseState.NEW, Happening.CLOSED): CaseState.CLOSED,
    (CaseState.ACKNOWLEDGED, Happening.CLOSED): CaseState.CLOSED,
    (CaseState.ATTEMPTED, Happening.CLOSED): CaseState.CLOSED,
    (CaseState.REACHED, Happening.CLOSED): CaseState.CLOSED,
}


def after(state: CaseState, happening: Happening) -> CaseState | None:
    """Return the state after `happening`, or None when it cannot happen in `state`."""
    return _MOVES.get((state, happening))
