"""What happens on the phones, told live to every open page."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.simulator.chats import Chat, Entry, Happening
from bot.simulator.phone import Phone
from bot.simulator.screen import ScreenMessage, seen

LONGEST_QUEUE = 2_000  # events; a page that is further behind is told to load everything again
START = "/start"
LONGEST_QUOTE = 80  # characters of a message that is answered to


class Feed:
    """Events for pages: `subscribe` gives a queue of {what, phone, ...}; None in it means the end."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()
        self._phones: dict[int, tuple[Phone, str]] = {}

    def add_phone(self, phone: Phone, caption: str) -> None:
        """Pages show this phone and hear what happens on it."""
        self._phones[phone.id] = (phone, caption)
        phone.chat.watchers.append(self._notice)
        self._tell({"what": "phone", "phone": phone.id, "state": phone_state(phone, caption)})

    def subscribe(self) -> asyncio.Queue[dict[str, Any] | None]:
        """Return a queue that begins with the whole state."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        queue.put_nowait(self.state())
        self._listeners.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
        """The queue gets nothing more."""
        self._listeners.discard(queue)

    def close(self) -> None:
        """Every page is told that it is over."""
        for queue in self._listeners:
            queue.put_nowait(None)

    def state(self) -> dict[str, Any]:
        """Return everything: {what: "state", now, phones: [...]}."""
        return {
            "what": "state",
            "now": self._now().isoformat(),
            "phones": [phone_state(phone, caption) for phone, caption in self._phones.values()],
        }

    def _notice(self, chat: Chat, happening: Happening, entry: Entry | None) -> None:
        if not self._listeners:
            return
        event: dict[str, Any] = {"what": happening, "phone": chat.id, "now": self._now().isoformat()}
        match happening:
            case "new" | "edit" | "pin" | "gone" if entry is not None:
                event["message"] = message_state(seen(entry), entry)
            case "menu":
                event["menu"] = chat.menu
                event["placeholder"] = chat.placeholder
            case "block":
                event["blocked"] = chat.blocked
            case "note":
                event["note"] = chat.notes[-1] if chat.notes else ""
            case _:
                pass
        self._tell(event)

    def _tell(self, event: dict[str, Any]) -> None:
        for queue in tuple(self._listeners):
            if queue.qsize() > LONGEST_QUEUE:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(self.state())
            else:
                queue.put_nowait(event)


def phone_state(phone: Phone, caption: str) -> dict[str, Any]:
    """Return a whole phone for a page."""
    return {
        "id": phone.id,
        "name": phone.name,
        "caption": caption,
        "bot": phone.bot_name,
        "blocked": phone.chat.blocked,
        "menu": phone.menu,
        "placeholder": phone.chat.placeholder,
        "unread": phone.unread,
        "messages": [message_state(seen(entry), entry) for entry in phone.chat.entries.values()],
    }


def message_state(message: ScreenMessage, entry: Entry) -> dict[str, Any]:
    """Return one message for a page."""
    quote = entry.body.get("reply_to_message")
    return {
        "id": message.id,
        "mine": message.mine,
        "kind": message.kind,
        "text": _shown(message),
        "rows": [[{"label": b.label, "data": b.data} for b in row] for row in message.rows],
        "at": message.at.isoformat(),
        "rang": message.rang,
        "pinned": message.pinned,
        "edited": message.edited,
        "file": message.file_id,
        "file_name": message.file_name,
        "emoji": entry.body.get("sticker", {}).get("emoji", ""),
        "seconds": entry.body.get("voice", {}).get("duration", 0),
        "quote": _short(quote) if quote else None,
    }


def _shown(message: ScreenMessage) -> str:
    # A phone that was opened by a link shows "/start" and keeps the link's secret to itself.
    return START if message.mine and message.text.startswith(f"{START} ") else message.text


def _short(body: dict[str, Any]) -> str:
    text = str(body.get("text") or body.get("caption") or "…")
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
