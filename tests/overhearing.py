"""What a programme says where nobody should read of people: logs, exceptions, both outputs, file names."""

import asyncio
import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from bot.commands.logs import EventLines

ORDERS: tuple[Literal["big"], Literal["little"]] = ("big", "little")


class Ear(logging.Handler):
    """Keeps every line as it would be written, of every level, and what every exception on its way held."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(EventLines())
        self.lines: list[str] = []
        self.raised: list[str] = []
        self.unhandled: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if record.name.startswith("bot"):
            self.lines.append(record.getMessage() + repr(vars(record)))
        if record.exc_info and record.exc_info[1] is not None:
            self.raised.append("".join(traceback.format_exception(record.exc_info[1])))

    def listen_to_loop(self) -> None:
        """Hear what no task caught, too."""
        asyncio.get_running_loop().set_exception_handler(lambda _, context: self.unhandled.append(context))

    @property
    def everything(self) -> str:
        """Return all that was heard."""
        return "\n".join([*self.lines, *self.raised, *(repr(context) for context in self.unhandled)])


@contextmanager
def listening() -> Iterator[Ear]:
    """Hear every logger at its lowest level."""
    root = logging.getLogger()
    before, ear = root.level, Ear()
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    # The simulator stands in for Telegram and the phones: what it knows is not ours to hide.
    simulator = logging.getLogger("bot.simulator")
    was = simulator.disabled
    simulator.disabled = True
    try:
        yield ear
    finally:
        simulator.disabled = was
        root.setLevel(before)
        root.removeHandler(ear)


def marks_in(marks: Iterable[str], where: str) -> list[str]:
    """Return the marks that stand in these words, in whatever case."""
    low = where.casefold()
    return [mark for mark in marks if mark.casefold() in low]


def readable(marks: Iterable[str], numbers: Iterable[int], folder: Path) -> list[str]:
    """Return the marks and numbers that anybody can read in the files of a folder, or in their names."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    contents = b"\n".join(file.read_bytes() for file in files)
    low = contents.lower()
    found = [mark for mark in marks if mark.casefold().encode() in low]
    for number in numbers:
        sizes = [size for size in (5, 6, 8) if number < 1 << 8 * size]
        written = [
            str(number).encode(),
            *(number.to_bytes(size, order) for size in sizes for order in ORDERS),
        ]
        found += [str(number)] if any(one in contents for one in written) else []
    return found + marks_in([*marks, *map(str, numbers)], "\n".join(str(file.name) for file in files))
