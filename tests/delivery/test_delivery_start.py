"""A start with very much waiting: alerts first, everything in its order, and nothing read twice."""

import asyncio
from collections.abc import Callable, Collection
from typing import Any

import pytest

from bot.delivery import Lane
from bot.delivery.reading import PAGE
from bot.storage import Transaction, outbox
from tests.delivery.conftest import Post

MAYA, SAM, COACH = 1001, 1002, 2001
# More than is opened at once, so that a start takes several looks into the table.
MANY = 3 * PAGE


class SlowReader:
    """The real database; from the third look into the table on, a look waits for `gate`."""

    def __init__(self, post: Post) -> None:
        self.gate = asyncio.Event()
        self._real = post.database
        self._looks = 0
        self.run = post.database.run

    async def read(self, work: Callable[[Transaction], Any]) -> Any:
        self._looks += 1
        if self._looks > 2:
            await self.gate.wait()
        return await self._real.read(work)


@pytest.fixture
def slow(post: Post) -> SlowReader:
    made = SlowReader(post)
    begin = post.begin

    def begin_slowly(**options: Any) -> Any:
        real, post.database = post.database, made  # type: ignore[assignment]  # stands in for the real one
        try:
            return begin(**options)
        finally:
            post.database = real

    post.begin = begin_slowly  # type: ignore[method-assign]  # the fixture's whole point
    return made


async def begin(post: Post) -> None:
    """Start, without waiting for delivery to come to rest: it waits for the table."""
    post.delivery = post.begin()
    await post.delivery.start()


async def said(post: Post, many: int) -> list[str]:
    async with asyncio.timeout(5):
        while len(post.phone.calls) < many:  # noqa: ASYNC110 - nothing here can ring
            await asyncio.sleep(0.001)
    return post.phone.said


async def test_an_alert_that_waits_behind_thousands_of_reminders_leaves_before_they_are_read(
    post: Post, slow: SlowReader
) -> None:
    await post.keep(*(post.new(3000 + n, "reminder", Lane.NUDGE) for n in range(MANY)))
    await post.keep(post.new(COACH, "alert", Lane.CRISIS))
    await begin(post)

    assert await said(post, 1) == ["alert"]

    slow.gate.set()
    assert len(await said(post, 1 + MANY)) == 1 + MANY


async def test_words_of_before_the_stop_are_not_passed_by_newer_ones(post: Post, slow: SlowReader) -> None:
    await post.keep(*(post.new(SAM, f"reply {n}") for n in range(MANY)), post.new(MAYA, "before"))
    await begin(post)
    after = post.new(MAYA, "after")
    await post.keep(after)
    assert post.delivery is not None
    post.delivery.wake((after,))
    slow.gate.set()
    replies = await said(post, MANY + 2)

    assert replies.index("before") < replies.index("after")
    assert [one for one in replies if one.startswith("reply")] == [f"reply {n}" for n in range(MANY)]


async def test_to_look_through_the_table_again_opens_nothing_that_is_known(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    real = outbox.queued

    def counted(tx: Transaction, ids: Collection[int]) -> object:
        opened.extend(ids)
        return real(tx, ids)

    monkeypatch.setattr(outbox, "queued", counted)
    post.phone.gates[SAM] = asyncio.Event()
    waiting = [post.new(SAM, str(n)) for n in range(20)]
    await post.keep(*waiting)
    delivery = await post.start()
    assert sorted(opened) == [one.id for one in waiting]

    opened.clear()
    late = post.new(MAYA, "written by another process")
    await post.keep(late)
    delivery.wake()
    await post.watch.rest()

    assert opened == [late.id]
    assert post.phone.said == ["0", "written by another process"]
