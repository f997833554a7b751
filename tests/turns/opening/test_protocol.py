"""Which five lines a coach reads: the gravest danger first, the nearest name first, else the general ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.engine import Bundle, TextId
from bot.engine.bundle import Protocol
from bot.storage.case_event import CaseEvent
from bot.turns.opening.protocol import fitting
from tests.engine.making import bundle

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def signal(why: str, level: int = 2, minutes: int = 0) -> CaseEvent:
    at = NOW + timedelta(minutes=minutes)
    return CaseEvent(id=minutes, case=1, kind="signal", at=at, by=None, level=level, why=why, words=None)


def protocol(name: str, *fits: str) -> Protocol:
    return Protocol(name=name, fits=fits, lines=(TextId(f"protocols.{name}.1"),))


@pytest.fixture
def programme() -> Bundle:
    """A programme with four protocols."""
    known = (
        protocol("dying", "suicide"),
        protocol("use", "after_use"),
        protocol("body", "after_use.body_in_danger"),
        protocol("any"),
    )
    return replace(bundle(), protocols={one.name: one for one in known})


@pytest.mark.parametrize(
    ("signals", "name"),
    [
        ((signal("suicide", 3),), "dying"),
        ((signal("after_use.told_us"),), "use"),
        ((signal("after_use.body_in_danger", 3),), "body"),
        ((signal("daily_checkin.hard_days", 1),), "any"),
        ((), "any"),
        ((signal("suicide", 3), signal("after_use.told_us", 2, 5)), "dying"),
        ((signal("suicide", 3), signal("after_use.body_in_danger", 3, 5)), "body"),
        ((signal("somebody", 3), signal("after_use.told_us", 2, 5)), "use"),
    ],
)
def test_the_gravest_and_nearest_fits(programme: Bundle, signals: tuple[CaseEvent, ...], name: str) -> None:
    found = fitting(programme, signals)
    assert found is not None
    assert found.name == name


def test_a_programme_without_protocols_shows_none() -> None:
    assert fitting(replace(bundle(), protocols={}), (signal("suicide", 3),)) is None


def test_who_says_how_it_is_is_silent_no_longer(programme: Bundle) -> None:
    quiet = protocol("quiet", "silent_in_crisis")
    known = replace(programme, protocols={**programme.protocols, "quiet": quiet})
    before = (signal("somebody", 3), signal("silent_in_crisis", 3, 10))

    still = fitting(known, before)
    heard = fitting(known, (*before, signal("feels_worse", 3, 20)))
    again = fitting(known, (*before, signal("feels_same", 0, 20), signal("silent_in_crisis", 3, 30)))

    assert still is not None
    assert still.name == "quiet"
    assert heard is not None
    assert heard.name == "any"
    assert again is not None
    assert again.name == "quiet"


def test_a_silence_does_not_take_the_place_of_the_danger_before_it(programme: Bundle) -> None:
    quiet = protocol("quiet", "silent_in_crisis")
    known = replace(programme, protocols={**programme.protocols, "quiet": quiet})
    found = fitting(known, (signal("suicide", 3), signal("silent_in_crisis", 3, 10)))
    assert found is not None
    assert found.name == "dying"
