"""What every act on a case works with: one transaction, one moment, the team and the bot's words."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Protocol, Unpack

from bot.cadence import DEFAULT_LADDER, CaseState, Ladder
from bot.cases.letter import Letter, Offer
from bot.cases.roster import Colleague, Roster
from bot.engine import Programme
from bot.signals import Level
from bot.storage import Transaction, audit, case, case_event, timer
from bot.storage.case import Case, Changes
from bot.storage.case_event import CaseEvent

# Timers that watch over what whoever has a case does; they end when nobody has it.
OF_A_HOLDER: Final = ("unanswered", "unreached", "offer")
# Why a case was freed: whoever had it gave no word in time.
NOT_TRIED: Final = "not tried"


class OwnWords(Protocol):
    """Renders one of the bot's own texts in a language."""

    def __call__(self, text: str, locale: str, /, **values: str | int) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`at` is aware UTC; `new_id` makes row ids; `say(id, locale, **values)` is the bot's own words.

    `programme` is what is in force, None where nothing of it is needed; `lines(locale, dangers)` are the
    lines that answer at any hour, nearest to these reasons for a call, in one sentence, and `alarm` is the
    resource that has all of them.
    """

    tx: Transaction
    at: datetime
    new_id: Callable[[], int]
    roster: Roster
    say: OwnWords
    programme: Programme | None = None
    lines: Callable[[str, Iterable[str]], str] = lambda *_: ""
    alarm: str | None = None
    left: set[str] = field(default_factory=set)  # what this transaction leaves to be done after its commit
    told_of: dict[int, tuple[CaseEvent, ...]] = field(default_factory=dict, repr=False)  # see `history`

    @property
    def ladder(self) -> Ladder:
        """Return whom the programme calls, and when."""
        return self.programme.ladder if self.programme is not None else DEFAULT_LADDER

    @property
    def zone(self) -> str:
        """Return the zone that the programme's mornings and evenings belong to."""
        return self.programme.zone if self.programme is not None else "UTC"

    def write_down(
        self,
        about: int,
        kind: str,
        *,
        by: int | None = None,
        level: Level | None = None,
        why: str | None = None,
        words: str | None = None,
        to: int | None = None,
    ) -> None:
        """Add an event to the case's history."""
        self.told_of.pop(about, None)
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
            to=to,
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

    def open_offer(self, held: Case, to: Colleague, *, named: bool = False) -> Offer:
        """Return the button that opens the case on this colleague's phone; `named`: with its code."""
        label = self.say("bot.staff.button_open", to.locale)
        return Offer(label=f"{label} {held.code}" if named else label, verb="open", subject=held.id)

    def level_word(self, level: int, locale: str) -> str:
        """Return watch, urgent or crisis in the reader's language."""
        return self.say(f"bot.staff.level_{Level(level).word}", locale)

    def holder(self, held: Case) -> Colleague | None:
        """Return who has the case in hand, or None: also when whoever took it has left the team."""
        return self.roster.get(held.coach)

    def has_it(self, held: Case) -> Colleague | None:
        """Return whose yes stops the calls, or None.

        In a crisis that is nobody who had it before, gave no word, and has said yes again: others are called
        until she writes, and any of them can take it.
        """
        holder = self.holder(held)
        if holder is None or held.state != CaseState.ACKNOWLEDGED.value:
            return holder
        return None if self.gave_no_word(held, holder) else holder

    def gave_no_word(self, held: Case, one: Colleague) -> bool:
        """Return whether the crisis was taken out of this colleague's hands since its ladder began.

        Whoever was asked by name afterwards, and has accepted, begins anew: a human was there meanwhile.
        """
        since = held.climbing_since
        if held.level < Level.CRISIS or since is None:
            return False
        hers = (event for event in reversed(self.history(held.id)) if event.by == one.id)
        for event in hers:
            if event.at < since or event.kind == "accepted":
                return False
            if event.kind == "freed" and event.why == NOT_TRIED:
                return True
        return False

    def freed(self, held: Case) -> Case:
        """Return the case; when whoever took it has left the team, anybody can take it again from now on."""
        return held if held.coach is None or self.holder(held) is not None else self.free(held)

    def free(self, held: Case, why: str | None = None) -> Case:
        """Anybody can take the case from now on; return it as it is then. `why` is kept with it."""
        for kind in OF_A_HOLDER:
            timer.remove_of(self.tx, kind, held.id)
        self.write_down(held.id, "freed", by=held.coach, why=why)
        return self.change(
            held,
            coach=None,
            acknowledged_at=None,
            attempted_at=None,
            reached_at=None,
            attempts=0,
            offered_to=None,
            state=CaseState.NEW.value,
        )

    def change(self, held: Case, **fields: Unpack[Changes]) -> Case:
        """Change the case's row; return the case as it is now."""
        case.change(self.tx, held.id, **fields)
        return replace(held, **fields)

    def history(self, about: int) -> tuple[CaseEvent, ...]:
        """Return everything that has happened in the case, oldest first; one telling looks at it often."""
        if about not in self.told_of:
            self.told_of[about] = case_event.of(self.tx, about)
        return self.told_of[about]

    def get_open(self, about: int) -> Case | None:
        """Return the case unless it is closed or unknown."""
        found = case.get(self.tx, about)
        return found if found is not None and found.state != "closed" else None


Letters = tuple[Letter, ...]
