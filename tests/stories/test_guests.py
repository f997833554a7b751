"""Guests in need: people who have agreed to nothing get help all the same, and little is kept of them."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case, case_event, consent, outbox, person, timer
from bot.storage.case import Case
from bot.storage.tables import METADATA
from tests.stories.editing import Desk
from tests.stories.walking import (
    AGREED,
    does,
    joins,
    live,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
    timers,
)
from tests.world import World

DANGER = "I want to die"


@pytest.fixture
def desk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The editors' folder of this world."""
    return Desk(world, tmp_path / "programme", monkeypatch)


async def in_need(world: World, phone: Phone) -> Case:
    """Somebody whom nobody knows writes words about dying; return their case."""
    await does(world, phone, DANGER)
    held = await world.case_of(phone)
    assert held is not None
    return held


async def about(world: World, phone: Phone) -> dict[str, int]:
    """Return {table: rows} of every table that names the person behind a phone."""
    who = await world.person_at(phone)

    def count(tx: Transaction) -> dict[str, int]:
        rows = {}
        for name, table in METADATA.tables.items():
            if "person" in table.c:
                query = select(func.count()).select_from(table).where(table.c.person == who.id)
                rows[name] = int(tx.execute(query).all()[0][0])
        return {name: number for name, number in rows.items() if number}

    return await world.read(count)


async def closes(world: World, coach: Phone) -> None:
    """The coach closes the case that she has."""
    await through(world, coach, "Close", "We talked")


async def test_the_lines_come_first_and_a_human_is_told_there_is_no_consent_yet(world: World) -> None:
    held = await in_need(world, world.maya)

    came = [message for message in world.maya.screen if not message.mine]
    assert "988" in came[0].text
    assert any("Is somebody with you?" in message.text for message in came)
    assert held.without_consent
    assert any(message.text == f"{held.code} · CRISIS · no consent yet" for message in world.sam.screen)


async def test_what_was_said_reaches_whoever_opens_the_case_and_stands_nowhere_else(world: World) -> None:
    held = await in_need(world, world.maya)
    await does(world, world.maya, "No")
    await does(world, world.maya, "Yes")
    kept = await about(world, world.maya)
    came = await does(world, world.sam, "Open")

    assert DANGER in text(came)
    assert "No consent yet" in text(came)
    assert not {"answer", "remark", "referral", "wording", "consent", "check_in"} & set(kept)
    said = [event.words for event in await world.read(lambda tx: case_event.of(tx, held.id))]
    assert DANGER in said


async def test_the_audit_says_who_was_told_by_whom_and_of_what(world: World) -> None:
    held = await in_need(world, world.maya)
    await does(world, world.sam, "Open")
    entries = await world.read(lambda tx: audit.of(tx, "person", held.person))

    opened = next(entry for entry in entries if entry.action == "emergency, without consent")
    assert opened.about["recipient"] == "Sam, coach, Holdfast"
    assert opened.about["discloser"] == "Holdfast, the bot itself"
    assert opened.about["nature"] == "crisis: suicide"
    assert opened.at is not None


