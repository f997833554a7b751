"""The simulator as a process of its own, so that a benchmark does not share its processor time."""

import asyncio
from collections.abc import Callable

from bot.clock import Clock
from bot.simulator.simulator import Simulator


async def serve(port: int, *, limits: bool = True, ready: Callable[[Simulator], None] | None = None) -> None:
    """Answer on this port of 127.0.0.1 until cancelled; `ready` is called once calls are answered."""
    simulator = Simulator(Clock().now, limits=limits)
    await simulator.start(port=port)
    try:
        if ready is not None:
            ready(simulator)
        await asyncio.Event().wait()
    finally:
        await simulator.stop()
