"""Files that people sent, fetched from the stand-in and from a server that is in trouble."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.simulator import Simulator
from bot.telegram import TelegramArchive, Wire
from bot.turns.fetching import Fetched, NotGiven, NotNow, TooLarge
from tests.telegram.conftest import Server, no, ok

WORDS = b"format: 1\nscript: hello\n"


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    made = Simulator(lambda: datetime(2027, 1, 1, tzinfo=UTC), limits=False)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def archive(sim: Simulator) -> AsyncIterator[TelegramArchive]:
    wire = Wire(sim.token, sim.url)
    yield TelegramArchive(wire)
    await wire.close()


def sent(sim: Simulator, content: bytes, name: str = "hello.yaml") -> str:
    phone = sim.phone("Eva", 7, "en")
    phone.send_document(name, content)
    file_id = phone.screen[-1].file_id
    assert file_id is not None
    return file_id


async def test_a_file_comes_whole(sim: Simulator, archive: TelegramArchive) -> None:
    assert await archive.fetch(sent(sim, WORDS), 1000) == Fetched(content=WORDS)


async def test_a_file_of_just_the_size_comes_and_one_byte_more_does_not(
    sim: Simulator, archive: TelegramArchive
) -> None:
    file_id = sent(sim, WORDS)

    assert await archive.fetch(file_id, len(WORDS)) == Fetched(content=WORDS)
    assert await archive.fetch(file_id, len(WORDS) - 1) == TooLarge()


async def test_an_odd_name_is_no_way_around_the_address(sim: Simulator, archive: TelegramArchive) -> None:
    assert await archive.fetch(sent(sim, WORDS, "a b?#%2e.yaml"), 1000) == Fetched(content=WORDS)


async def test_a_file_that_telegram_no_longer_has_is_not_given(archive: TelegramArchive) -> None:
    assert await archive.fetch("gone", 1000) == NotGiven()


async def test_a_file_larger_than_telegram_gives_is_too_large(
    sim: Simulator, archive: TelegramArchive
) -> None:
    assert await archive.fetch(sent(sim, bytes(20 * 1024 * 1024 + 1)), 10**9) == TooLarge()


async def test_a_network_that_is_down_is_tried_again_later(sim: Simulator, archive: TelegramArchive) -> None:
    file_id = sent(sim, WORDS)
    await sim.cut()
    away = await archive.fetch(file_id, 1000)
    await sim.mend()

    assert away == NotNow()
    assert await archive.fetch(file_id, 1000) == Fetched(content=WORDS)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (no(429, "Too Many Requests: retry after 3", retry_after=3), NotNow()),
        (no(500, "Internal Server Error"), NotNow()),
        (no(400, "Bad Request: invalid file_id"), NotGiven()),
        (ok({"file_id": "x"}), NotGiven()),
        (ok({"file_id": "x", "file_path": "documents/nowhere.yaml"}), NotGiven()),
        (ok({"file_id": "x", "file_size": 5000, "file_path": "documents/a.yaml"}), TooLarge()),
    ],
)
async def test_what_getfile_says_is_one_of_four_things(
    server: Server, answer: object, outcome: object
) -> None:
    server.will("getFile", answer)  # type: ignore[arg-type]  # either of its two shapes
    wire = Wire("1:test-token", server.url)

    found = await TelegramArchive(wire).fetch("x", 1000)
    await wire.close()

    assert found == outcome
