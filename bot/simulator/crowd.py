"""Made-up people who answer every message at once: what a benchmark is measured with."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.simulator.chats import Chat, Entry, Happening
from bot.simulator.world import World, typed

FIRST_PERSON = 5_000_001  # user id of the first made-up person
KEPT = 4  # messages a made-up person keeps on the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How these people behave.

    Each writes `opening` first, then answers until `turns` updates were sent: by the first button whose label
    is in `prefer`, else the first button, else by writing `answer`.
    """

    people: int
    turns: int
    opening: str = "/start"
    answer: str = "hello"
    prefer: Sequence[str] = ()
    at_once: int | None = None  # how many talk side by side, None for all


class Crowd:
    """Talks as long as the bot answers; counts and times what comes back."""

    def __init__(self, world: World, habits: Habits, first_id: int = FIRST_PERSON) -> None:
        self._world = world
        self._habits = habits
        self._prefer = {label: place for place, label in enumerate(habits.prefer)}
        self._asked: dict[int, tuple[int, float]] = {}  # chat -> updates sent so far, when the last one went
        self._waiting = [add_stranger(world, first_id + number) for number in range(habits.people)]
        self._waiting.reverse()
        self._begun = 0.0
        self._ended = 0.0
        self.waits: list[float] = []  # seconds from an update to the bot's message that follows it
        self.done = asyncio.Event()

    def start(self) -> None:
        """The first people write to the bot."""
        self._begun = time.perf_counter()
        for _ in range(self._habits.at_once or self._habits.people):
            self._next_person()

    def result(self) -> dict[str, Any]:
        """Return {done, turns, seconds, turns_per_second, p50, p99}; the last two are seconds of waiting."""
        seconds = (self._ended or time.perf_counter()) - self._begun
        waits = sorted(self.waits) or [0.0]
        return {
            "done": self.done.is_set(),
            "people": self._habits.people,
            "turns": len(self.waits),
            "seconds": seconds,
            "turns_per_second": len(self.waits) / seconds if seconds else 0.0,
            "p50": waits[len(waits) // 2],
            "p99": waits[len(waits) * 99 // 100],
        }

    def _next_person(self) -> None:
        if self._waiting:
            chat = self._waiting.pop()
            chat.watchers.append(self._notice)
            self._asked[chat.id] = (1, time.perf_counter())
            write(self._world, chat, self._habits.opening)

    def _notice(self, chat: Chat, happening: Happening, entry: Entry | None) -> None:
        if happening != "new" or entry is None or entry.mine or chat.id not in self._asked:
            return
        sent, at = self._asked.pop(chat.id)
        now = time.perf_counter()
        self.waits.append(now - at)
        while len(chat.entries) > KEPT:
            del chat.entries[next(iter(chat.entries))]
        if sent < self._habits.turns:
            self._asked[chat.id] = (sent + 1, now)
            self._answer(chat, entry)
            return
        chat.watchers.remove(self._notice)
        self._next_person()
        if not self._asked:
            self._ended = now
            self.done.set()

    def _answer(self, chat: Chat, entry: Entry) -> None:
        rows = entry.body.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = [button for row in rows for button in row if "callback_data" in button]
        if not buttons:
            write(self._world, chat, self._habits.answer)
            return
        button = min(buttons, key=lambda button: self._prefer.get(button["text"], len(self._prefer)))
        assert chat.person is not None
        self._world.tap(chat, chat.person, entry, button["callback_data"])


def add_stranger(world: World, user_id: int) -> Chat:
    """A person without a phone on the page can write to the bot; return their chat."""
    name = f"Person {user_id}"
    person = {"id": user_id, "is_bot": False, "first_name": name, "language_code": "en"}
    chat = Chat({"id": user_id, "type": "private", "first_name": name}, person)
    world.chats[user_id] = chat
    return chat


def write(world: World, chat: Chat, text: str) -> int:
    """The owner of a private chat has written `text`; return its message id."""
    assert chat.person is not None
    return world.from_person(chat, chat.person, typed(text)).id
