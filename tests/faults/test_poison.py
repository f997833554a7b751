"""An update or a conversation that breaks us: put aside after three tries, told kindly, and nobody waits."""

from typing import Any

import pytest

from bot.storage import Transaction, bundle, case_event, inbox, timer
from bot.turns.doing import carry_out
from tests.faults.trouble import Trouble, eventually
from tests.world import LUZ, MAYA, answer, tap_through

KIND = "It is nothing you did"
FROM_MAYA = {"id": MAYA, "is_bot": False, "first_name": "Maya"}
CHAT_OF_MAYA = {"id": MAYA, "type": "private"}

NONSENSE: list[dict[str, Any]] = [
    {},
    {"message": None},
    {"message": {}},
    {"message": {"text": "\ud83d half an emoji", "chat": {"id": "twelve"}}},
    {"message": {"message_id": "x", "date": "yesterday", "chat": {"id": -5, "type": 7}, "text": 12}},
    {"callback_query": {"id": "1", "from": {"id": [1]}, "data": "1:!!:a!b"}},
    {"my_chat_member": {"chat": {"id": 2**80, "type": "private"}}},
    {"edited_message": [1, 2, 3]},
    {"something_of_next_year": {"chat": {"id": LUZ}}},
]


async def dead(trouble: Trouble) -> int:
    return await trouble.read(inbox.count_dead)


@pytest.mark.parametrize("nonsense", NONSENSE)
async def test_nonsense_holds_up_nobody(trouble: Trouble, nonsense: dict[str, Any]) -> None:
    trouble.sim.push_raw(nonsense)
    trouble.maya.write("hello")

    await trouble.maya.see("language")
    await trouble.settled()
    assert await trouble.read(inbox.count_open) == 0


@pytest.mark.parametrize("number", [2**63, 2**200, -(2**70)])
async def test_an_update_number_that_no_database_takes_holds_up_nobody(trouble: Trouble, number: int) -> None:
    updates = trouble.sim.world.updates
    updates._waiting.append((updates._next, b'{"update_id": %d, "message": {}}' % number))
    updates._next += 1
    trouble.maya.write("hello")

    await trouble.maya.see("language")


