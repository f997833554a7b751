"""Days together and check-ins that are worth a kind word."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.turns.leading.milestones import CHECK_INS, Milestone, of_check_ins, together

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
BEGAN = date(2026, 1, 31)


def test_day_thirty_counts_the_first_day() -> None:
    day = BEGAN + timedelta(days=29)

    (found,) = together(BEGAN, after=day - timedelta(days=1), until=day)

    assert found == Milestone(kind="days", count=30, day=day)


def test_half_a_year_after_the_last_of_august_is_the_last_of_february() -> None:
    found = together(date(2026, 8, 31), after=date(2027, 2, 1), until=date(2027, 3, 1))

    assert found == (Milestone(kind="months", count=6, day=date(2027, 2, 28)),)


def test_who_began_on_a_leap_day_has_an_anniversary_each_year() -> None:
    years = together(date(2028, 2, 29), after=date(2028, 12, 31), until=date(2032, 12, 31))

    assert [(one.count, one.day) for one in years] == [
        (1, date(2029, 2, 28)),
        (2, date(2030, 2, 28)),
        (3, date(2031, 2, 28)),
        (4, date(2032, 2, 29)),
    ]


@given(began=DAYS, after=st.integers(0, 800), days=st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_looked_at_in_any_rhythm_each_milestone_is_told_once(
    began: date, after: int, days: list[int]
) -> None:
    first = at = began + timedelta(days=after)
    told: list[Milestone] = []
    for step in days:
        told += together(began, after=at, until=at + timedelta(days=step))
        at += timedelta(days=step)

    assert tuple(told) == together(began, after=first, until=at)
    assert len(set(told)) == len(told)


def test_the_tenth_check_in_is_told_on_its_day_and_not_again_after_the_eleventh() -> None:
    day = date(2026, 5, 2)

    assert of_check_ins(10, day, after=day - timedelta(days=1), until=day)[0].count == 10
    assert of_check_ins(10, day, after=day, until=day + timedelta(days=1)) == ()
    assert of_check_ins(11, day, after=day - timedelta(days=1), until=day) == ()


@given(done=st.integers(0, 200))
def test_nobody_who_has_done_none_lately_is_told_of(done: int) -> None:
    assert of_check_ins(done, None, after=date.min, until=date.max) == ()
    assert bool(of_check_ins(done, BEGAN, after=date.min, until=date.max)) is (done in CHECK_INS)
