"""A roster says who is on, in her own zone, whatever the clocks and the holidays do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import (
    AHEAD,
    SHIFT_KINDS,
    Away,
    Hours,
    Mark,
    Shift,
    around_the_clock,
    is_on,
    local,
    next_on,
    on_until,
    stretches,
    uncovered,
)

CHICAGO = "America/Chicago"
ZONES = [CHICAGO, "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC"]
# Changes of clocks of all these zones lie in these years.
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
SHIFTS = st.builds(
    Shift, weekday=st.integers(0, 6), begins=WALLS, ends=WALLS, kind=st.sampled_from(SHIFT_KINDS)
)


@st.composite
def hours_around(draw: st.DrawFn) -> tuple[Hours, datetime]:
    """Return somebody's hours, and a moment near which her holidays and her mark lie."""
    at = draw(MOMENTS)
    first = at.date() + timedelta(days=draw(st.integers(-5, 5)))
    away = (Away(first=first, last=first + timedelta(days=draw(st.integers(0, 6)))),)
    said_at = at + timedelta(minutes=draw(st.integers(-3000, 0)))
    until = draw(st.none() | st.integers(1, 6000).map(lambda minutes: said_at + timedelta(minutes=minutes)))
    mark = Mark(on=draw(st.booleans()), at=said_at, until=until)
    hours = Hours(
        zone=draw(st.sampled_from(ZONES)),
        shifts=tuple(draw(st.lists(SHIFTS, max_size=8))),
        away=away if draw(st.booleans()) else (),
        mark=mark if draw(st.booleans()) else None,
    )
    return hours, at


def chicago(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 on the wall in Chicago; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(CHICAGO)).astimezone(UTC)


def nights(*weekdays: int) -> Hours:
    shifts = (Shift(weekday=day, begins=time(22), ends=time(6)) for day in weekdays)
    return Hours(zone=CHICAGO, shifts=tuple(shifts))


def test_a_night_shift_goes_over_midnight() -> None:
    hours = nights(0)

    on = [is_on(hours, chicago(day, hour)) for day, hour in ((23, 21), (23, 22), (24, 5), (24, 6))]
    assert on == [False, True, True, False]
    assert on_until(hours, chicago(23, 23)) == chicago(24, 6)


def test_shifts_that_follow_each_other_are_one_stretch() -> None:
    late = Shift(weekday=1, begins=time(6), ends=time(9))
    hours = Hours(zone=CHICAGO, shifts=(*nights(0).shifts, late))

    assert on_until(hours, chicago(23, 23)) == chicago(24, 9)
    assert next_on(hours, chicago(23, 23)) == chicago(30, 22)


def test_a_holiday_takes_the_night_that_begins_in_it_and_ends_the_one_before_at_midnight() -> None:
    hours = Hours(
        zone=CHICAGO,
        shifts=nights(0, 1).shifts,
        away=(Away(first=date(2026, 11, 24), last=date(2026, 11, 24)),),
    )

    assert on_until(hours, chicago(23, 23)) == chicago(24, 0)
    assert not is_on(hours, chicago(24, 23))
    assert not is_on(hours, chicago(25, 1))  # the night began while she was away


def test_what_she_said_wins_over_roster_and_holiday_while_it_lasts() -> None:
    away = (Away(first=date(2026, 11, 24), last=date(2026, 11, 24)),)
    mark = Mark(on=True, at=chicago(24, 10), until=chicago(24, 12))
    hours = Hours(zone=CHICAGO, away=away, mark=mark)

    assert [is_on(hours, chicago(24, hour)) for hour in (9, 10, 11, 12)] == [False, True, True, False]


def test_off_without_an_end_lasts_until_her_next_shift() -> None:
    hours = Hours(zone=CHICAGO, shifts=nights(0, 1).shifts, mark=Mark(on=False, at=chicago(24, 1)))

    assert not is_on(hours, chicago(24, 3))
    assert is_on(hours, chicago(24, 22))
    assert next_on(hours, chicago(24, 3)) == chicago(24, 22)


