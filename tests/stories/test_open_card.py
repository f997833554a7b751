"""[Open]: what a coach sees of somebody, in her language, as things stand, and never more than she may."""

import json
from datetime import timedelta

from bot.delivery import FileMessage, from_body
from bot.simulator.phone import Phone
from bot.storage import Transaction, audit, case_event, outbox, person, referral
from bot.storage.outbox import SHEET
from tests.stories.editors import staff
from tests.stories.walking import (
    Came,
    another_coach,
    checks_in,
    does,
    joins,
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

PNG = b"\x89PNG"


async def hard_week(world: World) -> str:
    """Maya has six quiet days, misses two, and says 8 on the next; return her code."""
    await joins(world, world.maya)
    days = (("Going well", "3"), ("Getting by", "2"), ("Getting by", "4"), ("Going well", "1"))
    for mood, craving in (*days, ("Going well", "2"), ("Getting by", "3")):
        await checks_in(world, world.maya, mood, craving, "No", "Skip")
    await passes(world, world.maya, days=1)
    await passes(world, world.maya, days=1)
    await checks_in(world, world.maya, "It is hard today", "8")
    return (await world.person_at(world.maya)).code


async def walks_with(world: World, phone: Phone, number: int = COACH) -> None:
    """This member is the coach of the person behind the phone."""
    who, coach = await world.person_at(phone), world.app.roster.at_chat(number)
    assert coach is not None
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=coach.id))


async def changed(world: World, **fields: bool) -> None:
    """Something is known about Maya."""
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, **fields))  # type: ignore[arg-type]  # flags only


def card_in(came: Came) -> str:
    """Return the words of the message with the record line: the card itself."""
    (card,) = [one.text for one in came if "It is recorded" in one.text]
    return card


async def test_the_card_says_why_with_the_question_the_answer_and_how_it_was_before(world: World) -> None:
    code = await hard_week(world)
    card = card_in(await does(world, world.sam, f"/case {code.lower()}"))

    assert "“How strong has craving been today?” 8" in card
    assert "Craving: 8 today, usually 2.5" in card
    assert card.count("Craving 8 out of 10 today, clearly above what is usual.") == 1
    assert "Craving 8 out of 10 today." not in card  # the graver rule says it already


async def test_strengths_come_before_the_reasons_and_both_before_what_to_do(world: World) -> None:
    code = await hard_week(world)
    card = card_in(await does(world, world.sam, f"/case {code}"))
    order = [
        card.index(words) for words in ("urgent", "Maya", "What goes well", "Why:", "▇", "What can help now:")
    ]

    assert order == sorted(order)
    assert "7 check-ins done · 7 of the last 9 answered · Day " in card
    assert "Craving ▃▂▄▂▂▃··▇ 8" in card


async def test_the_five_lines_for_this_danger_stand_on_the_card_in_the_readers_language(world: World) -> None:
    ana = await another_coach(world, "Ana", 801, "es")
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    bundle = world.app.library.current.bundle
    code = (await world.person_at(world.maya)).code
    for phone, language in ((world.sam, "en"), (ana, "es")):
        card = (await does(world, phone, f"/case {code}"))[-1].text
        lines = [world.app.library.current.text(line, language) for line in bundle.protocols["suicide"].lines]
        assert len(lines) == 5
        assert all(f"• {line}" in card for line in lines)


async def test_the_gravest_reason_stays_on_the_card_with_its_lines_whatever_comes_after(
    world: World,
) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    who = await world.person_at(world.maya)
    held = await world.case_of(world.maya)
    assert held is not None
    await world.later(minutes=20)
    at = world.clock.now()
    later = (("feels_same", 0), ("feels_worse", 3), ("wants_human", 2), ("silent_in_crisis", 3))

    def add(tx: Transaction) -> None:
        for why, level in later:
            told = json.dumps({"en": f"It was {why}."})
            case_event.add(
                tx, id=tx.new_id(at), case=held.id, kind="signal", at=at, level=level, why=why, words=told
            )

    await world.app.database.run(add)
    card = text(await does(world, world.sam, f"/case {who.code}"))

    assert "“I want to die”" in card
    assert "It was silent_in_crisis." in card
    assert "It was feels_same." not in card
    lines = world.app.library.current.bundle.protocols["suicide"].lines
    assert all(world.app.library.current.text(line, "en") in card for line in lines)


async def test_danger_words_stand_on_the_card_once_beside_their_reason(world: World) -> None:
    code_of = world.person_at
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    await does(world, world.maya, "I really want to die")
    said = text(await does(world, world.sam, f"/case {(await code_of(world.maya)).code}"))

    assert said.count("“I want to die”") == 1
    assert said.count("I want to die") == 1
    assert said.count("I really want to die") == 1


