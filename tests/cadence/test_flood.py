"""A flood is slowed, and nobody else is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import MOST_A_MINUTE, Flow, Pace, one_more

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

gaps = st.lists(st.floats(min_value=0, max_value=90, allow_nan=False), max_size=200)


def sent(*after: float) -> list[tuple[datetime, Pace]]:
    """Return when each update came, so many seconds after the one before, and what became of it."""
    at, flow, came = NOON, Flow(), []
    for seconds in after:
        at += timedelta(seconds=seconds)
        flow, pace = one_more(flow, at)
        came.append((at, pace))
    return came


def test_twenty_in_a_minute_are_fine_and_the_next_is_told_once() -> None:
    paces = [pace for _, pace in sent(*[1.0] * 25)]

    assert paces[:MOST_A_MINUTE] == [Pace.FINE] * MOST_A_MINUTE
    assert paces[MOST_A_MINUTE:] == [Pace.TOO_FAST, *[Pace.LEFT] * 4]


def test_a_minute_later_everything_is_as_before() -> None:
    assert sent(*[0.0] * 21, 60.0, 1.0)[-2:] == [
        (NOON + MINUTE, Pace.FINE),
        (NOON + MINUTE + timedelta(seconds=1), Pace.FINE),
    ]


def test_who_goes_on_is_told_again_after_the_next_twenty() -> None:
    paces = [pace for _, pace in sent(*[1.0] * 120)]

    assert paces.count(Pace.TOO_FAST) == 2


def test_a_clock_that_was_set_back_slows_nobody_for_longer_than_a_minute() -> None:
    flow = Flow(slowed_until=NOON + MINUTE)

    assert one_more(flow, NOON - timedelta(hours=1))[1] is Pace.FINE


@given(gaps)
def test_no_minute_has_more_than_twenty_carried_out_and_one_more_answered(after: list[float]) -> None:
    came = sent(*after)

    for start, _ in came:
        within = [pace for at, pace in came if timedelta(0) <= at - start < MINUTE]
        assert within.count(Pace.FINE) <= MOST_A_MINUTE
        assert within.count(Pace.TOO_FAST) <= 1


@given(st.lists(st.floats(min_value=3.1, max_value=600, allow_nan=False), max_size=100))
def test_who_writes_every_three_seconds_is_never_slowed(after: list[float]) -> None:
    assert all(pace is Pace.FINE for _, pace in sent(*after))


@given(gaps)
def test_nothing_is_left_without_having_been_told_why_in_the_minute_before(after: list[float]) -> None:
    came = sent(*after)

    for place, (at, pace) in enumerate(came):
        if pace is Pace.LEFT:
            assert any(told is Pace.TOO_FAST and at - when < MINUTE for when, told in came[:place])


@given(gaps)
def test_a_flow_never_holds_more_than_a_minute(after: list[float]) -> None:
    at, flow = NOON, Flow()
    for seconds in after:
        at += timedelta(seconds=seconds)
        flow, _ = one_more(flow, at)
        assert len(flow.came) <= MOST_A_MINUTE
