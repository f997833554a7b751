"""What comes by itself and is nobody's doing: each of these keeps its own timer where it belongs.

Called at the start, each minute, and when a new set is in force. Whatever is planned rightly stays as it is.
"""

from collections.abc import Callable
from typing import Final

from bot.turns.drilling import beginning
from bot.turns.leading import digest
from bot.turns.serving import gaps
from bot.turns.work import Work

PLANS: Final[tuple[Callable[[Work], None], ...]] = (
    beginning.keep_planned,
    digest.keep_planned,
    gaps.keep_planned,
)


def keep_plans(work: Work) -> None:
    """Every timer that comes by itself is set."""
    for keep in PLANS:
        keep(work)
