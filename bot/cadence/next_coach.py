"""Who walks with somebody next: their language, then their wishes, then whoever has most room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A coach who could be next. `languages` are codes; None is what she has not said.

    `busy`: holds a crisis now. `last_crisis`: when she last took one (aware UTC).
    `caseload`: how many people she walks with.
    """

    id: int
    languages: tuple[str, ...] = ()
    woman: bool | None = None
    been_in_prison: bool | None = None
    on: bool = False
    busy: bool = False
    open_cases: int = 0
    last_crisis: datetime | None = None
    caseload: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person needs and asks for; `not_these` never walk with them (again)."""

    language: str
    woman: bool = False
    been_in_prison: bool = False
    not_these: frozenset[int] = frozenset()


def order(candidates: Iterable[Candidate], wishes: Wishes, *, too_many: int | None = None) -> tuple[int, ...]:
    """Return the ids of the candidates, best first.

    Language first, then the wishes; among equals whoever walks with fewer than `too_many` people, is on duty,
    holds no crisis, has the fewest open cases, and whose last crisis is longest ago.
    """
    fit = (one for one in candidates if one.id not in wishes.not_these)
    return tuple(one.id for one in sorted(fit, key=lambda one: _rank(one, wishes, too_many)))


def _rank(
    one: Candidate, wishes: Wishes, too_many: int | None
) -> tuple[bool, int, bool, bool, bool, int, datetime, int, int]:
    unmet = (wishes.woman and not one.woman) + (wishes.been_in_prison and not one.been_in_prison)
    return (
        wishes.language.lower() not in {language.lower() for language in one.languages},
        unmet,
        too_many is not None and one.caseload >= too_many,
        not one.on,
        one.busy,
        one.open_cases,
        one.last_crisis or NEVER,
        one.caseload,
        one.id,
    )
