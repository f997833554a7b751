"""What is to leave the screens leaves them, as long as Telegram lets a bot delete; the rows stay."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import Clearing, Deletion
from bot.delivery.clearing import ROWS_AT_ONCE
from bot.errors import DatabaseUnavailableError
from bot.storage import Transaction, outbox, received
from bot.storage.outbox import NewMessage
from tests.delivery.conftest import Post

MAYA, SAM = 1001, 1002
DAY = timedelta(days=1)


@pytest.fixture
def clearing(post: Post) -> Clearing:
    return Clearing(post.database, post.phone, post.clock, every=0.01)


def on_screen(post: Post, chat: int, message_id: int, **more: object) -> NewMessage:
    """Return a message that was sent just now and is to leave the screen at once."""
    row = post.new(chat, "words", state="sent", message_id=message_id, sent_at=post.clock.now())
    return replace(row, clear_after=timedelta(0), **more)  # type: ignore[arg-type]  # fields of NewMessage


async def wrote(post: Post, chat: int, message_id: int) -> None:
    """Let somebody have sent us a message that is to leave the screen now."""
    at = post.clock.now()

    def add(tx: Transaction) -> None:
        received.add(tx, id=post.ids.new(at), chat=chat, message_id=message_id, at=at, clear_at=at)

    await post.database.run(add)


async def due(post: Post) -> list[int]:
    """Return the numbers of the messages that still are to leave a screen."""

    def look(tx: Transaction) -> list[int]:
        now = post.clock.now()
        return [row.message_id for row in (*outbox.to_clear(tx, now), *received.to_clear(tx, now))]

    return sorted(await post.database.read(look))


async def test_both_sides_messages_leave_chat_by_chat_and_the_rows_stay(
    post: Post, clearing: Clearing
) -> None:
    row = on_screen(post, MAYA, 5)
    await post.keep(row, on_screen(post, SAM, 7))
    await wrote(post, MAYA, 4)
    await clearing.look()

    assert post.phone.deleted == [(MAYA, (4, 5)), (SAM, (7,))]
    assert await due(post) == []
    assert (await post.row(row)).state == "sent"


async def test_what_is_due_later_stays_until_then(post: Post, clearing: Clearing) -> None:
    await post.keep(replace(on_screen(post, SAM, 7), clear_after=timedelta(hours=44)))
    await clearing.look()
    early = list(post.phone.deleted)
    post.clock.warp(timedelta(hours=44))
    await clearing.look()

    assert early == []
    assert post.phone.deleted == [(SAM, (7,))]


async def test_a_line_that_was_away_is_tried_again_until_telegram_no_longer_deletes(
    post: Post, clearing: Clearing
) -> None:
    told: list[Mapping[int, int]] = []

    async def on_kept(kept: Mapping[int, int]) -> None:
        told.append(kept)

    clearing.on_kept = on_kept
    await post.keep(on_screen(post, MAYA, 5))
    post.phone.deletions = [Deletion(later=(5,)), Deletion(later=(5,))]
    await clearing.look()
    post.clock.warp(DAY)
    await clearing.look()
    waiting = await due(post)
    post.clock.warp(DAY)
    await clearing.look()

    assert waiting == [5]
    assert len(post.phone.deleted) == 2, "after two days it is not even asked for"
    assert told == [{MAYA: 1}]
    assert await due(post) == []


async def test_what_telegram_never_deletes_is_told_and_not_tried_again(
    post: Post, clearing: Clearing
) -> None:
    told: list[Mapping[int, int]] = []

    async def on_kept(kept: Mapping[int, int]) -> None:
        told.append(kept)

    clearing.on_kept = on_kept
    await post.keep(on_screen(post, MAYA, 5), on_screen(post, MAYA, 6))
    post.phone.deletions = [Deletion(kept=(5,))]
    await clearing.look()
    await clearing.look()

    assert told == [{MAYA: 1}]
    assert post.phone.deleted == [(MAYA, (5, 6))]


async def test_more_than_fits_in_one_look_is_cleared_too(post: Post, clearing: Clearing) -> None:
    await post.keep(*(on_screen(post, MAYA, number) for number in range(1, ROWS_AT_ONCE + 3)))
    await clearing.look()

    assert sum(len(ids) for _, ids in post.phone.deleted) == ROWS_AT_ONCE + 2
    assert await due(post) == []


async def test_it_clears_when_it_is_woken_and_outlives_a_look_that_failed(
    post: Post, clearing: Clearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, faults = outbox.to_clear, [DatabaseUnavailableError(), ValueError("a bug")]

    def to_clear(tx: Transaction, *rest: int) -> object:
        if faults:
            raise faults.pop()
        return real(tx, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(outbox, "to_clear", to_clear)
    await clearing.start()
    await post.keep(on_screen(post, MAYA, 5))
    clearing.wake()
    async with asyncio.timeout(10):
        while clearing.waiting or await due(post):  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0)
    await clearing.stop()

    assert post.phone.deleted == [(MAYA, (5,))]
    assert faults == []
