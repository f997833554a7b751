"""Every call that came, in order, to assert on."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.simulator.chats import Chat

KEPT = 200_000  # calls; a benchmark must not fill the memory


@dataclass(slots=True, kw_only=True)
class Call:
    """One call. `outcome` is "ok", the code of a refusal as text, or the kind of the fault that hit it."""

    method: str
    chat: int | None
    params: dict[str, Any]
    at: datetime
    outcome: str = "open"
    words: str = ""  # of a refusal
    message_id: int | None = None  # of the message that came of it
    delivered: bool = False  # whether it took effect, whatever the caller was told


class Log:
    """The calls, oldest first, without getUpdates (those are counted in `polls`)."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque(maxlen=KEPT)
        self.polls = 0

    def __len__(self) -> int:
        return len(self.calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self.calls))

    def of(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the calls of one method, to one chat if named."""
        return [call for call in self.calls if call.method == method and chat in (None, call.chat)]

    def sent(self, chat: Chat | int | None = None) -> list[str]:
        """Return the texts and captions that reached a phone, oldest first; of one chat if named."""
        wanted = chat.id if isinstance(chat, Chat) else chat
        return [
            str(call.params.get("text") or call.params.get("caption") or "")
            for call in self.calls
            if call.delivered and call.message_id is not None and wanted in (None, call.chat)
        ]

    def refused(self) -> list[Call]:
        """Return the calls that were answered with `ok: false`."""
        return [call for call in self.calls if call.outcome.isdigit()]

    def clear(self) -> None:
        """Nothing has been called."""
        self.calls.clear()
        self.polls = 0
