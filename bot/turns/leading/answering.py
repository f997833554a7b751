"""How long calls waited: until somebody had them, and until the first words. Pure: events in, spans out.

A call begins with a signal that rings (urgent or crisis), with a case that is open again, or when whoever had
it gives it back. A signal of a higher level begins another one, which stands for the one that nobody had. It
ends when the case is closed. Whoever writes first without a tap on "I have it" has it from then on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from bot.signals import Level
from bot.storage.case_event import CaseEvent

# Events that are somebody's first words or first try.
_FIRST_WORDS = ("coach wrote", "coach sent", "attempted")
_CALLS = ("called", "called again")
# The share of calls that waited no longer than the second number shown.
MOST = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call for a human. `since` is when it began (aware UTC), `rung` the last that was called before
    somebody had it; `taken_after` and `spoken_after` are None while nobody did. `called` is
    {member: when they were called first}, `by` is who had it.
    """

    case: int
    level: int
    since: datetime
    rung: int = 0
    called: tuple[tuple[int, datetime], ...] = ()
    by: int | None = None
    taken_after: timedelta | None = None
    spoken_after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`count` calls: half were answered within `median`, nine of ten within `most`; `open` wait still."""

    count: int
    open: int
    median: timedelta | None
    most: timedelta | None


Span = Callable[[Call], timedelta | None]


def calls_in(events: Iterable[CaseEvent]) -> tuple[Call, ...]:
    """Return every call that begins in these events, in order of their beginning."""
    running: dict[int, Call] = {}
    over: list[Call] = []
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        now = running.get(event.case)
        begun = _begins(now, event)
        if begun is not None:
            if now is not None and now.taken_after is not None:
                over.append(now)
            running[event.case] = begun
        elif now is not None and event.kind == "closed":
            over.append(running.pop(event.case))
        elif now is not None:
            running[event.case] = _goes_on(now, event)
    return tuple(sorted((*over, *running.values()), key=lambda one: (one.since, one.case)))


def figure(calls: Sequence[Call], span: Span) -> Figure:
    """Return how long these calls waited."""
    spans = sorted(one for one in map(span, calls) if one is not None)
    return Figure(
        count=len(spans),
        open=len(calls) - len(spans),
        median=_at(spans, 0.5),
        most=_at(spans, MOST),
    )


def of_member(calls: Iterable[Call], member: int) -> tuple[Call, ...]:
    """Return the calls this member had, counted from when she was called herself, where she was."""
    return tuple(_from_her_call(one, member) for one in calls if one.by == member)


def by_rung(calls: Iterable[Call]) -> dict[int, list[Call]]:
    """Return {rung: its calls}, the first rung first."""
    return _grouped(calls, lambda one: one.rung)


def by_hour(calls: Iterable[Call], hour: Callable[[datetime], int]) -> dict[int, list[Call]]:
    """Return {hour of the day: the calls that began in it}, midnight first."""
    return _grouped(calls, lambda one: hour(one.since))


def _begins(now: Call | None, event: CaseEvent) -> Call | None:
    level = event.level or 0
    match event.kind:
        case "signal" if level >= Level.URGENT and _is_new(now, level):
            return Call(case=event.case, level=level, since=event.at, by=now.by if now else None)
        case "reopened":
            return Call(case=event.case, level=level or Level.URGENT, since=event.at)
        case "freed" if now is not None and now.taken_after is not None:
            return Call(case=event.case, level=now.level, since=event.at)
    return None


def _is_new(now: Call | None, level: int) -> bool:
    return now is None or level > now.level


def _goes_on(now: Call, event: CaseEvent) -> Call:
    after = event.at - now.since
    if event.kind in _CALLS:
        called = now.called
        if event.to is not None and event.to not in dict(called):
            called = (*called, (event.to, event.at))
        if now.taken_after is not None:
            return replace(now, called=called)
        rung = int(event.why) if event.why is not None and event.why.isdigit() else now.rung
        return replace(now, called=called, rung=max(now.rung, rung))
    if event.kind == "acknowledged" and now.taken_after is None:
        return replace(now, by=event.by, taken_after=after)
    if event.kind in _FIRST_WORDS and now.spoken_after is None:
        if now.taken_after is None:
            now = replace(now, by=event.by, taken_after=after)
        return replace(now, spoken_after=after)
    return now


def _from_her_call(one: Call, member: int) -> Call:
    """A colleague who was called on the third rung has not kept anybody waiting on the first."""
    began = dict(one.called).get(member, one.since)
    late = began - one.since

    def less(span: timedelta | None) -> timedelta | None:
        return None if span is None else max(timedelta(0), span - late)

    return replace(one, taken_after=less(one.taken_after), spoken_after=less(one.spoken_after))


def _grouped(calls: Iterable[Call], key: Callable[[Call], int]) -> dict[int, list[Call]]:
    found: dict[int, list[Call]] = {}
    for one in calls:
        found.setdefault(key(one), []).append(one)
    return dict(sorted(found.items()))


def _at(spans: Sequence[timedelta], share: float) -> timedelta | None:
    """Return the smallest span that this share of all is not above."""
    return spans[max(0, ceil(share * len(spans)) - 1)] if spans else None
