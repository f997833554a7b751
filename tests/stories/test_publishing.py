"""A set of conversations is published, undone and handed over while people talk with the bot."""

import asyncio
import logging
import os
from pathlib import Path

import pytest

from bot.commands.history import print_history
from bot.commands.publish import publish_folder
from bot.commands.rollback import roll_back_to
from bot.commands.sets import Sets
from bot.errors import RefusedError
from bot.publishing import ToRollBack, in_force
from bot.storage import Transaction, bundle, publication
from tests.stories.editing import Desk
from tests.stories.walking import administrator, checks_in, does, invited, joins, menu, quiet, text, through
from tests.world import World

ASKS = "Did you drink or use since we last talked? Any answer is welcome here."
ASKS_NOW = "Was there any drinking or using? Every answer is fine."


@pytest.fixture
def desk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The editors' folder of this world."""
    return Desk(world, tmp_path / "programme", monkeypatch)


async def test_a_new_set_is_live_within_five_seconds_and_who_is_in_one_finishes_it(
    world: World, desk: Desk
) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")
    desk.change("daily_checkin.yaml", ASKS, ASKS_NOW)

    assert await desk.goes_live() < 5.0

    assert ASKS in text(await does(world, world.maya, "2"))
    await through(world, world.maya, "No", "Skip")
    assert ASKS_NOW in text(await checks_in(world, world.maya, "Going well", "2"))


async def test_the_plan_says_that_somebody_stands_on_the_question(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well", "2")
    desk.change("daily_checkin.yaml", ASKS, ASKS_NOW)

    (standing,) = (await desk.plan()).standing
    assert standing.words.startswith("Fewer than 11 people stand on 'used' in daily_checkin;")


async def test_a_new_label_of_the_menu_works_and_the_one_on_her_phone_too(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My reasons")
    desk.change("my_reasons.yaml", "button: My reasons\n", "button: Why I do this\n")
    await desk.goes_live()
    await through(world, world.maya, "/stop")

    assert text(await does(world, world.maya, "My reasons")) == text(
        await does(world, world.maya, "Why I do this")
    )


async def test_a_published_set_that_does_not_load_never_gets_in(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await joins(world, world.maya)
    office = await administrator(world)
    before = world.app.library.current
    await _put_into_force(world, "f" * 64, {"daily_checkin.yaml": "format: 1\nscript: daily"})
    async with asyncio.timeout(5):
        while "published_set_unreadable" not in caplog.text:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.01)

    await office.see("cannot be read by this version")
    assert world.app.library.current is before
    assert await does(world, world.maya, "/menu")


async def test_a_start_falls_back_to_the_newest_set_that_loads_and_says_so_loudly(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await joins(world, world.maya)
    office = await administrator(world)
    before = world.app.library.current.bundle.hash
    await _put_into_force(world, "f" * 64, {"daily_checkin.yaml": "format: 99"})
    await world.stop_bot()
    told = len(office.screen)
    caplog.clear()
    await world.start_bot()
    await office.until(lambda: len(office.screen) > told)

    assert "cannot be read by this version" in office.screen[-1].text
    assert world.app.library.current.bundle.hash == before
    assert any(
        one.levelno == logging.ERROR and one.msg == "published_set_unreadable" for one in caplog.records
    )
    assert await does(world, world.maya, "/menu")


async def test_a_folder_that_differs_is_said_once_and_changes_nothing(
    world: World, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await joins(world, world.maya)
    desk.change("daily_checkin.yaml", ASKS, ASKS_NOW)
    caplog.clear()
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()

    said = [one.msg for one in caplog.records if one.levelno == logging.WARNING]
    assert said.count("conversations_folder_differs_from_what_is_in_force") == 1
    assert ASKS in text(await checks_in(world, world.maya, "Going well", "2"))


async def test_the_command_line_publishes_beside_a_running_bot(
    world: World, desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bot's own words are no part of a set; tests/texts looks after them.
    monkeypatch.setattr("bot.commands.publish.read_own_catalogs", lambda _: None)
    desk.change("daily_checkin.yaml", ASKS, ASKS_NOW)
    settings = world.settings()

    code = await asyncio.to_thread(publish_folder, None, None, None, yes=True, settings=settings)

    assert code == 0, capsys.readouterr().out
    newest = await world.read(in_force)
    assert newest is not None
    assert (newest.number, newest.by) == (2, None)
    assert world.app.library.current.bundle.hash == newest.bundle  # live before the command has ended
    assert "Published as" in capsys.readouterr().out
    assert (desk.conversations / "keys.lock").is_file()
    assert not [name for name in os.listdir(world.folder) if "request" in name or "answer" in name]

    await asyncio.to_thread(print_history, 5, settings)
    assert "published by command line  (in force)" in capsys.readouterr().out
    await asyncio.to_thread(roll_back_to, None, None, yes=True, settings=settings)

    back = await world.read(in_force)
    assert back is not None
    assert back.kind == "rolled back"
    assert world.app.library.current.bundle.hash == back.bundle


async def test_a_running_bot_refuses_what_cannot_be(world: World) -> None:
    order = ToRollBack(hash="0" * 64, base="1" * 64, by=None)

    with pytest.raises(RefusedError, match="Something else came into force"):
        await asyncio.to_thread(Sets(world.settings()).act, order)


async def test_an_edition_that_nobody_stands_on_is_forgotten(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await quiet(world)
    first = world.app.library.current.bundle.hash
    desk.change("daily_checkin.yaml", ASKS, ASKS_NOW)
    await desk.goes_live()
    assert world.app.library.known(first) is not None

    for _ in range(2):
        await world.app._upkeep()

    assert world.app.library.known(first) is None


async def _put_into_force(world: World, hash: str, files: dict[str, str]) -> None:
    at = world.clock.now()

    def write(tx: Transaction) -> None:
        bundle.keep(tx, hash, files, at)
        publication.add(tx, bundle=hash, kind="published", at=at, by=None, approved_by=None)

    await world.app.database.run(write)
