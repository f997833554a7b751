"""Going on and off duty: nobody leaves while a crisis is in their hands, and somebody by name takes it."""

from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, member, note, person, task
from bot.storage.case import Case
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.walking import (
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import World


async def in_crisis(world: World, phone: Phone) -> Case:
    """The person is in crisis; return their case."""
    await does(world, phone, "I want to die")
    held = await world.case_of(phone)
    assert held is not None
    return held


async def in_hands(world: World, coach: Phone, phone: Phone) -> Case:
    """The person is in crisis, and this coach has it and has written; return the case as it is then."""
    held = await in_crisis(world, phone)
    await taken(world, coach, held.code)
    await does(world, coach, f"{held.code} I am here")
    now = await world.case_of(phone)
    assert now is not None
    return now


async def id_of(world: World, phone: Phone) -> int:
    found = await world.read(lambda tx: member.find(tx, phone.id))
    assert found is not None
    return found.id


async def on_duty(world: World) -> set[str]:
    return {one.name for one in world.app.roster.on_duty(world.clock.now())}


async def test_on_duty_is_one_screen_with_cases_by_code_and_who_else_is_there(world: World) -> None:
    await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_crisis(world, world.maya)

    said = text(await does(world, world.sam, "/onduty"))

    assert "You are on duty" in said
    assert "With you: Ana" in said
    assert f"{held.code} · CRISIS" in said
    assert "nobody yet" in said
    assert "new" in said
    assert "Maya" not in said
    screen = world.sam.last
    assert screen is not None
    assert f"Open {held.code}" in screen.labels
    later = text(await does(world, world.sam, "/onduty"))
    assert "· new" not in later


async def test_the_screen_tells_what_changed_since_the_last_one(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    await joins(world, world.luz, "es")
    maya, luz = await in_hands(world, ana, world.maya), await in_crisis(world, world.luz)
    await does(world, world.sam, "/onduty")
    await passes(world, world.sam, minutes=1)
    await does(world, world.luz, "no puedo más")
    await does(world, ana, f"{maya.code} all right")
    ended = await world.case_of(world.maya)
    assert ended is not None
    at = world.clock.now()
    await world.app.database.run(
        lambda tx: case.change(tx, ended.id, state="closed", closed_at=at, outcome="talked")
    )

    said = text(await does(world, world.sam, "/onduty"))

    assert "something new" in next(line for line in said.splitlines() if luz.code in line)
    assert f"Closed since you were last here: {maya.code}" in said


async def test_who_has_nothing_in_hand_just_goes(world: World) -> None:
    assert await on_duty(world) == {"Sam"}
    said = text(await does(world, world.sam, "/offduty"))
    assert "You are off duty" in said
    assert "Nobody else is on now" in said
    assert await on_duty(world) == set()
    assert "You are off duty" in text(await does(world, world.sam, "/offduty"))
    await does(world, world.sam, "/onduty")
    assert await on_duty(world) == {"Sam"}
    me = await id_of(world, world.sam)
    rows = await world.read(lambda tx: audit.by(tx, me, 20))
    assert {"went off duty", "went on duty"} <= {row.action for row in rows}


async def test_off_until_a_time_ends_by_itself(world: World) -> None:
    said = text(await does(world, world.sam, "/offduty 09:00"))
    assert "You are off duty until" in said
    assert await on_duty(world) == set()
    await passes(world, world.sam, hours=24)
    assert await on_duty(world) == {"Sam"}
    assert "could not read this time" in text(await does(world, world.sam, "/offduty soon"))
    assert "could not read this time" in text(await does(world, world.sam, "/onduty for a while"))


async def test_outside_her_week_she_can_come_in_and_is_off_again_after_a_working_day(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, "/roster every day 00:00-24:00")
    assert await on_duty(world) == {"Ana"}, "once a roster is written, it counts"

    said = text(await does(world, world.sam, "/onduty"))

    assert "You are on duty until" in said
    assert await on_duty(world) == {"Ana", "Sam"}
    await passes(world, world.sam, hours=9)
    assert await on_duty(world) == {"Ana"}


async def test_a_crisis_cannot_be_left_and_goes_to_a_named_person_who_accepts(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    said = await does(world, world.sam, "/offduty")
    assert "Before you go, somebody else takes it" in text(said)
    assert await on_duty(world) == {"Sam", "Ana"}
    before_ana, before_maya = newest(ana), newest(world.maya)

    await does(world, world.sam, "Ana · on duty")

    offer = text(since(ana, before_ana))
    assert f"Sam asks you to take over {held.code}" in offer
    assert "Maya" not in offer
    assert "still in your hands. I have asked Ana" in text(await does(world, world.sam, "/offduty"))
    assert await on_duty(world) == {"Sam", "Ana"}
    before_sam = newest(world.sam)
    await does(world, ana, "I take it over")
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, ana)
    assert "Ana" in text(since(world.maya, before_maya))
    assert f"Ana has {held.code} now" in text(since(world.sam, before_sam))
    assert "Rest well" in text(await does(world, world.sam, "Go off duty"))
    assert await on_duty(world) == {"Ana"}
    kinds = [event.kind for event in await world.read(lambda tx: case_event.of(tx, held.id))]
    assert kinds.index("offered") < kinds.index("accepted")


async def test_a_line_for_whoever_takes_it_is_read_after_they_have_it(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, f"Hand over {held.code}")
    await does(world, world.sam, "Ana · on duty")
    before_maya = newest(world.maya)
    before = newest(ana)
    assert "Kept" in text(await does(world, world.sam, "She is with her sister until six"))
    assert "sister" not in text(since(world.maya, before_maya)), "it is not for the person"
    assert "sister" not in text(since(ana, before)), "nor on a phone of somebody who has not accepted"

    came = text(await does(world, ana, "I take it over"))

    assert "Sam left a line" in came
    assert "She is with her sister until six" in came
    (kept,) = await world.read(lambda tx: note.of(tx, held.person))
    assert (kept.kind, kept.case) == ("handover", held.id)


async def test_who_cannot_now_says_so_and_another_name_is_asked(world: World) -> None:
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, "/offduty")
    await does(world, world.sam, "Ana · on duty")
    before = newest(world.sam)
    await does(world, ana, "I cannot now")

    said = since(world.sam, before)
    assert f"Ana cannot take {held.code} now" in text(said)
    assert said[-1].labels[0] == "Kim · on duty"
    assert said[-1].labels[-1] == "Ana · on duty", "who said no comes last"
    await does(world, world.sam, "Kim · on duty")
    await does(world, kim, "I take it over")
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, kim)
    late = text(await does(world, ana, "I take it over")) if _has(ana, "I take it over") else ""
    assert "now is yours" not in late


