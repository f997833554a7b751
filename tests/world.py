"""A programme in miniature: the real bot, a simulator, a coach's phone, and a clock that can be moved."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bot.app import App, build
from bot.assembly import lay_ground
from bot.clock import Clock
from bot.config import Settings
from bot.simulator import Simulator
from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage
from bot.storage import Transaction, Vault, case, invite, member, person, timer
from bot.storage.case import Case
from bot.storage.person import Person

T = TypeVar("T")

ADMIN, COACH, OTHER_COACH, MAYA, LUZ = 900, 800, 801, 100, 101
KEY = Vault.new_key()
DATABASE = "world.sqlite"


@cache
def ground() -> TemporaryDirectory[str]:
    """Return a folder with a database in which the shipped set is in force and nothing has happened yet.

    Made once for each process that runs tests: making the tables and proving the set takes most of a start.
    """
    folder = TemporaryDirectory()
    url = f"sqlite:///{folder.name}/{DATABASE}"
    lay_ground(Settings(_env_file=None, encryption_key=KEY, database_url=url), Clock()).database.close()
    return folder


class World:
    """`sam` is a coach; `maya` reads English, `luz` Spanish. Neither has written yet."""

    app: App
    sim: Simulator
    sam: Phone
    maya: Phone
    luz: Phone

    def __init__(self, folder: Path, *, limits: bool = False) -> None:
        self.folder = folder
        self.clock = Clock()
        self.database_url = f"sqlite:///{folder / DATABASE}"
        self.key = KEY
        self._limits = limits
        self._running: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["World"]:
        """Start everything, let Sam join by a single-use link; stop everything at the end."""
        self.sim = Simulator(self.clock.now, limits=self._limits)
        await self.sim.start()
        self.maya = self.sim.phone("Maya", MAYA, "en")
        self.luz = self.sim.phone("Luz", LUZ, "es")
        self.sam = self.sim.phone("Sam", COACH, "en")
        await self.start_bot()
        try:
            await self.coach_joins(self.sam)
            yield self
        finally:
            await self.stop_bot()
            await self.sim.stop()

    def settings(self) -> Settings:
        """Return what the bot runs with."""
        return Settings(
            _env_file=None,
            telegram_bot_token=self.sim.token,
            telegram_api_url=self.sim.url,
            encryption_key=self.key,
            database_url=self.database_url,
            messages_per_second=0,
        )

    async def start_bot(self) -> None:
        """Start the bot as `run` does; the first time on ground that was laid before."""
        settings = self.settings()
        file = self.folder / DATABASE
        if settings.database_url == f"sqlite:///{file}" and self.key == KEY and not file.exists():
            laid = await asyncio.to_thread(ground)
            shutil.copytree(laid.name, self.folder, dirs_exist_ok=True)
        self.app = await build(settings, self.clock)
        self._running = asyncio.create_task(self.app.run(), name="bot")

    async def stop_bot(self) -> None:
        """Stop it as a signal does; what it raised comes out here."""
        if self._running is not None:
            self.app.stop()
            await self._running
            self._running = None

    async def coach_joins(self, phone: Phone) -> None:
        """The owner of `phone` opens a link that an administrator made."""
        token = secrets.token_urlsafe(18)
        now = self.clock.now()

        def make(tx: Transaction) -> None:
            office = member.find(tx, ADMIN)
            if office is None:
                made = tx.new_id(now)
                member.add(tx, id=made, chat=ADMIN, name="Office", role="admin", locale="en", at=now)
                member.leave(tx, made, now)
                by = made
            else:
                by = office.id
            ends = now + timedelta(days=1)
            invite.add(tx, id=tx.new_id(now), token=token, role="coach", by=by, at=now, expires_at=ends)

        await self.app.database.run(make)
        phone.command("start", token)
        await phone.until(lambda: bool(phone.screen and not phone.screen[-1].mine))
        await self.app.turns.idle()  # the roster in memory follows after the commit

    async def later(self, **by: float) -> None:
        """Move the clock (hours=1, minutes=11, ...) and let everything that is due happen."""
        self.clock.warp(timedelta(**by))
        await self.app.turns.tick()
        await self.settled()
        await self.app.clearing.look()
        await self.settled()

    async def to_check_in(self, phone: Phone) -> None:
        """Move the clock to the next check-in of the person behind `phone`, and let it come."""
        who = await self.person_at(phone)
        rows = await self.read(lambda tx: timer.of_person(tx, who.id))
        due = min(row.due_at for row in rows if row.kind == "check_in")
        await self.later(seconds=max(0.0, (due - self.clock.now()).total_seconds()) + 1)

    async def settled(self) -> None:
        """Return when nothing is being carried out and nothing waits to be sent."""
        async with asyncio.timeout(60):  # a check on a busy machine, in a process that has to begin first
            await self.app.turns.idle()
            await self.app.workshop.idle()
            while self.app.delivery.waiting or self.app.clearing.waiting:  # noqa: ASYNC110  # nobody is told
                await asyncio.sleep(0.005)

    async def read(self, look: Callable[[Transaction], T]) -> T:
        """Return what the database says."""
        return await self.app.database.read(look)

    async def person_at(self, phone: Phone) -> Person:
        """Return the participant behind a phone."""
        found = await self.read(lambda tx: person.find(tx, phone.id))
        assert found is not None
        return found

    async def case_of(self, phone: Phone) -> Case | None:
        """Return the open case of the participant behind a phone."""
        who = await self.person_at(phone)
        return await self.read(lambda tx: case.open_of(tx, who.id))


async def tap_through(phone: Phone, *steps: str) -> ScreenMessage | None:
    """Answer one question after the other: a button's label if there is one, else typed words."""
    for step in steps:
        await answer(phone, step)
    return phone.last


async def answer(phone: Phone, words: str) -> ScreenMessage:
    """Answer what is asked now and return the next thing the bot says."""
    asked = phone.last
    assert asked is not None
    before = asked.id
    if asked.button(words) is not None:
        phone.tap((asked.id, words))
    else:
        phone.write(words)
    await phone.until(lambda: phone.last is not None and phone.last.id > before and not phone.last.mine)
    assert phone.last is not None
    return phone.last
