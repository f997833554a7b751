"""Notes for the team, things to do with a reminder, and two red flags before a phone is lifted."""

from datetime import timedelta

import pytest

from bot.ids import to_base62
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, member, note, person, reach, task
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.walking import (
    another_coach,
    does,
    joins,
    leaves_team,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import COACH, World


async def in_hand(world: World) -> str:
    """Maya has asked for a person and Sam has her case, opened once more; return her code."""
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, world.sam, "Hi Maya, I am here")
    await does(world, world.sam, f"/case {code}")
    return code


async def log(world: World) -> list[str]:
    """Return what stands in the log about Maya."""
    who = await world.person_at(world.maya)
    return [row.action for row in await world.read(lambda tx: audit.of(tx, "person", who.id))]


async def press(world: World, phone: Phone, button: StaffButton) -> str:
    """Press a button with this data, whether or not it was ever shown."""
    before, last = newest(phone), phone.last
    assert last is not None
    phone.tap_data(last.id, write(button))
    await quiet(world)
    return text(since(phone, before))


async def test_the_next_words_are_kept_as_a_note_and_never_sent(world: World) -> None:
    code = await in_hand(world)
    before = newest(world.maya)
    asked = text(await does(world, world.sam, "Add a note"))
    assert f"kept as a note about {code} and is not sent to them" in asked

    kept = text(await does(world, world.sam, "Mornings are better for her"))

    assert f"Kept as a note about {code}" in kept
    assert since(world.maya, before) == []
    card = text(await does(world, world.sam, f"/case {code}"))
    assert "Notes, newest first:\n• Sam, " in card
    assert "Mornings are better for her" in card
    assert "wrote a note" in await log(world)
    assert "wrote a note about you for our team" in text(await does(world, world.maya, "/whosaw"))


async def test_after_a_note_words_go_to_the_person_again(world: World) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a note", "a note")
    before = newest(world.maya)
    await does(world, world.sam, "how are you?")
    assert "how are you?" in text(since(world.maya, before))


@pytest.mark.parametrize("way_out", ["Not now", "/cases"])
async def test_whoever_goes_on_to_something_else_writes_no_note(world: World, way_out: str) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a note", way_out)
    before = newest(world.maya)
    await does(world, world.sam, "how are you?")
    assert "how are you?" in text(since(world.maya, before))
    assert "wrote a note" not in await log(world)


async def test_after_ten_minutes_it_is_asked_whom_words_are_for(world: World) -> None:
    code = await in_hand(world)
    await does(world, world.sam, "Add a note")
    await passes(world, world.sam, minutes=11)
    before = newest(world.maya)
    await does(world, world.sam, "are you there?")
    assert since(world.maya, before) == []
    await does(world, world.sam, code)
    assert "are you there?" in text(since(world.maya, before))
    assert "wrote a note" not in await log(world)


async def test_an_answer_to_the_persons_words_is_no_note(world: World) -> None:
    code = await in_hand(world)
    await does(world, world.maya, "are you there?")
    hers = next(one for one in reversed(world.sam.screen) if "are you there?" in one.text)
    await does(world, world.sam, f"/case {code}")
    await does(world, world.sam, "Add a note")
    before = newest(world.maya)
    world.sam.write("yes", reply_to=hers.id)
    await quiet(world)
    assert "yes" in text(since(world.maya, before))


async def test_a_note_is_sealed_and_is_in_the_persons_own_copy(world: World) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a note", "Zebulon came by")
    raw = (world.folder / "world.sqlite").read_bytes() + (world.folder / "world.sqlite-wal").read_bytes()
    who = await world.person_at(world.maya)
    (kept,) = await world.read(lambda tx: note.of(tx, who.id))

    assert b"Zebulon" not in raw
    assert kept.words == "Zebulon came by"
    assert kept.case is not None


async def test_a_coach_who_does_not_walk_with_somebody_writes_no_note_about_them(world: World) -> None:
    await in_hand(world)
    ana = await another_coach(world)
    who = await world.person_at(world.maya)
    for verb in ("o_note", "o_task", "o_flags"):
        said = await press(world, ana, StaffButton(subject=who.id, verb=verb))
        assert "You can do this for people you coach" in said
    assert (await log(world)).count("refused: keep notes about a person") == 3
    assert await press(world, ana, StaffButton(subject=7, verb="o_note")) != ""


