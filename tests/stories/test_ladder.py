"""The ladder: a cry for help is called out until a human has it and writes, whoever sleeps or is silent."""

from datetime import timedelta

import pytest

from bot.simulator.phone import Phone
from bot.storage import Transaction, case_event, member, person, timer
from bot.storage.case_event import CaseEvent
from tests.stories.walking import (
    Came,
    administrator,
    another_coach,
    does,
    events,
    joins,
    leaves_team,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import World

CRY = "I need help now"
AGAIN = "nobody has it yet"


async def supervisor(world: World, name: str = "Ruth", number: int = 820) -> Phone:
    """Let somebody be a supervisor; return the phone."""
    phone = world.sim.phone(name, number, "en", started=True)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        member.add(tx, id=tx.new_id(now), chat=number, name=name, role="supervisor", locale="en", at=now)

    await world.app.database.run(add)
    await world.app.turns.reload_team()
    return phone


async def coach_of(world: World, who: Phone, coach: Phone) -> None:
    """The owner of `coach` is the person's own coach from now on."""
    about = await world.person_at(who)

    def give(tx: Transaction) -> None:
        found = member.find(tx, coach.id)
        assert found is not None
        person.change(tx, about.id, coach=found.id)

    await world.app.database.run(give)


async def calls_only(world: World, coach: Phone) -> None:
    """The coach wants to be called for her own people when she is off duty."""

    def change(tx: Transaction) -> None:
        found = member.find(tx, coach.id)
        assert found is not None
        member.change(tx, found.id, always_call=True)

    await world.app.database.run(change)
    await world.app.turns.reload_team()


async def cries(world: World, phone: Phone) -> str:
    """Somebody asks for help now; return the code of their case."""
    await joins(world, phone)
    await does(world, phone, CRY)
    return (await world.person_at(phone)).code


async def nobody_noticed(world: World, coach: Phone) -> None:
    """That she has blocked the bot is not known: the word of it was lost while the bot was away."""

    def forget(tx: Transaction) -> None:
        found = member.find(tx, coach.id)
        assert found is not None
        member.change(tx, found.id, unreachable_since=None)

    await world.app.database.run(forget)
    await world.app.turns.reload_team()


def rings(came: Came, code: str) -> list[str]:
    """Return the ladder's alerts about `code` among what came; a script that adds to the case is not one."""
    alerts = [one for one in came if one.text.startswith(f"{code} ·") and one.rang and one.button("Open")]
    return [one.text for one in alerts if "something new" not in one.text]


async def rung_by_rung(world: World, team: tuple[Phone, ...], code: str, minutes: float) -> list[bool]:
    """Let time pass; return whose phones rang for the case."""
    before = [newest(phone) for phone in team]
    await passes(world, world.maya, minutes=minutes)
    return [bool(rings(since(phone, at), code)) for phone, at in zip(team, before, strict=True)]


async def called(world: World, phone: Phone) -> list[CaseEvent]:
    """Return who was called, in order."""
    return [event for event in await events(world, phone) if event.kind == "called"]


async def test_who_is_on_duty_is_called_at_once_then_the_supervisor_then_everybody(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    team = (world.sam, ruth, office)
    before = [newest(phone) for phone in team]

    code = await cries(world, world.maya)

    assert [bool(rings(since(one, at), code)) for one, at in zip(team, before, strict=True)] == [
        True,
        False,
        False,
    ]
    assert await rung_by_rung(world, team, code, 5) == [False, True, False]
    assert await rung_by_rung(world, team, code, 5) == [True, False, False]
    assert await rung_by_rung(world, team, code, 5) == [True, True, True]
    assert [event.why for event in await called(world, world.maya)] == ["0", "1", "2", "3", "3", "3"]


async def test_after_the_last_rung_everybody_is_called_every_ten_minutes_also_after_a_restart(
    world: World,
) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    team = (world.sam, ruth, office)
    code = await cries(world, world.maya)
    for minutes in (5, 5, 5):
        await passes(world, world.maya, minutes=minutes)

    for _ in range(3):
        await world.stop_bot()
        await world.start_bot()
        assert await rung_by_rung(world, team, code, 10) == [True, True, True]
        assert await rung_by_rung(world, team, code, 9) == [False, False, False]
        assert await rung_by_rung(world, team, code, 1) == [True, True, True]


async def test_hours_away_call_one_rung_and_count_the_next_from_then(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    assert await rung_by_rung(world, (world.sam, ruth), code, 180) == [False, True]
    assert await rung_by_rung(world, (world.sam, ruth), code, 4) == [False, False]


async def test_having_it_is_not_contact_the_ladder_goes_on_without_a_word(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    assert await rung_by_rung(world, (world.sam, ruth), code, 9) == [False, False]
    at_sam, at_maya = newest(world.sam), newest(world.maya)

    assert await rung_by_rung(world, (world.sam, ruth), code, 1) == [False, True]

    yours = since(world.sam, at_sam)[-1]
    assert "others are being called" in yours.text
    assert yours.labels == ("I have it",)
    assert "You have not heard from Sam yet" in text(since(world.maya, at_maya))
    freed = [event for event in await events(world, world.maya) if event.kind == "freed"]
    assert [event.why for event in freed] == ["not tried"]


async def test_a_second_yes_without_a_word_stops_no_calls_and_others_can_still_take_it(world: World) -> None:
    ruth, office = await supervisor(world), await administrator(world)
    team = (world.sam, ruth, office)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    at_maya, at_ruth = newest(world.maya), newest(ruth)

    again = await does(world, world.sam, "I have it")

    assert f"You can write to {code} now" in text(again)
    assert "Sam has your message" not in text(since(world.maya, at_maya))
    assert "Sam" not in text(since(ruth, at_ruth))
    rang = [await rung_by_rung(world, team, code, 5) for _ in range(3)]
    assert [all(one) for one in rang] == [True, False, True], "after 15 minutes, and ten minutes later"
    assert "Sam has your message" not in text(since(world.maya, at_maya))
    await taken(world, ruth, code)
    assert "Ruth has your message" in text(since(world.maya, at_maya))
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.state == "acknowledged"
    assert [event.why for event in await events(world, world.maya) if event.kind == "freed"] == [
        "not tried"
    ] * 2


async def test_whoever_was_silent_has_it_again_with_the_first_word(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    await does(world, world.sam, "I have it")
    at_maya = newest(world.maya)

    await does(world, world.sam, "I am here now")

    assert [one.text for one in since(world.maya, at_maya)] == ["Sam is here.", "Sam: I am here now"]
    assert await rung_by_rung(world, (world.sam, ruth), code, 25) == [False, False]


async def test_a_word_stops_the_ladder_and_says_that_a_human_is_here(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    before = newest(world.maya)
    await taken(world, world.sam, code)
    assert since(world.maya, before)[0].text.startswith("Sam has your message.")
    before = newest(world.maya)

    await does(world, world.sam, "I am here with you")

    assert [one.text for one in since(world.maya, before)] == ["Sam is here.", "Sam: I am here with you"]
    assert await rung_by_rung(world, (world.sam, ruth), code, 25) == [False, False]


async def test_a_call_by_phone_is_an_attempt_too(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await through(world, world.sam, "Close", "I tried, no answer yet")
    assert await rung_by_rung(world, (world.sam, ruth), code, 20) == [False, False]
    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.state, held.attempts) == ("attempted", 1)


async def test_a_coach_who_stops_answering_is_relieved(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "please stay")
    assert await rung_by_rung(world, (ruth,), code, 6) == [False]
    await does(world, world.maya, "are you there?")

    assert await rung_by_rung(world, (ruth,), code, 4) == [True]

    freed = [event for event in await events(world, world.maya) if event.kind == "freed"]
    assert [event.why for event in freed] == ["not answered"]


async def test_a_plan_lets_a_silence_be(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "my sister is coming, good night")
    said = await through(world, world.sam, "Close", "We have a plan")
    assert "have a plan" in text(said)
    assert await rung_by_rung(world, (ruth,), code, 30) == [False]
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.state == "plan"


async def test_a_coach_who_has_a_crisis_is_left_out_unless_there_is_nobody_else(world: World) -> None:
    ana = await another_coach(world)
    first = await cries(world, world.maya)
    await taken(world, world.sam, first)
    await does(world, world.sam, "I am here")
    at_sam, at_ana = newest(world.sam), newest(ana)
    await joins(world, world.luz, "es")

    await does(world, world.luz, "Necesito ayuda ahora")

    code = (await world.person_at(world.luz)).code
    assert rings(since(ana, at_ana), code)
    assert not rings(since(world.sam, at_sam), code)
    await leaves_team(world, ana)
    before = newest(world.sam)
    await passes(world, world.luz, minutes=5)
    assert rings(since(world.sam, before), code)


async def test_a_coach_who_blocked_the_bot_is_passed_over_at_once(world: World) -> None:
    ruth = await supervisor(world)
    world.sam.block()
    await quiet(world)
    await nobody_noticed(world, world.sam)
    before = newest(ruth)

    code = await cries(world, world.maya)
    await passes(world, world.maya, seconds=2)

    assert rings(since(ruth, before), code)
    found = await world.read(lambda tx: member.find(tx, world.sam.id))
    assert found is not None
    assert found.unreachable_since is not None
    kinds = [event.kind for event in await events(world, world.maya)]
    assert "alert not delivered" in kinds
    assert "one team leader" in text(await passes(world, world.maya, minutes=15))


async def test_a_coach_who_blocks_the_bot_in_the_middle_of_a_crisis_no_longer_has_it(world: World) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    world.sam.block()
    before = newest(ruth)
    await does(world, world.maya, "are you still there?")
    await passes(world, world.maya, seconds=2)
    assert rings(since(ruth, before), code)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.coach is None


async def test_with_nobody_at_all_the_bot_says_so_and_whoever_joins_later_is_called(world: World) -> None:
    await joins(world, world.maya)
    await leaves_team(world, world.sam)
    said = await does(world, world.maya, CRY)
    assert "I could not reach anybody from our team" in text(said)
    assert "988" in text(said)
    ana = await another_coach(world)
    code = (await world.person_at(world.maya)).code
    assert await rung_by_rung(world, (ana,), code, 10) == [True]


async def test_two_coaches_tap_in_the_same_moment_after_a_relief_and_one_of_them_has_it(world: World) -> None:
    ana = await another_coach(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await passes(world, world.maya, minutes=10)
    at_sam, at_ana = newest(world.sam), newest(ana)
    await does(world, ana, "Open")
    world.sam.tap("I have it")
    ana.tap("I have it")
    await quiet(world)
    told = {"Sam": text(since(world.sam, at_sam)), "Ana": text(since(ana, at_ana))}
    (winner,) = [name for name, words in told.items() if f"You have {code}" in words]
    loser = "Ana" if winner == "Sam" else "Sam"
    assert winner == "Ana", "somebody who gave no word before has it once she writes"
    assert "Ana has" in told[loser] or "Ana already has" in told[loser]


async def test_only_a_human_lowers_a_level_and_that_is_on_record(world: World) -> None:
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    asked = await through(world, world.sam, "Close", "Lower the level")
    assert asked[-1].labels == ("urgent", "watch")
    said = await does(world, world.sam, "urgent")
    assert f"{code} is now: urgent." in text(said)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 2
    found = await events(world, world.maya)
    assert [event.level for event in found if event.kind == "lowered"] == [2]


async def test_an_urgent_case_climbs_by_hours_and_then_each_morning(world: World) -> None:
    ruth = await supervisor(world)
    await joins(world, world.maya)
    await does(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    team = (world.sam, ruth)
    assert await rung_by_rung(world, team, code, 119) == [False, False]
    assert await rung_by_rung(world, team, code, 1) == [True, False]
    assert await rung_by_rung(world, team, code, 120) == [False, True]
    about = await world.person_at(world.maya)
    rows = await world.read(lambda tx: timer.of_person(tx, about.id))
    (rung,) = [row for row in rows if row.kind == "rung"]
    assert timedelta(0) < rung.due_at - world.clock.now() <= timedelta(hours=24)
    await passes(world, world.maya, hours=24)
    assert len(await called(world, world.maya)) > 3


@pytest.mark.parametrize("how", ["closed", "taken"])
async def test_what_falls_due_too_late_calls_nobody(world: World, how: str) -> None:
    ruth = await supervisor(world)
    code = await cries(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "hello")
    held = await world.case_of(world.maya)
    assert held is not None
    if how == "closed":
        await through(world, world.sam, "Close", "We talked")
    before = newest(ruth)
    now, about = world.clock.now(), held

    def fall_due(tx: Transaction) -> None:
        for kind in ("rung", "tell", "evening"):
            late = tx.new_id(now)
            timer.set(tx, id=late, kind=kind, subject=about.id, number=9, due_at=now, person=about.person)

    await world.app.database.run(fall_due)
    await passes(world, world.maya, seconds=1)
    assert since(ruth, before) == []
    found = await world.read(lambda tx: case_event.of(tx, about.id))
    assert max(int(event.why or 0) for event in found if event.kind == "called") == 0
