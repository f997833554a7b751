"""Between a question and its answer: what is still on its way, what a coach overtakes, what never arrives."""

import asyncio

import pytest

from bot.delivery import Message
from bot.delivery.messenger import Outcome
from bot.storage import outbox
from bot.telegram import TelegramMessenger
from tests.stories.walking import WELCOME, does, joins, ledger, live, menu, quiet, through, timers
from tests.world import World


async def test_an_answer_quicker_than_our_own_bookkeeping_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *WELCOME["en"][:4])
    written = asyncio.Event()
    send = TelegramMessenger.send

    async def told_late(self: TelegramMessenger, chat: int, message: Message) -> Outcome:
        outcome = await send(self, chat, message)
        await written.wait()
        return outcome

    monkeypatch.setattr(TelegramMessenger, "send", told_late)
    world.maya.tap("Yes")
    await world.maya.see("What would you like me to call you?")
    world.maya.write("Maya")
    await world.sim.idle()
    written.set()
    await quiet(world)

    assert (await world.person_at(world.maya)).name == "Maya"


async def test_the_buttons_of_a_question_answered_in_words_go_away(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Yes")
    asked = world.maya.last
    assert asked is not None
    await does(world, world.maya, "next")

    shown = next(message for message in world.maya.screen if message.id == asked.id)
    assert shown.labels == ()


async def test_what_a_script_still_wanted_to_say_is_withdrawn_when_a_coach_takes_over(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    world.sim.faults.add("429", chat=world.maya.id, method="sendMessage", seconds=3600)
    world.maya.tap("I am okay")
    alert = await world.sam.see("urgent")
    world.sam.tap((alert.id, "Open"))
    await world.sam.see("Maya")
    world.sam.tap("I have it")
    await world.sam.see("You have")

    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: outbox.of_person(tx, who.id))
    assert next(row.state for row in rows if row.kind == "turn") == "withdrawn"


async def test_a_question_that_never_arrived_does_not_keep_later_check_ins_away(world: World) -> None:
    await joins(world, world.maya)
    world.sim.faults.add("429", chat=world.maya.id, method="sendMessage", seconds=10**6)
    world.maya.press_menu("A hard moment")
    async with asyncio.timeout(5):
        while not await live(world, world.maya):  # noqa: ASYNC110  # nothing arrives that could be waited for
            await asyncio.sleep(0.01)
    for _ in range(2):
        due = (await timers(world, world.maya, "check_in"))[0].due_at
        world.clock.warp(due - world.clock.now())
        await world.app.turns.tick()

    assert [day.outcome for day in await ledger(world, world.maya)][:2] == ["invited", "skipped"]
    assert await live(world, world.maya) == [("daily_checkin", "invited")]


async def test_first_aid_is_kept_as_it_was_said(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")

    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: outbox.of_person(tx, who.id))
    given = next(row for row in rows if row.kind == "first_aid")
    assert given.state == "sent"
    assert "988" in given.body


async def test_a_check_in_that_is_hours_late_is_left_out_and_the_next_one_comes(world: World) -> None:
    await joins(world, world.maya)
    due = (await timers(world, world.maya, "check_in"))[0].due_at
    await world.later(seconds=(due - world.clock.now()).total_seconds() + 7 * 3600)

    assert [(day.outcome, day.reason) for day in await ledger(world, world.maya)] == [("skipped", "too late")]
    assert await live(world, world.maya) == []
    await world.to_check_in(world.maya)
    assert await live(world, world.maya) == [("daily_checkin", "invited")]


async def test_after_days_away_todays_own_check_in_still_comes(world: World) -> None:
    await joins(world, world.maya)
    due = (await timers(world, world.maya, "check_in"))[0].due_at
    await world.later(seconds=(due - world.clock.now()).total_seconds() + 3 * 86400 + 3600)
    await world.later(seconds=1)

    assert [day.outcome for day in await ledger(world, world.maya)] == ["invited", "skipped"]
