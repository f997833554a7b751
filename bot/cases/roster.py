"""Who can be called. Held in memory, so that an alert needs no look-up and first aid no database."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member of the team: `role` is coach, supervisor or admin; `name` is what participants see."""

    id: int
    chat: int
    name: str
    role: str
    locale: str


# Who is called when an answer says "now". Editors and evaluators see no person's data.
CALLED_ROLES = ("coach", "supervisor", "admin")


class Roster:
    """The team as of the last commit that changed it."""

    def __init__(self, colleagues: Iterable[Colleague] = ()) -> None:
        self._by_id: dict[int, Colleague] = {}
        self.replace(colleagues)

    def replace(self, colleagues: Iterable[Colleague]) -> None:
        """Hold exactly `colleagues` from now on."""
        self._by_id = {colleague.id: colleague for colleague in colleagues}

    def everybody(self) -> tuple[Colleague, ...]:
        """Return the whole team."""
        return tuple(self._by_id.values())

    def called(self) -> tuple[Colleague, ...]:
        """Return everybody an alert goes to."""
        return tuple(colleague for colleague in self._by_id.values() if colleague.role in CALLED_ROLES)

    def get(self, member: int | None) -> Colleague | None:
        """Return the colleague with this id, or None when there is none (any more)."""
        return self._by_id.get(member) if member is not None else None

    def at_chat(self, chat: int) -> Colleague | None:
        """Return the colleague behind this chat, or None."""
        return next((one for one in self._by_id.values() if one.chat == chat), None)
