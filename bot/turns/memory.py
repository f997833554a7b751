"""What is known without the database: which language the last people to write read, and how fast they write.

So that a cry for help is answered in the right language while the database is away.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cadence import Flow, Pace, one_more

# About 10 MB; more people than that do not write to one programme between two restarts.
PEOPLE_REMEMBERED = 50_000
# Chats that wrote last, of which is known how fast. A flood from more of them is Telegram's to stop.
FLOWS_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person's language, and the code that staff know them by (None until they have written once)."""

    locale: str
    code: str | None = None


class Memory:
    """{chat: Known} of the people who wrote last."""

    def __init__(self, known: Mapping[int, tuple[str, str]] | None = None) -> None:
        """`known` is {chat: (locale, code)}, most recent first."""
        self._known: OrderedDict[int, Known] = OrderedDict()
        # Kept least recent first, so that the oldest is forgotten first.
        for chat, (locale, code) in reversed(list((known or {}).items())):
            self.learn(chat, locale, code)

    def learn(self, chat: int, locale: str, code: str | None = None) -> None:
        """Remember what this chat's person reads."""
        before = self._known.get(chat)
        self._known[chat] = Known(locale=locale, code=code or (before.code if before else None))
        self._known.move_to_end(chat)
        if len(self._known) > PEOPLE_REMEMBERED:
            self._known.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Nothing is known of this chat's person any more."""
        self._known.pop(chat, None)

    def of(self, chat: int) -> Known | None:
        """Return what is known of this chat's person."""
        return self._known.get(chat)


class Flows:
    """How fast each of the chats that wrote last sends; nothing of what."""

    def __init__(self) -> None:
        self._flows: OrderedDict[int, Flow] = OrderedDict()

    def one_more(self, chat: int, at: datetime) -> Pace:
        """Count one more update of this chat; return what becomes of it if it is a guest's."""
        flow, pace = one_more(self._flows.pop(chat, Flow()), at)
        self._flows[chat] = flow
        if len(self._flows) > FLOWS_REMEMBERED:
            self._flows.popitem(last=False)
        return pace