async def test_a_task_rings_on_time_in_the_coachs_own_zone_with_the_code_alone(world: World) -> None:
    code = await in_hand(world)
    await zone_of_sam(world, "America/New_York")  # an hour ahead of the programme
    asked = (await through(world, world.sam, "Add a task", "tomorrow 10:00 call housing"))[-1]
    assert asked.labels[1:] == ("In 1 hour", "This evening", "Tomorrow, 9:00", "Next week", "No reminder")
    assert asked.labels[0].endswith("10:00 AM")

    kept = text(await does(world, world.sam, asked.labels[0]))
    assert "10:00 AM" in kept
    (one,) = await tasks_of_sam(world)
    assert one.words == "call housing"
    await passes(world, world.sam, seconds=(one.due_at - world.clock.now()).total_seconds() - 5)
    rang = [m for m in await passes(world, world.sam, seconds=10) if "something you wanted to do" in m.text]

    assert [m.text for m in rang] == [f"{code} · something you wanted to do"]
    assert rang[0].rang
    assert rang[0].labels == ("Show it", "Done", "Later")
    assert "call housing" in text(await does(world, world.sam, "Show it"))
    await does(world, world.sam, "Done")
    assert await tasks_of_sam(world) == ()
    entries = await log(world)
    assert [one for one in entries if "task" in one] == ["noted a task", "read tasks", "did a task"]


async def test_a_task_is_kept_also_when_no_hour_is_chosen(world: World) -> None:
    code = await in_hand(world)
    await through(world, world.sam, "Add a task", "tomorrow 10:00 call housing", "/cases")

    assert f"1. {code}: tomorrow 10:00 call housing" in text(await does(world, world.sam, "/tasks"))
    assert "noted a task" in await log(world)
    await does(world, world.sam, "In 1 hour")
    assert f"1. {code} · " in text(await does(world, world.sam, "/tasks"))
    (rang,) = [m for m in await passes(world, world.sam, minutes=61) if "you wanted to do" in m.text]
    assert rang.text == f"{code} · something you wanted to do"


async def test_whoever_wants_no_reminder_hears_none_and_still_has_the_task(world: World) -> None:
    await in_hand(world)
    said = text((await through(world, world.sam, "Add a task", "ask about the bus", "No reminder"))[-1:])
    assert "no reminder" in said
    assert [m for m in await passes(world, world.sam, hours=30) if "you wanted to do" in m.text] == []
    (one,) = await tasks_of_sam(world)
    assert one.words == "ask about the bus"


async def test_later_asks_when_and_rings_once_more(world: World) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a task", "ask about the bus", "In 1 hour")
    await passes(world, world.sam, minutes=61)
    await through(world, world.sam, "Later", "In 1 hour")
    again = [m for m in await passes(world, world.sam, minutes=61) if "you wanted to do" in m.text]

    assert len(again) == 1
    await does(world, world.sam, "Done")
    assert [m for m in await passes(world, world.sam, hours=3) if "you wanted to do" in m.text] == []


async def test_a_task_that_is_done_before_its_hour_does_not_ring(world: World) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a task", "ask about the bus", "In 1 hour", "/tasks", "1. Done")
    assert [m for m in await passes(world, world.sam, minutes=61) if "you wanted to do" in m.text] == []


async def test_tasks_of_ones_own_are_about_nobody(world: World) -> None:
    assert "Nothing to do is noted." in text(await does(world, world.sam, "/tasks"))
    await through(world, world.sam, "Add a task", "buy coffee", "In 1 hour")
    shown = text(await does(world, world.sam, "/tasks"))
    assert "1 thing to do:" in shown
    assert "1. Yours · " in shown
    assert "buy coffee" in shown
    rang = text(await passes(world, world.sam, minutes=61))
    assert rang == "Something you wanted to do"


