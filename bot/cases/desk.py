"""What every act on a case works with: one transaction, one moment, the team and the bot's words."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.cadence import CaseState
from bot.cases.letter import Letter
from bot.cases.roster import Colleague, Roster
from bot.signals import Level
from bot.storage import Transaction, audit, case, case_event
from bot.storage.case import Case


class OwnWords(Protocol):
    """Renders one of the bot's own texts in a language."""

    def __call__(self, text: str, locale: str, /, **values: str | int) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`at` is aware UTC; `new_id` makes row ids; `say(id, locale, **values)` is the bot's own words."""

    tx: Transaction
    at: datetime
    new_id: Callable[[], int]
    roster: Roster
    say: OwnWords

    def write_down(
        self,
        about: int,
        kind: str,
        *,
        by: int | None = None,
        level: Level | None = None,
        why: str | None = None,
        words: str | None = None,
    ) -> None:
        """Add an event to the case's history."""
        case_event.add(
            self.tx,
            id=self.new_id(),
            case=about,
            kind=kind,
            at=self.at,
            by=by,
            level=int(level) if level is not None else None,
            why=why,
            words=words,
        )

    def audit(
        self,
        who: Colleague,
        action: str,
        subject_kind: str,
        subject: int,
        *,
        reason: str | None = None,
        about: Mapping[str, str] | None = None,
    ) -> None:
        """Add what a colleague did, and the reason they gave, to the append-only audit log.

        `about` is what the law wants on record of a disclosure: {"recipient": ..., "discloser": ...}.
        """
        audit.add(
            self.tx,
            id=self.new_id(),
            at=self.at,
            who=who.id,
            role=who.role,
            action=action,
            subject_kind=subject_kind,
            subject=subject,
            reason=reason,
            about=about,
        )

    def note_signal(self, about: int, level: Level, why: str, told: Mapping[str, str]) -> None:
        """Add a signal to the case's history; `told` is {language: words}."""
        words = json.dumps(dict(told), ensure_ascii=False)
        self.write_down(about, "signal", level=level, why=why, words=words)

    def level_word(self, level: int, locale: str) -> str:
        """Return watch, urgent or crisis in the reader's language."""
        return self.say(f"bot.staff.level_{Level(level).word}", locale)

    def holder(self, held: Case) -> Colleague | None:
        """Return who has the case in hand, or None: also when whoever took it has left the team."""
        return self.roster.get(held.coach)

    def freed(self, held: Case) -> Case:
        """Return the case; when whoever took it has left the team, anybody can take it again from now on."""
        return held if held.coach is None or self.holder(held) is not None else self.free(held)

    def free(self, held: Case) -> Case:
        """Anybody can take the case from now on; return it as it is then."""
        case.change(self.tx, held.id, coach=None, acknowledged_at=None, state=CaseState.NEW.value)
        self.write_down(held.id, "freed", by=held.coach)
        return replace(held, coach=None, acknowledged_at=None, state=CaseState.NEW.value)

    def get_open(self, about: int) -> Case | None:
        """Return the case unless it is closed or unknown."""
        found = case.get(self.tx, about)
        return found if found is not None and found.state != "closed" else None


Letters = tuple[Letter, ...]
