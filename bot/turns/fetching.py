"""The door to files that somebody sent, and how fetching one can turn out. `telegram/` implements it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The file's bytes."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLarge:
    """The file has more bytes than were asked for. Nothing was kept of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGiven:
    """Telegram does not give this file, now or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """Telegram cannot be reached, or asks to wait: later it may work."""


Fetching = Fetched | TooLarge | NotGiven | NotNow


class Archive(Protocol):
    """Gives the files that people sent."""

    async def fetch(self, file_id: str, most: int) -> Fetching:
        """Return the file if it has at most `most` bytes. No retries; raises for nothing listed above."""
        ...
