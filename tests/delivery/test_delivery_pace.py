"""House rules, section 6: 25 a second for the bot, 1 a second for a chat."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import Lane
from bot.delivery.pace import BOT_BURST, CHAT_BURST, Pace
from tests.delivery.conftest import Post

MAYA = 1001


async def test_the_whole_bot_sends_25_a_second(post: Post) -> None:
    await post.start(pace=25)
    await post.send(*(post.new(chat, "come", Lane.NUDGE) for chat in range(3000, 3100)))
    await post.watch.until(lambda: len(post.phone.calls) == 100)

    times = post.phone.times()
    assert max(sum(begin <= at < begin + 1 for at in times) for begin in times) <= 25 + BOT_BURST
    assert 3.8 <= times[-1] <= 4.1


async def test_one_chat_gets_one_a_second_after_the_first_few(post: Post) -> None:
    await post.start(pace=25)
    await post.send(*(post.new(MAYA, str(n)) for n in range(8)))
    await post.watch.until(lambda: len(post.phone.calls) == 8)

    assert [round(at, 2) for at in post.phone.times()] == [0, 0, 0, 1, 2, 3, 4, 5]


async def test_a_chat_at_its_pace_does_not_slow_another(post: Post) -> None:
    await post.start(pace=25)
    await post.send(*(post.new(MAYA, str(n)) for n in range(8)))
    await post.watch.pass_by(0.5)
    await post.send(post.new(1002, "hello"))

    assert post.phone.times(1002) == [0.5]


async def test_without_a_pace_nothing_waits(post: Post) -> None:
    await post.start(pace=0)
    await post.send(*(post.new(MAYA, str(n)) for n in range(50)))

    assert post.phone.times() == [0.0] * 50


def test_a_chat_that_was_silent_may_have_its_few_at_once_again() -> None:
    pace = Pace(25)
    for _ in range(int(CHAT_BURST)):
        assert pace.chat_ready_at(MAYA, 100.0) == 100.0
        pace.took(MAYA, 100.0)

    assert pace.chat_ready_at(MAYA, 100.0) == 101.0
    assert pace.chat_ready_at(MAYA, 104.0) == 104.0


def test_a_second_refusal_of_the_same_chat_does_not_hold_the_bot() -> None:
    pace = Pace(25)
    pace.refused(MAYA, 5, 10.0)
    pace.refused(MAYA, 5, 11.0)

    assert pace.bot_ready_at(Lane.REPLY, 11.0) == 11.0
    assert pace.chat_ready_at(MAYA, 11.0) == 16.0


@given(
    st.lists(st.tuples(st.integers(1, 5), st.floats(0, 0.4, allow_nan=False)), max_size=120),
    st.sampled_from([1.0, 5.0, 25.0]),
)
def test_no_second_ever_holds_more_than_the_pace_and_its_burst(
    steps: list[tuple[int, float]], per_second: float
) -> None:
    pace, now = Pace(per_second), 0.0
    taken: list[tuple[float, int]] = []
    for chat, later in steps:
        now += later
        now = max(pace.bot_ready_at(Lane.REPLY, now), pace.chat_ready_at(chat, now))
        pace.took(chat, now)
        taken.append((now, chat))

    for begin, one in taken:
        within = [chat for at, chat in taken if begin <= at < begin + 1]
        assert len(within) <= per_second + BOT_BURST + 1e-6
        assert within.count(one) <= 1 + CHAT_BURST
