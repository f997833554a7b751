"""Crisis lines at once: straight to the messenger, before anything is written or read.

It needs no database and promises nothing about people. What it said is recorded by the turn that follows.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.delivery.messenger import Accepted, Messenger, TextMessage

ONE_BLOCK_SECONDS = 120.0  # a person in distress writes in bursts; the same lines twice read like a wall
TURN_WAITS_SECONDS = 2.0  # a send takes well under one; the turn must not wait longer for it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a block turned out; `message_id` is what Telegram knows it by, None when nobody knows."""

    sent: bool
    message_id: int | None = None


class FirstAid:
    """Gives at most one block a chat in two minutes. A block that failed does not count."""

    def __init__(
        self,
        messenger: Messenger,
        resources: Callable[[str, str], str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`resources(locale, resource)` returns the words of a crisis resource, from memory."""
        self._messenger = messenger
        self._resources = resources
        self._monotonic = monotonic
        self._given: dict[int, float] = {}
        self._results: dict[int, tuple[float, asyncio.Future[Result]]] = {}

    async def give(self, chat: int, resource: str, locale: str) -> bool | None:
        """Send the block; return whether it arrived, None when the chat has just had one. Never raises."""
        now = self._monotonic()
        self._given = {one: at for one, at in self._given.items() if now - at < ONE_BLOCK_SECONDS}
        if chat in self._given:
            return None
        self._given[chat] = now
        # A turn that never asked (it was buried) leaves its result behind.
        self._results = {
            one: kept for one, kept in self._results.items() if now - kept[0] < ONE_BLOCK_SECONDS
        }
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._results[chat] = (now, result)
        message_id: int | None = None
        arrived = False
        try:
            words = self._resources(locale, resource)
            outcome = await self._messenger.send(chat, TextMessage(text=words))
            if isinstance(outcome, Accepted):
                arrived, message_id = True, outcome.message_id
            else:
                log.warning("first_aid_not_sent", extra={"outcome": type(outcome).__name__})
        except Exception as error:
            # The door: nothing may keep the turn, which sends the same lines again, from running.
            log.error("first_aid_failed", extra={"error": type(error).__name__})  # its text may hold words
        finally:
            if not arrived:
                self._given.pop(chat, None)
            if not result.done():
                result.set_result(Result(sent=arrived, message_id=message_id))
        return arrived

    async def outcome(self, chat: int, timeout: float = TURN_WAITS_SECONDS) -> Result | None:  # noqa: ASYNC109  # the turn's own limit
        """Return how the chat's last block turned out, once; None when there was none since the last asking.

        A block that is still on its way after `timeout` seconds counts as failed: twice is better than never.
        """
        kept = self._results.pop(chat, None)
        if kept is None:
            return None
        _, result = kept
        done, _ = await asyncio.wait({result}, timeout=timeout)
        return result.result() if done else Result(sent=False)
