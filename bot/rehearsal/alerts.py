"""How fast a crisis alert leaves while a hundred thousand reminders wait: from its commit to the call.

The real outbox on a real file and the real delivery at its real pace, from the first moment of a start on:
reminders wait as on the morning after an outage, and are read and leave one after the other meanwhile.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.clock import Clock
from bot.delivery import Accepted, Deletion, Delivery, Message, Outcome, TextMessage, to_body
from bot.ids import Ids
from bot.storage import Database, Transaction, Vault, outbox
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage

# The words: so many reminders wait, and the alert leaves within so many milliseconds.
WAITING: Final = 100_000
UNDER_MS: Final = 100.0
ALERTS: Final = 200
# Between two alerts, in seconds: under a team's pace of 25 messages a second.
BETWEEN: Final = 0.05
# Rows written in one transaction while the scene is set.
AT_ONCE: Final = 5_000
_FIRST_ALERTED: Final = 10_000_000


class _Phones:
    """Takes everything at once, and notes when an alert came."""

    def __init__(self) -> None:
        self.came: dict[int, float] = {}
        self.nudges = 0

    async def send(self, chat: int, message: Message) -> Outcome:
        if isinstance(message, TextMessage) and chat >= _FIRST_ALERTED:
            self.came[int(message.text)] = time.perf_counter()
        else:
            self.nudges += 1
        return Accepted(message_id=1 + self.nudges)

    async def answer_tap(self, tap_id: str, words: str | None = None) -> None:
        """Nothing to see."""

    async def show_choice(self, chat: int, message_id: int, text: str | None) -> None:
        """Nothing to see."""

    async def delete(self, chat: int, message_ids: Sequence[int]) -> Deletion:
        return Deletion()


def measure_alerts(folder: Path, *, waiting: int = WAITING, alerts: int = ALERTS) -> list[float]:
    """Return how many milliseconds passed from commit to send for each alert, sorted."""
    return asyncio.run(_measure(folder, waiting, alerts))


async def _measure(folder: Path, waiting: int, alerts: int) -> list[float]:
    clock, ids, vault = Clock(), Ids(), Vault.from_setting(Vault.new_key())
    database = Database.open(f"sqlite:///{folder / 'alerts.sqlite'}", vault, ids=ids)
    try:
        for first in range(0, waiting, AT_ONCE):
            many = range(first, min(waiting, first + AT_ONCE))
            rows = [_row(ids, clock, 1 + number, Lane.NUDGE, "nudge") for number in many]
            await database.run(lambda tx, rows=rows: _queue(tx, rows))  # type: ignore[misc]  # bound at once
        phones = _Phones()
        delivery = Delivery(database, phones, clock, ids)
        await delivery.start()
        committed: dict[int, float] = {}
        for number in range(alerts):
            chat = (
                _FIRST_ALERTED + number
            )  # one phone each: the pace of a single chat is not what is measured
            row = _row(ids, clock, chat, Lane.CRISIS, str(number))
            await database.run(lambda tx, row=row: _queue(tx, (row,)), first=True)  # type: ignore[misc]  # at once
            committed[number] = time.perf_counter()
            delivery.wake((row,))
            if number == alerts // 2:
                delivery.wake()  # as the running bot does each minute: was anything not handed over?
            await asyncio.sleep(BETWEEN)
        while len(phones.came) < alerts:  # noqa: ASYNC110 - nothing here can ring
            await asyncio.sleep(0.05)
        assert phones.nudges < waiting, "nothing waited any more"
        await delivery.stop()
    finally:
        await asyncio.to_thread(database.close)
    return sorted(1000 * (phones.came[number] - at) for number, at in committed.items())


def _row(ids: Ids, clock: Clock, chat: int, lane: Lane, words: str) -> NewMessage:
    at = clock.now()
    return NewMessage(
        id=ids.new(at),
        chat=chat,
        lane=int(lane),
        kind="alert" if lane is Lane.CRISIS else "nudge",
        body=to_body(TextMessage(text=words)),
        created_at=at,
        expires_at=None if lane is Lane.CRISIS else at + timedelta(hours=6),
    )


def _queue(tx: Transaction, rows: Sequence[NewMessage]) -> None:
    for row in rows:
        outbox.queue(tx, row)
