"""The one place that reads the clock.

`now()` is wall time and can be warped (demo, tests, rehearsal). Pacing, long polls and holds use the
event loop's own time and are never warped.
"""

from datetime import UTC, datetime, timedelta


class Clock:
    """Wall time, aware UTC, moved forward by `warp`. One instance is made by the composition root."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Return aware UTC, whole microseconds."""
        return datetime.now(UTC) + self._ahead

    def warp(self, by: timedelta) -> None:
        """Move wall time forward by `by`. Never back: rows already written would be in the future."""
        if by < timedelta(0):
            raise ValueError("time can only be moved forward")
        self._ahead += by
