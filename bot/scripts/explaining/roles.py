"""What the team may see, as a value: whoever decides it hands it in, so that the words follow."""

from dataclasses import dataclass
from typing import Final

# Stands among the roles that open a record: the one coach who walks with this person.
OWN_COACH: Final = "own coach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """`called` are the roles an alert goes to and a case opens for, `opens` those who may read the record.

    `closed` are the kinds of answer that an opened case does not show. `coach` is who has the person's case
    in hand, or None; `reachable` is false while nobody can be called; `rings` is false while only a
    crisis rings anywhere: nobody is on duty, and what is urgent waits for the morning.
    """

    called: tuple[str, ...]
    opens: tuple[str, ...]
    closed: frozenset[str] = frozenset()
    coach: str | None = None
    reachable: bool = True
    rings: bool = True
