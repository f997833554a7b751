"""`run`: the bot on real Telegram, until Ctrl-C or SIGTERM."""

import asyncio
import signal

from bot.app import build
from bot.clock import Clock
from bot.commands.logs import log_to_stderr
from bot.config import Settings, for_live_run, read_settings


def run_live() -> None:
    """Run until told to stop. Raises HoldfastError with one sentence when it cannot."""
    settings = for_live_run(read_settings())
    log_to_stderr(settings.log_level)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    app = await build(settings, Clock())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, app.stop)
    await app.run()
