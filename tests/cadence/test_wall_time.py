"""Check-ins come at the hour the person chose, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import at_wall, in_quiet_hours, is_zone, later, local, next_check_in

ZONES = ["America/Chicago", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC"]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))


def test_a_skipped_wall_time_moves_forward_by_the_gap() -> None:
    due = at_wall(date(2027, 3, 14), time(2, 30), "America/Chicago")

    assert local(due, "America/Chicago").strftime("%H:%M") == "03:30"


def test_a_wall_time_that_comes_twice_is_the_first() -> None:
    due = at_wall(date(2026, 11, 1), time(1, 30), "America/Chicago")

    assert due == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_nine_in_the_morning_stays_nine_through_a_change_of_clocks() -> None:
    now = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
    hours = []
    last = None
    for _ in range(4):
        last, now = next_check_in(now, time(9), "America/Chicago", last=last)
        hours.append(local(now, "America/Chicago").hour)

    assert hours == [9, 9, 9, 9]


@given(MOMENTS, WALLS, st.sampled_from(ZONES), st.integers(1, 30))
def test_each_check_in_is_later_and_on_a_new_local_date(
    now: datetime, wall: time, zone: str, every: int
) -> None:
    first_day, first = next_check_in(now, wall, zone, every_days=every)
    second_day, second = next_check_in(first, wall, zone, every_days=every, last=first_day)

    assert now < first < second
    assert second_day >= first_day + timedelta(days=every)


@given(MOMENTS, st.integers(0, 96), WALLS, st.sampled_from(ZONES))
def test_what_is_scheduled_for_later_is_never_in_the_past(
    at: datetime, hours: int, wall: time, zone: str
) -> None:
    assert later(at, timedelta(hours=hours), zone, wall) > at


def test_the_day_after_at_ten_means_ten_in_the_persons_zone() -> None:
    at = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # 22:00 on the 20th in Chicago
    due = later(at, timedelta(days=1), "America/Chicago", time(10))

    assert due.astimezone(ZoneInfo("America/Chicago")) == datetime(
        2026, 11, 21, 10, tzinfo=ZoneInfo("America/Chicago")
    )


def test_quiet_hours_cross_midnight() -> None:
    def quiet(hour: int) -> bool:
        at = datetime(2026, 11, 21, hour, tzinfo=UTC)
        return in_quiet_hours(at, "UTC", time(21, 30), time(8))

    assert [quiet(hour) for hour in (21, 22, 0, 7, 8, 12)] == [False, True, True, True, False, False]


@pytest.mark.parametrize("name", ["", "Nowhere/City", "../etc/passwd", "\x00", "America"])
def test_what_is_not_a_zone_is_refused_without_an_error(name: str) -> None:
    assert not is_zone(name)


def test_a_check_in_every_zero_days_is_refused() -> None:
    with pytest.raises(ValueError, match="once a day"):
        next_check_in(datetime(2026, 1, 1, tzinfo=UTC), time(9), "UTC", every_days=0)
