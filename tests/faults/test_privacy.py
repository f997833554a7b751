"""Nothing that names a person or speaks for them stands in a log, an exception, or readable in the file."""

import asyncio
import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from bot.commands.logs import EventLines
from tests.faults.trouble import Trouble, in_any_file
from tests.world import answer

NAME = "Quillomena"
WORDS = "my marmalade submarine"
ANSWER = "the heliotrope accordion"
RELAYED = "a velvet trombone for you"
CHAT = 7_318_264_950_173
ALIAS = "Zephyrinox"  # the first name given to Telegram
MARKS = (NAME, "marmalade", "heliotrope", "velvet trombone", str(CHAT), ALIAS)


class Ear(logging.Handler):
    """Keeps every line as it would be written, and everything that an exception on its way held."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(EventLines())
        self.lines: list[str] = []
        self.raised: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if record.name.startswith("bot"):
            self.lines.append(record.getMessage() + repr(vars(record)))
        if record.exc_info and record.exc_info[1] is not None:
            self.raised.append("".join(traceback.format_exception(record.exc_info[1])))


@pytest.fixture
def ear() -> Iterator[Ear]:
    root = logging.getLogger()
    before, handler = root.level, Ear()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # The simulator stands in for Telegram and the phones: what it knows is not ours to hide.
    simulator = logging.getLogger("bot.simulator")
    was = simulator.disabled
    simulator.disabled = True
    yield handler
    simulator.disabled = was
    root.setLevel(before)
    root.removeHandler(handler)


async def test_nothing_personal_is_logged_raised_or_readable_in_the_file(
    trouble: Trouble, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.1)
    unhandled: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: unhandled.append(context))
    phone = trouble.sim.phone(ALIAS, CHAT, "en")

    await trouble.welcomed(phone, name=NAME)
    await trouble.to_check_in(phone)
    assert phone.last is not None
    await answer(phone, phone.last.labels[0])
    await answer(phone, "Going well")
    await answer(phone, "3")
    await answer(phone, "No")
    await answer(phone, ANSWER)
    await answer(phone, WORDS)
    await relay(trouble, phone)
    await break_things(trouble, phone)
    await trouble.settled()
    await trouble.stop_bot()

    assert len(ear.lines) > 20
    said = "\n".join([*ear.lines, *ear.raised, *(repr(context) for context in unhandled)])
    assert [mark for mark in MARKS if mark in said] == []
    assert trouble.sim.token not in "\n".join(ear.lines)
    readable = [mark for mark in MARKS if in_any_file(trouble.folder, mark.encode())]
    assert readable == []
    numbers = [CHAT.to_bytes(size, order) for size in (6, 8) for order in ("big", "little")]
    assert not any(in_any_file(trouble.folder, number) for number in numbers)
    assert phone.shows(NAME)  # the marks were really there
    assert trouble.sam.shows("marmalade")


async def relay(trouble: Trouble, phone: Any) -> None:
    """A person is asked for, the case is opened and taken, words go both ways, the case is closed."""
    phone.write("person")
    await trouble.sam.see("urgent")
    trouble.sam.tap("Open")
    await trouble.sam.see("In the hands of")
    trouble.sam.tap("I have it")
    await trouble.sam.see("You have")
    phone.write(WORDS)
    await trouble.sam.see("marmalade")
    trouble.sam.write(RELAYED)
    await phone.see("velvet trombone")
    trouble.sam.tap("Close")
    await trouble.sam.see("How did it go")
    trouble.sam.tap("We talked")
    await phone.see("has ended this talk")


async def break_things(trouble: Trouble, phone: Any) -> None:
    """Poison, a broken conversation, a refused message, a locked database and a crisis in the midst of it."""
    nonsense = {"message": {"chat": {"id": CHAT}, "from": {"first_name": NAME}, "text": [WORDS]}}
    trouble.sim.push_raw(nonsense)
    await phone.see("It is nothing you did")
    trouble.sim.faults.add("bad_json", method="sendMessage", chat=CHAT)
    trouble.sim.faults.add("500", method="sendMessage", chat=CHAT)
    phone.write(WORDS)
    await phone.see("")
    with trouble.locked_database():
        phone.write(f"I want to die {WORDS}")
        await trouble.sam.see("not yet recorded")
    await trouble.sam.see("CRISIS")
    await trouble.settled()
    await trouble.corrupt(phone)
    phone.write(WORDS)
    await phone.see("It is nothing you did")
    phone.block()
    await trouble.settled()