async def test_the_case_of_somebody_who_agreed_is_opened_as_ever(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    held = await in_need(world, world.maya)
    came = await does(world, world.sam, "Open")

    assert not held.without_consent
    assert "No consent yet" not in text(came)
    actions = [entry.action for entry in await world.read(lambda tx: audit.of(tx, "person", held.person))]
    assert "emergency, without consent" not in actions
    assert "opened case" in actions
    await does(world, world.sam, "I have it")
    await closes(world, world.sam)
    assert await timers(world, world.maya, "forget_guest") == []


async def test_a_guest_talks_with_the_coach_who_takes_the_case(world: World) -> None:
    held = await in_need(world, world.maya)
    await taken(world, world.sam, held.code)
    assert not any(message.button("A new phone") for message in world.sam.screen)
    await does(world, world.maya, "are you real?")
    await does(world, world.maya, "I want to die tonight")
    came = await does(world, world.sam, "I am Sam. I am here.")
    said = [event.words for event in await world.read(lambda tx: case_event.of(tx, held.id))]

    assert "Sam: I am Sam. I am here." in text([m for m in world.maya.screen if not m.mine])
    assert said.count("are you real?") == 1
    assert said.count("I want to die tonight") == 1
    assert came is not None


async def test_words_that_come_before_anybody_has_the_case_wait_in_it(world: World) -> None:
    held = await in_need(world, world.maya)
    await does(world, world.maya, "stop")
    await does(world, world.maya, "my brother has the pills")
    said = [event.words for event in await world.read(lambda tx: case_event.of(tx, held.id))]

    assert said.count("my brother has the pills") == 1
    assert "remark" not in await about(world, world.maya)


async def test_three_days_after_closing_only_chat_and_language_are_left(world: World) -> None:
    held = await in_need(world, world.maya)
    await taken(world, world.sam, held.code)
    await does(world, world.maya, "thank you")
    await closes(world, world.sam)
    await passes(world, world.maya, hours=71)
    before = await about(world, world.maya)
    await passes(world, world.maya, hours=2)
    after = await about(world, world.maya)

    assert before["case"] == 1
    assert set(after) <= {"outbox", "received"}  # what still stands in a coach's chat, without a word
    who = await world.person_at(world.maya)
    assert (who.state, who.locale, who.name) == ("new", "en", None)
    events = METADATA.tables["case_event"]
    assert await world.read(lambda tx: len(tx.execute(select(events.c.id)).all())) == 0


async def test_who_agrees_meanwhile_keeps_what_was_said(world: World) -> None:
    held = await in_need(world, world.maya)
    await taken(world, world.sam, held.code)
    await closes(world, world.sam)
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    await passes(world, world.maya, hours=80)

    found = await world.read(lambda tx: case.get(tx, held.id))
    assert found is not None
    assert not found.without_consent


async def test_a_second_emergency_moves_the_forgetting_on(world: World) -> None:
    first = await in_need(world, world.maya)
    await taken(world, world.sam, first.code)
    await closes(world, world.sam)
    await passes(world, world.maya, hours=70)
    second = await in_need(world, world.maya)
    await passes(world, world.maya, hours=5)

    assert second.id != first.id
    assert await world.read(lambda tx: case.get(tx, first.id)) is not None
    rows = await world.read(lambda tx: timer.of_person(tx, first.person))
    assert not [row for row in rows if row.kind == "forget_guest"]


async def test_who_asks_for_a_person_gets_one_without_having_agreed(world: World) -> None:
    await does(world, world.maya, "hello")
    came = await does(world, world.maya, "person")
    held = await world.case_of(world.maya)

    assert held is not None
    assert held.without_consent
    assert "1" not in text(came)
    assert "I have told one person from our team" in text(came)
    assert came[-1].button("What you can do here")
    first_screen = await does(world, world.maya, "What you can do here")
    assert first_screen[-1].button("Look around first")


async def test_a_guest_who_is_gone_is_nobodys_case(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Yes")
    who, now = await world.person_at(world.maya), world.clock.now()

    def never_arrives(tx: Transaction) -> None:
        row = outbox.of_person(tx, who.id)[0]
        timer.set(
            tx, id=tx.new_id(now), kind="undeliverable", subject=row.id, number=0, due_at=now, person=who.id
        )

    await world.app.database.run(never_arrives)
    await passes(world, world.maya, seconds=1)

    assert await world.case_of(world.maya) is None


async def test_who_took_the_agreement_back_is_a_guest_again(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def take_back(tx: Transaction) -> None:
        consent.withdraw(tx, who.id, "programme", now)
        person.change(tx, who.id, state="stopped")

    await world.app.database.run(take_back)
    came = await does(world, world.maya, "something about me")

    assert came[-1].button("Look around first")
    assert "remark" not in await about(world, world.maya)
    held = await in_need(world, world.maya)
    assert held.without_consent


async def test_the_record_of_who_took_it_back_outlasts_an_emergency(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    who = await world.person_at(world.maya)
    await does(world, world.maya, "person")
    await taken(world, world.sam, who.code)
    await closes(world, world.sam)
    (before,) = await world.read(lambda tx: case.of_person(tx, who.id))
    now = world.clock.now()

    def take_back(tx: Transaction) -> None:
        consent.withdraw(tx, who.id, "programme", now)
        person.change(tx, who.id, state="stopped")

    await world.app.database.run(take_back)
    held = await in_need(world, world.maya)
    await taken(world, world.sam, held.code)
    await closes(world, world.sam)
    await passes(world, world.maya, hours=73)

    assert await world.read(lambda tx: case.of_person(tx, who.id)) == (before,)
    assert held.id != before.id
    assert "consent" in await about(world, world.maya)
    assert (await world.person_at(world.maya)).name == "Maya"


async def test_a_welcome_that_help_has_set_aside_is_still_there_when_the_case_is_closed(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Yes", "HELP")
    held = await world.case_of(world.maya)
    assert held is not None
    await taken(world, world.sam, held.code)
    await closes(world, world.sam)

    assert await live(world, world.maya) == [("welcome", "parked")]


async def test_a_late_timer_forgets_nobody_who_has_agreed(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "Yes", "9:30 am", "No")
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def leave_behind(tx: Transaction) -> None:
        made = tx.new_id(now)
        timer.set(tx, id=made, kind="forget_guest", subject=who.id, number=0, due_at=now, person=who.id)

    await world.app.database.run(leave_behind)
    await passes(world, world.maya, minutes=1)

    assert (await world.person_at(world.maya)).name == "Maya"


async def test_what_a_guest_sends_and_changes_is_for_the_case_too(world: World) -> None:
    held = await in_need(world, world.maya)
    await does(world, world.maya, "stop")
    world.maya.send_photo("he took my keys")
    wrote = world.maya.write("and my bag")
    await quiet(world)
    world.maya.edit(wrote, "and my phone")
    await quiet(world)
    said = [event.words for event in await world.read(lambda tx: case_event.of(tx, held.id))]

    assert [said.count(words) for words in ("he took my keys", "and my bag", "and my phone")] == [1, 1, 1]


async def test_what_a_stranger_sends_and_changes_is_kept_nowhere(world: World) -> None:
    world.maya.send_photo("look at me")
    await quiet(world)
    first = world.maya.write("hello there")
    await quiet(world)
    before = newest(world.maya)
    world.maya.edit(first, "hello there, I am Maya")
    await quiet(world)

    assert since(world.maya, before)[-1].button("Start")
    assert await about(world, world.maya) == {}


async def test_answers_and_places_chosen_in_help_are_kept_of_nobody_who_has_not_agreed(
    world: World, desk: Desk
) -> None:
    desk.change(
        "crisis_help.yaml",
        "Is somebody with you?\n    answer: yes or no\n",
        "Is somebody with you?\n    answer: yes or no\n    save: alone\n",
    )
    desk.change("crisis_help.yaml", "then: {otherwise: stay}", "then: {otherwise: places}")
    desk.change("crisis_help.yaml", "  stay:\n", "  places:\n    offer services: treatment\n\n  stay:\n")
    await desk.restart()
    kim = world.sim.phone("Kim", 104, "en")
    await joins(world, kim)
    for phone in (world.maya, kim):
        await does(world, phone, DANGER)
        await through(world, phone, "No", "No", "Fear of police", "National helpline")
    kept = await about(world, world.maya)

    assert not {"answer", "referral", "wording"} & set(kept)
    assert {"answer", "referral"} <= set(await about(world, kim))
