"""The queue of updates, and the one long poll that may wait for it.

As on Telegram's server: an update is forgotten when a later offset is asked for; a poll that finds
something answers at once; a second poll ends the waiting first one with 409.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from itertools import islice
from json import JSONEncoder
from typing import Any

from bot.simulator.refusals import POLLED_TWICE, RefusedError

FIRST_UPDATE = 700_000_001  # Telegram starts somewhere; a number that is no message id shows mix-ups
LARGEST_BATCH = 100  # updates, Bot API getUpdates
LONGEST_POLL = 50  # seconds, LONG_POLL_MAX_TIMEOUT of the Bot API server
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # only when named

_encode = JSONEncoder(separators=(",", ":")).encode


class UpdateQueue:
    """Updates in the order they happened, each already written as JSON."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._next = FIRST_UPDATE
        self._allowed: frozenset[str] = frozenset()
        self._poll: asyncio.Future[None] | None = None
        self.polled = asyncio.Event()  # getUpdates was called at least once
        self.idle = asyncio.Event()  # a long poll waits, and there is nothing to give it

    def __len__(self) -> int:
        return len(self._waiting)

    def allow(self, kinds: Iterable[str]) -> None:
        """Only these kinds are queued from now on; none named means the usual ones."""
        self._allowed = frozenset(kinds)

    def add(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue one update; return its id, or None when the bot did not ask for this kind."""
        if kind not in self._allowed if self._allowed else kind in UNASKED:
            return None
        return self.add_raw({kind: body})

    def add_raw(self, update: dict[str, Any]) -> int:
        """Queue `update` as it stands, however odd; an `update_id` is given if it has none."""
        given = update.get("update_id")
        number = given if isinstance(given, int) else self._next
        self._next = max(self._next, number) + 1
        self._waiting.append((number, _encode({"update_id": number, **update}).encode()))
        self._wake()
        return number

    def drop(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()

    def end_poll(self) -> None:
        """A waiting poll is answered now, with what there is."""
        self._wake()

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def take(self, offset: int, limit: int, seconds: float) -> list[bytes]:
        """Return up to `limit` updates from `offset` on, waiting up to `seconds` for the first."""
        self.polled.set()
        self._forget(offset)
        if not self._waiting and seconds > 0:
            if self._poll is not None and not self._poll.done():
                self._poll.set_exception(RefusedError(409, POLLED_TWICE))
            poll = self._poll = asyncio.get_running_loop().create_future()
            self.idle.set()
            try:
                done, _ = await asyncio.wait((poll,), timeout=seconds)
                if done:
                    poll.result()
            finally:
                if self._poll is poll:
                    self._poll = None
                    self.idle.clear()
        return [body for _, body in islice(self._waiting, limit)]

    def _forget(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and offset > 0 and self._waiting[0][0] < offset:
            self._waiting.popleft()
