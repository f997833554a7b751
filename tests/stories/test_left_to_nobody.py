"""Moments at which a call for help could be left to nobody."""

from datetime import time

from bot.cases import Raised, raise_signals
from bot.signals import Level
from bot.simulator.phone import Phone
from bot.storage import Transaction, case, member, timer
from bot.storage.case import Case
from bot.turns.buttons import StaffButton, write
from bot.turns.staffing.moving import _guest_goes
from bot.turns.work import Work
from tests.stories.talks import in_hand
from tests.stories.test_follow_up import kinds, talked_and_closed
from tests.stories.test_ladder import cries, rings, rung_by_rung, supervisor
from tests.stories.test_promises_kept import works_all_day
from tests.stories.test_truth import at_the_hour, goes_off_duty
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


async def of_maya(world: World) -> Case:
    held = await world.case_of(world.maya)
    assert held is not None
    return held


async def by_supervisor(world: World, ruth: Phone, held: Case, level: str) -> None:
    """A supervisor lowers the level of a case that is not in her hands."""
    await does(world, ruth, f"/case {held.code}")
    ruth.tap_data(ruth.screen[-1].id, write(StaffButton(subject=held.id, verb="lowered", detail=level)))
    await quiet(world)


async def test_who_was_passed_while_somebody_had_it_is_called_when_it_is_free(world: World) -> None:
    ana, ruth, office = await another_coach(world), await supervisor(world), await administrator(world)
    team = (ana, ruth, office)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)

    assert await rung_by_rung(world, team, code, 10) == [True, True, False], "supervisors: 5 minutes"
    assert await rung_by_rung(world, team, code, 5) == [True, True, True], "everybody: 15 minutes"


async def test_after_a_late_yes_everybody_is_still_called_when_the_ladder_says_so(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    code = await cries(world, world.maya)
    await passes(world, world.maya, minutes=4)
    await taken(world, world.sam, code)

    assert await rung_by_rung(world, (ruth, office), code, 10) == [True, False]
    assert await rung_by_rung(world, (ruth, office), code, 1) == [True, True], "15 minutes after the cry"


async def test_an_answer_in_a_script_is_owed_a_word_although_a_coach_has_the_case(world: World) -> None:
    ruth = await supervisor(world)
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "thank you")
    await passes(world, world.maya, hours=5)
    held = await of_maya(world)
    assert held.level == 2
    assert await timers(world, world.maya, "unanswered") == []
    at_sam, at_ruth = newest(world.sam), newest(ruth)

    await another_urgent_answer(world)

    assert f"{code} · urgent · something new" in text(since(world.sam, at_sam))
    await passes(world, world.maya, hours=2)
    assert f"{code} is still waiting for a word from you." in text(since(world.sam, at_sam))
    await passes(world, world.maya, hours=2)
    assert rings(since(ruth, at_ruth), code)


async def another_urgent_answer(world: World) -> None:
    """A rule of a conversation calls for somebody today."""
    about = await world.person_at(world.maya)

    def raised(work: Work) -> None:
        told = {"en": "Used again.", "es": "Otra vez."}
        work.post(
            raise_signals(work.desk, about, [Raised(level=Level.URGENT, why="after_use.again", told=told)])
        )

    await world.app.turns.act(raised)
    await quiet(world)


async def test_a_cry_after_contact_has_to_be_answered_by_contact(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "thank you")
    await does(world, world.maya, "I want to die")
    for words in ("I am with you", "please tell me where you are", "are you there?"):
        await does(world, world.sam, words)
    at_ruth = newest(ruth)

    await passes(world, world.maya, minutes=31)

    assert "Is a welfare check called for?" in text(since(ruth, at_ruth))


