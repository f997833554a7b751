"""`demo`: the real bot on loopback against the simulator. No token, no network, nothing left behind."""

import asyncio
import secrets
import signal
import tempfile
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.panel import Panel

from bot.app import App, build
from bot.clock import Clock
from bot.config import Settings
from bot.errors import SettingError
from bot.simulator import Simulator
from bot.storage import Transaction, Vault, invite, member, timer

# Numbers of the demo's phones; they mean nothing outside of it.
PARTICIPANT, COACH, OFFICE = 1001, 2001, 3001


def run_demo(port: int) -> None:
    """Run until Ctrl-C. Raises SettingError when the port is taken."""
    asyncio.run(_demo(port))


async def _demo(port: int) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="holdfast-demo-") as folder:
        stage = Stage(clock)
        await stage.open(port, Path(folder))
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stage.app.stop)
        await stage.coach_joins()
        _greet(stage.simulator.page_url)
        try:
            await stage.running
        finally:
            await stage.simulator.stop()


class Stage:
    """The simulator with a participant's and a coach's phone, and the real bot behind it."""

    app: App
    running: asyncio.Task[None]

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.simulator = Simulator(
            clock.now,
            zone="America/Chicago",
            time_controls=[("+1 hour", self._one_hour_later), ("Next check-in", self._to_next_check_in)],
        )

    async def open(self, port: int, folder: Path) -> None:
        """Start both; the bot answers on the participant's phone from now on."""
        try:
            await self.simulator.start(port=port)
        except OSError:
            raise SettingError(
                f"Port {port} is taken. Try another one: .venv/bin/python -m bot demo --port 8090"
            ) from None
        self.simulator.phone("Maya", PARTICIPANT, "en", caption="a participant")
        self.coach = self.simulator.phone("Sam", COACH, "en", caption="a peer coach")
        settings = Settings(
            _env_file=None,
            telegram_bot_token=self.simulator.token,
            telegram_api_url=self.simulator.url,
            encryption_key=Vault.new_key(),
            database_url=f"sqlite:///{folder / 'demo.sqlite'}",
            admin_telegram_ids=(),
        )
        self.app = await build(settings, self.clock)
        self.running = asyncio.create_task(self.app.run(), name="bot")

    async def coach_joins(self) -> None:
        """Sam opens the single-use link that an administrator would have sent."""
        token = secrets.token_urlsafe(18)
        now = self.clock.now()

        def make(tx: Transaction) -> None:
            office = tx.new_id(now)
            member.add(tx, id=office, chat=OFFICE, name="Office", role="admin", locale="en", at=now)
            member.leave(tx, office, now)  # nobody holds a phone there
            invite.add(
                tx,
                id=tx.new_id(now),
                token=token,
                role="coach",
                by=office,
                at=now,
                expires_at=now + timedelta(hours=1),
            )

        await self.app.database.run(make)
        self.coach.command("start", token)

    async def _one_hour_later(self) -> None:
        self.clock.warp(timedelta(hours=1))
        await self.app.turns.tick()

    async def _to_next_check_in(self) -> None:
        found = await self.app.database.read(lambda tx: timer.next_due(tx, "check_in"))
        if found is None:
            await self._one_hour_later()
            return
        ahead = found.due_at - self.clock.now()
        self.clock.warp(max(ahead, timedelta(0)) + timedelta(seconds=1))
        await self.app.turns.tick()


def _greet(address: str) -> None:
    Console().print(
        Panel(
            f"Open [bold]{address}[/bold] in a browser.\n\n"
            "Left is Maya, a participant: write [bold]hello[/bold] on her phone.\n"
            "Right is Sam, a peer coach: watch it buzz when Maya needs a person.\n\n"
            "Ctrl-C stops the demo and forgets everything.",
            title="Holdfast",
            expand=False,
        )
    )
