"""Heavy work in a process of its own: done in order, ended when it hangs, begun again when it died."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.turns.editing.backroom import Backroom, WorkFailedError


def add(one: int, other: int) -> int:
    return one + other


def fail(words: str) -> None:
    raise ValueError(words)


def die() -> None:
    os._exit(3)


def number_of_process() -> int:
    return os.getpid()


def hang() -> None:
    time.sleep(60)


@pytest.fixture
async def room() -> AsyncIterator[Backroom]:
    made = Backroom(longest=20)
    yield made
    made.close()


async def test_work_is_done_beside_the_loop(room: Backroom) -> None:
    found = await asyncio.gather(*(room.do(add, number, 1) for number in range(5)))

    assert found == [1, 2, 3, 4, 5]


async def test_what_went_wrong_is_told_by_its_name_alone(room: Backroom) -> None:
    with pytest.raises(WorkFailedError, match=r"^ValueError$"):
        await room.do(fail, "I drank")

    assert await room.do(add, 1, 1) == 2


async def test_a_process_that_dies_is_begun_again(room: Backroom) -> None:
    with pytest.raises(WorkFailedError):
        await room.do(die)

    assert await room.do(add, 1, 1) == 2


async def test_work_that_never_ends_is_ended() -> None:
    room = Backroom(longest=0.2)
    with pytest.raises(WorkFailedError, match="too long"):
        await room.do(hang)
    room.close()

    with pytest.raises(WorkFailedError, match="closed"):
        await room.do(add, 1, 1)


PROGRAM = """
import asyncio
from bot.turns.editing.backroom import Backroom
from tests.turns.editing.test_editing_backroom import hang, number_of_process

async def work():
    room = Backroom()
    print(await room.do(number_of_process), flush=True)
    await room.do(hang)

if __name__ == "__main__":
    asyncio.run(work())
"""


def is_running(process: int) -> bool:
    """Return whether it still does anything: one that nobody has buried yet does not."""
    told = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
        return not told.exists() or ") Z " not in told.read_text()
    except OSError:
        return False


def test_a_killed_program_takes_its_process_along(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    ) as program:
        assert program.stdout is not None
        other = int(program.stdout.readline())
        program.kill()
    ends = time.monotonic() + 20
    while is_running(other) and time.monotonic() < ends:
        time.sleep(0.02)

    assert not is_running(other)


async def test_closing_ends_what_is_under_way() -> None:
    room = Backroom(longest=20)
    under_way = asyncio.ensure_future(room.do(hang))
    await asyncio.sleep(0)
    while room._pipe is None:  # noqa: ASYNC110  # its process has not begun yet
        await asyncio.sleep(0.01)
    began = time.monotonic()
    room.close()

    with pytest.raises(WorkFailedError):
        await under_way
    assert time.monotonic() - began < 10