def test_off_without_an_end_and_without_a_roster_lasts() -> None:
    hours = Hours(zone=CHICAGO, mark=Mark(on=False, at=chicago(1, 1)))

    assert not is_on(hours, chicago(28, 1), by_default=True)
    assert is_on(Hours(zone=CHICAGO), chicago(28, 1), by_default=True)
    assert not is_on(Hours(zone=CHICAGO), chicago(28, 1))


def test_off_without_an_end_before_a_long_holiday_lasts_until_the_first_shift_after_it() -> None:
    days = Away(first=date(2026, 10, 2), last=date(2026, 11, 22))
    said = Mark(on=False, at=chicago(1, 1) - timedelta(days=31))
    hours = Hours(zone=CHICAGO, shifts=nights(0).shifts, away=(days,), mark=said)

    assert not is_on(hours, chicago(16, 23))
    assert next_on(hours, chicago(16, 23)) == chicago(23, 22)
    assert is_on(hours, chicago(23, 23))


def test_being_on_duty_by_ones_own_word_has_no_end_in_sight() -> None:
    hours = Hours(zone=CHICAGO, mark=Mark(on=True, at=chicago(1, 1)))

    assert is_on(hours, chicago(20, 1))
    assert on_until(hours, chicago(20, 1)) is None


def test_a_week_that_is_written_later_takes_the_place_of_a_word_without_an_end() -> None:
    """Else whoever once said that she is here would be rung at every hour for ever."""
    hours = Hours(zone=CHICAGO, shifts=nights(0).shifts, mark=Mark(on=True, at=chicago(10, 12)))

    assert [is_on(hours, chicago(day, 12)) for day in (10, 16, 17, 23)] == [True, True, False, False]
    assert is_on(hours, chicago(23, 23))


def test_being_on_duty_by_ones_own_word_is_no_backup() -> None:
    hours = Hours(zone=CHICAGO, mark=Mark(on=True, at=chicago(1, 1)))

    assert not is_on(hours, chicago(2, 1), kind="backup")


@pytest.mark.parametrize(("day", "long"), [(date(2027, 3, 13), 7), (date(2026, 10, 31), 9)])
def test_a_night_is_an_hour_shorter_or_longer_when_the_clocks_change(day: date, long: int) -> None:
    hours = nights(5)
    begins = datetime.combine(day, time(22), ZoneInfo(CHICAGO)).astimezone(UTC)

    assert on_until(hours, begins) == begins + timedelta(hours=long)


def test_a_shift_inside_the_hour_that_the_clocks_skip_is_no_shift_backwards() -> None:
    hours = Hours(zone=CHICAGO, shifts=(Shift(weekday=6, begins=time(2, 45), ends=time(3, 15)),))
    day = datetime(2027, 3, 14, tzinfo=UTC)

    assert all(first < last for first, last in stretches(hours, day, day + timedelta(days=1)))


@given(hours_around(), st.sampled_from(SHIFT_KINDS))
def test_stretches_are_in_order_and_never_touch(hours_at: tuple[Hours, datetime], kind: str) -> None:
    hours, at = hours_at
    spans = stretches(hours, at - AHEAD, at + AHEAD, kind=kind)

    assert all(first < last for first, last in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))


@given(hours_around(), st.sampled_from(SHIFT_KINDS))
def test_until_when_and_when_next_agree_with_whether_she_is_on(
    hours_at: tuple[Hours, datetime], kind: str
) -> None:
    hours, at = hours_at
    until, following = on_until(hours, at, kind=kind), next_on(hours, at, kind=kind)
    tick = timedelta(microseconds=1)

    if until is not None:
        assert is_on(hours, at, kind=kind)
        assert is_on(hours, until - tick, kind=kind)
        assert not is_on(hours, until, kind=kind)
    if following is not None:
        assert at < following <= at + AHEAD
        assert is_on(hours, following, kind=kind)
        assert not is_on(hours, following - tick, kind=kind)