async def test_who_does_not_answer_is_not_forgotten_after_the_way_was_shown_once(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    for words in ("I am here", "are you there?", "please write to me"):
        await does(world, world.sam, words)
    await passes(world, world.maya, minutes=31)
    at_ruth = newest(ruth)

    assert "Is a welfare check called for?" in text(await passes(world, ruth, hours=1))

    await does(world, ruth, "Welfare check: no")
    at_ruth = newest(ruth)
    await passes(world, world.maya, hours=2)
    assert "welfare" not in text(since(ruth, at_ruth)), "a human has decided"


async def test_when_the_coach_of_a_talk_leaves_the_team_the_person_goes_on_hearing_the_truth(
    world: World,
) -> None:
    ana, ruth = await another_coach(world), await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "please stay")
    await does(world, world.sam, "I stay")
    await passes(world, world.maya, hours=2)
    at_ana, at_ruth = newest(ana), newest(ruth)

    await through(world, world.sam, "/leave", "Yes, I leave")

    assert rings(since(ana, at_ana), code)
    assert rings(since(ruth, at_ruth), code)
    came = [one for minutes in (5, 5, 5, 15, 60) for one in await passes(world, world.maya, minutes=minutes)]
    told = [one for one in came if "While you wait" in one.text]
    assert len(told) >= 3
    assert told[0].rang, "somebody waits since now"
    assert any(one.button("It got worse") for one in told)


async def test_when_there_is_nobody_but_the_silent_coach_nobody_else_is_said_to_be_called(
    world: World,
) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    at_sam, at_maya = newest(world.sam), newest(world.maya)

    await passes(world, world.maya, minutes=10)

    came = text(since(world.maya, at_maya))
    assert "other people" not in came
    assert "You have not heard from Sam yet" in came
    assert "988" in came
    hers = text(since(world.sam, at_sam))
    assert "others are being called" not in hers
    assert rings(since(world.sam, at_sam), code)


