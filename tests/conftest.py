"""What every test may use: hypothesis profiles, and a world with the real bot and real phones."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.publishing import starting
from bot.scripts.check import Report, check
from bot.scripts.load import content_hash
from bot.turns import plans
from bot.turns.drilling import beginning
from tests.world import World

QUIET = [HealthCheck.too_slow]  # the machine is shared; what is slow shows in the durations

settings.register_profile("quick", max_examples=80, deadline=None, suppress_health_check=QUIET)
settings.register_profile("fuzz", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def a_set_is_checked_once() -> Iterator[None]:
    """Hundreds of worlds begin with the same conversations, and the whole check says the same each time."""
    known: dict[str, Report] = {}

    def once(files: Mapping[str, str], *, today: date) -> Report:
        key = content_hash(files)
        if key not in known:
            known[key] = check(files, today=today)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starting, "check", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_story_is_broken_off_by_a_weekly_drill() -> Iterator[None]:
    """A story that lasts until the hour of the drill would ring everywhere; drills have their own stories."""
    with pytest.MonkeyPatch.context() as patch:
        kept = tuple(one for one in plans.PLANS if one is not beginning.keep_planned)
        patch.setattr(plans, "PLANS", kept)
        yield


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The real bot over HTTP against the simulator, with one coach, on its own database."""
    async with World(tmp_path).opened() as opened:
        yield opened
