"""What one answer alone decides about a condition, and what is left open."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.engine.condition import Answered, Clause, Condition, Includes, Is
from bot.engine.judge import Known, holds
from bot.scripts.explaining.domain import Answer

# No clause about a single answer looks at the time.
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What must hold besides the answer: clauses about the same key, and whether others come in (`more`)."""

    also: tuple[Clause, ...] = ()
    more: bool = False

    @property
    def nothing(self) -> bool:
        """Return whether the answer alone decides."""
        return not self.also and not self.more


def left_open(condition: Condition, key: str | None, answer: Answer) -> Left | None:
    """Return what must hold besides `answer` for the condition, or None when this answer rules it out."""
    also: list[Clause] = []
    more = False
    for clause in condition.clauses:
        if not _is_about(clause, key):
            more = True
        elif _is_decided(clause, answer):
            alone = Condition(clauses=(clause,), source="")
            if not holds(alone, Known(at=_ANY_TIME, answers={key or "": answer})):
                return None
        else:
            also.append(clause)
    return Left(also=tuple(also), more=more)


def _is_about(clause: Clause, key: str | None) -> bool:
    return key is not None and getattr(clause, "key", None) == key


def _is_decided(clause: Clause, answer: Answer) -> bool:
    """Return whether the answer alone decides the clause; of several choices it decides no "not"."""
    if isinstance(clause, Answered):
        return True
    if isinstance(clause, Is | Includes):
        return not (clause.negated and isinstance(answer, tuple))
    return False
