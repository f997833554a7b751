"""Telegram's speed limits, on a clock that the test moves."""

import pytest

from bot.simulator.chats import Chat
from bot.simulator.pace import Pace
from bot.simulator.refusals import RefusedError


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def person(number: int) -> Chat:
    return Chat({"id": number, "type": "private"}, {"id": number})


def group(number: int) -> Chat:
    return Chat({"id": number, "type": "supergroup"}, None)


def passed(pace: Pace, chat: Chat, tries: int) -> int:
    """Return how many of so many tries at one moment pass."""
    done = 0
    for _ in range(tries):
        try:
            pace.admit(chat)
        except RefusedError:
            continue
        done += 1
    return done


def test_one_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    seconds = Seconds()
    pace = Pace(seconds, chat_burst=3)
    assert passed(pace, person(1), 10) == 3
    seconds.now = 1.0
    assert passed(pace, person(1), 10) == 1
    seconds.now = 60.0

    assert passed(pace, person(1), 10) == 3


def test_all_chats_together_take_thirty_a_second() -> None:
    seconds = Seconds()
    pace = Pace(seconds)
    assert sum(passed(pace, person(number), 1) for number in range(100)) == 30
    seconds.now = 0.5

    assert sum(passed(pace, person(number), 1) for number in range(100, 200)) == 15


def test_a_group_takes_twenty_a_minute() -> None:
    seconds = Seconds()
    pace = Pace(seconds)
    done = 0
    for second in range(60):
        seconds.now = float(second)
        done += passed(pace, group(-1), 5)

    assert 20 <= done <= 40  # twenty at once, and those that came free meanwhile


def test_the_refusal_says_how_long_to_wait() -> None:
    pace = Pace(Seconds(), chat_burst=1)
    pace.admit(person(1))

    with pytest.raises(RefusedError) as refused:
        pace.admit(person(1))
    assert refused.value.document() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
