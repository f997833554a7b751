"""PROVES that scripts never do what must never happen. Begin reading with prove.py."""

from bot.scripts.proving.prove import prove

__all__ = ["prove"]
