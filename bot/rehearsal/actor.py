"""What all made-up people have: a phone, a temper of their own, and time that passes before they act."""

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

from bot.rehearsal.phones import Got, Phones


class Actor:
    """Somebody with a phone. The same seed and chat always lead to the same moods."""

    def __init__(self, phones: Phones, seed: int, chat: int, name: str, language: str) -> None:
        self.phones = phones
        self.chat = chat
        self.name = name
        self.language = language
        self.moods = random.Random(f"{seed}:{chat}")
        self.rested = False  # in the quiet days at the end everybody answers, calmly
        self._tasks: set[asyncio.Task[None]] = set()
        phones.belongs_to(chat, self.reads)

    def reads(self, got: Got) -> None:
        """Somebody has sent them something."""

    def begin(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside everything else."""
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def end(self) -> None:
        """Do nothing any more."""
        for task in self._tasks:
            task.cancel()

    def write(self, words: str, *, reply_to: int | None = None) -> None:
        """Type something; whoever has blocked the bot has nothing to say to it."""
        if self.chat not in self.phones.blocked:
            self.phones.write(self.chat, self.name, self.language, words, reply_to=reply_to)

    def tap(self, message: int, data: str) -> None:
        """Tap a button."""
        if self.chat not in self.phones.blocked:
            self.phones.tap(self.chat, self.name, self.language, message, data)

    def chance(self, share: float) -> bool:
        """Return True so often."""
        return self.moods.random() < share

    async def pause(self, shortest: float, longest: float) -> None:
        """Let so many seconds pass, shorter ones more often."""
        await asyncio.sleep(shortest + (longest - shortest) * self.moods.random() ** 2)
