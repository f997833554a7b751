"""How long calls waited, from the history of cases."""

from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from bot.signals import Level
from bot.storage.case_event import KINDS, CaseEvent
from bot.turns.leading.answering import Call, by_hour, by_rung, calls_in, figure, of_member
from bot.turns.leading.bars import LONGEST_BAR, bar, short_span

NIGHT = datetime(2026, 5, 2, 1, 0, tzinfo=UTC)
SAM, ANA = 1, 2
ids = count(1)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def event(
    kind: str,
    after: float,
    *,
    case: int = 7,
    by: int | None = None,
    to: int | None = None,
    level: int | None = None,
    why: str | None = None,
) -> CaseEvent:
    at = NIGHT + minutes(after)
    return CaseEvent(
        id=next(ids), case=case, kind=kind, at=at, by=by, to=to, level=level, why=why, words=None
    )


def crisis(after: float, case: int = 7) -> CaseEvent:
    return event("signal", after, case=case, level=Level.CRISIS, why="heard")


def only(*events: CaseEvent) -> Call:
    (call,) = calls_in(events)
    return call


def test_a_tap_is_not_contact_the_first_words_are() -> None:
    call = only(
        crisis(0),
        event("called", 0, to=SAM, why="0"),
        event("acknowledged", 4, by=SAM),
        event("coach wrote", 6, by=SAM),
    )

    assert (call.taken_after, call.spoken_after, call.by) == (minutes(4), minutes(6), SAM)


def test_the_rung_is_the_one_that_was_called_last_before_somebody_had_it() -> None:
    call = only(
        crisis(0),
        event("called", 0, to=SAM, why="0"),
        event("called", 5, to=ANA, why="1"),
        event("acknowledged", 7, by=ANA),
        event("called", 8, to=SAM, why="2"),
    )

    assert call.rung == 1
    assert list(by_rung((call,))) == [1]


def test_whoever_is_called_on_a_late_rung_has_not_kept_anybody_waiting_before() -> None:
    calls = calls_in(
        (
            crisis(0),
            event("called", 0, to=SAM, why="0"),
            event("called", 5, to=ANA, why="1"),
            event("acknowledged", 7, by=ANA),
        )
    )

    (hers,) = of_member(calls, ANA)
    assert hers.taken_after == minutes(2)
    assert of_member(calls, SAM) == ()


def test_words_without_a_tap_are_having_it() -> None:
    call = only(crisis(0), event("coach wrote", 3, by=SAM))

    assert (call.taken_after, call.spoken_after, call.by) == (minutes(3), minutes(3), SAM)


def test_a_case_that_is_given_back_waits_again_from_then_on() -> None:
    first, second = calls_in(
        (
            crisis(0),
            event("acknowledged", 1, by=SAM),
            event("freed", 11, by=SAM),
            event("acknowledged", 14, by=ANA),
        )
    )

    assert (first.by, first.taken_after) == (SAM, minutes(1))
    assert (second.by, second.taken_after) == (ANA, minutes(3))


def test_a_crisis_that_comes_to_an_urgent_case_is_counted_from_the_crisis() -> None:
    urgent = event("signal", 0, level=Level.URGENT, why="craving")

    call = only(urgent, crisis(90), event("acknowledged", 93, by=SAM))

    assert (call.level, call.taken_after) == (Level.CRISIS, minutes(3))


def test_what_is_only_watched_calls_nobody() -> None:
    assert calls_in((event("signal", 0, level=Level.WATCH, why="mood"),)) == ()


def test_who_waits_still_is_counted_apart_and_does_not_make_times_look_better() -> None:
    calls = calls_in((crisis(0), event("acknowledged", 2, by=SAM), crisis(0, case=8)))

    found = figure(calls, lambda call: call.taken_after)

    assert (found.count, found.open, found.median, found.most) == (1, 1, minutes(2), minutes(2))


def test_hours_are_those_of_whoever_reads() -> None:
    calls = calls_in((crisis(0), crisis(60, case=8)))

    assert list(by_hour(calls, lambda at: at.hour)) == [1, 2]


@given(st.lists(st.integers(0, 100_000), min_size=1))
def test_half_wait_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_second(
    seconds: list[int],
) -> None:
    calls = [
        Call(case=number, level=3, since=NIGHT, taken_after=timedelta(seconds=each))
        for number, each in enumerate(seconds)
    ]

    found = figure(calls, lambda call: call.taken_after)

    assert found.median is not None
    assert found.most is not None
    assert found.count == len(seconds)
    assert sum(timedelta(seconds=each) <= found.median for each in seconds) * 2 >= len(seconds)
    assert sum(timedelta(seconds=each) <= found.most for each in seconds) * 10 >= len(seconds) * 9
    assert found.median <= found.most


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.integers(0, 500),
            st.integers(7, 9),
            st.sampled_from((None, SAM, ANA)),
            st.sampled_from((None, 0, 1, 2, 3)),
        )
    )
)
def test_whatever_happened_no_wait_is_negative_and_no_call_is_lost(
    told: list[tuple[str, int, int, int | None, int | None]],
) -> None:
    events = [event(kind, after, case=one, by=by, level=level) for kind, after, one, by, level in told]

    calls = calls_in(events)

    for call in calls:
        for span in (call.taken_after, call.spoken_after):
            assert span is None or span >= timedelta(0)
        assert call.spoken_after is None or call.taken_after is not None
    rang = {one.case for one in events if one.kind == "signal" and (one.level or 0) >= Level.URGENT}
    assert rang <= {call.case for call in calls}


@given(st.timedeltas(timedelta(0), timedelta(days=40)), st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_bar_fits_the_line_and_is_never_nothing(one: timedelta, other: timedelta) -> None:
    longest = max(one, other)

    assert 1 <= len(bar(one, longest)) <= LONGEST_BAR
    assert len(bar(one, longest)) >= len(bar(min(one, other), longest))


def test_a_call_answered_at_once_has_no_long_bar_beside_nothing_longer() -> None:
    assert bar(timedelta(seconds=1), timedelta(seconds=1)) == "▏"
    assert bar(timedelta(minutes=9), timedelta(minutes=9)) == "▇▇▇▇▇▇"


def test_spans_are_short_and_whole() -> None:
    spans = (timedelta(seconds=45), minutes(4), minutes(130), minutes(120), timedelta(days=3, hours=5))

    assert [short_span(one) for one in spans] == ["45 s", "4 min", "2 h 10 min", "2 h", "3 d"]
