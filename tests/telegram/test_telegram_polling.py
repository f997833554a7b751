"""No update is lost, none holds the others, and polling never ends but for a dead token."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.errors import MessengerError
from bot.telegram import Poller, Wire
from bot.turns.incoming import Arrival
from tests.telegram.conftest import Server, no, ok


class Enough(BaseException):
    """The test has seen what it wanted."""


class Hub:
    """Takes batches and pauses; ends polling after so many pauses or when told."""

    def __init__(self, wire: Wire) -> None:
        self.now = 0.0
        self.pauses: list[float] = []
        self.batches: list[list[int]] = []
        self.alarms: list[str] = []
        self.keep: Callable[[Sequence[Arrival]], bool] = lambda batch: True
        self.pauses_at_most = 1
        self.poller = Poller(
            wire,
            self._take,
            on_alarm=self._alarm,
            long_poll_seconds=0,
            stall_seconds=0.2,
            monotonic=lambda: self.now,
            pause=self._pause,
        )

    async def run(self) -> None:
        with pytest.raises(Enough):
            await self.poller.run()

    async def _take(self, batch: Sequence[Arrival]) -> bool:
        self.batches.append([one.update_id for one in batch])
        return self.keep(batch)

    async def _alarm(self, what: str) -> None:
        self.alarms.append(what)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        if len(self.pauses) >= self.pauses_at_most:
            raise Enough


def text_update(number: int, words: str = "hello", chat: int = 1001) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_770_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "Maya"},
            "text": words,
        },
    }


@pytest.fixture
def hub(wire: Wire) -> Hub:
    return Hub(wire)


STOP = no(500)  # ends a test: the hub stops at its first pause


async def test_the_offset_moves_only_after_the_batch_was_kept(server: Server, hub: Hub) -> None:
    offsets_when_taken: list[int] = []

    def keep(batch: Sequence[Arrival]) -> bool:
        offsets_when_taken.append(server.fields("getUpdates")[-1]["offset"])
        return True

    hub.keep = keep
    server.will("getUpdates", ok([text_update(7), text_update(8)]), ok([text_update(9)]), ok([]), STOP)
    await hub.run()

    assert hub.batches == [[7, 8], [9]]
    assert offsets_when_taken == [0, 9]
    assert [fields["offset"] for fields in server.fields("getUpdates")] == [0, 9, 10, 10]


def tap_update(number: int) -> dict[str, Any]:
    tap = {"id": "9", "from": {"id": 1001, "is_bot": False, "first_name": "Maya"}, "data": "1:a:1:good"}
    return {"update_id": number, "callback_query": tap}


async def test_a_tap_is_dated_only_when_it_cannot_have_waited_for_us(server: Server, hub: Hub) -> None:
    """What waited at Telegram while we were away is of nobody knows when; a message says so itself."""
    dated: list[tuple[int, bool]] = []

    def keep(batch: Sequence[Arrival]) -> bool:
        dated.extend((one.update_id, one.undated) for one in batch)
        return one_is_kept.pop(0)

    def after_a_long_silence(_: dict[str, Any]) -> Any:
        hub.now += 0.5
        return ok([tap_update(5)])

    def long_waited_for(_: dict[str, Any]) -> Any:
        hub.now += 25.0
        return ok([tap_update(6)])

    one_is_kept = [True, True, False, True, True, True]
    hub.keep = keep
    hub.pauses_at_most = 3
    server.will(
        "getUpdates",
        ok([tap_update(1)]),  # the first look after a start
        ok([text_update(2), tap_update(3)]),
        ok([tap_update(4)]),  # cannot be kept, and comes again
        ok([tap_update(4)]),
        no(429, "Too Many Requests: retry after 60", retry_after=60),
        after_a_long_silence,
        long_waited_for,
        STOP,
    )
    await hub.run()

    assert dated == [(1, False), (2, False), (3, True), (4, True), (4, False), (5, False), (6, True)]


async def test_what_was_not_kept_comes_again_with_what_is_new(server: Server, hub: Hub) -> None:
    waiting = [text_update(7)]

    def updates(fields: dict[str, Any]) -> Any:
        found = [one for one in waiting if one["update_id"] >= fields["offset"]]
        waiting.append(text_update(8))
        return ok(found)

    answers = iter([False, True])
    hub.keep = lambda batch: next(answers)
    hub.pauses_at_most = 2
    server.will("getUpdates", updates, updates, STOP)
    await hub.run()

    assert hub.batches == [[7], [7, 8]]
    assert hub.pauses[0] == 1.0
    assert [fields["offset"] for fields in server.fields("getUpdates")] == [0, 0, 9]


async def test_a_bug_in_keeping_loses_nothing(server: Server, hub: Hub) -> None:
    def keep(batch: Sequence[Arrival]) -> bool:
        if len(hub.batches) == 1:
            raise RuntimeError("a bug")
        return True

    hub.keep = keep
    hub.pauses_at_most = 2
    server.will("getUpdates", ok([text_update(7)]), ok([text_update(7)]), STOP)
    await hub.run()

    assert hub.batches == [[7], [7]]


async def test_an_odd_update_is_kept_like_any_other_and_holds_nobody(server: Server, hub: Hub) -> None:
    odd: list[Any] = [{"update_id": 7, "message": {"chat": "?"}}, "?", {"message": {}}, text_update(8)]
    server.will("getUpdates", ok(odd), STOP)
    await hub.run()

    assert hub.batches == [[7, 8]]
    assert server.fields("getUpdates")[-1]["offset"] == 9


async def test_network_faults_back_off_from_1_to_30_seconds_and_start_anew(server: Server, hub: Hub) -> None:
    bad = [no(500), (502, "<html>"), "close", "{", no(500), no(500), no(500)]
    server.will("getUpdates", *bad, ok([]), no(500))
    hub.pauses_at_most = 8
    await hub.run()

    assert hub.pauses == [1, 2, 4, 8, 16, 30, 30, 1]


async def test_telegram_is_not_asked_before_it_said(server: Server, hub: Hub) -> None:
    server.will("getUpdates", no(429, "Too Many Requests", retry_after=17))
    await hub.run()

    assert hub.pauses == [17]


async def test_a_second_poller_is_waited_out_and_an_alarm_given_once_after_a_minute(
    server: Server, hub: Hub
) -> None:
    words = "Conflict: terminated by other getUpdates request"
    server.will("getUpdates", no(409, words))
    hub.pauses_at_most = 30
    await hub.run()

    assert set(hub.pauses) == {5.0}
    assert hub.alarms == ["conflict"]


async def test_a_short_conflict_after_a_deploy_alarms_nobody(server: Server, hub: Hub) -> None:
    twelve = [no(409, "Conflict")] * 12
    server.will("getUpdates", *twelve, ok([]), *twelve, STOP)
    hub.pauses_at_most = 25
    await hub.run()

    assert hub.alarms == []


async def test_a_forgotten_webhook_is_taken_away_and_what_waits_is_kept(server: Server, hub: Hub) -> None:
    words = "Conflict: can't use getUpdates method while webhook is active"
    server.will("getUpdates", no(409, words))
    await hub.run()

    assert server.fields("deleteWebhook") == [{"drop_pending_updates": False}]


@pytest.mark.parametrize("status", [401, 404])
async def test_a_dead_token_ends_the_bot_only_when_it_is_confirmed(
    server: Server, hub: Hub, status: int
) -> None:
    server.will("getUpdates", no(status, "Unauthorized"))
    server.will("getMe", ok({"id": 1, "username": "holdfast_bot"}))
    await hub.run()
    assert hub.pauses == [1.0]

    server.will("getMe", no(status, "Unauthorized"))
    with pytest.raises(MessengerError) as caught:
        await hub.poller.run()
    assert "test-token" not in str(caught.value)


async def test_a_connection_that_died_in_silence_is_dropped_and_begun_again(server: Server, hub: Hub) -> None:
    server.will("getUpdates", "hang", ok([text_update(7)]), STOP)
    hub.pauses_at_most = 2
    await asyncio.wait_for(hub.run(), timeout=5)

    assert hub.batches == [[7]]
    assert hub.poller.last_ok is not None


async def test_only_what_is_used_is_asked_for(server: Server, hub: Hub) -> None:
    server.will("getUpdates", STOP)
    await hub.run()

    asked = server.fields("getUpdates")[0]
    assert asked["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert asked["limit"] == 100


async def test_a_cancelled_poller_leaves_at_once(server: Server, wire: Wire) -> None:
    async def keep(_: Sequence[Arrival]) -> bool:
        return True

    server.will("getUpdates", "hang")
    polling: asyncio.Task[None] = asyncio.create_task(Poller(wire, keep, long_poll_seconds=30).run())
    await server.arrived.wait()
    polling.cancel()

    with pytest.raises(asyncio.CancelledError):
        await polling
