"""Logs are events with ids: one JSON line each, never a text, a name, an answer or a chat.

A field that is not on the list below is not written, whatever some code hands to the logger; neither are
messages of exceptions, because a library may put a person's words into them.
"""

import json
import logging
import sys
from datetime import UTC, datetime

# Fields that may be written: ids that mean nothing outside the database, counts, and words from our code.
WRITTEN = frozenset(
    {
        "update", "updates", "timer", "conversation", "case", "member", "row", "rows", "lane", "kind", "what",
        "outcome", "reason", "error", "seconds", "tries", "bundle", "count",
    }
)  # fmt: skip


class EventLines(logging.Formatter):
    """Writes {"at", "level", "event", ids...}."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON line. Only our own events keep their words."""
        ours = record.name.startswith("bot")
        event = record.msg if ours and isinstance(record.msg, str) else record.name
        fields = {name: value for name, value in vars(record).items() if name in WRITTEN}
        if record.exc_info and record.exc_info[0] is not None:
            fields["error"] = record.exc_info[0].__name__
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps(
            {"at": at, "level": record.levelname.lower(), "event": event, **fields}, default=str
        )


def log_to_stderr(level: str) -> None:
    """Write events of `level` and above to stderr from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(EventLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in ("apscheduler", "asyncio", "aiohttp", "uvicorn", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
