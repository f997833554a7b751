"""What a fire drill showed: who was called when, on whose phone it arrived, who had it, who wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from bot.storage import case_event, case_message, member, second_alert
from bot.storage.case import Case
from bot.storage.transaction import Transaction

# Of a call whose alert is not in the outbox (any more).
_NOTHING: tuple[str | None, datetime | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call of one colleague by Telegram. `arrived_at` is when Telegram had it; `state` is the row's."""

    name: str
    rung: int
    at: datetime
    state: str | None
    arrived_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCall:
    """One alert beside Telegram. `name` is None for the programme's own address; `way` is email or url."""

    name: str | None
    way: str
    rung: int
    at: datetime
    state: str
    sent_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillReport:
    """`outcome` is None while it goes on. `opened` is {name: when she first looked}; times are aware UTC."""

    code: str
    began_at: datetime
    ended_at: datetime | None
    outcome: str | None
    called: tuple[Called, ...]
    second: tuple[SecondCall, ...]
    opened: Mapping[str, datetime]
    taken: tuple[tuple[str, datetime], ...]
    wrote: tuple[str, datetime] | None


def report(tx: Transaction, held: Case) -> DrillReport:
    """Return what is known of a drill by now. Nothing about a person is in it."""
    events = case_event.of(tx, held.id)
    names = {one.id: one.name for one in member.everyone(tx)}
    alerts: dict[int | None, list[tuple[str, datetime | None]]] = {}
    for _, whose, became, when in case_message.alerts_of(tx, held.id, held.opened_at):
        alerts.setdefault(whose, []).append((became, when))
    calls = {whose: count() for whose in alerts}
    called = []
    for event in events:
        if event.kind == "called" and event.to is not None:
            rows = alerts.get(event.to, [])
            number = next(calls[event.to]) if rows else 0
            state, sent_at = rows[number] if number < len(rows) else _NOTHING
            rung = int(event.why) if event.why is not None and event.why.isdecimal() else 0
            called.append(
                Called(name=names.get(event.to, "?"), rung=rung, at=event.at, state=state, arrived_at=sent_at)
            )
    opened: dict[str, datetime] = {}
    for event in events:
        if event.kind == "opened" and event.by is not None:
            opened.setdefault(names.get(event.by, "?"), event.at)
    wrote = next((one for one in events if one.kind == "attempted" and one.by is not None), None)
    return DrillReport(
        code=held.code,
        began_at=held.opened_at,
        ended_at=held.closed_at,
        outcome=held.outcome,
        called=tuple(called),
        second=tuple(
            SecondCall(
                name=names.get(one.member) if one.member is not None else None,
                way=one.way,
                rung=one.rung,
                at=one.created_at,
                state=one.state,
                sent_at=one.sent_at,
                reason=one.reason,
            )
            for one in second_alert.of_case(tx, held.id)
        ),
        opened=opened,
        taken=tuple((names.get(one.by or 0, "?"), one.at) for one in events if one.kind == "acknowledged"),
        wrote=(names.get(wrote.by or 0, "?"), wrote.at) if wrote is not None else None,
    )
