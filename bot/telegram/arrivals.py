"""From a raw update to an Arrival: enough to keep it, order it and listen to it, whatever it turns out to be.

Nothing here raises for an odd update: what cannot be parsed must still be kept, and its words be heard.
"""

import re
from typing import Any

from bot.turns.incoming import Arrival

# What Holdfast asks Telegram for. Everything else would only be fetched to be thrown away.
WANTED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

LARGEST_NUMBER = 2**63 - 1  # of an update: what a database can hold

# "1:<conversation>:<turn>:<choice>!<resource>" or "5:<verb>!<resource>": see turns/buttons.py.
_ALARM = re.compile(r"[15]:[^!]*!([a-z][a-z0-9_]*)")


def arrival(raw: object, *, fresh: bool = False) -> Arrival | None:
    """Return the Arrival of a raw update; None only if it has no number under which it could be kept.

    `fresh`: it cannot have waited at Telegram. A tap says nowhere when it was made, and is then dated by us.
    """
    if not isinstance(raw, dict) or not isinstance(number := raw.get("update_id"), int):
        return None
    if not 0 <= number <= LARGEST_NUMBER:
        return None
    kind, content = _content(raw)
    data = content.get("data") if kind == "callback_query" else None
    alarm = _ALARM.fullmatch(data) if isinstance(data, str) else None
    return Arrival(
        update_id=number,
        chat=_chat(content),
        words=_words(content),
        alarm=alarm.group(1) if alarm else None,
        body=raw,
        undated=fresh and kind == "callback_query",
    )


def _content(raw: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    for kind, content in raw.items():
        if isinstance(content, dict):
            return kind, content
    return "", {}


def _chat(content: dict[str, Any]) -> int:
    message = content.get("message")
    for holder in (content.get("chat"), message.get("chat") if isinstance(message, dict) else None):
        if isinstance(holder, dict) and isinstance(chat := holder.get("id"), int):
            return chat
    # A button under a message that Telegram has forgotten: the private chat is the person.
    person = content.get("from")
    chat = person.get("id") if isinstance(person, dict) else None
    return chat if isinstance(chat, int) else 0


def _words(content: dict[str, Any]) -> str | None:
    for name in ("text", "caption"):
        words = content.get(name)
        if isinstance(words, str) and words:
            return words
    return None