async def test_when_the_last_coach_blocks_the_bot_nobody_is_said_to_be_called(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    at_maya = newest(world.maya)

    world.sam.block()
    await quiet(world)

    came = text(since(world.maya, at_maya))
    assert "other people" not in came
    assert "I have not been able to reach anybody" in came
    assert "988" in came
    assert await timers(world, world.maya, "rung"), code


async def test_when_a_coach_blocks_the_bot_in_a_mere_talk_nobody_is_said_to_be_called(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    held = await of_maya(world)
    await world.app.database.run(lambda tx: case.change(tx, held.id, level=1))
    at_maya, at_ana = newest(world.maya), newest(ana)

    world.sam.block()
    await quiet(world)

    assert "calling" not in text(since(world.maya, at_maya))
    assert "Sam is not able to go on with you right now" in text(since(world.maya, at_maya))
    assert not rings(since(ana, at_ana), held.code)


async def test_only_who_can_be_reached_is_counted_when_a_coach_leaves(world: World) -> None:
    ana = await another_coach(world)
    await supervisor(world)
    ana.block()
    await quiet(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    before = newest(world.maya)
    await through(world, world.sam, "/leave", "Yes, I leave")
    assert "I have let one person from our team know" in text(since(world.maya, before))


async def test_a_crisis_that_was_lowered_goes_by_the_time_of_an_urgent_case(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await by_supervisor(world, ruth, await of_maya(world), "urgent")

    assert await rung_by_rung(world, (ruth,), code, 11) == [False]
    assert (await of_maya(world)).coach is not None
    await passes(world, world.maya, hours=2)
    assert (await of_maya(world)).coach is None, "not a word for two hours"


async def test_a_lowered_crisis_of_somebody_silent_does_not_stand_still(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I have it")
    await by_supervisor(world, ruth, await of_maya(world), "urgent")

    await passes(world, world.maya, hours=2)

    assert (await of_maya(world)).coach is None
    assert await timers(world, world.maya, "rung"), code


async def test_in_the_evening_nobody_is_promised_a_call_about_what_was_lowered_to_watch(
    world: World,
) -> None:
    ruth = await supervisor(world)
    await joins(world, world.maya)
    await at_the_hour(world, 12)
    await goes_off_duty(world, world.sam)
    await does(world, world.maya, "Talk to a person")
    await by_supervisor(world, ruth, await of_maya(world), "watch")
    assert "in the morning" not in text(await passes(world, world.maya, hours=9))


async def test_who_asked_while_somebody_was_on_duty_and_was_not_answered_hears_before_the_night(
    world: World,
) -> None:
    await works_all_day(world, world.sam, until=time(17))
    await joins(world, world.maya)
    await at_the_hour(world, 16)
    assert "I have told one person" in text(await does(world, world.maya, "Talk to a person"))

    came = text(await passes(world, world.maya, hours=2))
    came += text(await passes(world, world.maya, hours=2, seconds=5))

    assert "I call them again in the morning" in came
    assert "988" in came


async def test_an_evenings_word_that_comes_in_the_morning_waits_for_the_evening(world: World) -> None:
    await joins(world, world.maya)
    await at_the_hour(world, 12)
    await goes_off_duty(world, world.sam)
    await does(world, world.maya, "Talk to a person")
    held = await of_maya(world)

    def nobody_calls(tx: Transaction) -> None:
        timer.remove_of(tx, "rung", held.id)

    await world.app.database.run(nobody_calls)
    assert "in the morning" not in text(await passes(world, world.maya, hours=21)), (
        "the bot was away at night"
    )
    assert "in the morning" in text(await passes(world, world.maya, hours=11))


async def test_a_hello_does_not_swallow_the_question_after_a_crisis(world: World) -> None:
    held = await talked_and_closed(world)
    who = await world.person_at(world.maya)
    sam = await world.read(lambda tx: member.find(tx, world.sam.id))
    assert sam is not None
    now = world.clock.now()

    def hello(tx: Transaction) -> int:
        made = case.add(tx, id=tx.new_id(now), person=who.id, level=0, at=now)
        case.take(tx, made.id, sam.id, now)
        return made.id

    talk = await world.app.database.run(hello)
    await to_timer(world, world.maya, "follow_up")
    assert ("follow up", "asked") not in await kinds(world, held), "the script is silent in a talk"
    await world.app.database.run(
        lambda tx: case.change(tx, talk, state="closed", closed_at=now, outcome="hello")
    )

    came = await to_timer(world, world.maya, "follow_up")

    assert came[-1].button("I am ready") is not None


async def test_silence_after_a_crisis_raises_what_is_only_watched(world: World) -> None:
    ruth = await supervisor(world)
    held = await talked_and_closed(world)
    who = await world.person_at(world.maya)
    now = world.clock.now()
    await world.app.database.run(
        lambda tx: case.add(tx, id=tx.new_id(now), person=who.id, level=1, at=now).id
    )
    await to_timer(world, world.maya, "follow_up")
    assert ("follow up", "asked") in await kinds(world, held)
    before, at_ruth = newest(world.sam), newest(ruth)

    await to_timer(world, world.maya, "follow_up")

    assert (await of_maya(world)).level == 2
    assert rings(since(world.sam, before), held.code)
    assert not rings(since(ruth, at_ruth), held.code)


async def test_on_a_new_phone_an_urgent_night_still_ends_in_the_morning(world: World) -> None:
    """What waits for a case of a guest goes along when the guest turns out to be somebody known."""
    await joins(world, world.maya)
    await does(world, world.luz, "hola")
    await does(world, world.luz, "Necesito ayuda ahora")
    old, guest = await world.person_at(world.maya), await world.person_at(world.luz)
    held = await world.case_of(world.luz)
    assert held is not None
    now = world.clock.now()

    def waits(tx: Transaction) -> None:
        timer.set(
            tx,
            id=tx.new_id(now),
            kind="rung",
            subject=held.id,
            number=1,
            due_at=now,
            person=guest.id,
            note="morning",
        )

    await world.app.database.run(waits)
    await world.app.turns.act(lambda work: _guest_goes(work, old, guest))
    rows = await world.read(lambda tx: timer.of_person(tx, old.id))
    found = {(row.kind, row.note) for row in rows if row.subject == held.id}
    assert {("rung", "morning"), ("tell", None)} <= found


async def test_a_coach_who_lets_the_bot_in_again_is_called_again(world: World) -> None:
    ana = await another_coach(world)
    world.sam.block()
    await quiet(world)
    found = await world.read(lambda tx: member.find(tx, world.sam.id))
    assert found is not None
    assert found.unreachable_since is not None
    world.sam.unblock()
    await quiet(world)
    before = newest(world.sam)
    code = await cries(world, world.maya)
    assert rings(since(world.sam, before), code)
    assert rings(since(ana, 0), code)


async def test_a_plan_does_not_end_the_question_who_takes_the_case_over(world: World) -> None:
    await another_coach(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, f"{code} I am here")
    await does(world, world.maya, "my sister is coming")
    await through(world, world.sam, f"Hand over {code}", "Ana · on duty")
    await through(world, world.sam, "Close", "We have a plan")
    assert await timers(world, world.maya, "offer")
