"""LISTENS: free text in, signals out. Pure: phrases are arguments. Never stores, sends or logs a word.

`plain` makes letters alike; whoever else compares what people type uses it too.
"""

from bot.signals.age import Age, said_age
from bot.signals.folding import plain
from bot.signals.level import Level
from bot.signals.listen import fold, listen
from bot.signals.signal import Signal

__all__ = ["Age", "Level", "Signal", "fold", "listen", "plain", "said_age"]
