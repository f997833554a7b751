"""A file that Telegram cannot give now was asked for hundreds of times a second, until it could."""

import asyncio

import pytest

from bot.simulator.phone import Phone
from bot.storage import errand
from bot.turns.editing import workshop
from bot.turns.fetching import Fetching, NotNow
from tests.stories.editors import EVA, conversation, staff
from tests.stories.walking import quiet
from tests.world import World


class Broken:
    """What fetches files raises what nobody foresaw."""

    async def fetch(self, file_id: str, most: int) -> Fetching:
        raise ValueError(file_id)


class Away:
    """Telegram, which cannot be reached."""

    def __init__(self) -> None:
        self.asked = 0

    async def fetch(self, file_id: str, most: int) -> Fetching:
        self.asked += 1
        return NotNow()


@pytest.fixture
async def eva(world: World) -> Phone:
    return await staff(world, "Eva", EVA)


async def test_a_file_that_cannot_be_fetched_now_is_asked_for_again_after_a_pause(
    world: World, eva: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "LOOK_AGAIN", 0.2)
    away = Away()
    monkeypatch.setattr(world.app.workshop, "_archive", away)
    eva.send_document("daily_checkin.yaml", conversation("daily_checkin.yaml").encode())
    await eva.see("I am reading")

    await asyncio.sleep(0.7)

    assert 2 <= away.asked <= 5


async def test_a_fault_before_an_errand_is_begun_does_not_go_on_for_ever(
    world: World, eva: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.app.workshop, "_archive", Broken())
    eva.send_document("daily_checkin.yaml", conversation("daily_checkin.yaml").encode())
    await quiet(world)

    assert "Something on our side went wrong" in eva.screen[-1].text
    assert await world.read(errand.waiting) == ()
