"""What a log line may hold, whatever is handed to the logger."""

import json
import logging
import sys

from bot.commands.logs import EventLines


def line(name: str, message: str, **extra: object) -> dict[str, object]:
    record = logging.getLogger(name).makeRecord(
        name, logging.ERROR, "f.py", 1, message, (), None, extra=extra
    )
    found: dict[str, object] = json.loads(EventLines().format(record))
    return found


def test_an_event_of_ours_keeps_its_name_and_its_ids() -> None:
    said = line("bot.turns.turns", "turn_failed", update=12, error="KeyError")

    assert (said["event"], said["update"], said["error"], said["level"]) == (
        "turn_failed",
        12,
        "KeyError",
        "error",
    )


def test_a_field_that_is_not_on_the_list_is_not_written() -> None:
    said = line("bot.turns.turns", "turn_failed", words="I want to tell you", chat=7318264950)

    assert "tell you" not in json.dumps(said)
    assert "7318264950" not in json.dumps(said)


def test_what_a_library_says_is_not_written() -> None:
    said = line("aiohttp.client", "POST /bot123:secret/sendMessage I want to tell you")

    assert said["event"] == "aiohttp.client"
    assert "tell you" not in json.dumps(said)


def test_of_an_exception_only_the_kind_is_written() -> None:
    try:
        raise ValueError("I want to tell you")
    except ValueError:
        record = logging.getLogger("bot").makeRecord("bot", logging.ERROR, "f.py", 1, "x", (), sys.exc_info())
    said = EventLines().format(record)

    assert "ValueError" in said
    assert "tell you" not in said
