"""One transaction of the shell: what a turn reads from, and what it leaves behind.

Made anew each time the transaction runs, because a transaction may run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Unpack

from bot.cadence import Pace
from bot.cases import Desk, Letter, Letters, Roster
from bot.errors import HoldfastError
from bot.storage import Transaction, audit, person
from bot.storage.outbox import NewMessage
from bot.storage.person import Changes, Person
from bot.turns.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class TapAnswer:
    """Stop a button's spinner, with a short note or none."""

    tap_id: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown:
    """Take a message's keyboard away; with `text`, the message then shows it."""

    chat: int
    message_id: int
    text: str | None = None


class QuestionOnItsWayError(HoldfastError):
    """The open question has left, and nobody knows its number yet: soon these words can be understood."""


# Goes once after the commit, outside the outbox: a courtesy that may fail.
Courtesy = TapAnswer | ChoiceShown


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAidGiven:
    """The crisis resource that a person was sent before anything was written, and its words."""

    resource: str
    words: str
    message_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Work:
    """`at` is aware UTC. `first_aid` is what the person was just sent for this update, or None.

    `pace`: whether this chat sends more than is carried out for a guest.
    `may_wait`: words that may answer a question on its way are looked at again when it has arrived.
    `letters` are written to the outbox at the end of the transaction, in order; `queued` are the rows
    written, which delivery is handed after the commit. `acted_in` is the chat of the update that is carried
    out and `acted_at` when it was made (aware UTC, None when nobody knows); both None for timers.
    """

    tx: Transaction
    at: datetime
    new_id: Callable[[], int]
    library: Library
    roster: Roster
    first_aid: FirstAidGiven | None = None
    may_wait: bool = False
    pace: Pace = Pace.FINE
    letters: list[Letter] = field(default_factory=list)
    queued: list[NewMessage] = field(default_factory=list)
    courtesies: list[Courtesy] = field(default_factory=list)
    forgotten: set[int] = field(default_factory=set)  # chats that belong to nobody any more
    team_changed: bool = False
    errands: bool = False  # something was asked for that is done after the commit
    copies: set[int] = field(default_factory=set)  # people who are handed what is kept, after the commit
    clears: bool = False  # screens are to be cleared after the commit
    left: set[str] = field(default_factory=set)  # what cases leave to be done after the commit
    acted_in: int | None = None
    acted_at: datetime | None = None

    @property
    def desk(self) -> Desk:
        """Return what the cases room works with."""
        return Desk(
            tx=self.tx,
            at=self.at,
            new_id=self.new_id,
            roster=self.roster,
            say=self.library.own,
            programme=self.library.current.bundle.programme,
            lines=self.library.short_lines,
            alarm=self.library.lines_now,
            left=self.left,
        )

    def post(self, letters: Letters) -> None:
        """Add letters to what this transaction sends."""
        self.letters.extend(letters)

    def ask_to_clear(self) -> None:
        """What is marked to leave screens leaves them right after the commit."""
        self.clears = True

    def on_record(self, who: Person, action: str, *, role: str = "participant") -> None:
        """What nobody of the team did with somebody's record stands in the audit log."""
        audit.add(
            self.tx,
            id=self.new_id(),
            at=self.at,
            who=None,
            role=role,
            action=action,
            subject_kind="person",
            subject=who.id,
        )

    def change(self, who: Person, **fields: Unpack[Changes]) -> Person:
        """Change the person's row; return the person as they are now."""
        person.change(self.tx, who.id, **fields)
        return replace(who, **fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What is left to do after the commit."""

    queued: tuple[NewMessage, ...] = ()
    courtesies: tuple[Courtesy, ...] = ()
    forgotten: frozenset[int] = frozenset()
    team_changed: bool = False
    errands: bool = False
    copies: frozenset[int] = frozenset()
    clears: bool = False
    second_ways: bool = False
    chat: int | None = None
    locale: str | None = None
    code: str | None = None
