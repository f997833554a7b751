"""When the weekly drill comes: on its weekday, at its time on the wall of the programme, in every week."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.cadence import local
from bot.engine import Programme
from bot.scripts import load, read_folder
from bot.turns.drilling.beginning import next_drill

ROOT = Path(__file__).parents[3]
ZONES = ("America/Chicago", "Europe/Madrid", "Asia/Kathmandu", "Pacific/Apia", "UTC")


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load(read_folder(ROOT / "conversations", ROOT / "locales")).programme


@given(
    at=some.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC)),
    weekday=some.integers(0, 6),
    wall=some.times().map(lambda one: one.replace(microsecond=0)),
    zone=some.sampled_from(ZONES),
)
def test_the_next_drill_is_within_eight_days_on_its_weekday_at_its_time(
    programme: Programme, at: datetime, weekday: int, wall: time, zone: str
) -> None:
    due = next_drill(replace(programme, drill=(weekday, wall), zone=zone), at)

    assert due is not None
    assert at < due <= at + timedelta(days=8)
    shown = local(due, zone)
    # An hour that the clocks skip moves forward with them, over midnight at the most.
    moved = (shown.replace(tzinfo=None) - datetime.combine(shown.date(), wall)) % timedelta(days=1)
    assert moved <= timedelta(hours=1)
    assert shown.weekday() == weekday or moved


def test_a_programme_without_a_drill_has_none(programme: Programme) -> None:
    assert next_drill(replace(programme, drill=None), datetime(2026, 11, 22, tzinfo=UTC)) is None
