"""PLAYS: made-up people against the whole bot. Here: the benchmark's peer, and how stalls are measured.

Nothing of the running bot imports this room.
"""

from bot.rehearsal.stalls import StallMeter

__all__ = ["StallMeter"]
