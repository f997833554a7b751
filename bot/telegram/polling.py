"""Fetches updates: a batch is handed over first, and acknowledged only when it has been kept.

Telegram forgets an update once a later offset is asked for, so the offset moves after `on_batch` says "kept"
and never before. Nothing that one update does can hold it: odd ones become Arrivals like all others.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from bot.errors import MessengerError
from bot.telegram.arrivals import WANTED_UPDATES, arrival
from bot.telegram.wire import Done, NoAnswer, NotConnected, Refused, Reply, Wire, token_is_refused
from bot.turns.incoming import Arrival

LONG_POLL_SECONDS = 30  # Telegram holds an empty answer so long; fewer, longer polls cost both sides less
STALL_SECONDS = 10.0  # beyond the long poll: a connection that died in silence never answers
BATCH = 100  # the most Telegram gives at once
NOT_KEPT_SECONDS = 1.0  # the database is away: look again soon, new updates must still be heard
CONFLICT_SECONDS = 5.0  # somebody else polls, which is normal for a few seconds after a kill or a deploy
CONFLICT_ALARM_SECONDS = 60.0  # later than that it is a second bot with our token
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0  # network faults, doubling
FRESH_SECONDS = 30.0  # between two polls: what comes after a longer silence may have waited for us
AT_ONCE_SECONDS = 1.0  # Telegram answers within it when something waits; a slower answer brings what is new

log = logging.getLogger(__name__)

OnBatch = Callable[[Sequence[Arrival]], Awaitable[bool]]
OnAlarm = Callable[[str], Awaitable[None]]


class Poller:
    """Fetches updates until its task is cancelled. `last_ok` is when Telegram last answered, by `monotonic`.

    `on_batch` returns whether the batch was kept: False leaves the offset where it is and the same updates
    come again with newer ones. `on_alarm` is told "conflict" once an episode.
    """

    def __init__(
        self,
        wire: Wire,
        on_batch: OnBatch,
        *,
        on_alarm: OnAlarm | None = None,
        long_poll_seconds: float = LONG_POLL_SECONDS,
        stall_seconds: float = STALL_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._wire = wire
        self._on_batch = on_batch
        self._on_alarm = on_alarm
        self._long_poll = long_poll_seconds
        self._stall = stall_seconds
        self._monotonic = monotonic
        self._pause = pause
        self._offset = 0
        self._faults = 0
        self._conflict_since: float | None = None
        self._conflict_told = False
        self.last_ok: float | None = None
        self._empty_at: float | None = None  # when Telegram last had nothing more for us than it gave

    async def run(self) -> None:
        """Poll for ever. Raises MessengerError when Telegram confirms that the token is not accepted."""
        while True:
            begun = self._monotonic()
            match await self._fetch():
                case Done(result=list(updates)):
                    self._all_is_well()
                    kept = await self._hand_over(updates, fresh=self._is_fresh(begun))
                    self._empty_at = self.last_ok if kept and len(updates) < BATCH else None
                    if not kept:
                        await self._pause(NOT_KEPT_SECONDS)
                case Refused(status=409) as refusal:
                    await self._conflict(refusal)
                case Refused(status=401 | 404):
                    if await token_is_refused(self._wire):
                        raise MessengerError(
                            "Telegram does not accept the token.",
                            remedy="Ask @BotFather for it and put it into .env as TELEGRAM_BOT_TOKEN.",
                        )
                    await self._fault("refused")
                case Refused(retry_after=seconds) if seconds is not None:
                    await self._pause(seconds)
                case Refused(status=status):
                    await self._fault(str(status))
                case NotConnected(reason=reason) | NoAnswer(reason=reason):
                    await self._fault(reason)
                case Done():
                    await self._fault("odd answer")

    async def _fetch(self) -> Reply:
        fields = {
            "offset": self._offset,
            "limit": BATCH,
            "timeout": self._long_poll,
            "allowed_updates": WANTED_UPDATES,
        }
        # `seconds` is the watchdog: by the loop's own time, a poll that overstays is dropped and begun again.
        return await self._wire.call("getUpdates", fields, seconds=self._long_poll + self._stall)

    async def _hand_over(self, updates: list[object], *, fresh: bool) -> bool:
        arrivals = [found for raw in updates if (found := arrival(raw, fresh=fresh)) is not None]
        if not arrivals:
            return not updates  # only nameless ones: they cannot be acknowledged, so do not spin
        try:
            kept = await self._on_batch(arrivals)
        except Exception as error:
            # The door: whatever went wrong, these updates stay with Telegram and come again.
            log.error("batch_not_kept", extra={"updates": len(arrivals), "error": type(error).__name__})
            return False
        if kept:
            self._offset = max(self._offset, *(one.update_id + 1 for one in arrivals))
        return kept

    def _is_fresh(self, begun: float) -> bool:
        """Return whether what a poll that began then has brought cannot have waited at Telegram."""
        if self._monotonic() - begun >= AT_ONCE_SECONDS:
            return True
        return self._empty_at is not None and begun - self._empty_at < FRESH_SECONDS

    async def _conflict(self, refusal: Refused) -> None:
        now = self._monotonic()
        if self._conflict_since is None:
            self._conflict_since = now
        if "webhook" in refusal.words:
            # Left over from another program; waiting updates are kept.
            await self._wire.call("deleteWebhook", {"drop_pending_updates": False})
        if now - self._conflict_since >= CONFLICT_ALARM_SECONDS and not self._conflict_told:
            self._conflict_told = True
            log.error("another_program_polls")
            if self._on_alarm is not None:
                await self._on_alarm("conflict")
        await self._pause(CONFLICT_SECONDS)

    async def _fault(self, reason: str) -> None:
        seconds = min(FIRST_PAUSE_SECONDS * 2**self._faults, LONGEST_PAUSE_SECONDS)
        self._faults = min(self._faults + 1, 10)
        log.warning("polling_failed", extra={"reason": reason, "again_in_seconds": seconds})
        await self._pause(seconds)

    def _all_is_well(self) -> None:
        self._faults = 0
        self._conflict_since = None
        self._conflict_told = False
        self.last_ok = self._monotonic()
