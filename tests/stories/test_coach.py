"""A coach: the phone rings with a code and a level; the case is opened, taken, talked in and closed."""

import pytest

from bot.signals import Level
from bot.simulator.phone import Phone
from bot.storage import audit, case, case_event
from tests.stories.walking import (
    Came,
    administrator,
    another_coach,
    checks_in,
    does,
    events,
    invited,
    joins,
    leaves_team,
    ledger,
    live,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
    through,
    to_timer,
)
from tests.world import COACH, World

USED = {"en": "Something happened", "es": "Pasó algo"}
OKAY = {"en": "I am okay", "es": "Estoy bien"}


async def told_us(world: World, phone: Phone, language: str = "en") -> str:
    """The person tells of drinking or using; return the code that coaches know the person by."""
    await joins(world, phone, language)
    await through(world, phone, USED[language], OKAY[language])
    return (await world.person_at(phone)).code


async def test_a_craving_far_above_usual_rings_with_a_code_and_a_level_and_nothing_else(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.sam, "Welcome")
    for craving in ("1", "2", "1", "2", "1"):
        await checks_in(world, world.maya, "Going well", craving, "No", "Skip")
    before = newest(world.sam)

    await checks_in(world, world.maya, "Going well", "8")

    code = (await world.person_at(world.maya)).code
    (alert,) = since(world.sam, before)
    assert alert.text == f"{code} · urgent"
    assert alert.rang
    assert alert.labels == ("Open",)


async def test_a_strong_craving_without_a_usual_is_watched_and_rings_nowhere(world: World) -> None:
    await joins(world, world.luz, "es")
    before = newest(world.sam)
    await checks_in(world, world.luz, "Hoy está difícil", "ocho", language="es")

    assert since(world.sam, before) == []
    held = await world.case_of(world.luz)
    assert held is not None
    assert held.level == Level.WATCH