def _has(phone: Phone, label: str) -> bool:
    return any(message.button(label) for message in phone.screen)


async def test_after_five_minutes_the_next_is_asked_and_a_supervisor_can_take_it(world: World) -> None:
    ana = await another_coach(world, language="en")
    kim = await another_coach(world, "Kim", 802, "en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/me")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, "/offduty")
    await does(world, world.sam, "Ana · on duty")
    before_kim, before_rosa, before_sam = newest(kim), newest(rosa), newest(world.sam)

    await passes(world, world.sam, minutes=6)

    assert f"take over {held.code}" in text(since(kim, before_kim))
    assert "needs new hands" in text(since(rosa, before_rosa))
    assert "Ana has not answered" in text(since(world.sam, before_sam))
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, world.sam), "until somebody accepts it stays"
    await does(world, ana, "I take it over")
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, ana), "late is not too late"
    said = text(await does(world, kim, "I take it over"))
    assert f"Ana already has {held.code}" in said


async def test_a_crisis_is_offered_on_and_on_until_somebody_has_it(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    await in_hands(world, world.sam, world.maya)
    await does(world, world.sam, "/offduty")
    await does(world, world.sam, "Ana · on duty")
    for _ in range(3):
        before = newest(ana)
        await passes(world, ana, minutes=6)
        assert "take over" in text(since(ana, before))


async def test_with_nobody_else_it_says_so(world: World) -> None:
    await joins(world, world.maya)
    await in_hands(world, world.sam, world.maya)

    said = text(await does(world, world.sam, "/offduty"))

    assert "There is nobody else I can ask" in said
    assert await on_duty(world) == {"Sam"}


async def test_what_is_no_crisis_can_stay_with_her(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    said = await does(world, world.sam, "/offduty")
    assert f"{held.code} · urgent" in text(said)
    assert f"Hand over {held.code}" in said[-1].labels

    await does(world, world.sam, "I keep them and go")

    assert await on_duty(world) == set()
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, world.sam)


async def test_swap_me_off_needs_no_reason_and_leaves_none(world: World) -> None:
    ana = await another_coach(world, language="en")
    rosa = await staff(world, "Rosa", 820, "supervisor")
    await does(world, rosa, "/me")
    await joins(world, world.maya)
    sam = await id_of(world, world.sam)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=sam))
    held = await in_hands(world, world.sam, world.maya)
    before_ana, before_rosa, before_maya = newest(ana), newest(rosa), newest(world.maya)
    await does(world, world.sam, "/handover")
    asked = text(await does(world, world.sam, f"Swap me off {held.code}"))
    assert "You need no reason" in asked

    said = text(await does(world, world.sam, "Yes, somebody else"))

    assert "no longer with you" in said
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach is None
    assert held.code in text(since(ana, before_ana))
    assert "goes to other hands" in text(since(rosa, before_rosa))
    assert since(world.maya, before_maya), "the person is told what is true"
    after = await world.person_at(world.maya)
    assert after.coach == await id_of(world, ana)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert not [row for row in rows if "swap" in row.action or row.reason]
    for event in await world.read(lambda tx: case_event.of(tx, held.id)):
        assert "swap" not in f"{event.kind} {event.why}"


