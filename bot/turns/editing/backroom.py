"""Heavy work in a process of its own: checking a set takes up to a second, and the loop must not wait.

One process, begun when it is first needed. It ends with this program, however that ends. A pool of the
standard library would outlive a kill, and cannot be stopped in the middle.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, TypeVar

from bot.errors import HoldfastError

T = TypeVar("T")

# A check of a large programme takes seconds; what takes longer than this, in seconds, never ends.
LONGEST = 60.0


class WorkFailedError(HoldfastError):
    """The work raised, hung or ended its process. The name of what it raised, and no word of its own."""


class Backroom:
    """Does one piece of work after the other. `do` is called from the event loop."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._turn = asyncio.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    async def do(self, work: Callable[..., T], *args: Any) -> T:
        """Return what `work(*args)` returns, a function that can be imported. Raises WorkFailedError."""
        async with self._turn:
            if self._closed:
                raise WorkFailedError("closed")
            done: asyncio.Future[tuple[bool, Any]] = asyncio.ensure_future(
                asyncio.to_thread(self._ask, work, args)
            )
            # A cancelled waiter must not leave an answer in the pipe for the next one.
            well, result = await asyncio.shield(done)
        if not well:
            raise WorkFailedError(str(result))
        found: T = result
        return found

    def close(self) -> None:
        """End the process, whatever it is doing; nothing is done any more."""
        self._closed = True
        self._end()

    def _ask(self, work: Callable[..., Any], args: tuple[Any, ...]) -> tuple[bool, Any]:
        if self._closed:
            return False, "closed"
        try:
            pipe = self._begun()
            pipe.send((work, args))
            if not pipe.poll(self._longest):
                self._end()
                return False, "too long"
            answer: tuple[bool, Any] = pipe.recv()
            return answer
        except (EOFError, OSError) as error:  # the process died, or was ended
            self._end()
            return False, type(error).__name__

    def _begun(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            context = get_context("spawn")  # a fork of a program with threads may never wake up
            ours, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), name="holdfast-check", daemon=True)
            self._process.start()
            theirs.close()
            self._pipe = ours
        return self._pipe

    def _end(self) -> None:
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()


def serve(pipe: Connection) -> None:
    """Do what comes through the pipe until it is closed. Runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this process
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            work, args = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, work(*args))
        except Exception as error:
            # The door of the process: an error's own words could be somebody's.
            answer = (False, type(error).__name__)
        try:
            pipe.send(answer)
        except (EOFError, OSError):
            return


def _end_with_parent() -> None:
    """A program that was killed cannot say goodbye: whatever is under way here is for nobody then."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
