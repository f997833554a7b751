"""Whoever waits is told what is true at 0, 15 and 30 minutes, then hourly; afterwards we come back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import (
    AFTER_CRISIS,
    TouchPlan,
    evening,
    follow_up_at,
    in_quiet_hours,
    local,
    morning,
    next_telling,
    next_touch,
    out_of_quiet,
    tellings_due,
)
from bot.signals import Level

SINCE = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHICAGO = "America/Chicago"
QUIET = (time(21, 30), time(8))
ZONES = [CHICAGO, "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))


def test_the_first_tellings_are_at_once_at_15_and_30_minutes_then_hourly() -> None:
    at, minutes = SINCE, []
    for told in range(6):
        at = next_telling(SINCE, at, told)
        minutes.append((at - SINCE) // timedelta(minutes=1))

    assert minutes == [0, 15, 30, 90, 150, 210]


@given(st.integers(0, 60 * 72), st.integers(0, 80))
def test_the_next_telling_is_never_in_the_past_and_never_more_than_an_hour_away(
    minutes: int, told: int
) -> None:
    now = SINCE + timedelta(minutes=minutes)
    due = next_telling(SINCE, now, told)

    assert now <= due <= now + timedelta(hours=1)
    assert (due == now) == (told == 0)


def test_an_outage_of_three_hours_is_told_once() -> None:
    late = SINCE + timedelta(hours=3)

    assert next_telling(SINCE, late, 1) == SINCE + timedelta(hours=3, minutes=30)


def test_a_clock_that_went_back_does_not_silence_anybody() -> None:
    assert next_telling(SINCE, SINCE - timedelta(hours=5), 3) <= SINCE + timedelta(hours=1)


@given(st.integers(0, 60 * 24))
def test_as_many_tellings_are_due_as_have_come_by(minutes: int) -> None:
    at, told = SINCE, 0
    while next_telling(SINCE, at, told) <= SINCE + timedelta(minutes=minutes):
        at, told = next_telling(SINCE, at, told), told + 1

    assert tellings_due(SINCE, SINCE + timedelta(minutes=minutes)) == told


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(Level))
def test_a_follow_up_comes_after_a_day_or_three_and_never_in_quiet_hours(
    closed: datetime, zone: str, level: Level
) -> None:
    due = follow_up_at(closed, level, zone, QUIET)

    if level < Level.URGENT:
        assert due is None
        return
    assert due is not None
    assert due >= closed + timedelta(hours=24 if level is Level.CRISIS else 72)
    assert due - closed <= timedelta(hours=(24 if level is Level.CRISIS else 72) + 12)
    assert not in_quiet_hours(due, zone, *QUIET)


def test_a_programme_can_follow_up_sooner() -> None:
    due = follow_up_at(SINCE, Level.CRISIS, "UTC", QUIET, crisis=timedelta(hours=2), urgent=AFTER_CRISIS)

    assert due == SINCE + timedelta(hours=2)
    assert follow_up_at(SINCE, Level.URGENT, "UTC", QUIET, urgent=timedelta(hours=5)) == SINCE + timedelta(
        hours=5
    )


@given(MOMENTS, st.sampled_from(ZONES), WALLS, WALLS)
def test_out_of_quiet_hours_is_never_earlier_and_at_most_a_day_later(
    at: datetime, zone: str, start: time, end: time
) -> None:
    due = out_of_quiet(at, zone, start, end)

    assert at <= due <= at + timedelta(hours=25)
    assert due == at or in_quiet_hours(at, zone, start, end)


@given(MOMENTS, st.sampled_from(ZONES), WALLS)
def test_the_next_morning_lies_ahead_within_a_day(at: datetime, zone: str, hour: time) -> None:
    assert at < morning(at, zone, hour) <= at + timedelta(hours=26)


@pytest.mark.parametrize(
    ("hour", "due"),
    [(14, (21, 20)), (19, (21, 20)), (20, (21, 20)), (23, (21, 23)), (3, (21, 3)), (5, (21, 20))],
)
def test_an_evening_word_comes_at_eight_or_at_once_in_the_night(hour: int, due: tuple[int, int]) -> None:
    zone = ZoneInfo(CHICAGO)
    at = datetime(2026, 11, 21, hour, tzinfo=zone)

    assert local(evening(at, CHICAGO), CHICAGO) == datetime(2026, 11, due[0], due[1], tzinfo=zone)


@given(MOMENTS, st.sampled_from(ZONES))
def test_an_evening_word_is_never_late_or_of_another_evening(at: datetime, zone: str) -> None:
    assert at <= evening(at, zone) <= at + timedelta(hours=16)


def test_a_coach_says_hello_within_two_days_then_every_week() -> None:
    plan = TouchPlan(first_within=timedelta(days=2), every=timedelta(weeks=1))

    assert next_touch(plan, SINCE, None) == SINCE + timedelta(days=2)
    assert next_touch(plan, SINCE, SINCE + timedelta(days=5)) == SINCE + timedelta(days=12)


def test_a_plan_that_never_comes_round_is_refused() -> None:
    with pytest.raises(ValueError, match="hello"):
        TouchPlan(first_within=timedelta(days=1), every=timedelta(0))
