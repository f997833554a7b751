"""Telegram's speed limits: 30 messages a second in all, 1 a second in a chat, 20 a minute in a group.

Time is a clock that only counts seconds and is never warped.
"""

import math
from collections.abc import Callable

from bot.simulator.chats import Chat
from bot.simulator.refusals import too_fast

ALL_A_SECOND = 30.0  # messages, Bot FAQ "My bot is hitting limits"
CHAT_A_SECOND = 1.0  # messages, the same
CHAT_BURST = 3  # messages at once; the FAQ allows "short bursts" and gives no number
GROUP_A_MINUTE = 20  # messages, the same


class Bucket:
    """Holds up to `size` permits and gains `rate` of them a second."""

    __slots__ = ("at", "left", "rate", "size")

    def __init__(self, size: float, rate: float, at: float) -> None:
        self.size = size
        self.rate = rate
        self.left = size
        self.at = at

    def wait(self, at: float) -> float:
        """Return the seconds until one permit is there, 0 when it is."""
        self.left = min(self.size, self.left + (at - self.at) * self.rate)
        self.at = at
        return 0.0 if self.left >= 1 else (1 - self.left) / self.rate


class Pace:
    """Lets a message through or refuses it with 429."""

    def __init__(self, seconds: Callable[[], float], *, chat_burst: int = CHAT_BURST) -> None:
        self._seconds = seconds
        self._chat_burst = chat_burst
        self._all = Bucket(ALL_A_SECOND, ALL_A_SECOND, seconds())
        self._chats: dict[int, Bucket] = {}

    def admit(self, chat: Chat) -> None:
        """One message to `chat` is counted, or refused with the seconds to wait."""
        at = self._seconds()
        own = self._chats.get(chat.id)
        if own is None:
            size, rate = (
                (GROUP_A_MINUTE, GROUP_A_MINUTE / 60) if chat.is_group else (self._chat_burst, CHAT_A_SECOND)
            )
            own = self._chats[chat.id] = Bucket(size, rate, at)
        wait = max(own.wait(at), self._all.wait(at))
        if wait > 0:
            raise too_fast(max(1, math.ceil(wait)))
        own.left -= 1
        self._all.left -= 1
