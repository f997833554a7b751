"""A crisis: the lines leave before anything else, people are called, and what is said about it is true."""

import asyncio

import pytest

from bot.storage import outbox
from tests.stories.walking import (
    AGREED,
    HELLO,
    Came,
    another_coach,
    does,
    events,
    invited,
    joins,
    leaves_team,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
)
from tests.world import MAYA, World

DANGER = {
    "Thoughts of dying": ("988", "crisis_help"),
    "Can't stay awake": ("Call 911 now", "overdose_help"),
    "Hard to breathe": ("Call 911 now", "overdose_help"),
    "Shaking or seeing things": ("call 911 or go", "withdrawal_help"),
}
PELIGRO = {
    "Pienso en morirme": ("marca 2", "crisis_help"),
    "Se me cierran los ojos": ("Llama al 911 ahora", "overdose_help"),
    "Me cuesta respirar": ("Llama al 911 ahora", "overdose_help"),
    "Tiemblo o veo cosas": ("llama al 911 o ve", "withdrawal_help"),
}


def lines_came_first(world: World, before: int, chat: int, lines: str) -> None:
    """The first thing that left after call number `before` is the block with the lines, to this chat."""
    first = next(call for call in list(world.sim.log)[before:] if call.method == "sendMessage")
    assert first.chat == chat
    assert lines in str(first.params["text"])


@pytest.mark.parametrize("label", DANGER)
async def test_danger_meets_the_lines_first_and_then_the_truth_about_who_was_called(
    world: World, label: str
) -> None:
    lines, script = DANGER[label]
    await joins(world, world.maya)
    await does(world, world.maya, "Something happened")
    before, at_sam = len(world.sim.log), newest(world.sam)

    came = await does(world, world.maya, label)

    lines_came_first(world, before, MAYA, lines)
    assert len(came) == 2
    assert came[0].text.endswith("I am glad you reached out. I am here.")
    assert came[1].text.startswith("I have let one person from our team know.")
    assert lines not in came[1].text
    assert await live(world, world.maya) == [(script, "open")]
    code = (await world.person_at(world.maya)).code
    alert = since(world.sam, at_sam)[-1]
    assert (alert.text, alert.rang) == (f"{code} · CRISIS", True)


@pytest.mark.parametrize("label", PELIGRO)
async def test_danger_in_spanish_meets_spanish_lines(world: World, label: str) -> None:
    lines, script = PELIGRO[label]
    await joins(world, world.luz, "es")
    await does(world, world.luz, "Pasó algo")
    before = len(world.sim.log)
    came = await does(world, world.luz, label)
    lines_came_first(world, before, world.luz.id, lines)
    assert came[0].text.endswith("Qué bueno que me escribes. Aquí estoy.")
    assert came[1].text.startswith("Ya le avisé a una persona de nuestro equipo.")
    assert await live(world, world.luz) == [(script, "open")]


async def test_the_number_of_people_called_is_the_number_of_phones_that_rang(world: World) -> None:
    ana = await another_coach(world)
    await joins(world, world.maya)
    marks = {phone: newest(phone) for phone in (world.sam, ana)}
    came = await menu(world, world.maya, "I need help now")
    rang = [message for phone, at in marks.items() for message in since(phone, at) if message.rang]
    assert len(rang) == 2
    assert "I have let 2 people from our team know." in text(came)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_with_nobody_to_call_the_person_is_told_so_and_has_the_lines(
    world: World, language: str
) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await leaves_team(world, world.sam)
    came = await menu(world, phone, {"en": "I need help now", "es": "Necesito ayuda ahora"}[language])
    assert "988" in came[0].text
    told = {"en": "I could not reach anybody", "es": "no pude avisarle a nadie"}[language]
    assert told in came[1].text


