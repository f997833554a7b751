"""The database is full, locked or gone: everybody is still heard, and nothing that was said is lost."""

import asyncio
from datetime import timedelta

import pytest

from tests.faults.trouble import LONG_WORDS, Trouble, eventually
from tests.stories.walking import timers
from tests.world import answer

CRISIS = "I want to die. " + LONG_WORDS


async def test_a_full_disk_holds_what_is_written_until_there_is_room(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    async with trouble.full_disk():
        for number in range(3):
            trouble.maya.write(f"{number} {LONG_WORDS}")
        await trouble.office.see("The database does not answer")
    await trouble.office.see("The database answers again")
    await trouble.settled()

    assert [words[0] for words in await trouble.remarks_of(trouble.maya)] == ["0", "1", "2"]


async def test_a_locked_database_delays_answers_and_loses_none(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    with trouble.locked_database():
        trouble.maya.tap("Yes")
        trouble.luz.write("hola")
        await trouble.office.see("The database does not answer")
    await trouble.maya.see("At first I ask")
    await trouble.luz.see("tap English")
    await trouble.settled()

    assert (await trouble.talk_of(trouble.maya)).turn == 2
    assert await trouble.remarks_of(trouble.luz) == []


async def test_the_office_is_told_once_an_outage_and_again_when_it_is_over(trouble: Trouble) -> None:
    for _ in range(2):
        with trouble.locked_database():
            trouble.maya.write("hello")
            await trouble.office.see("The database does not answer")
            polls = trouble.sim.log.polls
            await eventually(lambda polls=polls: trouble.sim.log.polls > polls + 3)  # type: ignore[misc]  # bound at once
        await trouble.office.see("The database answers again")

    told = [text for text in trouble.sim.log.sent(trouble.office.id) if "does not answer" in text]
    assert len(told) == 2


async def test_crisis_lines_go_out_while_the_database_is_locked(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    with trouble.locked_database():
        trouble.maya.write("I want to die")
        lines = await trouble.maya.see("988")
    assert "I am glad you reached out." in lines.text

    await trouble.sam.see("CRISIS")
    await trouble.settled()
    case = await trouble.case_of(trouble.maya)
    assert case is not None
    assert trouble.sim.log.sent(trouble.maya.id).count(lines.text) == 1


async def test_a_crisis_that_cannot_be_written_down_is_told_from_memory(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.welcomed(trouble.maya)
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.2)
    with trouble.locked_database():
        trouble.maya.write("I want to die")
        alert = await trouble.sam.see("not yet recorded")
        await trouble.office.see("not yet recorded")
        told = await trouble.maya.see("not stored yet")
    who = await trouble.person_at(trouble.maya)

    assert who.code in alert.text
    assert "2 people" in told.text
    await trouble.sam.see(f"{who.code} · CRISIS")  # and once it is recorded, the alert that can be opened


async def test_the_truth_is_told_when_nobody_of_the_team_could_be_reached(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.welcomed(trouble.maya)
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.2)
    trouble.sam.block()
    trouble.office.block()
    with trouble.locked_database():
        trouble.maya.write("I want to die")
        await trouble.maya.see("I could not reach anybody from our team")


async def test_a_crisis_on_a_full_disk_is_answered_and_recorded_later(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.luz, name="Luz")
    async with trouble.full_disk():
        trouble.luz.write(CRISIS)
        await trouble.luz.see("988")
        await trouble.office.see("The database does not answer")
    await trouble.sam.see("CRISIS")

    assert await trouble.case_of(trouble.luz) is not None


async def test_ninety_waiting_updates_are_acknowledged_so_that_the_next_cry_is_heard(
    trouble: Trouble,
) -> None:
    await trouble.welcomed(trouble.maya)
    with trouble.locked_database():
        strangers = trouble.sim.fill(250, text="hello")
        trouble.maya.write("I want to die")
        await trouble.maya.see("988")
        assert trouble.app.intake.held >= 90
    phones = [trouble.sim.world.chats[number] for number in strangers]
    await eventually(lambda: all(len(chat.entries) >= 2 for chat in phones))
    await trouble.settled()

    assert trouble.app.intake.held == 0
    assert all(len(chat.entries) == 2 for chat in phones)  # one hello, one answer
    assert await trouble.case_of(trouble.maya) is not None


async def test_a_file_that_was_taken_away_takes_nobody_along(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    with trouble.database_gone():
        trouble.maya.write("I called my sister")
        await trouble.office.see("The database does not answer")
        trouble.luz.write("me quiero morir")
        await trouble.luz.see("988")
        assert not (trouble.folder / "world.sqlite").exists()  # no empty one in its place
    await trouble.office.see("The database answers again")
    await trouble.sam.see("CRISIS")
    await trouble.settled()

    assert await trouble.remarks_of(trouble.maya) == ["I called my sister"]
    assert await trouble.case_of(trouble.luz) is not None


async def test_a_chat_goes_on_after_an_outage(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    with trouble.locked_database():
        trouble.maya.tap("Yes")
        await trouble.office.see("The database does not answer")
    await trouble.maya.see("At first I ask")

    assert "stored locked" in (await answer(trouble.maya, "Next")).text


async def test_a_tap_that_means_danger_needs_no_database(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    trouble.maya.press_menu("Something happened")
    await trouble.maya.see("your body")
    await trouble.settled()
    with trouble.locked_database():
        trouble.maya.tap("Hard to breathe")
        await trouble.maya.see("I am glad you reached out.")

    await trouble.sam.see("CRISIS")


async def test_i_need_help_now_needs_no_database(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.settled()
    with trouble.locked_database():
        trouble.maya.press_menu("I need help now")
        await trouble.maya.see("988")

    await trouble.sam.see("CRISIS")


async def test_the_alert_from_memory_names_the_person_after_a_restart_too(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.welcomed(trouble.maya)
    who = await trouble.person_at(trouble.maya)
    await trouble.settled()
    await trouble.stop_bot()
    await trouble.start_bot()
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.2)
    with trouble.locked_database():
        trouble.maya.write("I want to die")
        alert = await trouble.sam.see("not yet recorded")

    assert who.code in alert.text


async def test_updates_that_no_longer_fit_in_memory_stay_with_telegram(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.intake.HELD_AT_MOST", 150)
    with trouble.locked_database():
        strangers = trouble.sim.fill(400, text="hello")
        await trouble.office.see("The database does not answer")
        polls = trouble.sim.log.polls
        await eventually(lambda: trouble.sim.log.polls > polls + 3)
        assert trouble.app.intake.held <= 150
        assert len(trouble.sim.world.updates) >= 250
    phones = [trouble.sim.world.chats[number] for number in strangers]
    await eventually(lambda: all(len(chat.entries) == 2 for chat in phones), 20)


async def test_what_is_held_in_memory_is_written_before_the_bot_stops(trouble: Trouble) -> None:
    with trouble.locked_database():
        strangers = trouble.sim.fill(100, text="hello")
        await eventually(lambda: trouble.app.intake.held == 100)
        await eventually(lambda: len(trouble.sim.world.updates) == 0)
    await trouble.stop_bot()
    await trouble.start_bot()

    phones = [trouble.sim.world.chats[number] for number in strangers]
    await eventually(lambda: all(len(chat.entries) == 2 for chat in phones), 20)


async def test_a_database_that_is_away_at_night_is_noticed_although_nobody_writes(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.settled()
    trouble.maya.read()
    (due,) = await timers(trouble, trouble.maya, "check_in")
    with trouble.locked_database():
        trouble.clock.warp(due.due_at - trouble.clock.now() + timedelta(hours=1))
        await trouble.office.see("The database does not answer")
    await trouble.office.see("The database answers again")

    await trouble.maya.until(lambda: trouble.maya.unread == 1)  # and the check-in has come


async def test_the_heartbeat_is_silent_while_the_database_is_away(trouble: Trouble) -> None:
    beats: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beats.append(await reader.readline())
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    watcher = await asyncio.start_server(hear, "127.0.0.1", 0)
    port = watcher.sockets[0].getsockname()[1]
    address = {"heartbeat_url": f"http://127.0.0.1:{port}/alive"}
    trouble.app.settings = trouble.app.settings.model_copy(update=address)
    async with watcher:
        await trouble.app.heartbeat()
        assert beats == [b"GET /alive HTTP/1.1\r\n"]
        with trouble.locked_database():
            trouble.maya.write("hello")
            await trouble.office.see("The database does not answer")
            await trouble.app.heartbeat()
        await trouble.office.see("The database answers again")
        assert len(beats) == 1
        await trouble.app.heartbeat()
    assert len(beats) == 2