async def test_what_somebody_with_a_coach_changes_or_says_in_danger_stands_once(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await does(world, world.maya, "it is a long evening")
    await does(world, world.maya, "I want to die")
    mine = next(one for one in reversed(world.maya.screen) if one.text == "it is a long evening")
    world.maya.edit(mine.id, "it is a very long evening")
    await quiet(world)
    said = text(await does(world, world.sam, f"/case {code}"))

    assert said.count("I want to die") == 1
    assert said.count("it is a long evening") == 1
    assert said.count("it is a very long evening") <= 1


async def test_what_has_been_said_is_newest_first_with_who_and_when(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await through(world, world.maya, "first of all")
    await passes(world, world.maya, minutes=1)
    await does(world, world.sam, "I am here")
    (besides,) = [m.text for m in await does(world, world.sam, f"/case {code}") if "first of all" in m.text]

    assert besides.index("Sam, ") < besides.index("first of all")
    assert "I am here" in besides
    assert "Maya, " in besides


async def test_answers_read_as_their_buttons_in_the_readers_language(world: World) -> None:
    ana = await another_coach(world, "Ana", 801, "es")
    await hard_week(world)
    code = (await world.person_at(world.maya)).code
    said = (await does(world, ana, f"/case {code}"))[0].text

    assert "Hoy está difícil" in said
    assert "hard" not in said
    assert "No, No" in said
    assert "yes" not in said


async def test_the_picture_follows_the_card_protected_and_leaves_with_it(world: World) -> None:
    code = await hard_week(world)
    came = await does(world, world.sam, f"/case {code}")
    held = await world.case_of(world.maya)
    assert held is not None

    assert [call.method for call in world.sim.log if call.chat == world.sam.id][-1] == "sendPhoto"
    assert came[-1].protected
    assert "It is recorded" in came[-2].text
    picture = await world.read(lambda tx: _picture(tx, world.sam.id, came[-1].id))
    assert picture.content is not None
    assert picture.content.startswith(PNG)
    assert b"Maya" not in picture.content
    await does(world, world.sam, "I have it")
    await through(world, world.sam, "Hi Maya", "Close", "We talked")
    await quiet(world)
    assert all(message.id != came[-1].id for message in world.sam.screen)


def _picture(tx: Transaction, chat: int, message: int) -> FileMessage:
    row = outbox.by_message(tx, chat, message)
    assert row is not None
    assert row.kind == SHEET
    file = from_body(row.body)
    assert isinstance(file, FileMessage)
    return file


async def test_a_picture_that_comes_too_late_is_for_nobody(world: World) -> None:
    code = await hard_week(world)
    workshop = world.app.workshop
    begin, workshop.wake = workshop.wake, lambda: None  # type: ignore[method-assign]  # the process is busy elsewhere
    world.app.turns.on_errands = lambda: None
    await taken(world, world.sam, code)
    await through(world, world.sam, "Hi Maya", "Close", "We talked")
    before = newest(world.sam)
    begin()
    await quiet(world)

    assert since(world.sam, before) == []


async def test_without_numbers_there_is_no_picture(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await does(world, world.sam, "Open")
    assert "sendPhoto" not in [call.method for call in world.sim.log if call.chat == world.sam.id]


async def test_opening_again_shows_how_it_is_now_and_the_old_card_has_no_buttons(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    first = (await does(world, world.sam, f"/case {code}"))[-1]
    assert first.labels == ("I have it",)
    await does(world, world.maya, "one more thing")

    second = await does(world, world.sam, f"/case {code}")

    assert "one more thing" in text(second)
    assert _labels(world.sam, first.id) == ()
    assert second[-1].labels == ("I have it",)


async def test_when_somebody_takes_it_no_card_anywhere_offers_it_any_more(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    hers = (await does(world, ana, f"/case {code}"))[-1]
    mine = (await does(world, world.sam, f"/case {code}"))[-1]
    await does(world, world.sam, "I have it")

    assert _labels(ana, hers.id) == ()
    assert _labels(world.sam, mine.id) == ()


def _labels(phone: Phone, message: int) -> tuple[str, ...]:
    (found,) = [one for one in phone.screen if one.id == message]
    return found.labels


async def test_wishes_places_and_ways_stand_beside_the_card(world: World) -> None:
    await joins(world, world.maya)
    await changed(world, wants_woman=True, wants_been_in_prison=True, safe_to_call=True)
    who, now = await world.person_at(world.maya), world.clock.now()
    service = next(iter(world.app.library.current.bundle.services))
    await world.app.database.run(
        lambda tx: referral.add(
            tx, id=tx.new_id(now), person=who.id, need="treatment", service=service, at=now
        )
    )
    await menu(world, world.maya, "Talk to a person")
    said = text(await does(world, world.sam, "Open"))

    assert "Would like a woman as coach" in said
    assert "Would like a coach who has been in prison" in said
    assert "Says that a call is safe" in said
    assert "National helpline · " in said


async def test_red_flags_stand_above_everything_also_for_who_sees_only_the_case(world: World) -> None:
    await joins(world, world.maya)
    await changed(world, safe_to_call=False, no_family=True, sheltered=True)
    await menu(world, world.maya, "Talk to a person")
    card = card_in(await does(world, world.sam, "Open"))

    assert card.startswith("🔴 NOT SAFE TO CALL\n🔴 DO NOT CONTACT FAMILY")
    assert "Maya" not in card
    assert "sheltered" in card


async def test_a_sheltered_record_shows_no_answers_no_words_no_strengths_and_no_picture(world: World) -> None:
    await hard_week(world)
    await changed(world, sheltered=True)
    code = (await world.person_at(world.maya)).code
    came = await does(world, world.sam, f"/case {code}")

    assert len(came) == 1
    for words in ("Maya", "▃", "What goes well", "usually", "How strong", "Last answers"):
        assert words not in text(came)


async def test_case_opens_the_record_of_ones_own_person_without_a_case_and_it_is_told(world: World) -> None:
    await joins(world, world.maya)
    await walks_with(world, world.maya)
    who = await world.person_at(world.maya)
    card = card_in(await does(world, world.sam, f"/case {who.code}"))

    assert card.startswith(f"{who.code} · no open case")
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows] == ["opened record"]
    assert "Sam (coach): opened your record" in text(await does(world, world.maya, "/whosaw"))


async def test_somebody_elses_person_without_a_case_stays_closed_and_that_is_explained(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    said = text(await does(world, world.sam, f"/case {who.code}"))

    assert "You can do this for people you coach" in said
    assert "Maya" not in said
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows] == ["refused: read a record"]
    assert "Q0" in text(await does(world, world.sam, "/case Q0"))
    assert "/case A17" in text(await does(world, world.sam, "/case"))


async def test_a_supervisor_opens_by_code_and_an_editor_does_not(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    sue = await staff(world, "Sue", 820, "supervisor")
    eve = await staff(world, "Eve", 821, "editor")
    assert "Maya" in text(await does(world, sue, f"/case {who.code}"))
    assert "Maya" not in text(await does(world, eve, f"/case {who.code}"))


async def test_people_shows_codes_and_opens_a_name_on_a_tap(world: World) -> None:
    await joins(world, world.maya)
    await walks_with(world, world.maya)
    await checks_in(world, world.maya, "Going well", "3", "No", "Skip")
    code = (await world.person_at(world.maya)).code
    (listed,) = await does(world, world.sam, "/people")

    assert listed.text.startswith("You walk with one person:")
    assert f"{code} · check-in " in listed.text
    assert "Maya" not in listed.text
    assert listed.labels == (code,)
    assert "Maya" in text(await does(world, world.sam, code))


async def test_a_supervisor_turns_pages_over_more_than_a_hundred_people(world: World) -> None:
    now = world.clock.now()
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None

    def many(tx: Transaction) -> None:
        for number in range(130):
            made = person.add(tx, id=tx.new_id(now), chat=5000 + number, locale="en", zone="UTC", at=now)
            person.change(tx, made.id, state="active", began_at=now, coach=sam.id if number % 2 else None)

    await world.app.database.run(many)
    sue = await staff(world, "Sue", 820, "supervisor")
    (listed,) = await does(world, sue, "/people")
    seen: list[str] = []
    while True:
        assert len(listed.text) < 4096
        seen += [label for label in listed.labels if label not in ("More", "Back")]
        if "More" not in listed.labels:
            break
        sue.tap((listed.id, "More"))
        before = newest(sue)
        await quiet(world)
        (listed,) = since(sue, before)

    assert len(seen) == len(set(seen)) == 130
    assert "130 people are here:" in listed.text
    assert "Nobody walks with you yet." in text(
        await does(world, await staff(world, "Al", 822, "admin"), "/people")
    )


async def test_who_opens_a_case_without_consent_sees_no_more_than_was_said(world: World) -> None:
    await does(world, world.maya, "I want to die")
    came = await does(world, world.sam, "Open")

    assert "I want to die" in text(came)
    assert "No consent yet" in text(came)
    assert "What goes well" not in text(came)
    assert came[-1].labels == ("I have it",)


async def test_what_got_better_is_a_strength_with_both_numbers(world: World) -> None:
    await joins(world, world.maya)
    for craving in ("6", "6", "5", "2", "1", "1"):
        await checks_in(world, world.maya, "Getting by", craving, "No", "Skip")
    await menu(world, world.maya, "Talk to a person")
    card = card_in(await does(world, world.sam, "Open"))

    assert "What goes well: Asked for a person · 6 check-ins done" in card
    assert "Craving is better: 1 lately, 6 before" in card


async def test_a_month_together_is_news_for_two_weeks(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    began = world.clock.now() - timedelta(days=33)
    await world.app.database.run(lambda tx: person.change(tx, who.id, began_at=began))
    await menu(world, world.maya, "Talk to a person")
    code = who.code
    card = card_in(await does(world, world.sam, f"/case {code}"))
    assert " together · 30 days reached on " in card

    earlier = began - timedelta(days=15)
    await world.app.database.run(lambda tx: person.change(tx, who.id, began_at=earlier))
    card = card_in(await does(world, world.sam, f"/case {code}"))
    assert " together" in card
    assert "reached on" not in card
