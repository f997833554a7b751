"""Timers that no longer apply, rows that are gone, and actions nobody knows: nothing happens out of place."""

import pytest

from bot.errors import BrokenConversationError
from bot.storage import case_event, check_in, conversation, outbox, person, timer
from bot.storage.lane import Lane
from bot.storage.outbox import NewMessage
from bot.storage.transaction import Transaction
from bot.turns import acting
from bot.turns.check_ins import invite_to_check_in
from bot.turns.due import fall_due
from bot.turns.play import Play
from bot.turns.standing import start_help
from bot.turns.work import Work
from tests.stories.walking import (
    AGREED,
    another_coach,
    does,
    events,
    invited,
    joins,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


def work_of(world: World, tx: Transaction) -> Work:
    """Return what a turn works with, now."""
    now = world.clock.now()
    app = world.app
    return Work(tx=tx, at=now, new_id=lambda: tx.new_id(now), library=app.library, roster=app.roster)


async def plant(world: World, kind: str, subject: int, number: int = 1, note: str | None = None) -> None:
    """Let a timer be due now."""
    now = world.clock.now()
    await world.app.database.run(
        lambda tx: timer.set(
            tx, id=tx.new_id(now), kind=kind, subject=subject, number=number, due_at=now, note=note
        )
    )


@pytest.mark.parametrize(
    "kind",
    ["nudge", "give_up", "wait", "check_in", "rung", "start_script", "undeliverable", "pause_end", "touch"],
)
async def test_a_timer_about_something_that_is_gone_does_nothing(world: World, kind: str) -> None:
    await joins(world, world.maya)
    at_maya, at_sam = newest(world.maya), newest(world.sam)
    await plant(world, kind, 424_242, number=739_000)
    await passes(world, world.maya, seconds=1)
    assert since(world.maya, at_maya) == since(world.sam, at_sam) == []
    assert all(row.kind != kind for row in await timers(world, world.maya, kind) if row.subject == 424_242)


async def test_a_timer_that_was_carried_out_meanwhile_does_nothing(world: World) -> None:
    await joins(world, world.maya)
    (due,) = await timers(world, world.maya, "check_in")

    def twice(tx: Transaction) -> None:
        for _ in range(2):
            fall_due(work_of(world, tx), due)

    await world.app.database.run(twice)
    assert await live(world, world.maya) == [("daily_checkin", "invited")]


async def test_one_local_date_gets_one_check_in(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    day = world.clock.now().date()

    def thrice(tx: Transaction) -> None:
        work = work_of(world, tx)
        for _ in range(3):
            invite_to_check_in(work, who, day, work.at)

    await world.app.database.run(thrice)
    assert len(await world.read(lambda tx: check_in.latest(tx, who.id, 9))) == 1
    assert len(await world.read(lambda tx: conversation.open_of(tx, who.id))) == 1


async def test_who_is_not_active_gets_no_check_in_and_no_plan(world: World) -> None:
    await does(world, world.maya, "hello")
    who = await world.person_at(world.maya)
    await plant(world, "check_in", who.id, number=739_000)
    at = newest(world.maya)
    await passes(world, world.maya, seconds=1)
    assert since(world.maya, at) == []
    planned = await world.app.database.run(lambda tx: acting.plan_check_in(work_of(world, tx), who))
    assert planned == who
    assert await timers(world, world.maya, "check_in") == []


async def test_a_pause_that_was_ended_by_hand_is_not_ended_again(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    before = await timers(world, world.maya, "check_in")
    await plant(world, "pause_end", who.id)
    await passes(world, world.maya, seconds=1)
    assert await timers(world, world.maya, "check_in") == before


async def test_a_zone_that_nobody_knows_changes_nothing(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)

    def move(tx: Transaction) -> person.Person:
        work = work_of(world, tx)
        edition = work.library.current
        return acting.carry_out(work, who, edition, "set time zone", {"zone": "Mars/Olympus"})

    assert (await world.app.database.run(move)).zone == "America/Chicago"


async def test_an_action_that_nobody_knows_is_broken(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)

    def act(tx: Transaction) -> None:
        work = work_of(world, tx)
        with pytest.raises(BrokenConversationError):
            acting.carry_out(work, who, work.library.current, "fly", {})

    await world.app.database.run(act)


async def test_an_alert_that_did_not_arrive_is_in_the_history_of_the_case(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    ana.chat.blocked = True
    await menu(world, world.maya, "Talk to a person")
    await passes(world, world.maya, seconds=1)
    assert any(event.kind == "alert not delivered" for event in await events(world, world.maya))


async def test_a_notice_that_did_not_arrive_is_about_nobody(world: World) -> None:
    now = world.clock.now()

    def queue(tx: Transaction) -> int:
        row = tx.new_id(now)
        body = '{"kind": "text", "text": "hello"}'
        notice = NewMessage(id=row, chat=7, lane=int(Lane.REPLY), kind="notice", body=body, created_at=now)
        outbox.queue(tx, notice)
        outbox.refused(tx, row, "gone", now)
        return row

    row = await world.app.database.run(queue)
    before = newest(world.sam)
    await plant(world, "undeliverable", row)
    await passes(world, world.sam, seconds=1)
    assert since(world.sam, before) == []


async def test_a_reminder_without_words_still_has_its_button(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    (reminder,) = await to_timer(world, world.maya, "nudge")
    assert reminder.text
    assert reminder.labels == ("I am ready",)


async def test_two_updates_of_one_chat_are_carried_out_in_order(world: World) -> None:
    await does(world, world.maya, "hello")
    world.maya.tap("Start")
    world.maya.write("yes")
    await quiet(world)
    assert "18 or older" in text(since(world.maya, 0))
    assert "I am a bot, not a person. At first" not in text(since(world.maya, 0))
    assert await live(world, world.maya) == [("welcome", "open")]


async def test_an_update_that_nobody_uses_is_let_go(world: World) -> None:
    await joins(world, world.maya)
    at = newest(world.maya)
    world.sim.push_raw({"poll": {"id": "1", "question": "?", "options": []}})
    await quiet(world)
    assert since(world.maya, at) == []


async def test_a_case_is_written_down_once_for_each_act(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await does(world, world.sam, "Open")
    await does(world, world.sam, "I have it")
    history = await world.read(lambda tx: case_event.of(tx, held.id))
    assert [event.kind for event in history] == ["signal", "called", "opened", "acknowledged", "told"]


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_welcome_set_aside_for_help_is_taken_up_with_hello(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    hello = {"en": "hello", "es": "hola"}[language]
    await through(world, phone, hello, *AGREED[language][:2], "/help")
    assert await live(world, phone) == [("crisis_help", "open"), ("welcome", "parked")]
    await does(world, phone, {"en": "stop", "es": "alto"}[language])
    came = await through(world, phone, hello, AGREED[language][0])
    assert {"en": "Next", "es": "Siguiente"}[language] in came[-1].labels
    assert await live(world, phone) == [("welcome", "open")]


async def test_hello_offers_what_was_set_aside(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My reasons")
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "stop")
    came = await does(world, world.maya, "hello")
    assert "Good to see you, Maya" in text(came)
    assert came[-1].labels == ("Go on",)


async def test_a_button_that_telegram_no_longer_shows_is_still_the_answer(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    button = asked.button("I am okay")
    assert button is not None
    assert button.data is not None
    first = next(message for message in world.maya.screen if not message.mine)
    at = newest(world.maya)
    world.maya.tap_data(first.id, button.data)
    await quiet(world)
    assert "Is somebody with you?" in text(since(world.maya, at))


async def test_an_old_button_while_a_coach_is_there_calls_nobody(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    person_button = asked.button("Talk to a person")
    assert person_button is not None
    assert person_button.data is not None
    await through(world, world.maya, "I am okay", "Stop for now")
    await does(world, world.sam, "Open")
    await does(world, world.sam, "I have it")
    at = newest(world.sam)
    world.maya.tap_data(asked.id, person_button.data)
    await quiet(world)
    assert since(world.sam, at) == []
    assert world.maya.notes[-1] == "I already have that answer. Thank you."


async def test_a_programme_without_help_scripts_still_gives_lines(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)

    def help_without_scripts(tx: Transaction) -> list[str]:
        play = Play(work=work_of(world, tx), who=who)
        start_help(play, None)
        return play.spoken.crisis

    (lines,) = await world.app.database.run(help_without_scripts)
    assert "988" in lines
