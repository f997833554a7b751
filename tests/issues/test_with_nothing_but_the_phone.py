"""An editor who has only her phone gets a file, sends it back under any name, reads no shell command."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import manuscript, member, trial
from bot.storage.transaction import Transaction
from tests.stories.editors import EVA, changed, conversation, sends, staff
from tests.stories.walking import does, text
from tests.world import World

WORDS = changed(
    conversation("daily_checkin.yaml"), "Good to hear. You did the work to get here.", "Good to hear that."
)


@pytest.fixture
async def eva(world: World) -> Phone:
    return await staff(world, "Eva", EVA)


async def draft(world: World) -> manuscript.Manuscript | None:
    def look(tx: Transaction) -> manuscript.Manuscript | None:
        found = member.find(tx, EVA)
        assert found is not None
        return manuscript.open_of(tx, found.id)

    return await world.read(look)


async def test_she_is_sent_a_file_as_it_is_in_force_and_then_as_her_draft_has_it(
    world: World, eva: Phone
) -> None:
    (came,) = await does(world, eva, "/scripts daily_checkin")

    assert came.file_name == "daily_checkin.yaml"
    assert "in force" in came.text
    assert came.file_id is not None
    assert world.sim.world.files[came.file_id].upload.content.decode() == conversation("daily_checkin.yaml")

    await sends(world, eva, "daily_checkin.yaml", WORDS)
    (came,) = await does(world, eva, "/scripts daily_checkin.yaml")

    assert "draft" in came.text
    assert came.file_id is not None
    assert world.sim.world.files[came.file_id].upload.content.decode() == WORDS


async def test_a_file_that_is_not_there_is_said(world: World, eva: Phone) -> None:
    (came,) = await does(world, eva, "/scripts daily_chekin")

    assert "no conversation called daily_chekin" in came.text


async def test_a_name_from_an_office_programme_becomes_the_name_inside(world: World, eva: Phone) -> None:
    await sends(world, eva, "Daily check-in - Copy.yaml", WORDS)

    kept = await draft(world)
    assert kept is not None
    assert (sorted(kept.files), kept.errors) == (["daily_checkin.yaml"], 0)


async def test_a_test_of_nothing_does_not_begin(world: World, eva: Phone) -> None:
    came = await does(world, eva, "/try nonsense")

    assert len(came) == 1
    assert "no conversation called nonsense" in text(came)
    found = await world.read(lambda tx: member.find(tx, EVA))
    assert found is not None
    assert await world.read(lambda tx: trial.of(tx, found.id)) is None


async def test_no_phone_is_told_to_type_into_a_terminal(world: World, eva: Phone) -> None:
    came = await sends(world, eva, "daily_checkin.yaml", WORDS)

    assert "not translated yet" in text(came)
    assert "python -m" not in text(came)
