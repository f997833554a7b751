"""DRAWS: a script as a picture, for editors and their phones. Never reads files, never sends.

Matplotlib is imported when the first picture is painted.
"""

from bot.scripts.drawing.draw import draw, outline_of

__all__ = ["draw", "outline_of"]
