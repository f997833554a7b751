"""The team as its rows have it, with everybody's hours: what the roster in memory is filled with."""

from collections import defaultdict
from dataclasses import dataclass

from bot.cadence import Away, Hours, Mark, Shift, is_zone
from bot.cases import CALLED_ROLES, Colleague
from bot.cases.roster import DUTY
from bot.storage import Transaction, away, duty, member, shift
from bot.storage.member import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Everybody on the team; `written`: at least one of those who are called has a shift of duty."""

    colleagues: tuple[Colleague, ...]
    written: bool


def call_roll(tx: Transaction, *, zone: str) -> Roll:
    """Return the team as the database has it now; whoever has no zone of her own is in the programme's."""
    shifts: dict[int, list[Shift]] = defaultdict(list)
    for row in shift.all_of(tx):
        one = Shift(weekday=row.weekday, begins=row.begins, ends=row.ends, kind=row.kind)
        shifts[row.member].append(one)
    days: dict[int, list[Away]] = defaultdict(list)
    for off in away.all_of(tx):
        days[off.member].append(Away(first=off.first, last=off.last))
    marks = duty.latest(tx)
    rows = member.active(tx)
    return Roll(
        colleagues=tuple(
            colleague_of(
                row,
                zone=zone,
                shifts=tuple(shifts[row.id]),
                away=tuple(days[row.id]),
                mark=Mark(on=said.on, at=said.at, until=said.until)
                if (said := marks.get(row.id)) is not None
                else None,
            )
            for row in rows
        ),
        written=any(
            one.kind == DUTY for row in rows if row.role in CALLED_ROLES for one in shifts.get(row.id, ())
        ),
    )


def colleague_of(
    row: Member,
    *,
    zone: str,
    shifts: tuple[Shift, ...] = (),
    away: tuple[Away, ...] = (),
    mark: Mark | None = None,
) -> Colleague:
    """Return a member as everything around cases knows her; she speaks at least the language she reads.

    A zone that this machine's data does not know (any more) must not keep everybody from being called.
    """
    hers = row.zone if row.zone is not None and is_zone(row.zone) else zone
    return Colleague(
        id=row.id,
        chat=row.chat,
        name=row.name,
        role=row.role,
        locale=row.locale,
        zone=hers,
        languages=tuple((row.languages or row.locale).split()),
        woman=row.woman,
        been_in_prison=row.been_in_prison,
        always_call=row.always_call,
        email=row.email,
        unreachable=row.unreachable_since is not None,
        hours=Hours(zone=hers, shifts=shifts, away=away, mark=mark),
    )
