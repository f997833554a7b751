"""What listening to free text can find."""

from dataclasses import dataclass

from bot.signals.level import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """How soon a human is needed, what for ("suicide", "overdose", ...), and the phrase that said so.

    `ask` is true when the words are unclear and one direct question should follow. `language` is the one the
    words were in, so that help speaks it, too; None when unknown.
    """

    level: Level
    kind: str
    why: str
    ask: bool = False
    language: str | None = None
