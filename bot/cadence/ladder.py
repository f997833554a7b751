"""Whom to call, rung by rung, until a human has it.

A group in which nobody can be reached climbs at once: `call` returns the first rung from the asked one
upward that has somebody, and at last everybody who can be reached. The next rung counts from now, never from
the time that was missed: an outage must not fire six rungs in a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

# Crisis Text Line answers high risk within 5 minutes, Help Texts within 15; ten lies between, and a phone
# that buzzes more often than that is put away.
CRISIS_REPEAT = timedelta(minutes=10)


class Who(StrEnum):
    """A group that a rung calls, as programme.yaml names it."""

    OWN_COACH = "own coach"
    ON_DUTY = "on duty"
    BACKUP = "backup"
    SUPERVISOR = "supervisor"
    EVERYBODY_ON_DUTY = "everybody on duty"
    ON_CALL_LINE = "on-call line"
    CRISIS_PHONE = "crisis phone"
    EVERYBODY = "everybody"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Whom to call `after` the ladder began."""

    after: timedelta
    who: tuple[Who, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The rungs for a crisis and for what is urgent; a crisis is called out `again` after its last rung."""

    crisis: tuple[Rung, ...]
    urgent: tuple[Rung, ...]
    again: timedelta = CRISIS_REPEAT

    def __post_init__(self) -> None:
        for rungs in (self.crisis, self.urgent):
            if not rungs or any(not rung.who for rung in rungs):
                raise ValueError("a ladder has rungs, and each rung calls somebody")
            if any(one.after >= other.after for one, other in pairwise(rungs)):
                raise ValueError("each rung comes later than the one before")
        if self.again <= timedelta(0):
            raise ValueError("calling again takes time")


def _rung(minutes: int, *who: Who) -> Rung:
    return Rung(after=timedelta(minutes=minutes), who=who)


# field.md section 6: 5, 10 and 15 minutes for a crisis; 2 and 4 hours for what is urgent.
DEFAULT_LADDER = Ladder(
    crisis=(
        _rung(0, Who.OWN_COACH, Who.ON_DUTY),
        _rung(5, Who.BACKUP, Who.SUPERVISOR),
        _rung(10, Who.EVERYBODY_ON_DUTY, Who.ON_CALL_LINE),
        _rung(15, Who.CRISIS_PHONE, Who.EVERYBODY),
    ),
    urgent=(
        _rung(0, Who.OWN_COACH, Who.ON_DUTY),
        _rung(120, Who.EVERYBODY_ON_DUTY),
        _rung(240, Who.SUPERVISOR),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """What the ladder knows of a colleague.

    `own`: this person's coach. `busy`: holds a crisis already. `backup`, `on_call`: has such a shift now.
    `always_call`: wants to be called for her own people when off duty. `reachable`: has not blocked the bot.
    """

    id: int
    role: str
    own: bool = False
    on: bool = False
    busy: bool = False
    backup: bool = False
    on_call: bool = False
    always_call: bool = False
    reachable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whom to call now, best first, and which rung that is.

    The flags say that this rung, or one it stands in for, also names the crisis phone or the on-call line.
    """

    members: tuple[int, ...]
    rung: int
    crisis_phone: bool = False
    on_call_line: bool = False


def called(who: Who, team: Sequence[Reachable]) -> tuple[int, ...]:
    """Return the ids of the group `who`, in the order of `team`. Nobody who cannot be reached is in it."""
    return tuple(one.id for one in team if one.reachable and _belongs(who, one))


def call(rungs: Sequence[Rung], number: int, team: Sequence[Reachable]) -> Call:
    """Return the first rung from `number` upward that calls somebody, at last everybody who can be reached.

    Beyond the last rung everybody is called. `members` is empty only when nobody at all can be reached.
    """
    phone = line = False
    for rung in range(max(0, number), len(rungs)):
        who = rungs[rung].who
        phone, line = phone or Who.CRISIS_PHONE in who, line or Who.ON_CALL_LINE in who
        members = tuple(dict.fromkeys(member for group in who for member in called(group, team)))
        if members:
            return Call(members=members, rung=rung, crisis_phone=phone, on_call_line=line)
    named = {group for rung in rungs for group in rung.who}
    return Call(
        members=called(Who.EVERYBODY, team),
        rung=max(number, len(rungs)),
        crisis_phone=Who.CRISIS_PHONE in named,
        on_call_line=Who.ON_CALL_LINE in named,
    )


def next_rung(rungs: Sequence[Rung], number: int, now: datetime, again: timedelta) -> tuple[int, datetime]:
    """Return the rung after `number` and when it is due, counted from `now`; after the last one `again`."""
    following = number + 1
    if 0 < following < len(rungs):
        return following, now + (rungs[following].after - rungs[number].after)
    return following, now + again


def _belongs(who: Who, one: Reachable) -> bool:
    match who:
        case Who.OWN_COACH:
            return one.own and (one.on or one.always_call) and not one.busy
        case Who.ON_DUTY:
            return one.on and not one.busy
        case Who.BACKUP:
            return one.backup
        case Who.SUPERVISOR:
            return one.role == "supervisor"
        case Who.EVERYBODY_ON_DUTY:
            return one.on
        case Who.ON_CALL_LINE:
            return one.on_call
        case Who.CRISIS_PHONE:
            return False  # a number that the person is shown, and no colleague
        case Who.EVERYBODY:
            return True
        case Who.ADMIN:
            return one.role == "admin"
        case _:
            assert_never(who)
