"""The only thing that is made up about Telegram: phones that get a message at once, or not at all.

Updates from phones wait here as they do at Telegram, until a bot takes them and keeps them.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from bot.clock import Clock
from bot.delivery import (
    Accepted,
    Deletion,
    Gone,
    InlineKeyboard,
    Message,
    NotKnown,
    NotReached,
    Outcome,
    TextMessage,
)
from bot.turns.incoming import Arrival

# A bot that did not keep what it was handed is handed it again after so many seconds.
AGAIN_SECONDS = 2.0
# Updates handed over at once: Telegram's own limit.
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A message on a phone: `buttons` is the data of each, in order."""

    id: int
    at: datetime
    text: str
    buttons: tuple[str, ...]


# What the owner of a phone does about a message.
Reads = Callable[[Got], None]
Take = Callable[[Sequence[Arrival]], Awaitable[bool]]


class Phones:
    """A messenger whose phones belong to made-up people. `down` is an outage; `blocked` are chats.

    `take` is the running bot's intake, None while no bot runs.
    """

    def __init__(self, clock: Clock, arrival: Callable[[object], Arrival | None]) -> None:
        """`arrival` makes of a raw update what a bot takes in."""
        self._clock = clock
        self._arrival = arrival
        self._reads: dict[int, Reads] = {}
        self._numbers = count(1)
        self._updates = count(1)
        self._waiting: list[dict[str, Any]] = []
        self._stir = asyncio.Event()
        self.take: Take | None = None
        self.down: str | None = None
        self.blocked: set[int] = set()
        self.sent = 0
        self.came = 0
        self.refused: dict[str, int] = defaultdict(int)

    def belongs_to(self, chat: int, reads: Reads) -> None:
        """What is sent to `chat` is read by `reads`."""
        self._reads[chat] = reads

    # From the bot

    async def send(self, chat: int, message: Message) -> Outcome:
        """Put the message on the phone, or say why not."""
        if self.down is not None:
            self.refused[self.down] += 1
            return NotKnown(reason="rehearsed") if self.down == "silent" else NotReached(reason="rehearsed")
        if chat in self.blocked:
            self.refused["blocked"] += 1
            return Gone(reason="forbidden")
        number = next(self._numbers)
        self.sent += 1
        if (reads := self._reads.get(chat)) is not None:
            reads(_got(message, number, self._clock.now()))
        return Accepted(message_id=number)

    async def answer_tap(self, tap_id: str, words: str | None = None) -> None:
        """Nothing to see on these phones."""

    async def show_choice(self, chat: int, message_id: int, text: str | None) -> None:
        """Nothing to see on these phones."""

    async def delete(self, chat: int, message_ids: Sequence[int]) -> Deletion:
        """All of it is off the screen, unless Telegram is away."""
        return Deletion(later=tuple(message_ids)) if self.down is not None else Deletion()

    # From the phones

    def write(self, chat: int, name: str, language: str, words: str, *, reply_to: int | None = None) -> None:
        """The owner of the phone types `words`."""
        message: dict[str, Any] = self._message(chat, next(self._numbers), name, language)
        message["text"] = words
        if reply_to is not None:
            message["reply_to_message"] = self._message(chat, reply_to, name, language)
        self._hand_in({"message": message})

    def tap(self, chat: int, name: str, language: str, message_id: int, data: str) -> None:
        """The owner of the phone taps a button under a message."""
        number = next(self._updates)
        tap = {
            "id": str(number),
            "from": _user(chat, name, language),
            "chat_instance": "1",
            "message": self._message(chat, message_id, name, language),
            "data": data,
        }
        self._hand_in({"callback_query": tap})

    def _message(self, chat: int, number: int, name: str, language: str) -> dict[str, Any]:
        return {
            "message_id": number,
            "date": int(self._clock.now().timestamp()),
            "chat": {"id": chat, "type": "private", "first_name": name},
            "from": _user(chat, name, language),
        }

    def _hand_in(self, update: dict[str, Any]) -> None:
        self.came += 1
        self._waiting.append({"update_id": next(self._updates), **update})
        self._stir.set()

    async def run(self) -> None:
        """Hand what waits to whichever bot runs, in order; what it does not keep comes again."""
        while True:
            await self._stir.wait()
            self._stir.clear()
            while self._waiting:
                batch = self._waiting[:BATCH]
                arrivals = [one for raw in batch if (one := self._arrival(raw)) is not None]
                take = self.take
                if take is None or self.down is not None or not await take(arrivals):
                    await asyncio.sleep(AGAIN_SECONDS)
                    continue
                del self._waiting[: len(batch)]


def _user(chat: int, name: str, language: str) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": name, "language_code": language}


def _got(message: Message, number: int, at: datetime) -> Got:
    words = message.text if isinstance(message, TextMessage) else (message.caption or "")
    keyboard = message.keyboard if isinstance(message, TextMessage) else None
    rows = keyboard.rows if isinstance(keyboard, InlineKeyboard) else ()
    return Got(id=number, at=at, text=words, buttons=tuple(one.data for row in rows for one in row))
