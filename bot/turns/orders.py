"""Orders from the command line that touch people: carried out here, in one transaction, as a turn would.

The running bot does them when it holds the database; otherwise the command line itself, with the same words.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.errors import RefusedError
from bot.turns import keeping_orders
from bot.turns.drilling import beginning
from bot.turns.staffing import cards
from bot.turns.work import Work

Order = Mapping[str, Any]
Answer = dict[str, Any]

# {kind of order: what carries it out}
KINDS: Final[Mapping[str, Callable[[Work, Order], Answer]]] = {
    beginning.KIND: beginning.order,
    "erase": keeping_orders.erase,
    "exported": keeping_orders.exported,
    "invite": cards.order,
}


def carry_out(work: Work, document: Order) -> Answer:
    """The order is carried out; returned is what whoever asked is told. Raises RefusedError."""
    act = KINDS.get(str(document.get("kind")))
    if act is None:
        raise RefusedError(
            "The running bot does not know this order.",
            remedy="Start it again with the Holdfast that is installed now.",
        )
    return act(work, document)
