"""A fire drill as it is printed: a line for each thing that happened, and tables at the end."""

from collections.abc import Iterator
from datetime import datetime

from rich.table import Table
from rich.text import Text

from bot.cases import drilling
from bot.cases.drill_report import DrillReport

WAYS = {"email": "e-mail", "url": "ALERT_URL"}
# {outcome: (how it is said, colour)}
_OUTCOMES = {
    drilling.ANSWERED: ("answered", "green"),
    drilling.UNANSWERED: ("nobody answered", "red"),
    drilling.BROKEN_OFF: ("broken off: somebody needed help for real", "yellow"),
    None: ("goes on", "yellow"),
}
# Somebody had it, and no line came.
_NOT_WRITTEN = ("nobody wrote", "red")
# {state of a row: what it means}
_STATES = {
    "sent": "arrived",
    "queued": "waits",
    "sending": "on its way",
    "refused": "refused by Telegram",
    "unknown": "not known",
    "failed": "failed",
    "withdrawn": "taken back",
    "expired": "too late",
    None: "not sent",
}


def news(now: DrillReport) -> Iterator[str]:
    """Yield a line for each thing that has happened by now, in order; each stays the same ever after."""
    lines: list[tuple[datetime, str]] = []
    for one in now.called:
        lines.append((one.at, f"called {one.name} on Telegram (rung {one.rung})"))
        if one.arrived_at is not None:
            lines.append((one.arrived_at, f"arrived on {one.name}'s phone"))
        elif one.state in ("refused", "unknown"):
            lines.append((one.at, f"NOT delivered to {one.name}: {_STATES[one.state]}"))
    for second in now.second:
        to = second.name or "the programme"
        way = WAYS.get(second.way, second.way)
        if second.sent_at is not None and second.state == "sent":
            lines.append((second.sent_at, f"left by {way} to {to} (rung {second.rung})"))
        elif second.reason is not None:
            lines.append((second.at, f"NOT left by {way} to {to}: {second.reason}"))
    lines += [(at, f"{name} looked") for name, at in now.opened.items()]
    lines += [(at, f"{name} has it") for name, at in now.taken]
    if now.wrote is not None:
        lines.append((now.wrote[1], f"{now.wrote[0]} wrote a line"))
    if now.ended_at is not None:
        lines.append((now.ended_at, f"over: {_outcome(now)[0]}"))
    for at, words in sorted(lines, key=lambda line: line[0]):
        yield f"  {after(now, at):>7}  {words}"


def tables(one: DrillReport, at: datetime) -> tuple[Table | Text, ...]:
    """Return the report: how it ended, who was called by Telegram, and what left beside it."""
    words, colour = _outcome(one)
    head = Text(f"\nDRILL {one.code}  {one.began_at:%Y-%m-%d %H:%M} UTC  ")
    head.append(words, style=f"bold {colour}")
    if one.taken:
        head.append(f"  ·  {one.taken[0][0]} had it after {after(one, one.taken[0][1]).strip()}")
    if one.wrote is not None:
        head.append(f"  ·  {one.wrote[0]} wrote after {after(one, one.wrote[1]).strip()}")
    called = Table("Who", "Rung", "Called after", "On Telegram", "Looked after", "Had it after")
    taken = dict(reversed(one.taken))
    for call in one.called:
        called.add_row(
            call.name,
            str(call.rung),
            after(one, call.at),
            _STATES.get(call.state, str(call.state))
            + (f" after {after(one, call.arrived_at)}" if call.arrived_at is not None else ""),
            after(one, one.opened.get(call.name)),
            after(one, taken.get(call.name)),
        )
    if not one.second:
        return head, called
    second = Table("Second way", "To", "Rung", "State")
    for row in one.second:
        state = _STATES.get(row.state, row.state)
        state += (
            f" after {after(one, row.sent_at)}" if row.sent_at is not None and row.state == "sent" else ""
        )
        state += f": {row.reason}" if row.reason is not None else ""
        second.add_row(WAYS.get(row.way, row.way), row.name or "the programme", str(row.rung), state)
    return head, called, second


def _outcome(one: DrillReport) -> tuple[str, str]:
    """Return how it ended, and the colour of that."""
    if one.outcome == drilling.UNANSWERED and one.taken:
        return _NOT_WRITTEN
    return _OUTCOMES.get(one.outcome, _OUTCOMES[None])


def after(one: DrillReport, at: datetime | None) -> str:
    """Return how long after its beginning that was: minutes and seconds, or a dash."""
    if at is None:
        return "–"
    seconds = max(0, round((at - one.began_at).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d} min" if seconds >= 60 else f"{seconds} s"
