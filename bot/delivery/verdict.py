"""What an outcome means for a row: what is written, and whether the row goes again. Pure; the one table.

| outcome | written | in memory |
|---|---|---|
| Accepted | sent | done |
| TooFast | queued again after the seconds Telegram named | waits; pace.py holds the chat or the bot |
| Gone | refused, unreachable, what can wait is withdrawn, a human is told | done |
| Wrong (also as plain words) | refused; lanes 0 and 1 tell a human | done |
| Moved | re-keyed, queued again | goes again at once |
| NotReached | queued again after 1, 2, 4 ... seconds | waits |
| NotKnown | lanes 0 to 2 queued again, at most 5 times; else unknown | waits or done |
| Unauthorized | queued again | all wait 5 s (pace.py) |
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.delivery.backlog import Parcel
from bot.delivery.lanes import POLICY, REPEATED_AT_MOST, pause_after
from bot.delivery.marks import Again, Expired, Mark, Refused, Rekeyed, Sent, Tell, Unknown, Unreachable
from bot.delivery.messenger import (
    Accepted,
    Gone,
    Moved,
    NotKnown,
    NotReached,
    Outcome,
    TooFast,
    Unauthorized,
    Wrong,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is written about `parcel`; `back` goes again after `pause` seconds, None if it does not."""

    parcel: Parcel
    mark: Mark
    back: Parcel | None = None
    pause: float = 0.0


def judge(parcel: Parcel, outcome: Outcome, *, at: datetime, timer: int, covered: bool = False) -> Verdict:
    """Return what `outcome` means for `parcel`. `at` is aware UTC; `timer` a fresh id, to tell a human.

    `covered`: it was tried as the words that stand for it.
    """
    row = parcel.row
    match outcome:
        case Accepted(message_id=message_id):
            return Verdict(parcel=parcel, mark=Sent(row=row, message_id=message_id, covered=covered))
        case TooFast(seconds=seconds):
            return _again(parcel, at, seconds)
        case Gone(reason=reason):
            tell = Tell(timer=timer, row=row, person=parcel.person)
            mark = Unreachable(row=row, chat=parcel.chat, reason=reason, tell=tell)
            return Verdict(parcel=parcel, mark=mark)
        case Wrong(reason=reason):
            return Verdict(parcel=parcel, mark=Refused(row=row, reason=reason, tell=told(parcel, timer)))
        case Moved(chat=chat):
            rekeyed = Rekeyed(row=row, person=parcel.person, old=parcel.chat, new=chat)
            return Verdict(parcel=parcel, mark=rekeyed, back=replace(parcel, chat=chat))
        case NotReached():
            back = replace(parcel, failures=parcel.failures + 1)
            return _again(back, at, pause_after(parcel.lane, back.failures), was=parcel)
        case NotKnown():
            if POLICY[parcel.lane].repeats and parcel.repeats < REPEATED_AT_MOST:
                back = replace(parcel, repeats=parcel.repeats + 1)
                return _again(back, at, pause_after(parcel.lane, back.repeats), was=parcel)
            return Verdict(parcel=parcel, mark=Unknown(row=row, tell=told(parcel, timer)))
        case Unauthorized():
            return _again(parcel, at, 0.0)
        case _:
            assert_never(outcome)


def expired(parcel: Parcel, *, timer: int) -> Verdict:
    """Return what it means that `parcel` is too late to be useful."""
    return Verdict(parcel=parcel, mark=Expired(row=parcel.row, tell=told(parcel, timer)))


def told(parcel: Parcel, timer: int) -> Tell | None:
    """Return whom to tell that `parcel` will not arrive; None for lanes that nobody has to know about."""
    if not POLICY[parcel.lane].missed_by_a_human:
        return None
    return Tell(timer=timer, row=parcel.row, person=parcel.person)


def _again(back: Parcel, at: datetime, pause: float, *, was: Parcel | None = None) -> Verdict:
    mark = Again(row=back.row, not_before=at + timedelta(seconds=pause))
    return Verdict(parcel=was or back, mark=mark, back=back, pause=pause)
