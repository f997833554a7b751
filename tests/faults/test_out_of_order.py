"""Quick texts, doubled taps, old buttons, and what piled up while the bot was away."""

from datetime import timedelta

from bot.storage import answer as answers
from bot.storage import check_in, timer
from tests.faults.trouble import Trouble, eventually
from tests.world import answer, tap_through


async def at_the_check_in(trouble: Trouble) -> None:
    """Maya has begun a check-in and is asked how the day is going."""
    await trouble.welcomed(trouble.maya)
    await trouble.to_check_in(trouble.maya)
    assert trouble.maya.last is not None
    await answer(trouble.maya, trouble.maya.last.labels[0])
    await trouble.settled()


async def test_two_quick_texts_do_not_answer_two_questions(trouble: Trouble) -> None:
    trouble.maya.write("hello")
    await trouble.maya.see("language")
    await tap_through(trouble.maya, "Start", "Yes", "Next", "Next", "Yes")
    await trouble.settled()

    trouble.maya.write("Maya")
    trouble.maya.write("yes I think so")
    await trouble.maya.see("where you are")
    await trouble.settled()

    assert (await trouble.person_at(trouble.maya)).name == "Maya"
    assert await trouble.remarks_of(trouble.maya) == ["yes I think so"]
    assert "where you are" in (trouble.maya.last.text if trouble.maya.last else "")


async def test_a_doubled_tap_is_taken_once(trouble: Trouble) -> None:
    await at_the_check_in(trouble)
    asked = trouble.maya.last
    assert asked is not None
    button = asked.button("Going well")
    assert button is not None
    assert button.data is not None

    trouble.maya.tap_data(asked.id, button.data)
    trouble.maya.tap_data(asked.id, button.data)
    await trouble.maya.see("strongest ever")
    await eventually(lambda: len(trouble.maya.notes) == 1)
    await trouble.settled()

    who = await trouble.person_at(trouble.maya)
    saved = await trouble.read(
        lambda tx: answers.history(tx, who.id, ["mood", "craving"], before_conversation=None)
    )
    assert [value for _, value in saved["mood"]] == ["good"]
    assert not saved.get("craving")
    assert not trouble.maya.last.mine if trouble.maya.last else False


async def test_an_old_button_is_answered_kindly_and_changes_nothing(trouble: Trouble) -> None:
    await at_the_check_in(trouble)
    asked = trouble.maya.last
    assert asked is not None
    button = asked.button("It is hard today")
    assert button is not None
    assert button.data is not None
    await tap_through(trouble.maya, "Going well", "3", "No", "I called my sister")
    await trouble.settled()
    turn = (await trouble.talk_of(trouble.maya)).turn
    said = len(trouble.maya.screen)

    trouble.maya.tap_data(asked.id, button.data)
    await eventually(lambda: bool(trouble.maya.notes))
    await trouble.settled()

    who = await trouble.person_at(trouble.maya)
    saved = await trouble.read(lambda tx: answers.history(tx, who.id, ["mood"], before_conversation=None))
    assert [value for _, value in saved["mood"]] == ["good"]
    assert (await trouble.talk_of(trouble.maya)).turn == turn
    assert len(trouble.maya.screen) == said


async def test_a_button_of_somebody_else_does_nothing(trouble: Trouble) -> None:
    await at_the_check_in(trouble)
    asked = trouble.maya.last
    assert asked is not None
    button = asked.button("It is hard today")
    assert button is not None
    assert button.data is not None
    trouble.luz.write("hola")
    mine = await trouble.luz.see("tap English")

    trouble.luz.tap_data(mine.id, button.data)
    await eventually(lambda: bool(trouble.luz.notes))
    await trouble.settled()

    who = await trouble.person_at(trouble.maya)
    saved = await trouble.read(lambda tx: answers.history(tx, who.id, ["mood"], before_conversation=None))
    assert not saved.get("mood")


async def test_texts_of_three_hours_away_answer_only_the_question_that_was_read(trouble: Trouble) -> None:
    trouble.maya.write("hello")
    await trouble.maya.see("language")
    await tap_through(trouble.maya, "Start", "Yes", "Next", "Next", "Yes")
    await trouble.settled()
    await trouble.stop_bot()
    trouble.maya.write("Maya")
    trouble.maya.write("Denver")
    trouble.maya.write("7:30 pm")
    trouble.clock.warp(timedelta(hours=3))
    await trouble.start_bot()
    await trouble.maya.see("where you are")
    await trouble.settled()

    who = await trouble.person_at(trouble.maya)
    assert (who.name, who.check_in_at) == ("Maya", None)
    assert await trouble.remarks_of(trouble.maya) == ["Denver", "7:30 pm"]
    await tap_through(trouble.maya, "Yes", "9:30 am", "No")
    assert (await trouble.person_at(trouble.maya)).state == "active"


async def test_a_cry_for_help_that_waited_for_three_hours_is_answered_first_thing(trouble: Trouble) -> None:
    await trouble.welcomed(trouble.maya)
    await trouble.settled()
    await trouble.stop_bot()
    trouble.sim.fill(50, text="hello")
    trouble.maya.write("I want to die")
    trouble.clock.warp(timedelta(hours=3))
    await trouble.start_bot()

    await trouble.maya.see("988")
    await trouble.sam.see("CRISIS")


async def test_what_fell_due_while_the_bot_was_away_does_not_come_in_a_storm(trouble: Trouble) -> None:
    await at_the_check_in(trouble)
    await trouble.stop_bot()
    trouble.maya.read()
    trouble.clock.warp(timedelta(days=5))
    await trouble.start_bot()
    await trouble.later(seconds=2)
    await trouble.later(seconds=2)

    # Five mornings, a reminder and a farewell fell due; what comes is one invitation.
    assert trouble.maya.unread == 1
    assert trouble.maya.last is not None
    assert len(trouble.maya.last.labels) == 1
    who = await trouble.person_at(trouble.maya)
    last = await trouble.read(lambda tx: check_in.last(tx, who.id))
    assert last is not None
    following = await trouble.read(lambda tx: timer.next_due(tx, "check_in"))
    assert following is not None
    assert following.due_at > trouble.clock.now()


async def test_an_alert_nobody_took_rings_once_after_hours_away_not_once_for_each_missed_call(
    trouble: Trouble,
) -> None:
    trouble.maya.write("I want to die")
    await trouble.sam.see("CRISIS")
    await trouble.settled()
    await trouble.stop_bot()
    trouble.sam.read()
    trouble.clock.warp(timedelta(hours=3))
    await trouble.start_bot()
    await trouble.later(seconds=2)
    await trouble.later(seconds=2)

    assert sum("nobody has it yet" in text for text in trouble.sim.log.sent(trouble.sam.id)) == 1
