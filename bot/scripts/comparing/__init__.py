"""What changed from one set of conversations to another, and what of it a crisis or a consent can reach."""

from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.differences import differences
from bot.scripts.comparing.reach import Reach, reach_of

__all__ = ["Difference", "Reach", "differences", "reach_of"]