async def test_i_need_help_now_opens_help_from_anywhere(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")
    before = len(world.sim.log)
    came = await menu(world, world.maya, "I need help now")
    lines_came_first(world, before, MAYA, "988")
    assert "Is somebody with you?" in came[1].text
    assert await live(world, world.maya) == [("crisis_help", "open"), ("daily_checkin", "parked")]


async def test_i_need_help_now_twice_shows_the_lines_twice_and_parks_no_second_help(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    came = await menu(world, world.maya, "I need help now")
    assert "988" in text(came)
    assert await live(world, world.maya) == [("crisis_help", "open")]


async def test_help_as_a_command_is_the_same_help(world: World) -> None:
    await joins(world, world.luz, "es")
    came = await does(world, world.luz, "/help")
    assert "988" in came[0].text
    assert await live(world, world.luz) == [("crisis_help", "open")]


async def test_a_spanish_cry_gets_spanish_lines_even_from_an_english_account(world: World) -> None:
    await joins(world, world.maya)
    before = len(world.sim.log)
    came = await does(world, world.maya, "ya no aguanto, me quiero morir")
    lines_came_first(world, before, MAYA, "Llama al 988 y marca 2")
    assert came[0].text.endswith("Qué bueno que me escribes. Aquí estoy.")
    assert await live(world, world.maya) == [("crisis_help", "open")]


async def test_a_cry_in_the_middle_of_a_question_replaces_the_question(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    at_sam = newest(world.sam)
    came = await does(world, world.maya, "honestly I want to die")
    assert "988" in came[0].text
    assert "Is somebody with you?" in came[1].text
    assert await live(world, world.maya) == [("crisis_help", "open")]
    (alert,) = since(world.sam, at_sam)
    assert alert.text.endswith("· CRISIS")
    assert "want to die" not in alert.text
    card = await does(world, world.sam, "Open")
    assert "Wrote words about dying or self-harm." in text(card)
    assert "honestly I want to die" in text(card)


async def test_a_stranger_who_cries_for_help_before_any_welcome_is_helped(world: World) -> None:
    at_sam = newest(world.sam)
    came = await does(world, world.luz, "quiero morirme")
    assert "Llama al 988" in came[0].text
    assert await live(world, world.luz) == [("crisis_help", "open")]
    assert since(world.sam, at_sam)[-1].text.endswith("· CRISIS · no consent yet")


async def test_a_cry_sets_a_waiting_invitation_aside(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I want to die")
    assert await live(world, world.maya) == [("crisis_help", "open"), ("daily_checkin", "parked")]


async def test_a_cry_in_the_words_under_a_picture_and_in_an_edit_is_heard(world: World) -> None:
    await joins(world, world.maya)
    world.maya.send_photo("I took too many pills")
    await quiet(world)
    assert await live(world, world.maya) == [("overdose_help", "open")]

    await joins(world, world.luz, "es")
    number = world.luz.write("hola")
    await quiet(world)
    before = newest(world.luz)
    world.luz.edit(number, "me quiero matar")
    await quiet(world)
    assert "988" in since(world.luz, before)[0].text
    assert await live(world, world.luz) == [("crisis_help", "open")]


@pytest.mark.parametrize("words", ["help", "I need help now"])
async def test_asking_for_help_under_a_picture_and_in_an_edit_calls_people(world: World, words: str) -> None:
    await joins(world, world.maya)
    world.maya.send_photo(words)
    await quiet(world)
    assert await live(world, world.maya) == [("crisis_help", "open")]

    await joins(world, world.luz, "es")
    number = world.luz.write("hola")
    await quiet(world)
    world.luz.edit(number, words)
    await quiet(world)
    assert await world.case_of(world.luz) is not None


async def test_a_cry_to_a_coach_brings_the_lines_and_reaches_the_coach_in_words(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    at_sam = newest(world.sam)
    came = await does(world, world.maya, "I want to die")
    assert "988" in came[0].text
    heard = text(since(world.sam, at_sam))
    assert f"I want to die\n\n{code}" in heard
    assert f"{code} · CRISIS" in heard


async def test_words_of_a_coach_in_a_relay_bring_no_lines_to_the_coach(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    at_sam = newest(world.sam)
    await does(world, world.sam, "do you mean: I want to die?")
    assert since(world.sam, at_sam) == []
    assert world.maya.last is not None
    assert world.maya.last.text == "Sam: do you mean: I want to die?"


async def holding(world: World) -> Came:
    """Maya holds on for a person."""
    await joins(world, world.maya)
    await menu(world, world.maya, "I need help now")
    return await through(world, world.maya, "No", "I am not sure", "No minutes")


async def test_holding_on_offers_the_lines_a_breath_and_two_ways_to_say_how_it_goes(world: World) -> None:
    came = await holding(world)
    assert came[-1].labels[:4] == (
        "The lines again",
        "Breathe with me",
        "It is getting worse",
        "I am safer now",
    )
    lines = await does(world, world.maya, "The lines again")
    assert "988" in text(lines)
    breath = await does(world, world.maya, "Breathe with me")
    assert "count to four" in text(breath)
    at_sam = newest(world.sam)
    worse = await does(world, world.maya, "It is getting worse")
    assert "988" in text(worse)
    assert "CRISIS" in since(world.sam, at_sam)[-1].text
    safer = await does(world, world.maya, "I am safer now")
    assert "I am glad" in text(safer)
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3


async def test_words_while_holding_on_wait_for_whoever_opens_the_case(world: World) -> None:
    await holding(world)
    said = await does(world, world.maya, "my sister is on her way")
    assert "I keep your words" in text(said)
    card = await does(world, world.sam, "Open")
    assert "my sister is on her way" in text(card)


async def test_silence_in_a_crisis_is_told_after_ten_minutes(world: World) -> None:
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Necesito ayuda ahora")
    came = await passes(world, world.luz, minutes=10)
    assert came
    assert any(event.why == "silent_in_crisis" for event in await events(world, world.luz))


async def test_an_old_danger_button_is_still_heard(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    button = asked.button("Thoughts of dying")
    assert button is not None
    assert button.data is not None
    await does(world, world.maya, "I am okay")
    at_sam = newest(world.sam)
    before = newest(world.maya)

    world.maya.tap_data(asked.id, button.data)
    await quiet(world)

    came = since(world.maya, before)
    assert "988" in came[0].text
    assert came[1].text.startswith("I have let one person from our team know.")
    assert "CRISIS" in since(world.sam, at_sam)[-1].text
    assert (await live(world, world.maya))[0] == ("crisis_help", "open")


async def test_a_doubled_tap_on_danger_is_one_crisis(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    button = asked.button("Thoughts of dying")
    assert button is not None
    assert button.data is not None
    at_sam, before = newest(world.sam), newest(world.maya)
    world.maya.tap_data(asked.id, button.data)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    assert len(since(world.sam, at_sam)) == 1
    assert len(since(world.maya, before)) == 2
    assert await live(world, world.maya) == [("crisis_help", "open")]


async def test_a_crisis_withdraws_what_still_waits_to_be_said(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    world.sim.faults.add("429", method="sendMessage", chat=MAYA, seconds=1)
    before = newest(world.maya)
    world.maya.tap("Going well")
    who = await world.person_at(world.maya)
    async with asyncio.timeout(5):  # until Telegram has asked to wait
        while not (await world.read(lambda tx: outbox.of_person(tx, who.id)))[0].tries:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    world.maya.write("I want to die")
    await quiet(world)

    states = [row.state for row in await world.read(lambda tx: outbox.of_person(tx, who.id, 3))]
    assert "withdrawn" in states
    came = since(world.maya, before)
    assert "988" in came[0].text
    assert "craving" not in text(came)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_after_help_the_conversation_that_was_set_aside_is_offered(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await does(world, phone, HELLO[language])
    await through(world, phone, *AGREED[language][:2])
    await does(world, phone, "/help")
    stop, on = {"en": ("Stop for now", "Go on"), "es": ("Parar por ahora", "Seguir")}[language]
    before = newest(phone)
    button = next(m for m in reversed(phone.screen) if m.button(stop))
    phone.tap((button.id, stop))
    await quiet(world)
    assert since(phone, before)[-1].labels == (on,)
    again = await does(world, phone, on)
    assert {"en": "I am a bot", "es": "Soy un bot"}[language] in text(again)
