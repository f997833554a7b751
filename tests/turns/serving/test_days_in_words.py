"""Days away as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.turns.serving.days_in_words import LONGEST, Days, read_days

TODAY = date(2026, 11, 22)
CHRISTMAS = Days(first=date(2026, 12, 24), last=date(2027, 1, 2))


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        ("24.12-2.1", "en"),
        ("24.12.2026 - 2.1.2027", "en"),
        ("Dec 24 to Jan 2", "en"),
        ("12/24 - 1/2", "en"),
        ("24/12 - 2/1", "es"),
        ("del 24 de diciembre al 2 de enero", "es"),
        ("2026-12-24 to 2027-01-02", "en"),
        ("2026-12-24 - 2027-01-02", "es"),
    ],
)
def test_a_holiday_over_the_new_year(words: str, locale: str) -> None:
    assert read_days(words, today=TODAY, locale=locale) == CHRISTMAS


@pytest.mark.parametrize("words", ["Dec 24-31", "24 al 31 de diciembre", "the 24th to 31st of December"])
def test_the_month_is_said_once(words: str) -> None:
    assert read_days(words, today=TODAY, locale="en") == Days(
        first=date(2026, 12, 24), last=date(2026, 12, 31)
    )


def test_one_day_is_enough() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert read_days("tomorrow", today=TODAY, locale="en") == Days(first=tomorrow, last=tomorrow)
    assert read_days("mañana", today=TODAY, locale="es") == Days(first=tomorrow, last=tomorrow)


def test_a_day_without_a_year_is_the_next_one_unless_it_has_just_begun() -> None:
    found = read_days("20.11-25.11", today=TODAY, locale="en")
    assert found == Days(first=date(2026, 11, 20), last=date(2026, 11, 25))
    assert read_days("1.3", today=TODAY, locale="en") == Days(first=date(2027, 3, 1), last=date(2027, 3, 1))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("banana", "words"),
        ("", "words"),
        ("31.12-24.12", "backward"),
        ("yesterday", "over"),
        ("2025-01-01", "over"),
        ("2026-12-24 to 2028-12-24", "long"),
    ],
)
def test_what_cannot_be_meant_is_told_why(words: str, why: str) -> None:
    assert read_days(words, today=TODAY, locale="en") == why


@given(st.dates(date(2026, 11, 22), date(2028, 1, 1)), st.integers(0, LONGEST.days))
def test_days_written_with_a_year_are_read_back(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    found = read_days(f"{first.isoformat()} - {last.isoformat()}", today=TODAY, locale="en")
    assert found == Days(first=first, last=last)


@given(st.text(max_size=80))
def test_no_words_at_all_are_too_odd(words: str) -> None:
    found = read_days(words, today=TODAY, locale="es")
    assert isinstance(found, Days) or found in ("words", "backward", "over", "long")
