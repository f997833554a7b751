"""How long an event loop lets others wait."""

import asyncio

# Asked for so often, in seconds: short enough that a stall of 30 ms is seen several times.
ASK_EVERY = 0.005


class StallMeter:
    """Asks the loop to be woken every 5 ms and notes how late it was, in seconds."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Measure from now on, on the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._measure())

    def stop(self) -> None:
        """Measure no more."""
        if self._task is not None:
            self._task.cancel()

    def milliseconds(self, share: float) -> float:
        """Return the lateness that `share` of all askings stayed under (0.99: the 99th percentile)."""
        late = sorted(self._late) or [0.0]
        return 1000 * late[min(len(late) - 1, int(len(late) * share))]

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            await asyncio.sleep(ASK_EVERY)
            self._late.append(max(0.0, loop.time() - asked - ASK_EVERY))
