"""Orders for a running bot, which alone writes its SQLite file: a request beside the file, and an answer.

An order and its answer are plain documents that JSON can hold; what they mean is for others. Whoever asks
holds a lock on the request while waiting, so that one left behind by a process that died is never carried
out. Taking the request away decides who had it: the bot, or whoever got tired of waiting.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from bot.errors import RefusedError, StorageError

# The running bot looks every second; a load of many scripts takes a few more.
TAKEN_WITHIN_SECONDS: Final = 10.0
DONE_WITHIN_SECONDS: Final = 30.0
LOOK_EVERY_SECONDS: Final = 0.05


class Asked(NamedTuple):
    """An order somebody waits for; `number` finds the answer its way."""

    number: str
    document: dict[str, Any]


class Counter:
    """Both sides of the hand-over for one database file."""

    def __init__(self, database: Path) -> None:
        self._request = database.with_name(database.name + ".request")
        self._taken = database.with_name(database.name + ".request.taken")
        self._answer = database.with_name(database.name + ".answer")

    def take(self) -> Asked | None:
        """Return what somebody asks for and waits for; None when there is nothing."""
        if not self._request.exists():
            return None
        try:
            self._request.rename(self._taken)
            with self._taken.open("rb") as file:
                self._taken.unlink()
                if not _is_waited_for(file.fileno()):
                    return None
                document = json.loads(file.read())
        except (OSError, ValueError):
            return None  # gone meanwhile, or not ours to read: whoever asked is told that nobody answered
        order = document.get("order")
        return Asked(str(document.get("number", "")), order if isinstance(order, dict) else {})

    def done(self, number: str, answer: Mapping[str, Any]) -> None:
        """Whoever asked learns what came of it."""
        self._say({"number": number, "done": dict(answer)})

    def refuse(self, number: str, why: Exception) -> None:
        """Whoever asked learns why it was not done."""
        self._say({"number": number, "refused": str(why), "remedy": getattr(why, "remedy", "")})

    def ask(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the running bot made of the order; blocks. Raises RefusedError, StorageError."""
        number = secrets.token_hex(8)
        self._answer.unlink(missing_ok=True)
        mine = self._request.with_name(f"{self._request.name}.{number}")
        with _private(mine) as file:
            try:
                json.dump({"number": number, "order": dict(document)}, file)
                file.flush()
                fcntl.flock(file.fileno(), fcntl.LOCK_EX)
                self._put(mine)
            finally:
                mine.unlink(missing_ok=True)
            return self._wait_for(number)

    def _put(self, mine: Path) -> None:
        try:
            os.link(mine, self._request)
        except FileExistsError:
            with suppress(OSError), self._request.open("rb") as before:
                if not _is_waited_for(before.fileno()):
                    self._request.unlink()
                    os.link(mine, self._request)
                    return
            raise RefusedError(
                "Somebody else has an order for the running bot at this moment.",
                remedy="Try again in a minute.",
            ) from None

    def _wait_for(self, number: str) -> dict[str, Any]:
        began = time.monotonic()
        taken = False
        while True:
            answer = self._read_answer(number)
            if answer is not None:
                return answer
            waited = time.monotonic() - began
            if not taken and waited > TAKEN_WITHIN_SECONDS:
                with suppress(FileNotFoundError):
                    self._request.unlink()
                    raise StorageError(
                        "The running bot did not take this up. Nothing was changed.",
                        remedy="See whether it runs as the same user, and whether it hangs.",
                    )
                taken = True
            if waited > DONE_WITHIN_SECONDS:
                raise StorageError(
                    "The running bot took this up and did not answer.",
                    remedy="Look whether it was done before you ask again: `python -m bot history` shows"
                    " publications, `python -m bot audit show` the rest.",
                )
            time.sleep(LOOK_EVERY_SECONDS)

    def _read_answer(self, number: str) -> dict[str, Any] | None:
        try:
            answer: dict[str, Any] = json.loads(self._answer.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if answer.get("number") != number:
            return None
        self._answer.unlink(missing_ok=True)
        if "refused" in answer:
            raise RefusedError(str(answer["refused"]), remedy=str(answer.get("remedy", "")))
        return dict(answer["done"])

    def _say(self, document: dict[str, Any]) -> None:
        mine = self._answer.with_name(f"{self._answer.name}.{document['number']}")
        with _private(mine) as file:
            json.dump(document, file)
        mine.replace(self._answer)


def _private(path: Path) -> IO[str]:
    """Return the new file, open for writing; only its owner can read it."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "w")


def _is_waited_for(file: int) -> bool:
    """Return whether whoever made the request still holds its lock."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
