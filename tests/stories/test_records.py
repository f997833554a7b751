"""An operator takes out or deletes a record beside the running bot, and a night of retention passes."""

import asyncio
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.privacy import print_privacy
from bot.commands.record import erase_record, export_record
from bot.errors import RefusedError
from bot.storage import audit, gone, person, remark
from tests.stories.walking import checks_in, does, joins, menu, quiet, taken, text
from tests.world import World

OWN_WORDS = "Zebulon Quimby came by"


async def test_a_record_is_taken_out_beside_the_running_bot_and_that_is_on_record(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, OWN_WORDS)
    who = await world.person_at(world.maya)
    await asyncio.to_thread(export_record, who.code.lower(), tmp_path / "out", world.settings())
    files = sorted((tmp_path / "out").iterdir())
    document = json.loads(files[1].read_text("utf-8"))
    entries = await world.read(lambda tx: audit.of(tx, "person", who.id))

    assert [file.suffix for file in files] == [".html", ".json"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)
    assert OWN_WORDS in files[0].read_text("utf-8")
    assert OWN_WORDS in [row["words"] for row in document["tables"]["remark"]]
    assert [(one.role, one.action) for one in entries] == [("operator", "took data out")]
    assert OWN_WORDS not in capsys.readouterr().out


async def test_a_record_is_deleted_beside_the_running_bot_and_the_coach_is_told(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    who = await world.person_at(world.maya)
    await taken(world, world.sam, who.code)
    await does(world, world.maya, OWN_WORDS)
    with pytest.raises(RefusedError, match="for good"):
        await asyncio.to_thread(erase_record, who.code, yes=False, settings=world.settings())
    assert await world.read(lambda tx: person.get(tx, who.id)) is not None

    await asyncio.to_thread(erase_record, who.code, yes=True, settings=world.settings())
    await quiet(world)

    assert await world.read(lambda tx: person.get(tx, who.id)) is None
    assert f"Everything that was kept about {who.code} has been deleted" in world.sam.screen[-1].text
    again = await does(world, world.maya, "hello")
    assert "Maya" not in text(again)
    assert (await world.person_at(world.maya)).state == "new"


async def test_a_deleted_person_stays_deleted_when_a_backup_is_put_back(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await world.stop_bot()
    database = Path(world.database_url.removeprefix("sqlite:///"))
    backup = tmp_path / "backup"
    shutil.copy(database, backup)
    await world.start_bot()
    await asyncio.to_thread(erase_record, who.code, yes=True, settings=world.settings())
    await quiet(world)
    await world.stop_bot()
    shutil.copy(backup, database)
    await world.start_bot()

    assert await world.read(lambda tx: person.get(tx, who.id)) is None
    assert "erased_again_after_a_backup" in caplog.text


async def test_an_operator_can_do_it_while_no_bot_runs(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await world.stop_bot()
    await asyncio.to_thread(erase_record, who.code, yes=True, settings=world.settings())
    assert len(world.settings().erased_list.read_text("utf-8").splitlines()) == 2
    await world.start_bot()

    assert await world.read(lambda tx: person.get(tx, who.id)) is None


async def test_a_code_that_nobody_goes_by_is_said(world: World) -> None:
    with pytest.raises(RefusedError, match="Nobody goes by this code"):
        await asyncio.to_thread(erase_record, "Q0", yes=True, settings=world.settings())


async def test_a_machine_that_is_off_at_night_lets_go_in_its_first_minute(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, OWN_WORDS)
    who = await world.person_at(world.maya)
    world.clock.warp(timedelta(days=91))
    await world.app._each_minute()
    first = world.app._housekeeping
    assert first is not None
    await first
    await world.app._each_minute()

    assert await world.read(lambda tx: remark.of(tx, who.id)) == ()
    assert world.app._housekeeping is first  # once a start: the rest is for the night


async def test_a_night_passes_and_the_report_says_what_went(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await joins(world, world.maya)
    await does(world, world.maya, OWN_WORDS)
    await checks_in(world, world.maya)
    who = await world.person_at(world.maya)
    world.clock.warp(timedelta(days=91))
    await world.app._upkeep()
    assert world.app._housekeeping is not None
    await world.app._housekeeping
    await asyncio.to_thread(print_privacy, write=False, settings=world.settings())
    said = capsys.readouterr().out

    assert await world.read(lambda tx: remark.of(tx, who.id)) == ()
    assert await world.read(lambda tx: gone.latest(tx)) != ()
    assert "What went in the last nights:" in said
    assert "1 remarks, with their words" in said
    assert "house_kept" in caplog.text
    assert OWN_WORDS not in said + caplog.text
