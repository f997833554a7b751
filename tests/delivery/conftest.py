"""A real database, a messenger that answers as it is told, and time that only moves when a test moves it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import Clock
from bot.delivery import Accepted, Deletion, Delivery, Lane, Message, Outcome, TextMessage, to_body
from bot.ids import Ids
from bot.storage import Database, Transaction, Vault, outbox, person
from bot.storage.outbox import NewMessage, OutboxRow


class Watch:
    """Seconds that pass only by `pass_by` or by jumping to what delivery waits for."""

    def __init__(self) -> None:
        self.now = 0.0
        self._waiters: dict[asyncio.Future[None], float | None] = {}
        self._resting = asyncio.Event()

    def __call__(self) -> float:
        return self.now

    async def waits(self, event: asyncio.Event, seconds: float | None) -> None:
        if event.is_set():
            return
        alarm: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters[alarm] = None if seconds is None else self.now + seconds
        self._resting.set()
        ring = asyncio.create_task(event.wait())
        try:
            await asyncio.wait([alarm, ring], return_when=asyncio.FIRST_COMPLETED)  # type: ignore[type-var]  # a future and a task
        finally:
            ring.cancel()
            del self._waiters[alarm]
            self._resting.clear()

    async def rest(self) -> None:
        """Return when delivery has nothing to do until time passes or somebody wakes it."""
        quiet = 0
        while quiet < 10:  # rounds of the event loop, for tasks that are about to wake it
            await self._resting.wait()
            await asyncio.sleep(0)
            quiet = quiet + 1 if self._resting.is_set() else 0

    async def pass_by(self, seconds: float) -> None:
        """Let `seconds` pass, stopping wherever delivery wants to do something."""
        end = self.now + seconds
        await self.rest()
        while (at := self._next()) is not None and at <= end:
            self.now = max(self.now, at)
            self._ring()
            await self.rest()
        self.now = end

    async def until(self, happened: Callable[[], bool]) -> None:
        """Jump from one wake time to the next until it happened."""
        await self.rest()
        while not happened():
            at = self._next()
            assert at is not None, "delivery waits for nothing more"
            self.now = max(self.now, at)
            self._ring()
            await self.rest()

    def _next(self) -> float | None:
        return min((at for at in self._waiters.values() if at is not None), default=None)

    def _ring(self) -> None:
        self._resting.clear()
        for alarm, at in list(self._waiters.items()):
            if at is not None and at <= self.now and not alarm.done():
                alarm.set_result(None)


class Phone:
    """The Messenger: accepts everything, but for what a test scripted before."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.scripted: dict[int, list[Outcome | Exception]] = {}
        self.always: dict[int, Outcome] = {}
        self.gates: dict[int, asyncio.Event] = {}
        self.deleted: list[tuple[int, tuple[int, ...]]] = []
        self.deletions: list[Deletion] = []
        self.calls: list[tuple[float, int, str]] = []
        self.messages: list[Message] = []
        self.in_flight = self.most_in_flight = 0

    async def send(self, chat: int, message: Message) -> Outcome:
        words = message.text if isinstance(message, TextMessage) else type(message).__name__
        self.calls.append((self._watch.now, chat, words))
        self.messages.append(message)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if chat in self.gates:
                await self.gates[chat].wait()
        finally:
            self.in_flight -= 1
        if self.scripted.get(chat):
            outcome = self.scripted[chat].pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        return self.always.get(chat, Accepted(message_id=len(self.calls)))

    async def answer_tap(self, tap_id: str, words: str | None = None) -> None:
        raise AssertionError("delivery answers no taps")

    async def show_choice(self, chat: int, message_id: int, text: str | None) -> None:
        raise AssertionError("delivery edits nothing")

    async def delete(self, chat: int, message_ids: Sequence[int]) -> Deletion:
        self.deleted.append((chat, tuple(message_ids)))
        return self.deletions.pop(0) if self.deletions else Deletion()

    @property
    def said(self) -> list[str]:
        return [words for _, _, words in self.calls]

    def times(self, chat: int | None = None) -> list[float]:
        return [at for at, to, _ in self.calls if chat in (None, to)]


class Post:
    """Everything a test needs: queues rows, starts delivery, looks into the table."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = Clock()
        self.ids = Ids()
        self.watch = Watch()
        self.phone = Phone(self.watch)
        self.delivery: Delivery | None = None

    def begin(self, **options: Any) -> Delivery:
        settings: dict[str, Any] = {"pace": None, **options}
        return Delivery(
            self.database,
            self.phone,
            self.clock,
            self.ids,
            monotonic=self.watch,
            waits=self.watch.waits,
            **settings,
        )

    async def start(self, **options: Any) -> Delivery:
        self.delivery = self.begin(**options)
        await self.delivery.start()
        await self.watch.rest()
        return self.delivery

    def new(self, chat: int, words: str, lane: Lane = Lane.REPLY, **more: Any) -> NewMessage:
        at = self.clock.now()
        message = NewMessage(
            id=self.ids.new(at),
            chat=chat,
            lane=lane,
            kind="reply",
            body=to_body(TextMessage(text=words)),
            created_at=at,
        )
        return replace(message, **more)

    async def keep(self, *messages: NewMessage) -> None:
        """The rows are committed; nobody has told delivery."""

        def work(tx: Transaction) -> None:
            for message in messages:
                outbox.queue(tx, message)

        await self.database.run(work)

    async def send(self, *messages: NewMessage) -> None:
        """The rows are committed and handed over, and everything that can happen now has happened."""
        await self.keep(*messages)
        assert self.delivery is not None
        self.delivery.wake(messages)
        await self.watch.rest()

    async def row(self, message: NewMessage) -> OutboxRow:
        found = await self.database.read(lambda tx: outbox.get(tx, message.id))
        assert found is not None
        return found

    async def states(self, *messages: NewMessage) -> list[str]:
        return [(await self.row(message)).state for message in messages]

    async def told(self) -> list[int]:
        """Return the rows that a human will hear of."""

        def work(tx: Transaction) -> list[int]:
            found = tx.execute(
                text("SELECT subject FROM timer WHERE kind = 'undeliverable' ORDER BY subject")
            )
            return [row[0] for row in found]

        return await self.database.read(work)

    async def person(self, chat: int) -> int:
        at = self.clock.now()
        number = self.ids.new(at)

        def work(tx: Transaction) -> None:
            person.add(tx, id=number, chat=chat, locale="en", zone="Europe/Madrid", at=at)

        await self.database.run(work)
        return number


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(f"sqlite:///{tmp_path / 'test.sqlite'}", Vault.from_setting(Vault.new_key()))
    yield opened
    opened.close()


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    made = Post(database)
    yield made
    if made.delivery is not None:
        for gate in made.phone.gates.values():
            gate.set()
        await made.delivery.stop(seconds=1)
