"""What a kill, a full disk or a locked database may and may not do to messages."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from bot.delivery import Lane
from bot.errors import DatabaseUnavailableError
from bot.storage import Database, Transaction, outbox
from tests.delivery.conftest import Post

MAYA, SAM = 1001, 1002


class AwayDatabase:
    """The real database, which refuses for a while."""

    def __init__(self, real: Database) -> None:
        self.real = real
        self.away = False
        self.read = real.read

    async def run(self, work: Callable[[Transaction], Any], *, first: bool = False) -> Any:
        if self.away:
            raise DatabaseUnavailableError
        return await self.real.run(work, first=first)


@pytest.fixture
def away(post: Post) -> AwayDatabase:
    made = AwayDatabase(post.database)
    begin = post.begin

    def begin_away(**options: Any) -> Any:
        delivery = begin(**options)
        delivery._database = made  # type: ignore[assignment]  # stands in for the real one
        return delivery

    post.begin = begin_away  # type: ignore[method-assign]  # the fixture's whole point
    return made


async def test_a_message_is_never_sent_again_because_its_mark_could_not_be_written(
    post: Post, away: AwayDatabase
) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    await post.start()
    hello = post.new(MAYA, "hello")
    await post.send(hello)
    away.away = True
    post.phone.gates[MAYA].set()
    await post.watch.pass_by(200)
    assert await post.states(hello) == ["sending"]
    away.away = False
    await post.watch.pass_by(61)

    assert await post.states(hello) == ["sent"]
    assert post.phone.said == ["hello"]


async def test_nothing_is_sent_that_could_not_be_marked_before(post: Post, away: AwayDatabase) -> None:
    await post.start()
    away.away = True
    hello = post.new(MAYA, "hello", Lane.CRISIS)
    await post.send(hello)
    await post.watch.pass_by(100)
    assert post.phone.said == []
    away.away = False
    await post.watch.pass_by(61)

    assert post.phone.said == ["hello"]
    assert await post.states(hello) == ["sent"]


async def test_a_commit_by_somebody_else_ends_the_pause(post: Post, away: AwayDatabase) -> None:
    await post.start()
    away.away = True
    first = post.new(MAYA, "first")
    await post.send(first)
    await post.watch.pass_by(40)
    away.away = False
    await post.send(post.new(SAM, "second"))

    assert post.phone.said == ["first", "second"]


async def test_a_row_whose_commit_was_answered_by_silence_is_found_when_the_database_is_back(
    post: Post, away: AwayDatabase
) -> None:
    await post.start()
    away.away = True
    await post.send(post.new(MAYA, "handed over"))
    await post.keep(post.new(SAM, "committed, and nobody was told"))
    away.away = False
    await post.watch.pass_by(61)

    assert post.phone.said == ["handed over", "committed, and nobody was told"]


async def test_a_database_that_is_away_at_the_start_is_waited_for(post: Post, away: AwayDatabase) -> None:
    hello = post.new(MAYA, "hello")
    await post.keep(hello)
    away.away = True
    await post.start()
    away.away = False
    await post.watch.pass_by(2)

    assert post.phone.said == ["hello"]


async def test_a_mark_that_fails_stops_no_other(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    real = outbox.sent

    def sent(tx: Transaction, id: int, *rest: Any, **more: Any) -> None:
        if id == broken.id:
            raise ValueError("a bug")
        real(tx, id, *rest, **more)

    broken = post.new(MAYA, "broken")
    others = [post.new(chat, "fine") for chat in range(3000, 3010)]
    monkeypatch.setattr(outbox, "sent", sent)
    await post.start()
    await post.send(broken, *others)
    await post.watch.pass_by(10)

    assert await post.states(broken, *others) == ["sending", *["sent"] * 10]


async def test_rows_that_cannot_be_read_at_the_start_do_not_keep_new_ones_from_going(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queued(*_: object) -> object:
        raise ValueError("a spoilt row")

    await post.keep(post.new(SAM, "spoilt"))
    monkeypatch.setattr(outbox, "queued", queued)
    delivery = await post.start()
    delivery.wake()
    await post.watch.rest()
    await post.send(post.new(MAYA, "hello"))

    assert post.phone.said == ["hello"]


async def test_what_waits_at_the_start_is_sent(post: Post) -> None:
    waiting = [post.new(3000 + n, f"{n}") for n in range(1200)]
    await post.keep(*waiting)
    await post.start()

    assert set(await post.states(*waiting)) == {"sent"}
    assert len(post.phone.calls) == 1200


@pytest.mark.parametrize(
    ("lane", "state", "calls"),
    [
        (Lane.CRISIS, "sent", 1),
        (Lane.CASE, "sent", 1),
        (Lane.REPLY, "sent", 1),
        (Lane.NUDGE, "unknown", 0),
        (Lane.BULK, "unknown", 0),
    ],
)
async def test_a_row_found_sending_at_the_start_is_of_unknown_outcome(
    post: Post, lane: Lane, state: str, calls: int
) -> None:
    left = post.new(MAYA, "left behind", lane)
    await post.keep(left)
    at = post.clock.now()
    await post.database.run(lambda tx: outbox.sending(tx, [left.id], at))
    await post.start()
    await post.watch.pass_by(1)

    assert await post.states(left) == [state]
    assert len(post.phone.calls) == calls


async def test_stopping_waits_for_what_is_on_its_way(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    delivery = await post.start()
    hello, later = post.new(MAYA, "hello"), post.new(MAYA, "later")
    await post.send(hello, later)
    stopping = asyncio.create_task(delivery.stop())
    await post.watch.rest()
    post.phone.gates[MAYA].set()
    await stopping

    assert await post.states(hello, later) == ["sent", "queued"]


async def test_what_does_not_come_back_in_time_stays_in_doubt(post: Post) -> None:
    post.phone.gates[MAYA] = asyncio.Event()
    delivery = await post.start()
    hello = post.new(MAYA, "hello")
    await post.send(hello)
    await delivery.stop(seconds=0.01)

    assert await post.states(hello) == ["sending"]


async def test_two_lives_send_everything_once(post: Post) -> None:
    """Stopped and started again in the middle of a long list: nothing is lost, nothing comes twice."""
    rows = [post.new(3000 + n, str(n)) for n in range(60)]
    delivery = await post.start(pace=25)
    await post.send(*rows)
    await post.watch.pass_by(1)
    await delivery.stop()
    assert 0 < len(post.phone.calls) < 60
    await post.start(pace=25)
    await post.watch.until(lambda: len(post.phone.calls) == 60)

    assert sorted(post.phone.said, key=int) == [str(n) for n in range(60)]


async def test_a_row_that_no_key_opens_does_not_keep_its_neighbours_from_going(post: Post) -> None:
    spoilt, fine = post.new(SAM, "spoilt"), post.new(MAYA, "fine")
    in_doubt = post.new(SAM, "in doubt", Lane.CRISIS)
    await post.keep(spoilt, fine, in_doubt)
    at = post.clock.now()

    def spoil(tx: Transaction) -> None:
        outbox.sending(tx, [in_doubt.id], at)
        tx.execute(
            text("UPDATE outbox SET body = :junk WHERE id IN (:one, :other)"),
            {"junk": b"junk", "one": spoilt.id, "other": in_doubt.id},
        )

    await post.database.run(spoil)
    delivery = await post.start()

    assert post.phone.said == ["fine"]

    await post.keep(post.new(MAYA, "late"))
    delivery.wake()
    await post.watch.rest()

    assert post.phone.said == ["fine", "late"]
