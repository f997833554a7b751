"""What is heard whatever is open, when somebody writes just that: in every language, without accents."""

from typing import Final

from bot.engine import fold

ANOTHER_COACH: Final = frozenset(
    (
        "another coach", "a different coach", "different coach", "change my coach", "new coach",
        "i want another coach", "i would like another coach", "i want a different coach",
        "i would like a different coach", "i want a new coach", "can i have another coach",
        "otra persona", "otro coach", "otra coach", "cambiar de coach", "quiero otro coach",
        "quiero otra coach", "quiero otra persona", "me gustaria otra persona", "quiero cambiar de coach",
        "otra persona de apoyo", "quiero otra persona de apoyo", "me gustaria otra persona de apoyo",
        "me gustaria hablar con otra persona", "quiero hablar con otra persona",
    )
)  # fmt: skip
NOT_RIGHT: Final = frozenset(
    (
        "something was not right", "something wasn t right", "something wasn't right",
        "something is not right", "something isn't right", "that was not right", "that wasn't right",
        "i want to complain", "complaint", "i have a complaint",
        "algo no estuvo bien", "algo no esta bien", "eso no estuvo bien", "quiero quejarme", "queja",
        "tengo una queja", "quiero poner una queja",
    )
)  # fmt: skip
_ANOTHER, _RIGHT = (frozenset(fold(one) for one in phrases) for phrases in (ANOTHER_COACH, NOT_RIGHT))


def asks_for_another(words: str) -> bool:
    """Return whether these words, alone, ask for another coach."""
    return fold(words) in _ANOTHER


def was_not_right(words: str) -> bool:
    """Return whether these words, alone, say that something was not right."""
    return fold(words) in _RIGHT
