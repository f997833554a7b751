"""When a reminder rings, on the wall of whoever asked for it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import local
from bot.turns.opening.times import CHOICES, moment, written

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday, 9:00 in Chicago
CHICAGO = "America/Chicago"
moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1)).map(
    lambda one: one.replace(tzinfo=UTC)
)
zones = st.sampled_from((CHICAGO, "Pacific/Apia", "Asia/Kathmandu", "America/St_Johns", "UTC"))


@pytest.mark.parametrize(
    ("words", "wall", "rest"),
    [
        ("tomorrow 10:00 call housing", "2026-11-21 10:00", "call housing"),
        ("tomorrow at 3 pm call the clinic", "2026-11-21 15:00", "call the clinic"),
        ("tomorrow call housing", "2026-11-21 09:00", "call housing"),
        ("14:30 ask about the bus", "2026-11-20 14:30", "ask about the bus"),
        ("8:00 ask about the bus", "2026-11-21 08:00", "ask about the bus"),
        ("November 25 bring the form", "2026-11-25 09:00", "bring the form"),
    ],
)
def test_a_time_at_the_beginning_is_read_and_taken_off_the_words(words: str, wall: str, rest: str) -> None:
    found = written(words, NOW, CHICAGO, "en")
    assert found is not None
    assert f"{local(found[0], CHICAGO):%Y-%m-%d %H:%M}" == wall
    assert found[1] == rest


def test_a_time_in_spanish_is_read_too() -> None:
    found = written("mañana 10:00 llamar a la casa", NOW, CHICAGO, "es")
    assert found is not None
    assert f"{local(found[0], CHICAGO):%d %H:%M}" == "21 10:00"
    assert found[1] == "llamar a la casa"


@pytest.mark.parametrize("words", ["call housing", "yesterday call housing", "", "ask them for 3 things"])
def test_words_without_a_time_to_come_name_none(words: str) -> None:
    assert written(words, NOW, CHICAGO, "en") is None


@given(moments, zones, st.sampled_from(CHOICES))
def test_every_choice_is_still_to_come(at: datetime, zone: str, choice: str) -> None:
    due = moment(choice, at, zone)
    assert at < due <= at + timedelta(days=8)
    if choice == "tomorrow":
        assert local(due, zone).date() == local(at, zone).date() + timedelta(days=1)
    if choice == "evening":
        assert local(due, zone).hour in (19, 20)


@given(moments, zones, st.text(max_size=60), st.sampled_from(("en", "es")))
def test_whatever_is_written_names_a_time_to_come_or_none(
    at: datetime, zone: str, words: str, locale: str
) -> None:
    found = written(words, at, zone, locale)
    assert found is None or (found[0] > at and found[1])
