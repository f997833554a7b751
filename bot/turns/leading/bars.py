"""Spans and bars that fit on a line of a phone, in signs every language reads."""

from datetime import timedelta

# Blocks of the longest bar: with a time and a count beside it, a line still fits a narrow phone.
LONGEST_BAR = 6
BLOCK = "▇"
THIN = "▏"

# The longest bar stands for at least this: where all are answered in seconds, none looks long.
LEAST = timedelta(minutes=1)

_MINUTE, _HOUR, _DAY = 60, 3600, 86400  # seconds


def bar(span: timedelta | None, longest: timedelta) -> str:
    """Return a bar as long as `span` is of `longest`; what is there never looks like nothing."""
    if span is None:
        return THIN
    return BLOCK * round(LONGEST_BAR * (span / max(longest, LEAST))) or THIN


def short_span(span: timedelta) -> str:
    """Return "45 s", "4 min", "2 h 10 min" or "3 d": whole units, the smaller part cut off."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < _DAY:
        minutes = seconds % _HOUR // _MINUTE
        return f"{seconds // _HOUR} h {minutes} min" if minutes else f"{seconds // _HOUR} h"
    return f"{seconds // _DAY} d"
