"""A world in which things break: an administrator who hears of it, and ways to break a database."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.config import Settings
from bot.simulator.phone import Phone
from bot.storage import Transaction, conversation, remark
from bot.storage.conversation import Conversation
from tests.stories.walking import WELCOME, is_not_asked_for_ways
from tests.world import ADMIN, World, tap_through

NAMES = ("Maya", "Luz")  # what the welcome of the stories gives as a name
MOST_PAGES = 1073741823  # SQLite's own upper limit
LONG_WORDS = "and then the bus came and we talked " * 100  # needs a page of the database of its own


class Trouble(World):
    """A world whose office has a phone."""

    office: Phone

    def settings(self) -> Settings:
        """Return what the bot runs with; the office hears alarms."""
        return super().settings().model_copy(update={"admin_telegram_ids": (ADMIN,)})

    async def start_bot(self) -> None:
        """Start the bot; the first time, give the office a phone."""
        if ADMIN not in self.sim.phones:
            self.office = self.sim.phone("Office", ADMIN, "en", started=True)
        await super().start_bot()

    async def at_the_first_question(self, phone: Phone) -> None:
        """Begin the welcome; its first question has arrived, and is not answered yet."""
        phone.write("hello")
        door = await phone.see("Holdfast")
        await tap_through(phone, door.labels[-1])

    async def welcomed(self, phone: Phone, *, name: str = "Maya") -> None:
        """The owner of `phone` has gone through the welcome and has a daily check-in."""
        await self.at_the_first_question(phone)
        language = (await self.person_at(phone)).locale
        _, yes, *words = WELCOME[language]
        await tap_through(phone, yes, *(name if one in NAMES else one for one in words))
        await is_not_asked_for_ways(self, phone)

    async def remarks_of(self, phone: Phone) -> list[str]:
        """Return what the person wrote outside of any question, oldest first."""
        who = await self.person_at(phone)
        return [one.words for one in reversed(await self.read(lambda tx: remark.of(tx, who.id)))]

    async def talk_of(self, phone: Phone) -> Conversation:
        """Return the person's newest conversation."""
        who = await self.person_at(phone)
        found = await self.read(lambda tx: conversation.latest(tx, who.id))
        assert found is not None
        return found

    async def corrupt(self, phone: Phone) -> None:
        """The person's open conversation stands in a way that no version of the program wrote."""
        talk = await self.talk_of(phone)

        def spoil(tx: Transaction) -> None:
            document = json.dumps({"no": "state"})
            conversation.save(tx, talk.id, status="open", document=document, turn=talk.turn)

        await self.app.database.run(spoil)

    async def breaks(self, phone: Phone, *, name: str, words: str) -> None:
        """Poison, a refused message, a locked database and a crisis, a broken conversation, a blocked bot.

        `words` stand in whatever comes from the phone meanwhile.
        """
        nonsense = {"message": {"chat": {"id": phone.id}, "from": {"first_name": name}, "text": [words]}}
        self.sim.push_raw(nonsense)
        await phone.see("It is nothing you did")
        self.sim.faults.add("bad_json", method="sendMessage", chat=phone.id)
        self.sim.faults.add("500", method="sendMessage", chat=phone.id)
        phone.write(words)
        await phone.see("")
        with self.locked_database():
            phone.write(f"I want to die {words}")
            await self.sam.see("not yet recorded")
        await self.sam.see("CRISIS")
        await self.settled()
        await self.corrupt(phone)
        phone.write(words)
        await phone.see("It is nothing you did")
        phone.block()
        await self.settled()

    @asynccontextmanager
    async def full_disk(self) -> AsyncIterator[None]:
        """The database cannot grow."""
        await self._limit_pages(1)  # SQLite takes the present size when that is more
        try:
            yield
        finally:
            await self._limit_pages(MOST_PAGES)

    async def _limit_pages(self, count: int) -> None:
        await self.app.database.run(lambda tx: tx.driver.execute(f"PRAGMA max_page_count={count}").fetchall())

    @contextmanager
    def database_gone(self) -> Iterator[None]:
        """Somebody has taken the file away, and puts it back."""
        file = self.folder / "world.sqlite"
        away = file.rename(self.folder / "elsewhere.sqlite")
        try:
            yield
        finally:
            away.rename(file)

    @contextmanager
    def locked_database(self) -> Iterator[None]:
        """Another program writes for a while and lets nobody else."""
        other = sqlite3.connect(self.folder / "world.sqlite", isolation_level=None, timeout=10)
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()


async def eventually(true: Callable[[], bool], seconds: float = 10) -> None:
    """Return when `true()` holds; for what no phone shows."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - nothing rings for what is looked at here
            await asyncio.sleep(0.005)


def in_any_file(folder: Path, what: bytes) -> bool:
    """Return whether the bytes stand in any file of the folder."""
    return any(what in file.read_bytes() for file in folder.rglob("*") if file.is_file())