async def test_an_old_button_of_somebody_elses_case_is_refused_audited_and_explained(world: World) -> None:
    ana = await another_coach(world, language="en")
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    last = ana.last
    assert last is not None
    me = await id_of(world, ana)
    for verb in ("ho-ask", "ho-to", "sw-sure"):
        before, notes = newest(ana), len(ana.notes)
        ana.tap_data(last.id, write(StaffButton(subject=held.id, verb=verb, detail="1")))
        await quiet(world)
        assert since(ana, before) or len(ana.notes) > notes
    before = newest(ana)
    ana.tap_data(last.id, write(StaffButton(subject=held.id, verb="ho-take")))
    await quiet(world)
    assert f"Sam already has {held.code}" in text(since(ana, before)), "nobody has asked her"

    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, world.sam)
    actions = [row.action for row in await world.read(lambda tx: audit.by(tx, me, 50))]
    assert actions.count("refused: hand over a case") == 2
    assert "refused: be swapped off" in actions


async def test_forged_buttons_of_duty_change_nothing(world: World) -> None:
    last = world.sam.last
    assert last is not None
    for subject in (1, 2**62):
        for verb in (
            "ho-ask",
            "ho-to",
            "ho-take",
            "ho-no",
            "sw-ask",
            "sw-sure",
            "aw-back",
            "me-woman",
            "me-x",
        ):
            before, notes = newest(world.sam), len(world.sam.notes)
            world.sam.tap_data(
                last.id, write(StaffButton(subject=subject, verb=verb, detail="zzzzzzzzzzzzzzz"))
            )
            await quiet(world)
            assert since(world.sam, before) or len(world.sam.notes) > notes, verb

    found = await world.read(lambda tx: member.find(tx, world.sam.id))
    assert found is not None
    assert found.woman is None


async def test_a_shift_that_ends_with_a_crisis_in_hand_asks_somebody_by_name(world: World) -> None:
    ana = await another_coach(world, language="en")
    await does(world, ana, "/roster every day 00:00-24:00")
    await does(world, world.sam, "/onduty")  # for eight hours: no week of hers is written
    await joins(world, world.maya)
    held = await in_hands(world, world.sam, world.maya)
    heard = []
    for _ in range(8):
        heard.append(text(await passes(world, world.sam, hours=1)))
        await does(world, world.sam, f"{held.code} I am still here")
    told = "\n".join(heard)
    assert told.count("Your shift ends at") == 1
    before, before_sam = newest(ana), newest(world.sam)

    await passes(world, world.sam, minutes=5)

    assert f"take over {held.code}" in text([*since(ana, before), *ana.screen])
    assert f"{held.code} is still in your hands" in told + text(since(world.sam, before_sam))
    await does(world, ana, "I take it over")
    now = await world.case_of(world.maya)
    assert now is not None
    assert now.coach == await id_of(world, ana)


async def test_days_away_that_begin_today_do_not_leave_a_crisis_either(world: World) -> None:
    await another_coach(world, language="en")
    await joins(world, world.maya)
    await in_hands(world, world.sam, world.maya)

    said = text(await does(world, world.sam, "/away today"))

    assert "Before you go, somebody else takes it" in said
    assert await on_duty(world) == {"Sam", "Ana"}


async def test_what_she_wants_to_do_is_not_read_out_on_the_screen_of_her_shift(world: World) -> None:
    await joins(world, world.maya)
    who, me, now = await world.person_at(world.maya), await id_of(world, world.sam), world.clock.now()

    def note_down(tx: Transaction) -> None:
        task.add(
            tx, id=tx.new_id(now), member=me, by=me, words="Call about the brother", due_at=now, person=who.id
        )

    await world.app.database.run(note_down)

    said = text(await does(world, world.sam, "/onduty"))

    assert "One thing you want to do: /tasks" in said
    assert "brother" not in said, "reading it is on record, behind /tasks"
