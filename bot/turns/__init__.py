"""CARRIES OUT: keeps what comes, one update in and one commit out, timers into turns.

Nothing is sent and no network is used while a transaction is open.

What the room offers is imported when it is first asked for: `telegram/` needs only `incoming`, and polling
must not wait a second for the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.turns.commands import offered
    from bot.turns.hearing import Hearing
    from bot.turns.intake import Intake
    from bot.turns.library import Edition, Library
    from bot.turns.memory import Memory
    from bot.turns.menu import MenuWords
    from bot.turns.renewing import Renewal
    from bot.turns.ticks import Ticks
    from bot.turns.turns import Turns

__all__ = [
    "Edition",
    "Hearing",
    "Intake",
    "Library",
    "Memory",
    "MenuWords",
    "Renewal",
    "Ticks",
    "Turns",
    "offered",
]

_HOMES = {
    "Edition": "library",
    "Hearing": "hearing",
    "Intake": "intake",
    "Library": "library",
    "Memory": "memory",
    "MenuWords": "menu",
    "Renewal": "renewing",
    "Ticks": "ticks",
    "Turns": "turns",
    "offered": "commands",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"bot.turns.{_HOMES[name]}"), name)
    raise AttributeError(name)
