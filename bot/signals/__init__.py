"""LISTENS: free text in, signals out. Pure: phrases are arguments. Never stores, sends or logs a word."""

from bot.signals.level import Level
from bot.signals.listen import listen
from bot.signals.signal import Signal

__all__ = ["Level", "Signal", "listen"]
