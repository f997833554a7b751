"""An event loop on warped time: when nothing is to be done now, it is later at once.

Theory of operation. All that waits in a running bot waits on its loop: pauses, time-outs, the pace of what
is sent. This loop's `time()` stands still while anything is being carried out, also in the database's thread,
and jumps to the next thing that is waited for as soon as nothing is. A month is then as long as its work
takes, and every minute of it happens in order. The wall clock follows the loop.
"""

import asyncio
import selectors
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.clock import Clock

T = TypeVar("T")

# Work in a thread that takes longer than this, in real seconds, has hung.
LONGEST_WORK = 120.0


class WarpedLoop(asyncio.SelectorEventLoop):
    """Time stands while something is `at_work`, and jumps when nothing is."""

    def __init__(self) -> None:
        self._warped = 0.0
        self._at_work = 0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        """Return seconds since the loop began, on its own clock."""
        return self._warped

    @property
    def busy(self) -> bool:
        """Return whether another thread is carrying something out."""
        return self._at_work > 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Time stands still meanwhile."""
        self._at_work += 1
        try:
            yield
        finally:
            self._at_work -= 1

    def jump(self, seconds: float) -> None:
        """It is so much later now."""
        self._warped += seconds

    def run_in_executor(  # type: ignore[override]  # typeshed's own is looser about what comes back
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Carry `func` out in a thread; time stands until it is done."""
        future: asyncio.Future[T] = super().run_in_executor(executor, func, *args)
        self._at_work += 1
        future.add_done_callback(self._back)
        return future

    def _back(self, _: asyncio.Future[Any]) -> None:
        self._at_work -= 1


class _Jumping(selectors.DefaultSelector):
    """Waits for threads in real time, and for time itself not at all."""

    def __init__(self, loop: WarpedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what can be read now; with nothing to read and nobody at work, it is `timeout` later."""
        if timeout is not None and timeout <= 0:
            return super().select(0) if self._loop.busy else []
        if timeout is not None and not self._loop.busy:  # nobody else is there from whom anything could come
            self._loop.jump(timeout)
            return []
        found = super().select(LONGEST_WORK)
        if not found:
            raise RuntimeError("nothing came back from a thread, and nothing else will ever happen")
        return found


class WarpedClock(Clock):
    """The wall of a loop whose time jumps: `began` plus the loop's seconds."""

    def __init__(self, began: datetime, loop: WarpedLoop) -> None:
        super().__init__()
        self._began = began
        self._loop = loop

    def now(self) -> datetime:
        """Return aware UTC."""
        return self._began + timedelta(seconds=self._loop.time())
