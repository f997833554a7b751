"""The demo's stage: who holds a phone when somebody asks for editors too."""

from pathlib import Path

from bot.clock import Clock
from bot.commands.demo import EDITORS, Stage


async def test_two_editors_are_welcomed_so_that_one_can_approve_the_other(tmp_path: Path) -> None:
    stage = Stage(Clock())
    await stage.open(0, tmp_path)
    try:
        await stage.coach_joins()
        await stage.editors_join()
        for name, number in EDITORS.items():
            await stage.simulator.phones[number].see(f"Welcome, {name}. You look after the words here.")

        assert stage.coach.shows("Welcome, Sam")
    finally:
        stage.app.stop()
        await stage.running
        await stage.simulator.stop()
