"""`simulate`: a month of a programme in about a minute, and how long people waited for a human."""

import asyncio
import gc
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.assembly import assemble, lay_ground
from bot.clock import Clock
from bot.config import Settings
from bot.rehearsal.beside import Beside
from bot.rehearsal.cast import PROGRAMME_EMAIL
from bot.rehearsal.measuring import Times, bars, share, times_of
from bot.rehearsal.month import Plan, Result, play
from bot.rehearsal.phones import Phones
from bot.rehearsal.stage import Build, Built, StageDatabase
from bot.rehearsal.warped import WarpedLoop
from bot.signals import Level
from bot.storage import Vault
from bot.telegram import Wire, arrival, warm_up

# Where files are kept in memory, if the machine has such a place: a month waits on no disk then.
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
# Breaches of the promise that are listed; the rest is counted.
LISTED: Final = 10
# Columns of the longest bar.
WIDEST: Final = 40
# Rows are made and dropped by the hundred thousand: garbage is looked for more seldom, which saves time.
GARBAGE_AFTER: Final = 50_000

_SHARES: Final = (0.5, 0.9, 0.99, 1.0)
_LEVELS: Final = (Level.CRISIS, Level.URGENT)


def run_simulation(people: int, days: int, seed: int, *, as_json: bool) -> int:
    """Play it and print what came of it; return 1 when a promise was broken, else 0."""
    logging.disable(logging.CRITICAL)  # a month of rehearsed faults is no news
    plan = Plan(people=people, days=days, seed=seed)
    begun = time.perf_counter()
    where = IN_MEMORY if IN_MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="holdfast-month-", dir=where) as folder,
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("day {task.completed:.0f} of {task.total:.0f}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        ) as progress,
    ):
        bar = progress.add_task(f"{people} people")
        result = simulate(
            plan, lambda day, all_days: progress.update(bar, completed=day, total=all_days), Path(folder)
        )
    seconds = time.perf_counter() - begun
    if as_json:
        print(json.dumps(_document(result, seconds), indent=2))
    else:
        _report(result, seconds)
    return 0 if kept(result) else 1


def simulate(plan: Plan, on: Callable[[float, float], None], folder: Path) -> Result:
    """Return what came of it; the database is left in `folder`."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE_AFTER, *before[1:])
    try:
        with asyncio.Runner(loop_factory=WarpedLoop) as runner:
            return runner.run(play(plan, builder(folder), lambda clock: Phones(clock, arrival), on))
    finally:
        gc.set_threshold(*before)


def kept(result: Result) -> bool:
    """Return whether everything was true that must be."""
    return not result.breaches and not result.open_cases and not result.no_outcome


def builder(folder: Path) -> Build:
    """Return what makes the bot on the same file again and again."""
    settings = Settings(
        _env_file=None,
        telegram_bot_token="1:rehearsal",  # noqa: S106 - nobody's
        encryption_key=Vault.new_key(),
        database_url=f"sqlite:///{folder / 'month.sqlite'}",
        erased_file=str(folder / "erased"),
        admin_telegram_ids=(),
        smtp_url="smtp://rehearsal",
        alert_email_from="alerts@rehearsal",
        alert_email_to=(PROGRAMME_EMAIL,),
        alert_url="http://rehearsal",
    )

    async def build(
        phones: Phones, beside: Beside, clock: Clock, loop: WarpedLoop
    ) -> tuple[Built, StageDatabase]:
        await warm_up()
        ground = await asyncio.to_thread(lay_ground, settings, clock)
        database = StageDatabase(ground.database)
        parts = await assemble(
            settings,
            clock,
            replace(ground, database=database),
            Wire(settings.telegram_bot_token, settings.telegram_api_url),
            messenger=phones,
            ways=beside,
            monotonic=loop.time,
        )
        return parts, database

    return build


def _document(result: Result, seconds: float) -> dict[str, Any]:
    return {
        "people": result.plan.people,
        "days": result.plan.days,
        "seed": result.plan.seed,
        "seconds": round(seconds, 1),
        "kept": kept(result),
        "breaches": [f"{one.at:%d %H:%M} {one.what}" for one in result.breaches],
        "cases": result.cases,
        "open_cases": result.open_cases,
        "without_outcome": result.no_outcome,
        "outcomes": result.outcomes,
        "levels": {level.word: _level(times_of(result.waits, level)) for level in _LEVELS},
        "starts": result.starts,
        "outages": result.outages,
        "looks": result.looks,
        "messages": result.messages,
        "updates": result.updates,
        "commits": result.commits,
        "timers": result.timers,
        "refused": result.refused,
        "crisis_calls": result.calls,
        "left_beside_at_once": result.calls_beside,
    }


def _level(times: Times) -> dict[str, Any]:
    return {
        "calls": times.waits,
        "to_yes_minutes": [round(share(times.yes, one), 1) for one in _SHARES],
        "to_contact_minutes": [round(share(times.contact, one), 1) for one in _SHARES],
        "answered": len(times.yes),
        "in_contact": len(times.contact),
        "rungs": {str(rung): count for rung, count in sorted(times.rungs.items())},
    }


def _report(result: Result, seconds: float) -> None:
    console = Console(highlight=False)
    console.print(
        f"{result.plan.people} people, {result.plan.days} days, in {seconds:.0f} seconds: "
        f"{result.cases} cases, {result.messages:,} messages, {result.updates:,} taps and words, "
        f"{result.commits:,} commits, {result.starts} starts, {result.outages} outages and restarts."
    )
    found = {level: times_of(result.waits, level) for level in _LEVELS}
    console.print(_table(found))
    for level, times in found.items():
        console.print(f"\n{level.word}: from the call to “I have it”")
        most = max((count for _, count in bars(times.yes)), default=0) or 1
        for name, count in bars(times.yes):
            console.print(f"  {name:>10} {'█' * round(WIDEST * count / most)} {count}")
        rungs = ", ".join(f"{rung}: {count}" for rung, count in sorted(times.rungs.items()))
        console.print(f"  answered at rung {rungs or '–'}")
    console.print(f"\nHow cases ended: {', '.join(f'{name} {n}' for name, n in result.outcomes.items())}")
    waited = " The others waited for what was away." if result.calls > result.calls_beside else ""
    console.print(
        f"Of {result.calls:,} calls of a crisis, {result.calls_beside:,} also left at once by e-mail and by "
        f"one HTTP call.{waited}"
    )
    if kept(result):
        console.print(
            f"In {result.looks:,} looks at open crises after the last rung's time, a human had it, or "
            "everybody who can be reached was called within ten minutes and the person was told so. "
            "Every case ended with an outcome."
        )
        return
    console.print(f"NOT KEPT: {len(result.breaches)} breaches, {result.open_cases} cases still open.")
    for one in result.breaches[:LISTED]:
        console.print(f"  {one.at:%d %H:%M}: {one.what}")


def _table(found: dict[Level, Times]) -> Table:
    table = Table(
        "minutes", "calls", "half", "9 of 10", "99 of 100", "longest", title="How long people waited"
    )
    for level, times in found.items():
        for name, minutes in (("I have it", times.yes), ("first word", times.contact)):
            shares = (f"{share(minutes, one):.1f}" for one in _SHARES)
            table.add_row(f"{level.word}: {name}", str(len(minutes)), *shares)
    return table
