"""After a release somebody is met on the days that matter most, whenever they join."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import at_wall, in_quiet_hours, local
from bot.cadence.release import FIRST_DAYS_LAST, SETTLE, first_days

CHICAGO = "America/Chicago"
DAYS = (0, 1, 7, 14)
NINE = time(9)
QUIET = (time(21, 30), time(8))
RELEASE = date(2026, 12, 1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time of day in Chicago, in December 2026."""
    return at_wall(date(2026, 12, day), time(hour, minute), CHICAGO)


def planned(now: datetime) -> list[tuple[int, str]]:
    """Return [(days since the release, when on the wall)]."""
    due = first_days(now, RELEASE, DAYS, NINE, CHICAGO, QUIET)
    return [(number, local(when, CHICAGO).strftime("%d %H:%M")) for number, when in due]


def test_a_card_made_before_the_release_begins_on_the_day_itself() -> None:
    before = at(1, 0) - timedelta(days=20)

    assert planned(before) == [(0, "01 09:00"), (1, "02 09:00"), (7, "08 09:00"), (14, "15 09:00")]


def test_who_joins_two_days_late_is_met_today_and_on_what_is_ahead() -> None:
    assert planned(at(3, 11)) == [(2, "03 12:00"), (7, "08 09:00"), (14, "15 09:00")]


def test_who_joins_on_the_morning_of_a_day_is_met_once_that_day() -> None:
    assert planned(at(2, 7)) == [(1, "02 09:00"), (7, "08 09:00"), (14, "15 09:00")]


def test_who_joins_in_the_evening_is_met_before_the_night_or_in_the_morning() -> None:
    assert planned(at(3, 20))[0] == (2, "03 21:00")
    assert planned(at(3, 21))[0] == (3, "04 08:00")
    assert planned(at(1, 22)) == [(1, "02 09:00"), (7, "08 09:00"), (14, "15 09:00")]


def test_three_weeks_later_there_is_today_and_after_a_month_nothing() -> None:
    assert planned(at(22, 10)) == [(21, "22 11:00")]
    assert planned(at(1, 10) + timedelta(days=31)) == []


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    ago=st.integers(-60, 60),
    days=st.lists(st.integers(0, 30), min_size=1, max_size=6),
    zone=st.sampled_from([CHICAGO, "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC"]),
)
def test_nobody_is_met_twice_a_day_in_the_past_or_at_night(
    now: datetime, ago: int, days: list[int], zone: str
) -> None:
    today = local(now, zone).date()
    due = first_days(now, today - timedelta(days=ago), days, NINE, zone, QUIET)

    dates = [local(when, zone).date() for _, when in due]
    assert dates == sorted(set(dates))
    assert all(when > now and not in_quiet_hours(when, zone, *QUIET) for _, when in due)
    assert all((day - today).days + ago == number for day, (number, _) in zip(dates, due, strict=True))
    extra = [number for number, _ in due if number not in days]
    assert len(extra) <= 1
    assert not extra or timedelta(days=ago) <= FIRST_DAYS_LAST
    assert not extra or due[0][1] - now <= SETTLE + timedelta(hours=12)
