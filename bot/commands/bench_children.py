"""The two processes that `bench` starts beside itself: the simulator, and the bot with a stall meter."""

import asyncio
import json
import signal

from bot.app import build
from bot.clock import Clock
from bot.config import read_settings
from bot.rehearsal import StallMeter
from bot.simulator import Simulator
from bot.simulator.serve import serve


def run_simulator() -> None:
    """Serve on a free port and print its address on the first line."""

    def ready(simulator: Simulator) -> None:
        print(simulator.url, flush=True)

    asyncio.run(serve(0, limits=False, ready=ready))


def run_bot(api: str) -> None:
    """Run the bot against `api`; when told to stop, print how long its loop let others wait."""
    asyncio.run(_run_bot(api))


async def _run_bot(api: str) -> None:
    settings = read_settings(env_file=None).model_copy(
        update={"telegram_bot_token": "1:simulator", "telegram_api_url": api, "smtp_url": "", "alert_url": ""}
    )
    app = await build(settings, Clock())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, app.stop)
    meter = StallMeter()
    loop.call_later(2, meter.start)  # the start is measured apart
    await app.run()
    meter.stop()
    print(json.dumps({"stall_p99_ms": round(meter.milliseconds(0.99), 1)}), flush=True)
