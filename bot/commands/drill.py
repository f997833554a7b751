"""`drill`: one marked crisis through the real roster, ladder and second way, and who answered when.

The running bot does it; this looks on, each second, and tells what is new. Stopping to look stops nothing.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from rich.console import Console

from bot.cases import drilling
from bot.cases.drill_report import DrillReport, report
from bot.clock import Clock
from bot.commands.drill_table import news, tables
from bot.commands.office import Office
from bot.config import Settings
from bot.errors import RefusedError
from bot.storage import Database, Transaction, case, timer
from bot.storage.case import Case
from bot.storage.counter import Counter
from bot.storage.sqlite import FileLock
from bot.turns.drilling.beginning import ASKED_FOR, KIND

LOOK_EVERY_SECONDS: Final = 1.0
# The bot ends a drill by itself; so much later nobody waits for that either.
MARGIN: Final = timedelta(minutes=1)
# Without a file between them, the bot finds what was asked for within a second or two, or does not run.
FOUND_WITHIN_SECONDS: Final = 15.0
NOT_RUNNING: Final = "The bot is not running, so nobody would be called."
START_IT: Final = "Start it (python -m bot run), and try again in a minute."

# How long a look waits; a test does not.
Sleep = Callable[[float], Any]


def run_drill(settings: Settings | None = None, *, sleep: Sleep = asyncio.sleep) -> int:
    """Begin a drill, tell how it goes until it is over; return 1 when nobody answered."""
    office = Office(settings)
    begun = _begin(office)
    console = Console(highlight=False)
    console.print(
        f"DRILL {begun['code']} has begun. It ends by itself after {_minutes(drilling.LASTS)} minutes."
        " Ctrl-C stops looking on; the drill goes on."
    )
    try:
        ended = office.look(lambda database: _watch(database, int(begun["case"]), console, office, sleep))
    except KeyboardInterrupt:
        console.print("The drill goes on. See how it went: python -m bot drill --last")
        return 0
    for table in tables(ended, office.clock.now()):
        console.print(table)
    return 0 if ended.outcome == drilling.ANSWERED else 1


def _begin(office: Office) -> dict[str, Any]:
    """Hand the order to the running bot; nothing is opened or made where none runs. Raises RefusedError."""
    assert office.vault  # without the key nobody could look on
    if not office.settings.database_url.startswith("sqlite:"):
        return office.hand_over({"kind": KIND}, _through_the_database)
    if not FileLock(office.file).is_held():
        raise RefusedError(NOT_RUNNING, remedy=START_IT)
    return Counter(office.file).ask({"kind": KIND})


def show_drills(count: int, settings: Settings | None = None) -> int:
    """Print how the last drills went, the newest first; return 1 when there was none."""
    office = Office(settings)
    reports = office.read(lambda tx: [report(tx, one) for one in case.drills(tx, count)])
    console = Console(highlight=False)
    for one in reports:
        for table in tables(one, office.clock.now()):
            console.print(table)
    if not reports:
        console.print("There has been no fire drill yet. Run one: python -m bot drill")
    return 0 if reports else 1


async def _watch(
    database: Database, about: int, console: Console, office: Office, sleep: Sleep
) -> DrillReport:
    """Print what is new each second; return how it ended, or stands when it should be over."""
    told: set[str] = set()
    while True:
        now = await database.read(lambda tx: _report_of(tx, about))
        for line in news(now):
            if line not in told:
                told.add(line)
                console.print(line)
        if now.ended_at is not None or office.clock.now() - now.began_at > drilling.LASTS + MARGIN:
            return now
        await sleep(LOOK_EVERY_SECONDS)


def _report_of(tx: Transaction, about: int) -> DrillReport:
    held = case.get(tx, about)
    if held is None:
        raise RefusedError("The drill is gone.", remedy="Somebody has erased it meanwhile.")
    return report(tx, held)


async def _through_the_database(database: Database) -> dict[str, Any]:
    """Ask the bot where there is no file between us: a timer that is due now."""
    before = await database.read(_newest)
    if before is not None and before.closed_at is None:
        raise RefusedError(f"A fire drill is under way already: {before.code}.")
    at = Clock().now()
    await database.run(lambda tx: _ask(tx, at))
    began = time.monotonic()
    while time.monotonic() - began < FOUND_WITHIN_SECONDS:
        held = await database.read(_newest)  # it may be over already
        if held is not None and (before is None or held.id != before.id):
            return {"case": held.id, "code": held.code}
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    await database.run(lambda tx: timer.remove_of(tx, KIND, ASKED_FOR))
    raise RefusedError(
        "No drill has begun. Either the bot is not running, or somebody needs help for real right now.",
        remedy=START_IT,
    )


def _newest(tx: Transaction) -> Case | None:
    return next(iter(case.drills(tx, 1)), None)


def _ask(tx: Transaction, at: datetime) -> None:
    # The subject tells it from the weekly one, which stays planned.
    timer.set(tx, id=tx.new_id(at), kind=KIND, subject=ASKED_FOR, number=ASKED_FOR, due_at=at)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
