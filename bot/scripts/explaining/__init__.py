"""Who sees an answer and what it starts, worked out from scripts, rules and roles."""

from bot.scripts.explaining.roles import OWN_COACH, Roles
from bot.scripts.explaining.who_sees import who_sees

__all__ = ["OWN_COACH", "Roles", "who_sees"]
