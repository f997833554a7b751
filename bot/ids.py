"""Time-ordered 63-bit ids, made before the insert because they are bound into field encryption.

41 bits of milliseconds since 2026, 22 bits that count up from a random start within each millisecond:
sortable, unique in one process, and two processes meet by chance less than once in four million rows
of the same millisecond.
"""

import secrets
import threading
from datetime import UTC, datetime

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
COUNTER_BITS = 22
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Ids:
    """Hands out ids. Thread-safe; never repeats within a process, even when the clock stands still."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def new(self, at: datetime) -> int:
        """Return an id whose high bits are the milliseconds of `at` (aware UTC), above all before it."""
        milliseconds = max(0, int((at - EPOCH).total_seconds() * 1000))
        candidate = (milliseconds << COUNTER_BITS) | secrets.randbits(COUNTER_BITS - 2)
        with self._lock:
            self._last = candidate if candidate > self._last else self._last + 1
            return self._last


def to_base62(number: int) -> str:
    """Return `number` (0 or more) in base 62: digits, capitals, small letters. Used in button data."""
    if number < 0:
        raise ValueError("ids are not negative")
    digits = ""
    while number >= 62:
        number, rest = divmod(number, 62)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits


def from_base62(text: str) -> int:
    """Return the number that `to_base62` wrote; raises ValueError for anything else."""
    if not text or len(text) > 11:
        raise ValueError("not a base 62 id")
    number = 0
    for digit in text:
        number = number * 62 + _DIGITS.index(digit)
    if number >= 2**63:
        raise ValueError("no id is so large")
    return number
