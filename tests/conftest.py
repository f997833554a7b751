"""What every test may use: hypothesis profiles, and a world with the real bot and real phones."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.world import World

QUIET = [HealthCheck.too_slow]  # the machine is shared; what is slow shows in the durations

settings.register_profile("quick", max_examples=80, deadline=None, suppress_health_check=QUIET)
settings.register_profile("fuzz", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The real bot over HTTP against the simulator, with one coach, on its own database."""
    async with World(tmp_path).opened() as opened:
        yield opened
