"""One row that no key opens hides no other."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from bot.errors import StorageError
from bot.storage.transaction import Transaction

T = TypeVar("T")


def without_spoilt(
    tx: Transaction, rows: Iterable[tuple[Any, ...]], opened: Callable[[Transaction, tuple[Any, ...]], T]
) -> Iterator[T]:
    """Yield what `opened` makes of each row, in order, and pass by a row that it cannot read."""
    for row in rows:
        try:
            yield opened(tx, row)
        except StorageError:
            continue
