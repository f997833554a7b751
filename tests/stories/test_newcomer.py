"""A newcomer's walk, in English and in Spanish: from hello to a thank-you that counts."""

import pytest

from bot.cadence import local
from bot.storage import consent
from tests.stories.walking import (
    AGREED,
    HELLO,
    READY,
    WELCOME,
    checks_in,
    does,
    invited,
    joins,
    ledger,
    live,
    passes,
    talk_of,
    text,
    through,
    timers,
)
from tests.world import World


async def test_hello_leads_to_a_check_in_hour_and_the_menu(world: World) -> None:
    last = await joins(world, world.maya)

    who = await world.person_at(world.maya)
    assert (who.state, who.name, who.locale, who.zone) == ("active", "Maya", "en", "America/Chicago")
    assert who.check_in_at is not None
    assert who.check_in_at.strftime("%H:%M") == "09:30"
    assert "I am glad you are here" in text(last)
    assert any("I need help now" in row for row in world.maya.menu)
    assert await live(world, world.maya) == []


async def test_a_newcomer_who_reads_spanish_is_spoken_to_in_spanish_from_the_first_tap(world: World) -> None:
    first = await does(world, world.luz, "hola")
    assert first[-1].button("Empezar") is not None
    said = await through(world, world.luz, "Empezar", "Sí")
    assert "Soy un bot" in text(said)
    last = await through(world, world.luz, *WELCOME["es"][2:])

    who = await world.person_at(world.luz)
    assert (who.state, who.name, who.locale) == ("active", "Luz", "es")
    assert "Luz" in text(last)
    assert any("Necesito ayuda ahora" in row for row in world.luz.menu)


async def test_choosing_the_other_language_changes_the_very_next_words(world: World) -> None:
    await does(world, world.maya, "hello")
    said = await does(world, world.maya, "Español")
    assert said[-1].button("Empezar") is not None
    assert "¿tienes 18 años o más?" in text(await does(world, world.maya, "Empezar"))
    who = await world.person_at(world.maya)
    assert who.locale == "es"


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_invitation_comes_at_the_local_hour_and_a_check_in_ends_with_its_count(
    world: World, language: str
) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    (due,) = await timers(world, phone, "check_in")
    assert local(due.due_at, "America/Chicago").strftime("%H:%M") == "09:30"

    invitation = await invited(world, phone)
    assert invitation.rang
    assert invitation.labels == (READY[language],)
    answers = {
        "en": ("Going well", "2", "No", "I called my sister"),
        "es": ("Va bien", "2", "No", "Llamé a mi hermana"),
    }
    thanks = await through(world, phone, READY[language], *answers[language])

    talk = await talk_of(world, phone)
    assert (talk.script, talk.status) == ("daily_checkin", "completed")
    assert {"en": "Thank you", "es": "Gracias"}[language] in text(thanks)
    (day,) = await ledger(world, phone)
    assert day.outcome == "answered"


async def test_the_thanks_tell_how_many_check_ins_there_were(world: World) -> None:
    await joins(world, world.maya)
    said = [
        text(await checks_in(world, world.maya, "Going well", "2", "No", f"thing {number}"))
        for number in range(4)
    ]
    counted = {number: words for number, words in enumerate(said, start=1) if "That was" in words}
    assert counted
    for number, words in counted.items():
        assert ("our first check-in" if number == 1 else f"check-in number {number},") in words


async def test_the_invitation_says_nothing_that_a_lock_screen_should_not_show(world: World) -> None:
    await joins(world, world.luz, "es")
    invitation = await invited(world, world.luz)
    for word in ("recuper", "beb", "consum", "droga", "alcohol", "ganas", "coach"):
        assert word not in invitation.text.lower()
    await joins(world, world.maya)
    for _ in range(3):
        invitation = await invited(world, world.maya)
        for word in ("recover", "drink", "drug", "alcohol", "craving", "coach", "use"):
            assert word not in invitation.text.lower()


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_no_to_the_agreement_is_kind_and_asks_nothing_more(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await does(world, phone, HELLO[language])
    last = await through(world, phone, *AGREED[language][:-1], "No")

    assert "988" in text(last)
    who = await world.person_at(phone)
    assert who.state == "consenting"
    assert await world.read(lambda tx: consent.current(tx, who.id, "programme")) is None
    assert await timers(world, phone, "check_in") == []
    assert await passes(world, phone, days=8) == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_who_said_no_may_write_hello_and_begin_again(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await does(world, phone, HELLO[language])
    await through(world, phone, *AGREED[language][:-1], "No")

    again = await does(world, phone, HELLO[language])

    assert again[-1].button(AGREED[language][0]) is not None
    await through(world, phone, *AGREED[language])
    who = await world.person_at(phone)
    given = await world.read(lambda tx: consent.current(tx, who.id, "programme"))
    assert given is not None
    assert given.language == language


async def test_start_again_in_the_middle_of_the_welcome_asks_the_same_question_again(world: World) -> None:
    await does(world, world.maya, "/start")
    await through(world, world.maya, "Start", "Yes", "Next")
    again = await does(world, world.maya, "/start")
    assert "What you tell me is stored locked" in text(again)
    assert len(await live(world, world.maya)) == 1
    said = await through(world, world.maya, "Next", "Yes")
    assert "like me to call you" in text(said)


async def test_start_when_everything_is_set_up_is_a_welcome_back(world: World) -> None:
    await joins(world, world.maya)
    said = await does(world, world.maya, "/start")
    assert "Good to see you, Maya" in text(said)
    assert "check-in" not in text(said)


async def test_before_the_agreement_nothing_but_help_is_begun(world: World) -> None:
    came = await does(world, world.maya, "Something happened")
    assert came[-1].button("Start") is not None
    assert await live(world, world.maya) == []
    said = await does(world, world.maya, "Talk to a person")
    assert "I have told one person from our team" in text(said)


async def test_a_city_sets_the_clock_and_the_check_in_follows_it(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *AGREED["en"], "Maya", "No", "Los Angeles", "9:30 am", "No")
    who = await world.person_at(world.maya)
    assert who.zone == "America/Los_Angeles"
    (due,) = await timers(world, world.maya, "check_in")
    assert local(due.due_at, who.zone).strftime("%H:%M") == "09:30"


async def test_a_new_person_without_a_name_is_spoken_to_warmly(world: World) -> None:
    await does(world, world.maya, "hello")
    last = await through(world, world.maya, *AGREED["en"], "Skip", "Yes", "9:30 am", "No")
    assert "{name}" not in text(last)
    invitation = await invited(world, world.maya)
    assert "friend" in invitation.text


async def test_a_city_is_asked_only_when_the_clock_is_another(world: World) -> None:
    await does(world, world.maya, HELLO["en"])
    asked = await through(world, world.maya, *AGREED["en"], "Maya")
    right = await does(world, world.maya, "Yes")

    await does(world, world.luz, HELLO["es"])
    await through(world, world.luz, *AGREED["es"], "Luz")
    city = await does(world, world.luz, "No")
    hour = await does(world, world.luz, "Nueva York")

    now = local(world.clock.now(), "America/Chicago")
    assert f"is it {now:%-I:%M %p} where you are?" in text(asked)
    assert "short check-in each day" in text(right)
    assert "ciudad" in text(city)
    assert "preguntas cortas cada día" in text(hour)
    assert (await world.person_at(world.luz)).zone == "America/New_York"
