"""What must be true at every moment after the ladder's last rung, looked at from outside: from the phones.

Either a human has the case (has it, and has written or is about to), or everybody who exists and can be
reached was called within the last ten minutes, and the person was told so.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.rehearsal.trouble import BACK_SOON, Trouble
from bot.signals import Level
from bot.storage import Transaction, case, case_event, member, person
from bot.storage.case import Case

# The ladder's last rung and how often it calls again (field.md section 6); calls of one rung leave one after
# the other, within this.
LAST_RUNG: Final = timedelta(minutes=15)
CALLS_EVERY: Final = timedelta(minutes=10)
TOLERANCE: Final = timedelta(seconds=5)
# Telegram may swallow a ring and say nothing: nobody knows, and the ladder's next call makes it good.
BACK_AFTER_SILENCE: Final = CALLS_EVERY + BACK_SOON
# Whoever has a case owes its person a word within ten minutes; until then nobody else is called.
OWES_FOR: Final = timedelta(minutes=10)
# The person hears at least so often.
TOLD_EVERY: Final = timedelta(hours=1)
# Who is called when nobody else comes.
CALLED: Final = ("coach", "supervisor", "admin")
_THERE: Final = ("attempted", "reached", "plan")
_NO_WORD: Final = "not tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A moment at which the promise did not hold; `what` names nobody."""

    at: datetime
    case: int
    what: str
    about_person: bool = False  # the person was not told; else people were not called


@dataclass(slots=True, kw_only=True)
class Watch:
    """`rang` is {(case, chat): when that phone rang last}; `got(chat)` is when a person's phone last did.

    While there is `trouble` nothing can be sent, and nothing is promised.
    """

    got: Callable[[int], datetime | None]
    blocked: Collection[int]
    rang: dict[tuple[int, int], datetime] = field(default_factory=dict)
    trouble: list[Trouble] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    looks: int = 0

    def note_ring(self, about: int, chat: int, at: datetime) -> None:
        """A phone rang about a case."""
        self.rang[about, chat] = at

    def excused(self, at: datetime) -> bool:
        """Return whether an outage, or the time to call again after one, explains silence."""
        return any(one.begins <= at <= one.ends + one.back_within for one in self.trouble)

    def look(self, tx: Transaction, at: datetime) -> tuple[list[Breach], bool]:
        """Return what does not hold now, and whether any crisis is open."""
        open_ones = [one for one in case.open_cases(tx) if one.level >= Level.CRISIS]
        if not open_ones:
            return [], False
        team = {one.id: one.chat for one in member.active(tx, CALLED)}
        return [breach for held in open_ones for breach in self._breaches(tx, held, team, at)], True

    def _breaches(self, tx: Transaction, held: Case, team: Mapping[int, int], at: datetime) -> list[Breach]:
        cries = [
            event.at
            for event in case_event.of(tx, held.id)
            if event.kind == "signal" and (event.level or 0) >= Level.CRISIS
        ]
        # An urgent case may become a crisis after hours: its ladder begins then.
        since = max(held.climbing_since or held.opened_at, *cries[:1])
        if at - since <= LAST_RUNG + TOLERANCE or _has_it(tx, held, team, at, cries):
            return []
        late = [
            chat
            for chat in team.values()
            if chat not in self.blocked
            and at - self.rang.get((held.id, chat), since - CALLS_EVERY) > CALLS_EVERY + TOLERANCE
        ]
        found = []
        if late:
            found.append(Breach(at=at, case=held.id, what=f"{len(late)} of {len(team)} not called"))
        who = person.get(tx, held.person)
        if who is not None and who.chat not in self.blocked:
            told = self.got(who.chat)
            if told is None or at - told > TOLD_EVERY + TOLERANCE or told < since + LAST_RUNG - TOLERANCE:
                found.append(Breach(at=at, case=held.id, what="person not told", about_person=True))
        return found


def _has_it(
    tx: Transaction, held: Case, team: Mapping[int, int], at: datetime, cries: Sequence[datetime]
) -> bool:
    """Return whether a human has it: has written, or has said yes less than ten minutes ago.

    The time for a first word begins anew with a cry. A second yes of somebody who gave no word counts for
    nothing.
    """
    if held.coach not in team or held.acknowledged_at is None:
        return False
    if held.state in _THERE:
        return True
    before = held.climbing_since or held.opened_at
    for event in case_event.of(tx, held.id):
        if event.kind == "freed" and event.by == held.coach and event.why == _NO_WORD and event.at >= before:
            return False
    return at - max(held.acknowledged_at, *cries[-1:]) <= OWES_FOR + TOLERANCE
