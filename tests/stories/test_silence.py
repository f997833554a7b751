"""When nobody answers, and what comes later: reminders, giving up, quiet hours, the day after, pauses."""

import pytest

from bot.cadence import local
from tests.stories.walking import (
    READY,
    checks_in,
    does,
    invited,
    joins,
    ledger,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    talk_of,
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World

EARLY = ("Start", "Yes", "Next", "Next", "Yes", "Maya", "Yes", "7:00 am", "No")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_an_invitation_is_repeated_once_and_then_let_go_without_a_word(
    world: World, language: str
) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)

    (reminder,) = await to_timer(world, phone, "nudge")
    assert reminder.labels == (READY[language],)
    assert reminder.rang
    assert await to_timer(world, phone, "give_up") == []

    assert await live(world, phone) == []
    (day,) = await ledger(world, phone)
    assert (day.outcome, day.reason) == ("missed", "missed")
    assert (await talk_of(world, phone)).status == "missed"


async def test_the_button_under_a_reminder_begins_the_check_in(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await to_timer(world, world.maya, "nudge")
    came = await does(world, world.maya, "I am ready")
    assert came[-1].button("Going well") is not None
    assert (await ledger(world, world.maya))[0].outcome == "answered"


async def test_who_is_ready_late_is_asked_anew_and_the_day_stays_missed(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await to_timer(world, world.maya, "give_up")
    came = await does(world, world.maya, "I am ready")
    assert came[-1].button("Going well") is not None
    assert (await ledger(world, world.maya))[0].outcome == "missed"


async def test_an_old_invitation_is_answered_kindly_when_something_else_is_open(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await to_timer(world, world.maya, "give_up")
    await menu(world, world.maya, "My reasons")
    assert await does(world, world.maya, "I am ready") == []
    assert world.maya.notes[-1].startswith("That button is from before.")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_an_open_question_is_asked_after_once_and_given_up(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)
    await through(world, phone, READY[language], {"en": "Going well", "es": "Va bien"}[language])

    (nudge,) = await to_timer(world, phone, "nudge")
    assert {"en": "Maya", "es": "Luz"}[language] in nudge.text
    assert await to_timer(world, phone, "give_up") == []

    assert (await talk_of(world, phone)).status == "partly answered"
    (day,) = await ledger(world, phone)
    assert (day.outcome, day.reason) == ("answered", "partly answered")


async def test_a_question_that_was_answered_is_not_asked_after(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")
    await passes(world, world.maya, hours=5)
    await does(world, world.maya, "2")
    assert await passes(world, world.maya, hours=2) == []


async def test_silence_after_telling_of_use_is_told_to_a_coach(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    (nudge,) = await passes(world, world.maya, minutes=31)
    assert "Nothing about this changes how welcome you are." in nudge.text
    before = newest(world.sam)
    await to_timer(world, world.maya, "give_up")
    assert since(world.sam, before)[-1].text.endswith("· urgent")
    card = await does(world, world.sam, "Open")
    assert "Started telling us about drinking or using, then went silent." in text(card)


async def test_quiet_hours_are_silent(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *EARLY)
    invitation = await invited(world, world.maya)
    assert local(world.clock.now(), "America/Chicago").strftime("%H:%M") == "07:00"
    assert not invitation.rang


async def test_a_reminder_at_night_is_silent(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *EARLY[:-2], "6:00 pm", "No")
    assert (await invited(world, world.maya)).rang
    (reminder,) = await to_timer(world, world.maya, "nudge")
    assert not reminder.rang


async def test_a_question_is_asked_after_silently_at_night(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, *EARLY[:-2], "6:00 pm", "No")
    await invited(world, world.maya)
    await does(world, world.maya, "I am ready")
    (nudge,) = await to_timer(world, world.maya, "nudge")
    assert not nudge.rang


async def test_a_person_with_a_coach_is_neither_reminded_nor_given_up(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await does(world, world.sam, "good to hear from you")
    before = newest(world.maya)
    await passes(world, world.maya, minutes=31)
    await passes(world, world.maya, hours=24)
    assert since(world.maya, before) == []
    assert ("after_use", "open") in await live(world, world.maya)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_day_after_comes_at_ten_as_a_neutral_invitation(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)
    answers = {
        "en": ("I am ready", "Going well", "2", "Yes", "I am okay", "Yes", "I needed to say it"),
        "es": ("Vamos", "Va bien", "2", "Sí", "Estoy bien", "Sí", "Solo quería decirlo"),
    }
    done = await through(world, phone, *answers[language])
    assert done
    (due,) = await timers(world, phone, "start_script")
    at = local(due.due_at, "America/Chicago")
    assert at.strftime("%H:%M") == "10:00"
    assert (at.date() - local(world.clock.now(), "America/Chicago").date()).days == 1

    await to_timer(world, phone, "check_in")
    skip = {"en": "Skip", "es": "Saltar"}[language]
    await through(world, phone, READY[language], skip, skip, skip, skip)
    (invitation,) = await to_timer(world, phone, "start_script")
    assert invitation.labels == (READY[language],)
    for word in ("drank", "used", "beb", "consum"):
        assert word not in invitation.text
    came = await does(world, phone, READY[language])
    assert {"en": "A bit better", "es": "Un poco mejor"}[language] in came[-1].labels
    assert await live(world, phone) == [("looking_back", "open")]


async def test_the_day_after_waits_until_what_is_open_has_ended(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay", "Yes", "I needed to say it")
    (due,) = await timers(world, world.maya, "start_script")
    await to_timer(world, world.maya, "check_in")
    while (await timers(world, world.maya, "check_in"))[0].due_at < due.due_at:
        await to_timer(world, world.maya, "check_in")  # begun after midnight, there are two before that hour
    assert await to_timer(world, world.maya, "start_script") == []
    await through(world, world.maya, "I am ready", "Skip", "Skip", "Skip", "Skip")
    (invitation,) = await to_timer(world, world.maya, "start_script")
    assert invitation.labels == ("I am ready",)


async def test_the_day_after_does_not_come_to_who_has_stopped(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay", "Yes", "I needed to say it")
    await does(world, world.maya, "stop")
    assert await passes(world, world.maya, days=3) == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_ten_minutes_of_riding_it_out_end_by_themselves(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await menu(world, phone, {"en": "A hard moment", "es": "Un momento difícil"}[language])
    await does(world, phone, {"en": "Wait ten minutes", "es": "Esperar diez minutos"}[language])
    assert await passes(world, phone, minutes=9) == []
    (asked,) = await passes(world, phone, minutes=2)
    assert asked.button("10") is not None
    done = await does(world, phone, "2")
    assert {"en": "You rode it out", "es": "Luz"}[language] in text(done)


@pytest.mark.parametrize(("language", "word"), [("en", "done"), ("es", "ya"), ("en", "I feel it less")])
async def test_any_word_ends_a_pause(world: World, language: str, word: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await menu(world, phone, {"en": "A hard moment", "es": "Un momento difícil"}[language])
    await does(world, phone, {"en": "Breathe with me", "es": "Respirar conmigo"}[language])
    (asked,) = await does(world, phone, word)
    assert asked.button("10") is not None
    assert await passes(world, phone, minutes=3) == []


async def test_the_menu_in_a_pause_and_the_way_back(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Wait ten minutes")
    await menu(world, world.maya, "My reasons")
    assert await passes(world, world.maya, minutes=11) == []
    came = await does(world, world.maya, "Skip")
    assert came[-1].labels == ("Go on", "Clear this from the screen", "Change that answer")
    asked = await does(world, world.maya, "Go on")
    assert asked[-1].button("10") is not None


async def test_stop_and_a_person_are_there_in_a_pause_too(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Wait ten minutes")
    came = await menu(world, world.maya, "Talk to a person")
    assert "one person from our team know" in text(came)
    world.maya.write("stop")
    await quiet(world)
    assert await live(world, world.maya) == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_menu_button_parks_what_is_open_and_offers_it_again(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    await invited(world, phone)
    await through(world, phone, READY[language], {"en": "Going well", "es": "Va bien"}[language])
    await menu(world, phone, {"en": "My reasons", "es": "Mis razones"}[language])
    assert ("daily_checkin", "parked") in await live(world, phone)

    came = await does(world, phone, {"en": "Skip", "es": "Saltar"}[language])
    on = {"en": "Go on", "es": "Seguir"}[language]
    assert came[-1].labels[0] == on
    again = await does(world, phone, on)
    assert again[-1].button("10") is not None
    assert await live(world, phone) == [("daily_checkin", "open")]


async def test_a_menu_label_typed_in_another_language_is_the_menu_button(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "mis razones")
    assert await live(world, world.maya) == [("my_reasons", "open")]


async def test_an_invitation_set_aside_by_the_menu_can_still_be_taken_up(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await menu(world, world.maya, "My reasons")
    assert ("daily_checkin", "parked") in await live(world, world.maya)
    came = await does(world, world.maya, "I am ready")
    assert came[-1].button("Going well") is not None
    assert (await ledger(world, world.maya))[0].outcome == "answered"
    assert await live(world, world.maya) == [("my_reasons", "parked"), ("daily_checkin", "open")]


async def test_an_invitation_set_aside_is_offered_afterwards_and_counts(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await menu(world, world.maya, "My reasons")
    await does(world, world.maya, "Skip")
    await through(world, world.maya, "Go on", "Going well", "2", "No", "Skip")
    (day,) = await ledger(world, world.maya)
    assert day.outcome == "answered"


async def test_an_invitation_set_aside_and_never_taken_up_is_missed(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await menu(world, world.maya, "My reasons")
    assert await passes(world, world.maya, hours=1) == []
    await passes(world, world.maya, hours=11, minutes=10)
    await passes(world, world.maya, hours=9)
    (day,) = await ledger(world, world.maya)
    assert day.outcome == "missed"


async def test_the_same_menu_button_twice_begins_anew_and_parks_nothing(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    came = await menu(world, world.maya, "Something happened")
    assert "I am okay" in came[-1].labels
    assert await live(world, world.maya) == [("after_use", "open")]


async def test_going_on_with_one_thing_sets_a_waiting_invitation_aside(world: World) -> None:
    await joins(world, world.maya)
    await checks_in(world, world.maya, "Skip", "Skip", "Skip", "Skip")
    await passes(world, world.maya, hours=1)
    await menu(world, world.maya, "Something happened")
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Stop for now")
    await invited(world, world.maya)
    assert ("daily_checkin", "invited") in await live(world, world.maya)
    await does(world, world.maya, "Go on")
    world.maya.write("I am okay")
    await quiet(world)
    assert world.maya.last is not None
    assert "Is somebody with you?" in world.maya.last.text
    assert ("daily_checkin", "parked") in await live(world, world.maya)
