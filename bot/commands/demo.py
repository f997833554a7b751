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
PARTICIPANT, COACH, OFFICE, EDITORS = 1001, 2001, 3001, {"Ana": 4001, "Leo": 4002}


def run_demo(port: int, *, editors: bool = False) -> None:
    """Run until Ctrl-C, `editors` with phones for two of them. Raises SettingError when the port is taken."""
    asyncio.run(_demo(port, editors))


async def _demo(port: int, editors: bool) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="holdfast-demo-") as folder:
        stage = Stage(clock)
        await stage.open(port, Path(folder))
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stage.app.stop)
        await stage.coach_joins()
        if editors:
            await stage.editors_join()
        _greet(stage.simulator.page_url, editors)
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
            smtp_url="",  # a made-up crisis pages nobody, whatever the environment says
            alert_url="",
        )
        self.app = await build(settings, self.clock)
        self.running = asyncio.create_task(self.app.run(), name="bot")

    async def coach_joins(self) -> None:
        """Sam opens the single-use link that an administrator would have sent."""
        self.coach.command("start", await self._link("coach"))

    async def editors_join(self) -> None:
        """So do two editors: what a crisis can reach needs a second pair of eyes."""
        for name, number in EDITORS.items():
            phone = self.simulator.phone(name, number, "en", caption="an editor")
            phone.command("start", await self._link("editor"))

    async def _link(self, role: str) -> str:
        """Return the token of a link into the team, from an office where nobody holds a phone."""
        token = secrets.token_urlsafe(18)
        now = self.clock.now()

        def make(tx: Transaction) -> None:
            office = member.find(tx, OFFICE)
            if office is None:
                made = tx.new_id(now)
                office = member.add(
                    tx, id=made, chat=OFFICE, name="Office", role="admin", locale="en", at=now
                )
                member.leave(tx, made, now)
            ends = now + timedelta(hours=1)
            invite.add(tx, id=tx.new_id(now), token=token, role=role, by=office.id, at=now, expires_at=ends)

        await self.app.database.run(make)
        return token

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


def _greet(address: str, editors: bool) -> None:
    more = (
        "Ana and Leo are editors: send a file from conversations/ with the paper clip.\n" if editors else ""
    )
    Console().print(
        Panel(
            f"Open [bold]{address}[/bold] in a browser.\n\n"
            "Left is Maya, a participant: write [bold]hello[/bold] on her phone.\n"
            "Right is Sam, a peer coach: watch it buzz when Maya needs a person.\n"
            f"{more}\n"
            "Ctrl-C stops the demo and forgets everything.",
            title="Holdfast",
            expand=False,
        )
    )
