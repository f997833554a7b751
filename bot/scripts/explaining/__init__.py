"""Says what a set of scripts means: who sees an answer, and what changed between two sets."""

from bot.scripts.explaining.difference import Difference
from bot.scripts.explaining.differences import differences
from bot.scripts.explaining.reach import Reach, reach_of

__all__ = ["Difference", "Reach", "differences", "reach_of"]
