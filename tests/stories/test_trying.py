"""Trying a conversation on one's own phone: marked TEST, nothing stored, nobody told."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import member, trial
from bot.storage.transaction import Transaction
from bot.storage.trial import Trial
from bot.turns.editing import trying
from tests.stories.editors import EVA, LIV, changed, conversation, sends, staff
from tests.stories.walking import does, joins, menu, newest, quiet, since, text, through
from tests.world import World

# Everything that a participant's conversation writes into; a trial writes into none of them.
TOUCHED_BY_NOTHING = ("person", "answer", "conversation", "case", "case_event", "remark", "timer", "referral")


@pytest.fixture
async def eva(world: World) -> Phone:
    return await staff(world, "Eva", EVA)


async def counts(world: World) -> dict[str, int]:
    def look(tx: Transaction) -> dict[str, int]:
        count = tx.connection.exec_driver_sql
        return {
            name: int(count(f'SELECT count(*) FROM "{name}"').scalar() or 0) for name in TOUCHED_BY_NOTHING
        }

    return await world.read(look)


async def trial_of(world: World, phone: Phone) -> Trial | None:
    def look(tx: Transaction) -> Trial | None:
        found = member.find(tx, phone.id)
        assert found is not None
        return trial.of(tx, found.id)

    return await world.read(look)


async def test_a_conversation_in_force_is_played_to_its_end(world: World, eva: Phone) -> None:
    before, sams = await counts(world), newest(world.sam)
    came = await does(world, eva, "/try daily_checkin")
    assert came[0].text.startswith("TEST · daily_checkin · English\n")
    assert "words about a crisis too" in came[0].text
    assert came[0].labels == ("Español",)
    assert came[1].text.startswith("TEST · daily_checkin\n\n")
    assert came[1].button("Going well") is not None
    assert came[1].button("Let the time pass") is not None

    await does(world, eva, "It is hard today")
    came = await does(world, eva, "9")
    assert "A coach would be told (watch): Craving 9 out of 10 today." in text(came)
    assert all(message.text.startswith("TEST · ") for message in came)
    came = await does(world, eva, "End the test")
    assert text(came) == "The test is over. Nothing of it was stored."
    assert await trial_of(world, eva) is None

    assert await counts(world) == before
    assert since(world.sam, sams) == []


async def test_words_about_a_crisis_are_part_of_the_test(world: World, eva: Phone) -> None:
    before, sams = await counts(world), newest(world.sam)
    await does(world, eva, "/try daily_checkin")
    came = await does(world, eva, "I want to die")
    assert "988" in next(one.text for one in came if "A coach" not in one.text)
    assert "A coach would be told (CRISIS): " in text(came)
    assert all(message.text.startswith("TEST · ") for message in came)
    assert await counts(world) == before
    assert since(world.sam, sams) == []


async def test_waits_and_silence_are_a_button(world: World, eva: Phone) -> None:
    await does(world, eva, "/try daily_checkin")
    came = await does(world, eva, "Let the time pass")
    assert "No rush" in text(came) or "Still here" in text(came)
    came = await does(world, eva, "Let the time pass")
    assert "The conversation ends here: missed." in text(came)
    came = await does(world, eva, "Once more")
    assert came[-1].button("Going well") is not None


async def test_a_follow_up_begins_when_its_time_has_come(world: World, eva: Phone) -> None:
    await does(world, eva, "/try after_use")
    came = await through(world, eva, "I am okay", "Yes", "I needed to say it")
    assert "This would begin later: looking_back, in 1 day" in text(came)
    assert "The conversation ends here: completed." in text(came)
    came = await does(world, eva, "Let the time pass")
    assert came[-1].button("I am ready") is not None
    came = await does(world, eva, "I am ready")
    assert came[0].text.startswith("TEST · looking_back\n\n")


async def test_a_coach_can_come(world: World, eva: Phone) -> None:
    await does(world, eva, "/try crisis_help")
    await through(world, eva, "Yes", "Yes", "I did call")
    came = await does(world, eva, "A coach comes")
    assert "Sam" in text(came)


async def test_typed_answers_are_taken_and_wrong_ones_asked_again(world: World, eva: Phone) -> None:
    await does(world, eva, "/try daily_checkin")
    await does(world, eva, "Going well")
    came = await does(world, eva, "purple")
    assert "TEST · daily_checkin" in came[0].text
    came = await does(world, eva, "like a 2")
    assert came[-1].button("Yes") is not None


async def test_a_trial_goes_on_after_a_restart(world: World, eva: Phone) -> None:
    await does(world, eva, "/try daily_checkin")
    await does(world, eva, "Going well")
    await world.stop_bot()
    await world.start_bot()
    await world.sim.polled()
    await quiet(world)
    came = await does(world, eva, "2")
    assert came[-1].button("Yes") is not None


async def test_an_old_button_does_nothing(world: World, eva: Phone) -> None:
    await does(world, eva, "/try daily_checkin")
    assert eva.last is not None
    old, button = eva.last.id, eva.last.button("Getting by")
    assert button is not None
    assert button.data is not None
    await does(world, eva, "Going well")
    before = newest(eva)
    eva.tap_data(old, button.data)
    await quiet(world)
    assert since(eva, before) == []
    assert eva.notes


async def test_somebody_elses_button_is_not_hers(world: World, eva: Phone) -> None:
    liv = await staff(world, "Liv", LIV)
    await does(world, eva, "/try daily_checkin")
    assert eva.last is not None
    button = eva.last.button("Going well")
    assert button is not None
    assert button.data is not None
    await does(world, liv, "/try daily_checkin")
    assert liv.last is not None
    before = newest(liv)
    liv.tap_data(liv.last.id, button.data)
    await quiet(world)
    assert since(liv, before) == []


async def test_a_draft_is_tried_before_what_is_in_force(world: World, eva: Phone) -> None:
    words = changed(conversation("daily_checkin.yaml"), "okay: Getting by", "okay: So so")
    await sends(world, eva, "daily_checkin.yaml", words)
    came = await does(world, eva, "/try daily_checkin es")
    assert came[0].text.startswith("TEST · daily_checkin · Español")
    came = await does(world, eva, "/try daily_checkin")
    assert came[-1].button("So so") is not None
    came = await does(world, eva, "/try")
    assert came[-1].labels[0] == "daily_checkin, my draft"
    assert came[-1].button("Daily check-in") is not None
    came = await does(world, eva, "Daily check-in")
    assert came[-1].button("Getting by") is not None


async def test_a_draft_with_an_error_that_loads_is_tried_and_not_published(world: World, eva: Phone) -> None:
    words = changed(conversation("daily_checkin.yaml"), "okay: Getting by", "okay: An addict")
    came = await sends(world, eva, "daily_checkin.yaml", words)
    assert "[E506]" in text(came)
    assert came[-1].labels == ("Try it on my phone",)


async def test_what_there_is_not_cannot_be_tried(world: World, eva: Phone) -> None:
    assert "no conversation called nowhere" in text(await does(world, eva, "/try nowhere"))
    assert "in these languages: en, es" in text(await does(world, eva, "/try daily_checkin tlh"))
    assert "No test is under way." in text(await does(world, eva, "/try stop"))
    assert await trial_of(world, eva) is None


async def test_a_test_ends_after_a_hundred_answers(world: World, eva: Phone) -> None:
    await does(world, eva, "/try daily_checkin")
    found = await trial_of(world, eva)
    assert found is not None
    many = (*found.inputs, *(("write", "hm") for _ in range(99)))
    await world.app.database.run(lambda tx: trial.go_on(tx, found.id, many))
    came = await does(world, eva, "once more")
    assert "it ends here" in text(came)
    assert await trial_of(world, eva) is None


async def test_while_a_supervisor_tries_her_answers_to_people_still_reach_them(world: World) -> None:
    una = await staff(world, "Una", 702, "supervisor")
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await through(world, una, "/cases", f"Open {code}", "I have it")
    await does(world, world.maya, "are you there?")
    relayed = next(m for m in reversed(una.screen) if "are you there?" in m.text)
    await does(world, una, "/try daily_checkin")
    before = newest(world.maya)
    await does(world, una, "I want to die")
    assert since(world.maya, before) == []
    una.write("yes, I am", reply_to=relayed.id)
    await quiet(world)
    assert [message.text for message in since(world.maya, before)] == ["Una is here.", "Una: yes, I am"]


async def test_coaches_have_no_tests(world: World) -> None:
    came = await does(world, world.sam, "/try daily_checkin")
    assert "TEST" not in text(came)


async def test_more_conversations_than_telegram_has_buttons_for_are_still_listed(
    world: World, eva: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "MOST_BUTTONS", 2)

    (listed,) = await does(world, eva, "/try")

    assert len(listed.labels) == 2