async def test_twenty_tasks_come_in_pages(world: World) -> None:
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    now = world.clock.now()

    def many(tx: Transaction) -> None:
        for number in range(20):
            due = now + timedelta(hours=number)
            task.add(tx, id=tx.new_id(now), member=sam.id, by=sam.id, words=f"thing {number}", due_at=due)

    await world.app.database.run(many)
    (first,) = await does(world, world.sam, "/tasks")
    (second,) = await does(world, world.sam, "More")
    (third,) = await does(world, world.sam, "More")
    assert "thing 0" in first.text
    assert "9. Yours" in second.text
    assert "thing 19" in third.text
    assert "More" not in third.labels


async def test_a_removed_coach_hears_no_reminder_and_somebody_elses_task_stays_closed(world: World) -> None:
    await in_hand(world)
    await through(world, world.sam, "Add a task", "ask about the bus", "In 1 hour")
    (one,) = await tasks_of_sam(world)
    ana = await another_coach(world)
    for verb in ("o_show", "o_done", "o_later"):
        said = await press(world, ana, StaffButton(subject=one.id, verb=verb))
        assert "is not yours" in said
    forged = StaffButton(subject=one.id, verb="o_when", detail=to_base62(10**14))
    assert "is not yours" in await press(world, ana, forged)
    assert "read tasks" not in await log(world)
    before = newest(world.sam)
    await leaves_team(world, world.sam)
    await passes(world, ana, minutes=61)
    assert "you wanted to do" not in text(since(world.sam, before))


async def test_flags_are_set_by_button_stand_in_red_and_are_told_to_the_person(world: World) -> None:
    code = await in_hand(world)
    shown = text(await does(world, world.sam, "Safe to call?"))
    assert "Nobody has asked yet if a call is safe." in shown
    await through(world, world.sam, "Not safe to call", "Do not contact family")
    who = await world.person_at(world.maya)
    assert (who.safe_to_call, who.no_family) == (False, True)

    card = (await does(world, world.sam, f"/case {code}"))[-1].text

    assert card.startswith("🔴 NOT SAFE TO CALL\n🔴 DO NOT CONTACT FAMILY\n")
    assert (await log(world)).count("changed flags") == 2
    assert "about calling you, or about your family" in text(await does(world, world.maya, "/whosaw"))
    await through(world, world.sam, "Safe to call?", "A call is safe", "Family can be asked")
    who = await world.person_at(world.maya)
    assert (who.safe_to_call, who.no_family) == (True, False)


async def test_the_flags_come_before_the_reason_and_before_the_ways(world: World) -> None:
    code = await in_hand(world)
    who, now = await world.person_at(world.maya), world.clock.now()

    def known(tx: Transaction) -> None:
        person.change(tx, who.id, safe_to_call=False, no_family=True)
        way = tx.new_id(now)
        reach.add(tx, id=way, person=who.id, kind="number", words="555 0100", may_say=None, at=now)

    await world.app.database.run(known)
    asked = text(await does(world, world.sam, f"/reach {code}"))
    shown = text(await does(world, world.sam, "no answer since the crisis of yesterday"))

    for words in (asked, shown):
        assert words.startswith("🔴 NOT SAFE TO CALL\n🔴 DO NOT CONTACT FAMILY\n\n")
    assert "555 0100" in shown


async def test_a_supervisor_notes_something_about_anybody_and_an_admin_does_not(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    sue = await staff(world, "Sue", 820, "supervisor")
    office = await staff(world, "Office", 822, "admin")
    await does(world, office, "/tasks")
    await does(world, sue, f"/case {who.code}")
    await through(world, sue, "Add a note", "Met at the open house")
    assert "Met at the open house" in text(await does(world, sue, f"/case {who.code}"))
    said = await press(world, office, StaffButton(subject=who.id, verb="o_note"))
    assert "You can do this for people you coach" in said


async def tasks_of_sam(world: World) -> tuple[task.Task, ...]:
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    return await world.read(lambda tx: task.open_of(tx, sam.id))


async def zone_of_sam(world: World, zone: str) -> None:
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    await world.app.database.run(lambda tx: member.change(tx, sam.id, zone=zone))
    await world.app.turns.reload_team()
