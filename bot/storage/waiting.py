"""The line of units of work before the engine, and how their outcomes get back to the event loops."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.storage.transaction import Transaction

Work = Callable[[Transaction], Any]


@dataclass(slots=True, eq=False)
class Member:
    """One unit of work that somebody waits for. `certain`: its outcome stands, whatever happens to others."""

    work: Work
    loop: asyncio.AbstractEventLoop
    waiter: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    certain: bool = False

    def settle(self) -> None:
        """Tell the waiter, unless it was cancelled. Runs on the waiter's own loop."""
        if self.waiter.done():
            return
        if self.error is None:
            self.waiter.set_result(self.result)
        elif isinstance(self.error, StopIteration):  # a future refuses to carry this one
            self.waiter.set_exception(RuntimeError("a unit of work raised StopIteration"))
        else:
            self.waiter.set_exception(self.error)


def settle(members: Iterable[Member]) -> None:
    """Hand every outcome to its loop, one wake-up a loop. A loop that is gone waits for nothing."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Member]] = {}
    for member in members:
        by_loop.setdefault(member.loop, []).append(member)
    for loop, theirs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, theirs)
        except RuntimeError:
            continue


def _settle_all(members: list[Member]) -> None:
    for member in members:
        member.settle()


class WaitingLine:
    """First come, first served, except for those who enter at the head. Thread-safe."""

    def __init__(self) -> None:
        self._members: deque[Member] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def enter(self, member: Member, *, first: bool) -> bool:
        """Put `member` in; return False when the line is closed."""
        with self._changed:
            if self._closed:
                return False
            if first:
                self._members.appendleft(member)
            else:
                self._members.append(member)
            self._changed.notify()
            return True

    def take(self) -> Member | None:
        """Return the next member, waiting for one; None when the line is closed and empty."""
        with self._changed:
            while not self._members:
                if self._closed:
                    return None
                self._changed.wait()
            return self._members.popleft()

    def take_now(self) -> Member | None:
        """Return the next member, or None when nobody waits."""
        with self._changed:
            return self._members.popleft() if self._members else None

    def close(self) -> None:
        """Let nobody else in. Those who wait are still served."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
