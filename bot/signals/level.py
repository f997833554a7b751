"""The only vocabulary of danger: none, watch, urgent, crisis."""

from enum import IntEnum


class Level(IntEnum):
    """How soon a human is needed. Ordered: a case may rise by itself, only a human lowers it."""

    NONE = 0
    WATCH = 1
    URGENT = 2
    CRISIS = 3

    @property
    def word(self) -> str:
        """Return the word that scripts, tables and coaches use."""
        return self.name.lower()
