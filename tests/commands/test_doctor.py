"""`doctor`: what is wrong, where, and how to mend it; beside a running bot and without one."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import BEAT
from bot.clock import Clock
from bot.commands import symptoms as room
from bot.commands import symptoms_inside
from bot.commands.doctor import see_doctor
from bot.commands.signs import LOOK, MEND, Sign
from bot.commands.symptoms import symptoms
from bot.config import Settings
from bot.engine import Bundle
from bot.scripts import load
from bot.storage import Vault, meta, second_alert
from bot.storage.sqlite import WAL_BYTES
from tests.stories.walking import another_coach, does, leaves_team
from tests.world import ADMIN, World


@pytest.fixture(autouse=True)
def _the_simulator_gives_short_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.config._TOKEN", re.compile(r"\d+:\w+"))


async def looked(settings: Settings) -> dict[str, Sign]:
    """Return {code: sign} of everything that doctor says, run beside the bot as a command is."""
    found = await asyncio.to_thread(symptoms, settings)
    return {one.code: one for one in found}


def at_any_hour(files: Mapping[str, str]) -> Bundle:
    """Return the conversations of a programme that names no hours: somebody should always be on duty."""
    bundle = load(files)
    return replace(bundle, programme=replace(bundle.programme, duty_hours=None))


def set_up(world: World, **more: object) -> Settings:
    """Return settings of somebody who has done everything that can be done in .env."""
    good = {"admin_telegram_ids": (ADMIN,), "alert_url": "http://127.0.0.1:1/x", "heartbeat_url": "http://h"}
    return world.settings().model_copy(update=good | more)


async def test_beside_a_running_bot_with_somebody_on_duty_nothing_is_to_be_mended(world: World) -> None:
    found = await looked(set_up(world))

    assert [one for one in found.values() if one.state == MEND] == []
    assert found["bot"].what == "The bot is running."
    assert found["telegram"].what.startswith("Telegram knows the bot as @")


async def test_without_a_second_way_doctor_is_red_and_says_what_to_set(world: World) -> None:
    found = await looked(set_up(world, alert_url=""))

    sign = found["no_second_way"]
    assert (sign.state, sign.where) == (MEND, ".env")
    assert "ALERT_URL" in sign.mend
    assert await asyncio.to_thread(see_doctor, set_up(world, alert_url="")) == 1


async def test_what_is_printed_says_what_where_and_how_to_mend(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code = await asyncio.to_thread(see_doctor, set_up(world, alert_url=""))

    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert code == 1
    assert "MEND" in said
    assert "Alerts leave by Telegram alone" in said
    assert "1 to mend" in said


async def test_other_programs_read_it_as_json(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code = await asyncio.to_thread(see_doctor, set_up(world), as_json=True)

    document = json.loads(capsys.readouterr().out)
    assert (code, document["ok"]) == (0, True)
    assert {"code", "state", "what", "where", "mend"} == set(document["signs"][0])


async def test_without_a_running_bot_it_still_looks_and_says_so(world: World) -> None:
    await world.stop_bot()
    found = await looked(set_up(world))
    await world.start_bot()

    assert (found["bot"].state, found["bot"].mend) == (LOOK, "Start it: python -m bot run")


async def test_looking_leaves_no_trace_and_never_stands_in_the_way_of_the_bot(world: World) -> None:
    await world.stop_bot()
    before = {file.name for file in world.folder.iterdir()}
    await looked(set_up(world))
    after = {file.name for file in world.folder.iterdir()}
    await world.start_bot()

    assert {name for name in after - before if not name.endswith(("-wal", "-shm"))} == set()


async def test_a_missing_database_is_said_kindly(world: World, tmp_path: Path) -> None:
    found = await looked(set_up(world, database_url=f"sqlite:///{tmp_path / 'nowhere.sqlite'}"))

    assert found["database"].state == MEND
    assert "Start the bot once" in found["database"].mend
    assert not (tmp_path / "nowhere.sqlite").exists()


async def test_a_wrong_key_is_said_kindly_and_without_the_key(world: World) -> None:
    key = Vault.new_key()
    found = await looked(set_up(world, encryption_key=key))

    assert (found["key"].state, found["key"].where) == (MEND, "ENCRYPTION_KEY")
    assert key not in " ".join(f"{one.what}{one.mend}" for one in found.values())


async def test_a_setting_that_cannot_be_used_is_said_without_its_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMTP_URL", "secret-nonsense")
    (sign,) = symptoms()

    assert (sign.code, sign.state) == ("settings", MEND)
    assert sign.what.startswith("SMTP_URL cannot be used")
    assert "secret" not in sign.what


async def test_telegram_that_does_not_know_the_token_is_red(world: World) -> None:
    found = await looked(set_up(world, telegram_bot_token="1234567:" + "A" * 35))

    assert found["telegram"].state == MEND


async def test_a_log_of_the_database_that_only_grows_is_red(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WAL_BYTES", 1)
    found = await looked(set_up(world))

    assert found["wal"].state == MEND
    assert WAL_BYTES == 64 * 2**20


async def test_a_full_disk_is_seen_before_it_is_full(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "DISK_LOW", 2**62)
    assert (await looked(set_up(world)))["disk"].state == LOOK
    monkeypatch.setattr(room, "DISK_FULL", 2**62)
    assert (await looked(set_up(world)))["disk"].state == MEND


async def test_before_there_is_a_coach_doctor_is_red(world: World) -> None:
    await leaves_team(world, world.sam)
    found = await looked(set_up(world))

    assert found["no_coach"].state == MEND
    assert "/invite" in found["no_coach"].mend


async def test_nobody_on_duty_is_red(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symptoms_inside, "load", at_any_hour)
    await does(world, world.sam, "/offduty")
    found = await looked(set_up(world))

    assert found["nobody_on_duty"].state == MEND
    assert "/onduty" in found["nobody_on_duty"].mend


async def test_when_everybody_has_blocked_the_bot_doctor_is_red_and_one_is_only_named(world: World) -> None:
    ana = await another_coach(world, "Ana", 801)
    await does(world, world.maya, "I want to die")
    world.sam.block()
    await world.later(minutes=11)
    await world.later(seconds=2)
    found = await looked(set_up(world))
    assert found["blocked"].state == LOOK
    assert "Sam" in found["blocked"].what
    assert found["undelivered"].state == MEND
    ana.block()
    await world.later(minutes=11)
    await world.later(seconds=2)

    assert (await looked(set_up(world)))["all_blocked"].state == MEND


async def test_a_crisis_that_nobody_has_after_the_last_rung_is_red_by_its_code(world: World) -> None:
    await does(world, world.maya, "I want to die")
    for _ in range(4):
        await world.later(minutes=11)
    found = await looked(set_up(world))

    code = (await world.person_at(world.maya)).code
    assert found["unheard"].state == MEND
    assert code in found["unheard"].what


async def test_a_second_way_that_failed_is_red_with_its_reason(world: World) -> None:
    at = world.clock.now()

    def fail(tx: object) -> None:
        second_alert.add(
            tx,  # type: ignore[arg-type]  # a transaction
            id=1,
            case=None,
            rung=0,
            member=None,
            way="email",
            address="hidden@example.org",
            subject="s",
            text="t",
            at=at,
        )
        second_alert.failed(tx, 1, "login refused", at)  # type: ignore[arg-type]  # a transaction

    await world.app.database.run(fail)
    found = await looked(set_up(world))

    assert found["second_failed"].state == MEND
    assert "login refused" in found["second_failed"].what
    assert "hidden" not in str(found)


async def test_messages_about_a_case_that_wait_too_long_are_red(world: World) -> None:
    await does(world, world.maya, "I want to die")
    await world.stop_bot()
    file = world.database_url.partition("///")[2]
    old = "UPDATE outbox SET state = 'queued', created_at = created_at - 3600000000 WHERE lane = 0"
    with sqlite3.connect(file) as bare:
        bare.execute(old)
    bare.close()
    found = await looked(set_up(world))
    await world.start_bot()

    assert found["unsent"].state == MEND


async def test_what_has_been_due_for_long_means_that_the_bot_hangs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(world, world.maya, "I want to die")
    monkeypatch.setattr(symptoms_inside, "OVERDUE", timedelta(days=-30))
    found = await looked(set_up(world))

    assert found["overdue"].state == MEND


async def test_a_bot_that_runs_and_hears_nobody_is_red(world: World) -> None:
    """Its file is locked and nothing is overdue: only its own silence shows it."""
    assert "deaf" not in await looked(set_up(world))

    ago = (Clock().now() - timedelta(minutes=12)).isoformat()
    await world.app.database.run(lambda tx: meta.put(tx, BEAT, ago))
    found = await looked(set_up(world))

    assert found["deaf"].state == MEND
    assert "12 minutes" in found["deaf"].what

    await world.app.heartbeat()
    assert "deaf" not in await looked(set_up(world))


async def test_no_drill_for_long_is_to_be_looked_at(world: World) -> None:
    assert (await looked(set_up(world)))["no_drill"].state == LOOK


async def test_no_name_of_a_participant_and_none_of_their_words_are_ever_printed(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    await does(world, world.maya, "I want to die because of Xylophone")
    await world.later(minutes=40)
    await asyncio.to_thread(see_doctor, set_up(world), as_json=True)

    said = capsys.readouterr().out
    assert "Xylophone" not in said
    assert "Maya" not in said
