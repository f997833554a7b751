"""What became of a row, and what is written about it: one transaction writes many marks.

Every mark can be written twice with the same result, because a transaction may run twice. Ids come in.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.delivery.lanes import LANES_THAT_CAN_WAIT
from bot.storage import Transaction, outbox, person, timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Somebody will not get this message: cases/ is told by a timer that is due at once."""

    timer: int
    row: int
    person: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Telegram has it. `covered`: only the words that stand for it have left, and nothing was asked yet."""

    row: int
    message_id: int
    covered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """It is queued again, not before that time (aware UTC)."""

    row: int
    not_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A dead letter. `reason` is a short code."""

    row: int
    reason: str
    tell: Tell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """The person blocked the bot or is gone: what can wait for them is taken back."""

    row: int
    chat: int
    reason: str
    tell: Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows whether it arrived, and it is not sent again."""

    row: int
    tell: Tell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    row: int
    tell: Tell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """The chat has another number; the row is queued again under it."""

    row: int
    person: int | None
    old: int
    new: int


Mark = Sent | Again | Refused | Unreachable | Unknown | Expired | Rekeyed


def write(tx: Transaction, mark: Mark, at: datetime) -> None:
    """The row, and what follows from it, say what became of it."""
    match mark:
        case Sent(row=row, message_id=message_id, covered=covered):
            outbox.sent(tx, row, message_id, at, covered=covered)
        case Again(row=row, not_before=not_before):
            outbox.again(tx, row, not_before)
        case Refused(row=row, reason=reason, tell=tell):
            outbox.refused(tx, row, reason, at)
            _tell(tx, tell, at)
        case Unreachable(row=row, chat=chat, reason=reason, tell=tell):
            outbox.refused(tx, row, reason, at)
            outbox.withdraw(tx, chat, LANES_THAT_CAN_WAIT, at)
            if tell.person is not None:
                person.change(tx, tell.person, reachable=False)
            _tell(tx, tell, at)
        case Unknown(row=row, tell=tell):
            outbox.unknown(tx, row, at)
            _tell(tx, tell, at)
        case Expired(row=row, tell=tell):
            outbox.expired(tx, row, at)
            _tell(tx, tell, at)
        case Rekeyed(row=row, person=who, old=old, new=new):
            outbox.again(tx, row, at)  # first: only what is queued is re-keyed
            outbox.rekey(tx, old, new)
            if who is not None:
                person.move_chat(tx, who, new)
        case _:
            assert_never(mark)


def _tell(tx: Transaction, tell: Tell | None, at: datetime) -> None:
    # Gone meanwhile with everything about its person, or only passing: there is nobody left to tell of it.
    if tell is not None and outbox.is_kept(tx, tell.row):
        timer.set(
            tx,
            id=tell.timer,
            kind="undeliverable",
            subject=tell.row,
            number=0,
            due_at=at,
            person=tell.person,
        )
