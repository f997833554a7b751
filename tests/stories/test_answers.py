"""How people answer: in other words, twice, too early, with skip, back and stop, by changing their mind."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import answer, remark
from tests.stories.walking import (
    checks_in,
    does,
    events,
    invited,
    joins,
    ledger,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    talk_of,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World

ASKS = {"en": "ow strong", "es": "beber o consumir"}  # the craving question, in each of its wordings
BEGIN = {"en": ("I am ready", "Going well"), "es": ("Vamos", "Va bien")}


async def asked_for_craving(world: World, language: str = "en") -> None:
    """The person stands at the question about craving."""
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)
    came = await through(world, phone, *BEGIN[language])
    assert "0 =" in text(came)


async def given(world: World, language: str = "en") -> dict[str, object]:
    """Return {key: value} of the newest conversation."""
    talk = await talk_of(world, world.maya if language == "en" else world.luz)
    return {one.key: one.value for one in await world.read(lambda tx: answer.of(tx, talk.id))}


@pytest.mark.parametrize("words", ["like a 2", "2/10", "two", "2"])
async def test_a_number_is_taken_as_people_write_it(world: World, words: str) -> None:
    await asked_for_craving(world)
    came = await does(world, world.maya, words)
    assert "Did you drink or use" in text(came)
    assert (await given(world))["craving"] == 2


async def test_spanish_words_for_numbers_and_yes(world: World) -> None:
    await asked_for_craving(world, "es")
    came = await does(world, world.luz, "como un tres")
    assert "¿Bebiste o consumiste" in text(came)
    came = await does(world, world.luz, "simón")
    assert (await given(world, "es")) == {"mood": "good", "craving": 3, "used": "yes"}
    assert "Estoy bien" in came[-1].labels


async def test_words_for_a_button_may_be_in_the_other_language(world: World) -> None:
    await joins(world, world.luz, "es")
    await invited(world, world.luz)
    await through(world, world.luz, "Vamos", "It is hard today")
    assert (await given(world, "es"))["mood"] == "hard"


@pytest.mark.parametrize("language", ["en", "es"])
async def test_what_does_not_fit_is_thanked_once_and_then_let_go(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await asked_for_craving(world, language)

    first = await does(world, phone, "it is complicated today / hoy todo es complicado")
    assert {"en": "Thank you for telling me in your own words", "es": "Gracias por contármelo"}[
        language
    ] in text(first)
    assert first[-1].button("10") is not None
    second = await does(world, phone, "quién sabe, who knows")
    assert {"en": "Let us leave that question for now", "es": "Dejemos esa pregunta"}[language] in text(
        second
    )
    assert {"en": "Did you drink or use", "es": "¿Bebiste o consumiste"}[language] in text(second)
    who = await world.person_at(phone)
    assert len(await world.read(lambda tx: remark.of(tx, who.id))) == 2


async def test_who_waits_in_a_crisis_is_not_told_how_to_answer_a_question(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")

    said = await does(world, world.maya, "it is all too much tonight")

    assert said[-1].text.startswith("I read you. I stay here and go on calling. The lines above answer now.")
    assert "buttons" not in text(said)


async def test_the_second_of_two_quick_texts_does_not_answer_a_question_nobody_has_read(world: World) -> None:
    await asked_for_craving(world)
    world.maya.write("2")
    world.maya.write("no")
    await quiet(world)
    assert "used" not in await given(world)
    who = await world.person_at(world.maya)
    assert [one.words for one in await world.read(lambda tx: remark.of(tx, who.id))] == ["no"]
    assert world.maya.last is not None
    assert "Did you drink or use" in world.maya.last.text


async def test_a_doubled_tap_is_one_answer_and_is_answered_kindly(world: World) -> None:
    await asked_for_craving(world)
    asked = world.maya.last
    assert asked is not None
    button = asked.button("2")
    assert button is not None
    assert button.data is not None
    before = newest(world.maya)
    world.maya.tap_data(asked.id, button.data)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    assert len(since(world.maya, before)) == 1
    assert "I already have that answer. Thank you." in world.maya.notes
    shown = next(message for message in world.maya.screen if message.id == asked.id)
    assert shown.text.endswith("✓ 2")
    assert shown.labels == ()


@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_question_may_be_skipped(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)
    skip = {"en": "Skip", "es": "Saltar"}[language]
    came = await through(world, phone, BEGIN[language][0], skip, skip, skip, skip)
    assert {"en": "Thank you", "es": "Gracias"}[language] in text(came)
    assert set((await given(world, language)).values()) == {None}
    assert await live(world, phone) == []


async def test_back_asks_the_last_question_again(world: World) -> None:
    await asked_for_craving(world)
    came = await does(world, world.maya, "Back")
    assert came[-1].button("Going well") is not None
    await does(world, world.maya, "It is hard today")
    assert (await given(world))["mood"] == "hard"


@pytest.mark.parametrize(("language", "word"), [("en", "Stop for now"), ("en", "STOP"), ("es", "ALTO")])
async def test_stop_ends_it_kindly_and_the_ledger_knows(world: World, language: str, word: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await asked_for_craving(world, language)
    came = await does(world, phone, word)
    assert {"en": "we stop here", "es": "paramos aquí"}[language] in text(came)
    assert await live(world, phone) == []
    (day,) = await ledger(world, phone)
    assert (day.outcome, day.reason) == ("answered", "stopped")
    assert (await world.person_at(phone)).state == "active"


async def test_stop_as_a_command_is_the_same(world: World) -> None:
    await asked_for_craving(world)
    assert "we stop here" in text(await does(world, world.maya, "/stop"))
    assert (await ledger(world, world.maya))[0].reason == "stopped"


@pytest.mark.parametrize(("language", "word"), [("en", "stop"), ("es", "baja"), ("en", "/stop")])
async def test_stop_with_nothing_open_stops_check_ins_and_hello_brings_them_back(
    world: World, language: str, word: str
) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    came = await does(world, phone, word)
    assert {"en": "no more check-ins", "es": "ya no te mandaré"}[language] in text(came)
    assert (await world.person_at(phone)).state == "stopped"
    assert await passes(world, phone, days=2) == []

    back = await does(world, phone, {"en": "hello", "es": "hola"}[language])
    assert {"en": "Good to see you", "es": "Qué gusto verte"}[language] in text(back)
    assert (await world.person_at(phone)).state == "active"
    invitation = await invited(world, phone)
    assert invitation.button({"en": "I am ready", "es": "Vamos"}[language]) is not None


async def test_stop_on_an_invitation_stops_check_ins_too(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    came = await does(world, world.maya, "stop")
    assert "no more check-ins" in text(came)
    assert await live(world, world.maya) == []
    assert (await ledger(world, world.maya))[0].outcome == "answered"


async def test_stop_before_any_agreement_just_ends_the_welcome(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "stop")
    assert await live(world, world.maya) == []
    said = await does(world, world.maya, "okay")
    assert said[-1].button("Start") is not None
    said = await does(world, world.maya, "stop")
    assert "we stop here" in text(said)
    again = await does(world, world.maya, "hi")
    assert again[-1].button("Start") is not None


@pytest.mark.parametrize("how", ["Talk to a person", "person"])
async def test_a_person_can_be_asked_for_at_every_question_and_the_question_stands(
    world: World, how: str
) -> None:
    await asked_for_craving(world)
    before = newest(world.sam)
    asked = world.maya.last
    assert asked is not None
    if how == "person":
        came = await does(world, world.maya, how)
    else:
        at = newest(world.maya)
        world.maya.tap((asked.id, how))
        await quiet(world)
        came = since(world.maya, at)
    assert "I hear that you would like to talk to a person" in text(came)
    assert came[-1].button("10") is not None
    assert since(world.sam, before)[-1].text.endswith("· urgent")


@pytest.mark.parametrize("word", ["person", "hablar con alguien"])
async def test_a_person_can_be_asked_for_on_an_invitation(world: World, word: str) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    came = await does(world, world.maya, word)
    assert "I have told one person" in text(came)


async def test_a_person_can_be_asked_for_under_any_old_message(world: World) -> None:
    await asked_for_craving(world)
    old = world.maya.last
    assert old is not None
    person = old.button("Talk to a person")
    assert person is not None
    assert person.data is not None
    await through(world, world.maya, "2", "No", "Skip")
    before, at_sam = newest(world.maya), newest(world.sam)
    world.maya.tap_data(old.id, person.data)
    await quiet(world)
    assert "I have told one person" in text(since(world.maya, before))
    assert since(world.sam, at_sam)[-1].text.endswith("· urgent")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_last_answer_can_be_changed_for_ten_minutes(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await asked_for_craving(world, language)
    await through(world, phone, "2", "No", "bread / pan")
    change = {"en": "Change that answer", "es": "Cambiar esa respuesta"}[language]

    again = await does(world, phone, change)

    assert await live(world, phone) == [("daily_checkin", "open")]
    assert again
    done = await does(world, phone, "coffee / café")
    assert (await given(world, language))["win"] == "coffee / café"
    assert done[-1].button(change) is not None
    await passes(world, phone, minutes=11)
    assert await does(world, phone, change) == []
    assert {"en": "I already have that answer. Thank you.", "es": "Ya tengo esa respuesta. Gracias."}[
        language
    ] in phone.notes


async def test_an_alert_that_was_a_wrong_tap_gets_a_note_and_keeps_its_level(world: World) -> None:
    await joins(world, world.maya)
    for craving in ("1", "2", "1", "2", "1"):
        await checks_in(world, world.maya, "Going well", craving, "No", "Skip")
    await checks_in(world, world.maya, "Going well", "8")
    await through(world, world.maya, "Back", "2")

    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 2
    card = await does(world, world.sam, "Open")
    assert "Says it was a wrong tap." in text(card)
    assert any(event.level == 0 for event in await events(world, world.maya))


async def test_a_crisis_that_was_a_wrong_tap_goes_on_as_help_and_gets_the_note(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    came = await does(world, world.maya, "Thoughts of dying")
    assert came[-1].labels[-1] == "Change that answer"
    at_sam = newest(world.sam)

    said = await does(world, world.maya, "Change that answer")

    assert "I have noted that it was a wrong tap" in text(said)
    assert await live(world, world.maya) == [("crisis_help", "open")]
    assert since(world.sam, at_sam) == []
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == 3
    assert "Says it was a wrong tap." in text(await does(world, world.sam, "Open"))


async def to_the_day_after(world: World, phone: Phone, ready: str, skip: str) -> None:
    """Every check-in before it is answered: how many there are depends on the hour at which the test runs."""
    (planned,) = await timers(world, phone, "start_script")
    while (await timers(world, phone, "check_in"))[0].due_at < planned.due_at:
        await to_timer(world, phone, "check_in")
        await through(world, phone, ready, *[skip] * 4)
    await to_timer(world, phone, "start_script")


async def test_several_things_can_be_chosen_and_unchosen(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay", "Yes", "I needed to say it")
    await to_the_day_after(world, world.maya, "I am ready", "Skip")
    await through(world, world.maya, "I am ready", "A bit better", "I felt alone", "Stress or anger")
    assert world.maya.last is not None
    assert world.maya.last.button("✓ I felt alone") is not None
    came = await through(world, world.maya, "✓ I felt alone", "That is all")
    assert "What helped even a little" in text(came)
    assert (await given(world))["before_use"] == ("stress",)


async def test_several_things_can_be_typed(world: World) -> None:
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Pasó algo")
    await through(world, world.luz, "Estoy bien", "Sí", "Solo quería decirlo")
    await to_the_day_after(world, world.luz, "Vamos", "Saltar")
    await through(world, world.luz, "Vamos", "Un poco mejor", "Sentía soledad y Algo bueno")
    assert (await given(world, "es"))["before_use"] == ("alone", "good_news")


async def test_words_with_nothing_open_are_kept_and_the_menu_is_shown(world: World) -> None:
    await joins(world, world.luz, "es")
    came = await does(world, world.luz, "hoy llovió mucho")
    assert "Guardo tus palabras" in text(came)
    who = await world.person_at(world.luz)
    (kept,) = await world.read(lambda tx: remark.of(tx, who.id))
    assert kept.words == "hoy llovió mucho"


async def test_words_on_an_invitation_are_kept_and_the_invitation_stands(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    came = await does(world, world.maya, "not such a good day")
    assert came[-1].labels == ("I am ready",)
    assert await live(world, world.maya) == [("daily_checkin", "invited")]


async def test_an_unknown_command_shows_what_there_is(world: World) -> None:
    await joins(world, world.maya)
    assert "Here is what you can do" in text(await does(world, world.maya, "/whatever"))


async def test_any_command_of_a_stranger_begins_the_welcome(world: World) -> None:
    came = await does(world, world.luz, "/menu")
    assert came[-1].button("Empezar") is not None
