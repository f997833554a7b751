"""Nothing that names a person or speaks for them stands in a log, an exception, or readable in the file."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.trouble import Trouble
from tests.overhearing import Ear, listening, marks_in, readable
from tests.world import answer

NAME = "Quillomena"
WORDS = "my marmalade submarine"
ANSWER = "the heliotrope accordion"
RELAYED = "a velvet trombone for you"
CHAT = 7_318_264_950_173
ALIAS = "Zephyrinox"  # the first name given to Telegram
MARKS = (NAME, "marmalade", "heliotrope", "velvet trombone", str(CHAT), ALIAS)


@pytest.fixture
def ear() -> Iterator[Ear]:
    with listening() as heard:
        yield heard


async def test_nothing_personal_is_logged_raised_or_readable_in_the_file(
    trouble: Trouble, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.1)
    ear.listen_to_loop()
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
    await trouble.breaks(phone, name=NAME, words=WORDS)
    await trouble.stop_bot()

    assert len(ear.lines) > 20
    assert marks_in(MARKS, ear.everything) == []
    assert trouble.sim.token not in "\n".join(ear.lines)
    assert readable(MARKS, [CHAT], trouble.folder) == []
    assert phone.shows(NAME)  # the marks were really there
    assert not trouble.sam.shows("marmalade")  # closed, and gone from her screen


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