@given(hours_around(), st.integers(0, 20000))
def test_a_mark_that_lasts_decides_alone(hours_at: tuple[Hours, datetime], minutes: int) -> None:
    hours, at = hours_at
    mark = hours.mark
    then = at + timedelta(minutes=minutes)

    if mark is not None and mark.until is not None and mark.at <= then < mark.until:
        assert is_on(hours, then) is mark.on
        assert is_on(hours, then, by_default=True) is mark.on


@given(hours_around(), MOMENTS)
def test_nobody_who_is_away_is_on_unless_she_said_so(hours_at: tuple[Hours, datetime], at: datetime) -> None:
    hours, near = hours_at
    said_so = hours.mark is not None and hours.mark.on

    for moment in (at, near):
        today = local(moment, hours.zone).date()
        if any(one.first <= today <= one.last for one in hours.away) and not said_so:
            assert not is_on(hours, moment)
            assert not is_on(hours, moment, by_default=True)


@given(MOMENTS, st.sampled_from(ZONES), SHIFTS)
def test_a_shift_is_what_the_wall_says(at: datetime, zone: str, shift: Shift) -> None:
    hours = Hours(zone=zone, shifts=(shift,))
    spans = stretches(hours, at, at + timedelta(days=8), kind=shift.kind)

    for first, _ in spans:
        shown = local(first, zone)
        gap = shown.time() != shift.begins  # only where the clocks skip that time
        assert shown.weekday() == shift.weekday or gap
        assert (
            not gap
            or (first - timedelta(hours=2)).astimezone(ZoneInfo(zone)).utcoffset() != shown.utcoffset()
        )


@given(st.lists(hours_around(), min_size=1, max_size=4), WALLS, WALLS, st.sampled_from(ZONES))
def test_in_a_gap_nobody_is_on_and_outside_of_gaps_everything_wanted_is_covered(
    team: list[tuple[Hours, datetime]], first: time, last: time, zone: str
) -> None:
    everybody, at = [hours for hours, _ in team], team[0][1]
    begins, ends = at, at + timedelta(days=3)
    gaps = uncovered(everybody, begins, ends, wanted=(first, last), zone=zone)
    wanted = Hours(zone=zone, shifts=tuple(Shift(weekday=day, begins=first, ends=last) for day in range(7)))

    assert all(begins <= one < other <= ends for one, other in gaps)
    for minutes in range(0, 3 * 24 * 60, 47):
        moment = begins + timedelta(minutes=minutes)
        in_gap = any(one <= moment < other for one, other in gaps)
        somebody = any(is_on(hours, moment) for hours in everybody)
        assert not (in_gap and somebody)
        assert in_gap or somebody or not is_on(wanted, moment)


def test_a_shift_whose_coach_is_away_is_a_gap() -> None:
    away = Away(first=date(2026, 11, 23), last=date(2026, 11, 24))
    gone = Hours(zone=CHICAGO, shifts=nights(0).shifts, away=(away,))
    helping = Hours(zone=CHICAGO, mark=Mark(on=True, at=chicago(23, 23), until=chicago(24, 2)))

    gaps = uncovered([gone, helping], chicago(23, 0), chicago(25, 0), wanted=None, zone=CHICAGO)

    assert gaps == ((chicago(23, 22), chicago(23, 23)), (chicago(24, 2), chicago(24, 6)))


@pytest.mark.parametrize("wrong", [{"weekday": 7}, {"weekday": -1}, {"kind": "coffee"}])
def test_a_shift_on_no_day_or_of_no_kind_is_refused(wrong: dict[str, int | str]) -> None:
    with pytest.raises(ValueError, match="a "):
        Shift(**{"weekday": 0, "begins": time(9), "ends": time(17), **wrong})  # type: ignore[arg-type]  # on purpose


@given(hours_around(), st.integers(-3000, 6000))
def test_around_the_clock_says_of_each_moment_what_counts_where_no_roster_is_written(
    hours_at: tuple[Hours, datetime], minutes: int
) -> None:
    hours, at = hours_at
    unwritten = replace(hours, shifts=tuple(one for one in hours.shifts if one.kind != "duty"))
    then = at + timedelta(minutes=minutes)

    assert is_on(around_the_clock(unwritten), then) is is_on(unwritten, then, by_default=True)
