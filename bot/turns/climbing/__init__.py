"""Calls people until a human has it, and tells the person the truth while they wait."""

from bot.turns.climbing.phones import back, blocked, not_delivered, person_is_back
from bot.turns.climbing.waiting import tell_change

__all__ = ["back", "blocked", "not_delivered", "person_is_back", "tell_change"]