@pytest.mark.parametrize("language", ["en", "es"])
async def test_i_drank_or_used_is_urgent_at_once(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    before = newest(world.sam)

    asked = await does(world, phone, USED[language])
    assert asked[-1].button(OKAY[language]) is not None
    said = await does(world, phone, OKAY[language])

    code = (await world.person_at(phone)).code
    (alert,) = since(world.sam, before)
    assert (alert.text, alert.rang) == (f"{code} · urgent", True)
    assert {"en": "Is somebody with you?", "es": "¿Hay alguien contigo?"}[language] in text(said)


async def test_opening_shows_the_person_and_is_written_down(world: World) -> None:
    code = await told_us(world, world.maya)
    card = await does(world, world.sam, "Open")

    assert code in text(card)
    assert "Maya" in text(card)
    assert "Told us about drinking or using." in text(card)
    assert "It is recorded that you opened this." in text(card)
    assert card[-1].protected
    assert card[-1].labels == ("I have it",)
    who = await world.person_at(world.maya)
    (row,) = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert (row.action, row.role) == ("opened case", "coach")


async def test_a_coach_who_reads_spanish_reads_the_case_in_spanish(world: World) -> None:
    ana = await another_coach(world, "Ana", 801, "es")
    code = await told_us(world, world.maya)
    alert = ana.last
    assert alert is not None
    assert alert.text == f"{code} · urgente"
    card = await does(world, ana, "Abrir")
    assert "bebió o consumió" in text(card)
    assert "Told us" not in text(card)


async def test_taking_tells_the_coach_the_person_and_silently_the_others(world: World) -> None:
    ana = await another_coach(world)
    code = await told_us(world, world.maya)
    at_ana, at_maya = newest(ana), newest(world.maya)

    mine = await taken(world, world.sam, code)

    assert f"You have {code}" in text(mine)
    assert "Maya" in text(mine)
    assert {"Close", "A new phone"} <= set(mine[-1].labels)
    (others,) = since(ana, at_ana)
    assert (others.text, others.rang) == (f"Sam has {code}.", False)
    (hers,) = since(world.maya, at_maya)
    assert hers.text.startswith("Sam has your message.")
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.state == "acknowledged"


async def test_two_coaches_tap_in_the_same_moment_and_one_of_them_has_it(world: World) -> None:
    ana = await another_coach(world)
    eva = await another_coach(world, "Eva", 802)
    await told_us(world, world.maya)
    await does(world, world.sam, "Open")
    await does(world, ana, "Open")
    at_sam, at_ana, at_eva, at_maya = (newest(one) for one in (world.sam, ana, eva, world.maya))

    world.sam.tap("I have it")
    ana.tap("I have it")
    await quiet(world)

    told = {"Sam": text(since(world.sam, at_sam)), "Ana": text(since(ana, at_ana))}
    (winner,) = [name for name, words in told.items() if "You have" in words]
    loser = "Ana" if winner == "Sam" else "Sam"
    assert f"{winner} already has" in told[loser]
    (heard,) = since(eva, at_eva)
    assert heard.text.startswith(f"{winner} has")
    assert not heard.rang
    (met,) = since(world.maya, at_maya)
    assert met.text.startswith(winner)


async def test_taking_twice_says_again_that_it_is_yours(world: World) -> None:
    ana = await another_coach(world)
    code = await told_us(world, world.maya)
    await does(world, world.sam, "Open")
    card = world.sam.last
    assert card is not None
    button = card.button("I have it")
    assert button is not None
    assert button.data is not None
    at_maya, at_ana = newest(world.maya), newest(ana)
    world.sam.tap_data(card.id, button.data)
    world.sam.tap_data(card.id, button.data)
    await quiet(world)
    assert world.sam.last is not None
    assert f"You have {code}" in world.sam.last.text
    assert len(since(world.maya, at_maya)) == len(since(ana, at_ana)) == 1


@pytest.mark.parametrize("language", ["en", "es"])
async def test_words_go_both_ways_and_end_with_the_code(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    code = await told_us(world, phone, language)
    await taken(world, world.sam, code)
    before = newest(world.sam)

    await does(world, phone, "thank you for coming")
    (relayed,) = since(world.sam, before)
    assert relayed.text == f"thank you for coming\n\n{code}"
    assert relayed.protected

    at_person = newest(phone)
    await does(world, world.sam, "I am here, how is your night?")
    here, heard = since(phone, at_person)
    assert here.text == {"en": "Sam is here.", "es": "Sam está aquí."}[language]
    assert heard.text == "Sam: I am here, how is your night?"
    held = await world.case_of(phone)
    assert held is not None
    assert held.state == "attempted"
    await does(world, phone, "hard")
    held = await world.case_of(phone)
    assert held is not None
    assert held.state == "reached"


async def test_the_coachs_account_is_never_seen(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.sam, "hello Maya")
    world.sam.send_voice()
    await quiet(world)

    for call in world.sim.log:
        if call.chat == world.maya.id and call.method != "copyMessage":
            assert str(COACH) not in str(call.params)
        assert call.method != "forwardMessage"
    assert all(message.who == "Holdfast" for message in world.maya.screen if not message.mine)


async def test_voice_and_pictures_are_passed_on_with_the_code_beside_them(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    at_sam, at_maya = newest(world.sam), newest(world.maya)

    world.maya.send_voice()
    await quiet(world)
    (voice,) = since(world.sam, at_sam)
    assert voice.kind == "voice"
    assert code in voice.text
    assert since(world.maya, at_maya) == []

    at_maya = newest(world.maya)
    world.sam.send_photo()
    await quiet(world)
    _, photo = since(world.maya, at_maya)
    assert (photo.kind, photo.text) == ("photo", "Sam")
    kinds = [event.kind for event in await events(world, world.maya)]
    assert "person sent" in kinds
    assert "coach sent" in kinds


async def test_a_sticker_has_no_caption_so_its_code_comes_beside_it(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    before = newest(world.sam)
    world.maya.send_sticker()
    await quiet(world)
    assert code in text(since(world.sam, before))


async def both_taken(world: World) -> tuple[str, str]:
    """Sam has the cases of Maya and of Luz; return their codes."""
    codes = (await told_us(world, world.maya), await told_us(world, world.luz, "es"))
    for code in codes:
        await taken(world, world.sam, code)
    return codes


async def test_an_answer_goes_to_whose_message_it_answers(world: World) -> None:
    maya_code, _ = await both_taken(world)
    await does(world, world.maya, "I am at home")
    relayed = next(m for m in world.sam.screen if m.text == f"I am at home\n\n{maya_code}")
    at_luz = newest(world.luz)
    world.sam.write("good", reply_to=relayed.id)
    await quiet(world)
    assert world.maya.last is not None
    assert world.maya.last.text == "Sam: good"
    assert since(world.luz, at_luz) == []


async def test_an_answer_goes_to_the_code_it_names(world: World) -> None:
    _, luz_code = await both_taken(world)
    at_maya = newest(world.maya)
    await does(world, world.sam, f"{luz_code.lower()} are you warm?")
    assert world.luz.last is not None
    assert "are you warm?" in world.luz.last.text
    assert since(world.maya, at_maya) == []


async def test_an_answer_that_could_be_for_two_is_kept_until_the_coach_says_for_whom(world: World) -> None:
    maya_code, luz_code = await both_taken(world)
    at_maya, at_luz = newest(world.maya), newest(world.luz)

    asked = await does(world, world.sam, "how are you?")
    assert asked[-1].text == "Who is this for?"
    assert set(asked[-1].labels) == {maya_code, luz_code, "Nobody"}
    assert since(world.maya, at_maya) == since(world.luz, at_luz) == []

    said = await does(world, world.sam, luz_code)
    assert text(said) == f"Sent to {luz_code}."
    assert world.luz.last is not None
    assert world.luz.last.text == "Sam: how are you?"
    assert since(world.maya, at_maya) == []


async def test_a_kept_answer_is_sent_once_however_often_the_button_is_pressed(world: World) -> None:
    _, luz_code = await both_taken(world)
    asked = (await does(world, world.sam, "how are you?"))[-1]
    button = asked.button(luz_code)
    assert button is not None
    assert button.data is not None
    before = newest(world.luz)
    for _ in range(2):
        world.sam.tap_data(asked.id, button.data)
    await quiet(world)
    assert [message.text for message in since(world.luz, before)][1:] == ["Sam: how are you?"]


async def test_media_that_could_be_for_two_waits_until_the_coach_says_for_whom(world: World) -> None:
    maya_code, _ = await both_taken(world)
    before, at_maya, at_luz = (newest(one) for one in (world.sam, world.maya, world.luz))
    world.sam.send_photo("look")
    await quiet(world)
    assert text(since(world.sam, before)) == "Who is this for?"
    assert since(world.maya, at_maya) == since(world.luz, at_luz) == []

    await does(world, world.sam, maya_code)

    assert world.maya.last is not None
    assert (world.maya.last.kind, world.maya.last.text) == ("photo", "Sam: look")
    assert since(world.luz, at_luz) == []


async def test_words_of_a_coach_without_a_case_go_nowhere(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)
    said = await does(world, world.sam, "hello?")
    assert "went to nobody" in text(said)
    at_sam = newest(world.sam)
    world.sam.send_voice()
    await quiet(world)
    assert "went to nobody" in text(since(world.sam, at_sam))
    assert since(world.maya, before) == []


async def test_what_a_coach_edits_reaches_the_person_as_an_edit(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    number = world.sam.write("good morning")
    await quiet(world)
    (first,) = (one for one in world.maya.screen if one.text == "Sam: good morning")
    before = newest(world.maya)

    world.sam.edit(number, "good night")
    await quiet(world)

    (edited,) = since(world.maya, before)
    assert (edited.text, edited.reply_to) == ("Sam: ✎ good night", first.id)


async def test_what_a_person_edits_reaches_the_coach_as_an_edit(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    number = world.maya.write("I am fine")
    await quiet(world)
    (first,) = (one for one in world.sam.screen if one.text == f"I am fine\n\n{code}")
    before = newest(world.sam)
    world.maya.edit(number, "I am not fine")
    await quiet(world)
    (edited,) = since(world.sam, before)
    assert (edited.text, edited.reply_to) == (f"✎ I am not fine\n\n{code}", first.id)


OUTCOMES = {
    "We talked": "talked",
    "Connected with help": "connected",
    "Emergency help is there": "emergency",
    "Rather not talk now": "not_now",
    "Close: no answer": "no_answer",
    "False alarm": "false_alarm",
}


@pytest.mark.parametrize("label", OUTCOMES)
async def test_a_case_closes_with_an_outcome(world: World, label: str) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    held = await world.case_of(world.maya)
    assert held is not None
    asked = await does(world, world.sam, "Close")
    assert [one for one in asked[-1].labels if one in OUTCOMES] == list(OUTCOMES)
    before = newest(world.maya)

    said = await does(world, world.sam, label)

    assert f"{code} is closed: {label.removeprefix('Close: ').capitalize()}." in text(said)
    closed = await world.read(lambda tx: case.get(tx, held.id))
    assert closed is not None
    assert (closed.state, closed.outcome) == ("closed", OUTCOMES[label])
    assert closed.next_contact_at is not None
    assert "Sam has ended this talk for now" in text(since(world.maya, before))
    last = (await world.read(lambda tx: case_event.of(tx, held.id)))[-1]
    assert (last.kind, last.why) == ("closed", OUTCOMES[label])


async def closes(world: World, coach: Phone, outcome: str = "We talked") -> Came:
    """The coach closes the one case; return what came to the coach."""
    return await through(world, coach, "Close", outcome)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_after_closing_the_conversation_is_offered_again(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    code = await told_us(world, phone, language)
    await taken(world, world.sam, code)
    await does(world, phone, "I want to talk")
    before = newest(phone)
    await closes(world, world.sam)

    came = since(phone, before)
    go_on = {"en": "Go on", "es": "Seguir"}[language]
    assert came[-1].labels == (go_on,)
    again = await does(world, phone, go_on)
    assert {"en": "Is somebody with you?", "es": "¿Hay alguien contigo?"}[language] in text(again)
    said = await does(world, phone, {"en": "Yes", "es": "Sí"}[language])
    assert {"en": "What would help most now?", "es": "¿Qué te ayudaría más ahora?"}[language] in text(said)


async def test_a_tap_on_a_closed_case_says_that_it_is_closed(world: World) -> None:
    code = await told_us(world, world.maya)
    card = (await does(world, world.sam, "Open"))[-1]
    await does(world, world.sam, "I have it")
    await closes(world, world.sam)
    button = card.button("I have it")
    assert button is not None
    assert button.data is not None
    before = newest(world.sam)
    assert card.id not in {message.id for message in world.sam.screen}, "what it told has left the screen"
    world.sam.tap_data(world.sam.screen[-1].id, button.data)  # a tap that was on its way when it left
    await quiet(world)
    assert text(since(world.sam, before)) == f"{code} is closed."
    said = await does(world, world.sam, "are you there?")
    assert "went to nobody" in text(said)


async def test_only_who_has_a_case_may_close_it(world: World) -> None:
    ana = await another_coach(world)
    code = await told_us(world, world.maya)
    mine = (await taken(world, world.sam, code))[-1]
    card = (await does(world, ana, "Open"))[-1]
    assert card.labels == ()
    close = mine.button("Close")
    assert close is not None
    assert close.data is not None
    before = newest(ana)
    ana.tap_data(card.id, close.data)
    await quiet(world)
    assert text(since(ana, before)) == f"Sam already has {code}."
    assert await world.case_of(world.maya) is not None


async def test_who_has_the_case_finds_close_on_the_card_too(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    await does(world, world.maya, "here are my words")
    await does(world, world.sam, "and here are mine")
    await does(world, world.sam, "/cases")
    came = await does(world, world.sam, f"Open {code}")
    card = came[-1]
    assert {"Close", "A new phone"} <= set(card.labels)
    assert "here are my words" in text(came)
    assert "and here are mine" in text(came)
    assert "In the hands of: Sam" in text(came)


async def test_a_new_signal_after_closing_opens_a_new_case(world: World) -> None:
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    first = await world.case_of(world.maya)
    await closes(world, world.sam)
    before = newest(world.sam)
    await does(world, world.maya, "Talk to a person")
    second = await world.case_of(world.maya)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert text(since(world.sam, before)) == f"{code} · urgent"


async def test_more_from_somebody_in_hand_rings_only_where_it_is_in_hand(world: World) -> None:
    ana = await another_coach(world)
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    at_sam, at_ana = newest(world.sam), newest(ana)
    world.maya.tap("Talk to a person")
    await quiet(world)
    assert f"{code} · urgent · something new" in text(since(world.sam, at_sam))
    assert since(ana, at_ana) == []


async def test_a_check_in_is_skipped_while_a_coach_has_the_case(world: World) -> None:
    code = await told_us(world, world.maya)
    await through(world, world.maya, "Yes", "I needed to say it")
    await taken(world, world.sam, code)
    await does(world, world.sam, "good to hear from you")

    came = await to_timer(world, world.maya, "check_in")

    assert came == []
    day = (await ledger(world, world.maya))[0]
    assert (day.outcome, day.reason) == ("skipped", "human")


async def test_a_check_in_is_skipped_while_something_else_is_open(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well", "2", "No", "Skip")
    await to_timer(world, world.maya, "check_in")
    await does(world, world.maya, "I am ready")
    # An open question stands for twenty hours; the next check-in is due after twenty-four.
    await passes(world, world.maya, hours=10)
    await does(world, world.maya, "Going well")
    await to_timer(world, world.maya, "check_in")
    day = (await ledger(world, world.maya))[0]
    assert (day.outcome, day.reason) == ("skipped", "busy")


async def test_an_untaken_crisis_rings_everywhere_every_ten_minutes_until_somebody_writes(
    world: World,
) -> None:
    ana = await another_coach(world)
    office = await administrator(world)
    await joins(world, world.maya)
    await does(world, world.maya, "I need help now")
    code = (await world.person_at(world.maya)).code
    team = (world.sam, ana, office)
    await passes(world, world.maya, minutes=5)
    await passes(world, world.maya, minutes=5)

    for _ in range(3):
        before = [newest(phone) for phone in team]
        await passes(world, world.maya, minutes=10)
        for phone, at in zip(team, before, strict=True):
            again = [m for m in since(phone, at) if m.text == f"{code} · CRISIS · nobody has it yet"]
            assert len(again) == 1
            assert again[0].rang

    await taken(world, ana, code)
    await does(world, ana, "I am here with you")
    before = [newest(phone) for phone in team]
    await passes(world, world.maya, minutes=20)
    assert [since(phone, at) for phone, at in zip(team, before, strict=True)] == [[], [], []]


async def test_an_urgent_case_is_not_called_again_within_two_hours(world: World) -> None:
    await told_us(world, world.maya)
    await through(world, world.maya, "Yes", "I needed to say it")
    before = newest(world.sam)
    await passes(world, world.maya, minutes=110)
    assert since(world.sam, before) == []


async def test_a_case_whose_coach_has_left_the_team_is_called_out_to_everybody(world: World) -> None:
    ana = await another_coach(world)
    code = await told_us(world, world.maya)
    await taken(world, world.sam, code)
    await leaves_team(world, world.sam)
    before = newest(ana)
    world.maya.tap("Talk to a person")
    await quiet(world)
    assert text(since(ana, before)).startswith(f"{code} · urgent")


async def test_words_that_wait_for_a_coach_are_not_called_words_nobody_understands(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")

    said = text(await does(world, world.maya, "my shift has changed"))

    assert "I keep your words for the person who answers" in said
    assert "do not understand" not in said


async def test_a_person_who_asks_for_a_person_with_nothing_open_is_told_the_truth(world: World) -> None:
    await joins(world, world.luz, "es")
    before = newest(world.sam)
    said = await menu(world, world.luz, "Hablar con alguien")
    assert "Ya le avisé a una persona de nuestro equipo" in text(said)
    assert since(world.sam, before)[-1].text.endswith("· urgent")


async def test_with_nobody_on_the_team_that_is_said_too(world: World) -> None:
    await joins(world, world.maya)
    await leaves_team(world, world.sam)
    said = await menu(world, world.maya, "Talk to a person")
    assert "Nobody from our team is on duty" in text(said)
    assert "988" in text(said)


async def test_a_conversation_that_waits_for_a_person_goes_on_when_the_person_has_come(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I need help now")
    await through(world, world.maya, "Yes", "No", "I am not ready")
    assert world.maya.last is not None
    assert world.maya.last.button("It is getting worse") is not None
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    assert await live(world, world.maya) == []
    before = newest(world.maya)
    await closes(world, world.sam)
    assert not any(message.button("Go on") for message in since(world.maya, before))
