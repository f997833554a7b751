"""A week as people write it, in two languages, and what is said back when it cannot be read."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.turns.serving.weeks_in_words import (
    BACKUP,
    DUTY,
    ON_CALL,
    NotUnderstood,
    Written,
    read_clock,
    read_week,
)

WEEKDAYS = range(5)
OFFICE = tuple(Written(weekday=day, kind=DUTY, begins=time(9), ends=time(17)) for day in WEEKDAYS)


@pytest.mark.parametrize(
    "words",
    [
        "Mon-Fri 09:00-17:00",
        "Monday to Friday 9 to 17",
        "mon – fri from 9 am until 5 pm",
        "weekdays 9:00-17:00",
        "Mon, Tue, Wed, Thu, Fri 0900-1700",
        "Mon-Wed 9:00-17:00; Thu and Fri 9.00-17.00",
        "lunes a viernes 9 a 17",
        "de lunes a viernes de 9:00 a 17:00",
        "lun-vie 9h-17h",
        "entre semana 9:00-17:00",
        "lun, mar, mié, jue y vie 9:00 hasta 17:00",
    ],
)
def test_office_hours_are_office_hours_however_they_are_written(words: str) -> None:
    assert read_week(words) == OFFICE


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    assert read_week("Sat 22:00-06:00") == (Written(weekday=5, kind=DUTY, begins=time(22), ends=time(6)),)
    assert read_week("sábado 22-6") == read_week("Sat 22:00-06:00")


def test_backup_and_on_call_stand_before_the_days_or_behind_the_hours() -> None:
    week = read_week("Mon 9:00-17:00, backup Tue 9:00-17:00, Wed 9:00-17:00, on call Thu 9:00-17:00")
    assert isinstance(week, tuple)
    assert [one.kind for one in week] == [DUTY, BACKUP, DUTY, ON_CALL]
    assert read_week("Tue 9:00-17:00 (backup), Wed 9:00-17:00") == read_week(
        "respaldo martes 9:00-17:00; miércoles 9:00-17:00"
    )
    assert read_week("de guardia domingo 10:00-18:00") == read_week("on call Sun 10:00-18:00")


def test_two_stretches_of_one_day_need_its_name_once() -> None:
    week = read_week("Mon 9:00-12:00 and 13:00-17:00")
    assert isinstance(week, tuple)
    assert [(one.weekday, one.begins.hour) for one in week] == [(0, 9), (0, 13)]


@pytest.mark.parametrize(
    ("words", "why", "piece"),
    [
        ("Mon-Fri nine to five", "words", "nine"),
        ("Mon 9:00", "hours", "9:00"),
        ("Mon 25:00-26:00", "hours", "25:00"),
        ("09:00-17:00", "days", "09:00-17:00"),
        ("Mon 9-5", "unclear", "9-5"),
        ("Mon 8-8", "unclear", "8-8"),
        ("Mon 9:00-17:00, Tue", "hours", "Mon 9:00-17:00, Tue"),
        ("", "hours", ""),
    ],
)
def test_what_cannot_be_read_is_named_and_half_a_week_is_never_taken(
    words: str, why: str, piece: str
) -> None:
    assert read_week(words) == NotUnderstood(why=why, piece=piece)


@given(st.text(max_size=200))
def test_no_words_at_all_are_too_odd(words: str) -> None:
    read = read_week(words)
    assert isinstance(read, NotUnderstood | tuple)


CLOCKS = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@given(
    st.lists(
        st.builds(Written, weekday=st.integers(0, 6), kind=st.just(DUTY), begins=CLOCKS, ends=CLOCKS),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([NAMES, DIAS]),
)
def test_a_week_that_is_written_out_is_read_back(shifts: list[Written], names: tuple[str, ...]) -> None:
    words = ", ".join(f"{names[one.weekday]} {one.begins:%H:%M}-{one.ends:%H:%M}" for one in shifts)
    read = read_week(words)
    assert isinstance(read, tuple)

    assert set(read) == set(shifts)


@pytest.mark.parametrize(
    ("words", "wall"),
    [("22:00", time(22)), ("until 10 pm", time(22)), ("hasta las 22", time(22)), ("noon", time(12))],
)
def test_one_time_of_day_is_read_alone(words: str, wall: time) -> None:
    assert read_clock(words) == wall


@pytest.mark.parametrize("words", ["later", "9-17", "25:00", "Mon 9:00", "", "9", "until 7"])
def test_anything_else_is_no_time_of_day_nor_what_could_be_by_night(words: str) -> None:
    assert read_clock(words) is None
