"""Takes off the screens what is to be cleared: both sides' messages, where Telegram still allows it.

Theory of operation. Rows of the outbox and of what people sent carry the time from which they are to be gone
from the screen. A look reads what is due, deletes it chat by chat and marks it. What Telegram did not answer
about stays due and is tried again until it is two days old; from then on nobody can delete it but its owner.
What was deleted and not marked (a kill in between) is tried again; Telegram passes over what is not there.

The rows themselves stay: the screen is cleared, the record is not.
"""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import chain

from bot.clock import Clock
from bot.delivery.messenger import Messenger
from bot.errors import DatabaseUnavailableError
from bot.storage import Database, Transaction, outbox, received
from bot.storage.clearing import DELETABLE
from bot.storage.outbox import ToClear

# Telegram deletes nothing older; a minute less, because its clock and ours are not one.
DELETABLE_FOR = DELETABLE - timedelta(minutes=1)
LOOK_EVERY_SECONDS = 30.0
# Rows of one look, of each table: a few milliseconds of the writer, five calls to one chat.
ROWS_AT_ONCE = 500
STOP_SECONDS = 5.0  # for a look under way to end

log = logging.getLogger(__name__)

# {chat: how many of its messages Telegram will never delete}
OnKept = Callable[[Mapping[int, int]], Awaitable[None]]


async def _nobody_is_told(_: Mapping[int, int]) -> None:
    """Stand in until somebody wants to know."""


class Clearing:
    """Looks every half a minute, and at once when it is woken. `on_kept` hears what could not be deleted."""

    def __init__(
        self, database: Database, messenger: Messenger, clock: Clock, *, every: float = LOOK_EVERY_SECONDS
    ) -> None:
        """`every` is seconds between two looks."""
        self._database = database
        self._messenger = messenger
        self._clock = clock
        self._every = every
        self._stir = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._loop: asyncio.Task[None] | None = None
        self.on_kept: OnKept = _nobody_is_told

    async def start(self) -> None:
        """What is due is cleared, from now on until `stop`."""
        self._stir.set()
        self._loop = asyncio.create_task(self._run(), name="clearing")

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Nothing more is cleared; a look under way has `seconds` to end."""
        if self._loop is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._one_at_a_time:
                self._loop.cancel()
        self._loop.cancel()
        with suppress(asyncio.CancelledError):
            await self._loop

    def wake(self) -> None:
        """Somebody has just asked for something to be cleared: look now."""
        self._stir.set()

    @property
    def waiting(self) -> bool:
        """Return whether somebody has asked for a look that has not ended yet."""
        return self._stir.is_set() or self._one_at_a_time.locked()

    async def look(self) -> None:
        """Clear what is due now. Raises DatabaseUnavailableError."""
        async with self._one_at_a_time:
            self._stir.clear()
            while await self._clear_some():
                pass

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._stir.wait()
            try:
                await self.look()
            except DatabaseUnavailableError:
                pass  # the rows are still there; the next look finds them
            except Exception as error:
                # The door of one look: the next one comes, whatever went wrong in this one.
                log.error("clearing_stumbled", extra={"error": type(error).__name__})

    async def _clear_some(self) -> bool:
        """Return whether there may be more to do at once."""
        now = self._clock.now()

        def due(tx: Transaction) -> tuple[Sequence[ToClear], Sequence[ToClear]]:
            return outbox.to_clear(tx, now, ROWS_AT_ONCE), received.to_clear(tx, now, ROWS_AT_ONCE)

        ours, theirs = await self._database.read(due)
        chats: dict[int, list[int]] = defaultdict(list)
        kept: Counter[int] = Counter()
        for row in chain(ours, theirs):
            if now - row.sent_at < DELETABLE_FOR:
                chats[row.chat].append(row.message_id)
            else:
                kept[row.chat] += 1
        later: set[tuple[int, int]] = set()
        for chat, messages in chats.items():
            left = await self._messenger.delete(chat, sorted(messages))
            kept[chat] += len(left.kept)
            later.update((chat, message) for message in left.later)
        done = [
            [row.id for row in rows if (row.chat, row.message_id) not in later] for rows in (ours, theirs)
        ]
        if any(done):
            await self._database.run(lambda tx: self._mark(tx, *done))
        if later:
            log.warning("not_cleared_yet", extra={"count": len(later)})
        if told := {chat: count for chat, count in kept.items() if count}:
            await self.on_kept(told)
        return not later and ROWS_AT_ONCE in (len(ours), len(theirs))

    def _mark(self, tx: Transaction, ours: Sequence[int], theirs: Sequence[int]) -> None:
        at = self._clock.now()
        outbox.cleared(tx, ours, at)
        received.cleared(tx, theirs, at)