async def test_a_message_without_its_parts_is_a_dead_letter_and_the_chat_goes_on(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    trouble.sim.push_raw({"message": {"chat": CHAT_OF_MAYA, "from": FROM_MAYA, "text": "hello"}})

    await trouble.maya.see(KIND)
    alert = await trouble.sam.see("urgent")
    assert alert.button("Open") is not None
    assert await dead(trouble) == 1
    assert (await trouble.talk_of(trouble.maya)).status == "failed"

    trouble.maya.write("hello")
    await eventually(lambda: trouble.maya.last is not None and KIND not in trouble.maya.last.text)


async def test_a_stranger_whose_first_message_breaks_us_is_told_kindly(trouble: Trouble) -> None:
    trouble.luz.chat.started = True
    trouble.sim.push_raw({"message": {"chat": {"id": LUZ, "type": "private"}, "text": "hello"}})

    await trouble.luz.see(KIND)
    await trouble.office.see("put aside")


async def test_half_an_emoji_is_an_answer_like_any_other(trouble: Trouble) -> None:
    trouble.maya.write("hello")
    await trouble.maya.see("language")
    await tap_through(trouble.maya, "Start", "Yes", "Next", "Next", "Yes")

    await answer(trouble.maya, "Maya \ud83d")

    assert (await trouble.person_at(trouble.maya)).name == "Maya ?"
    assert await dead(trouble) == 0


async def test_a_broken_conversation_ends_kindly_and_a_coach_knows(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.to_check_in(trouble.maya)
    assert trouble.maya.last is not None
    await answer(trouble.maya, trouble.maya.last.labels[0])
    await trouble.corrupt(trouble.maya)

    told = await answer(trouble.maya, "Going well")

    assert KIND in told.text
    await trouble.sam.see("urgent")
    assert (await trouble.talk_of(trouble.maya)).status == "failed"
    case = await trouble.case_of(trouble.maya)
    assert case is not None
    held = case.id
    events = await trouble.read(lambda tx: case_event.of(tx, held))
    assert [event.why for event in events if event.kind == "signal"] == ["failed_turn"]
    await answer(trouble.maya, "I need help now")
    assert trouble.maya.shows("988")


async def test_others_do_not_wait_for_a_broken_conversation(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    await trouble.corrupt(trouble.maya)
    trouble.maya.tap("Yes")
    strangers = trouble.sim.fill(100, text="hello")

    await trouble.maya.see(KIND)
    phones = [trouble.sim.world.chats[number] for number in strangers]
    await eventually(lambda: all(len(chat.entries) == 2 for chat in phones))


async def test_a_conversation_that_no_key_opens_does_not_silence_the_chat(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    talk = await trouble.talk_of(trouble.maya)

    def garble(tx: Transaction) -> None:
        tx.driver.execute("UPDATE conversation SET document = x'00112233' WHERE id = ?", (talk.id,))

    await trouble.app.database.run(garble)
    trouble.maya.tap("Yes")
    await trouble.maya.see(KIND)
    await trouble.sam.see("urgent")

    trouble.maya.write("I want to die")
    await trouble.maya.see("988")
    await trouble.sam.see("CRISIS")


async def test_a_cry_for_help_that_breaks_us_is_still_a_crisis_for_the_team(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    await trouble.corrupt(trouble.maya)

    trouble.maya.write("I want to die")

    await trouble.maya.see("988")
    await trouble.sam.see("CRISIS")
    await trouble.maya.see(KIND)


async def test_a_turn_that_fails_twice_is_done_at_the_third_try(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def stumbling(*arguments: Any) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise ZeroDivisionError
        return carry_out(*arguments)

    monkeypatch.setattr("bot.turns.turns.carry_out", stumbling)
    trouble.maya.write("hello")

    await trouble.maya.see("language")
    assert len(tries) == 3
    assert await dead(trouble) == 0


async def test_a_broken_reminder_does_not_come_back_every_second(trouble: Trouble) -> None:
    await trouble.at_the_first_question(trouble.maya)
    await trouble.settled()
    await trouble.corrupt(trouble.maya)
    await trouble.at_the_first_question(trouble.luz)
    await trouble.settled()
    trouble.luz.read()

    await trouble.later(days=1.1)

    await trouble.maya.see(KIND)
    assert trouble.luz.unread == 1  # the reminder
    assert (await trouble.talk_of(trouble.maya)).status == "failed"
    await trouble.later(days=0.1)
    assert sum(KIND in text for text in trouble.sim.log.sent(trouble.maya.id)) == 1


async def test_check_ins_go_on_after_one_that_broke(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.welcomed(trouble.maya)

    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("bot.turns.due.invite_to_check_in", breaks)
        await trouble.to_check_in(trouble.maya)
    seen = trouble.maya.last
    assert await trouble.read(lambda tx: timer.next_due(tx, "check_in")) is not None

    await trouble.to_check_in(trouble.maya)
    assert trouble.maya.last != seen
    assert (await trouble.talk_of(trouble.maya)).status == "invited"


async def test_a_crisis_that_nobody_took_calls_again_after_a_call_that_broke(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble.maya.write("I want to die")
    await trouble.sam.see("CRISIS")
    await trouble.settled()

    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("bot.cases.climb", breaks)
        await trouble.later(minutes=11)
    await trouble.later(minutes=11)

    await trouble.sam.see("nobody has it yet")


async def test_a_coach_is_told_that_her_message_went_nowhere(trouble: Trouble) -> None:
    coach = {"id": trouble.sam.id, "type": "private"}
    trouble.sim.push_raw({"message": {"chat": coach, "text": "tell her I am coming"}})

    await trouble.sam.see("put aside")
    await trouble.office.see("put aside")


async def test_a_fault_after_the_commit_leaves_the_chat_alive(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await trouble.at_the_first_question(trouble.maya)
    await trouble.settled()

    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(trouble.app.turns._memory, "learn", breaks)
        trouble.maya.tap("Yes")
        await trouble.maya.see("At first I ask")
        await trouble.settled()

    assert "stored locked" in (await answer(trouble.maya, "Next")).text


async def test_a_bundle_of_before_that_is_no_longer_readable_does_not_keep_the_bot_from_starting(
    trouble: Trouble,
) -> None:
    await trouble.at_the_first_question(trouble.maya)
    talk = await trouble.talk_of(trouble.maya)
    await trouble.settled()

    def grow_old(tx: Transaction) -> None:
        bundle.keep(tx, "old", {"welcome.yaml": "format: 0\n"}, trouble.clock.now())
        tx.driver.execute("UPDATE conversation SET bundle = 'old' WHERE id = ?", (talk.id,))

    await trouble.app.database.run(grow_old)
    await trouble.stop_bot()
    await trouble.start_bot()
    trouble.maya.tap("Yes")

    await trouble.maya.see(KIND)
    await trouble.sam.see("urgent")


async def test_a_cry_for_help_that_comes_again_after_a_kill_rings_no_false_alarm(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turns.hearing.COMMIT_IS_LATE_SECONDS", 0.2)
    trouble.maya.write("I want to die")
    await trouble.sam.see("CRISIS")
    await trouble.settled()
    again = {
        "update_id": trouble.sim.world.updates._next - 1,
        "message": trouble.maya.chat.entries[next(iter(trouble.maya.chat.entries))].body,
    }
    await trouble.stop_bot()
    await trouble.start_bot()
    trouble.sim.push_raw(again)
    await eventually(lambda: again["update_id"] in trouble.app.hearing._heard)
    await eventually(lambda: not trouble.app.hearing._watches and not trouble.app.hearing._tasks)
    await trouble.settled()

    assert not trouble.sam.shows("not yet recorded")
    assert sum("CRISIS" in text for text in trouble.sim.log.sent(trouble.sam.id)) == 1
