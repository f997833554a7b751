"""What else comes from phones: media, edits, groups, blocking, forged buttons, strangers at staff doors."""

import pytest

from bot.ids import to_base62
from bot.storage import person, remark
from tests.stories.walking import (
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
    text,
    through,
    timers,
    to_timer,
)
from tests.world import World


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_voice_message_is_answered_truly(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)
    before = newest(phone)
    phone.send_voice()
    await quiet(world)
    told = {"en": "cannot listen to it", "es": "no puedo escucharlo"}[language]
    assert told in text(since(phone, before))


async def test_pictures_stickers_and_places_are_answered_truly(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)
    world.maya.send_photo("my dog")
    world.maya.send_sticker()
    world.maya.send({"location": {"latitude": 41.9, "longitude": -87.6}})
    await quiet(world)
    photo, sticker, place = since(world.maya, before)
    assert "cannot see what it shows" in photo.text
    assert "words and buttons best" in sticker.text
    assert "cannot open this" in place.text
    who = await world.person_at(world.maya)
    assert [one.words for one in await world.read(lambda tx: remark.of(tx, who.id))] == ["my dog"]


async def test_a_forwarded_message_answers_nothing(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    asked = await through(world, world.maya, "I am ready", "Going well")
    before = newest(world.maya)
    origin = {"type": "hidden_user", "sender_user_name": "somebody", "date": 1_700_000_000}
    world.maya.send({"text": "8", "forward_origin": origin})
    await quiet(world)
    (said,) = since(world.maya, before)
    assert said.text != asked[-1].text
    assert await live(world, world.maya) == [("daily_checkin", "open")]
    assert (await does(world, world.maya, "2"))[-1].button("Yes") is not None


async def test_an_edited_answer_stays_as_it_was(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, "I am ready", "Going well")
    number = world.maya.write("2")
    await quiet(world)
    before = newest(world.maya)
    world.maya.edit(number, "9")
    await quiet(world)
    assert "I keep the words you sent first" in text(since(world.maya, before))
    who = await world.person_at(world.maya)
    assert [one.words for one in await world.read(lambda tx: remark.of(tx, who.id))] == ["9"]


async def test_an_edit_without_words_is_no_message(world: World) -> None:
    await joins(world, world.maya)
    number = world.maya.send({"location": {"latitude": 41.9, "longitude": -87.6}})
    await quiet(world)
    before = newest(world.maya)
    entry = world.maya.chat.entries[number]
    world.sim.world.updates.add("edited_message", {**entry.body, "edit_date": entry.body["date"]})
    await quiet(world)
    assert since(world.maya, before) == []


async def test_in_a_group_it_says_that_it_speaks_in_private(world: World) -> None:
    group = world.sim.group("Friends", -100_500)
    world.sim.write_in(group, world.maya, "/start")
    await quiet(world)
    assert any("private chats only" in words for words in world.sim.log.sent(group))
    assert await world.read(lambda tx: person.find(tx, world.maya.id)) is None


async def test_who_blocks_the_bot_is_not_written_to_and_the_team_knows(world: World) -> None:
    await joins(world, world.maya)
    before, at_sam = newest(world.maya), newest(world.sam)
    world.maya.block()
    await quiet(world)
    assert (await world.person_at(world.maya)).reachable is False
    assert since(world.sam, at_sam) == []  # it rings on no phone, and stands in the list
    code = (await world.person_at(world.maya)).code
    assert f"{code} · watch" in text(await does(world, world.sam, "/cases"))
    assert "no longer arrive" in text(await does(world, world.sam, f"Open {code}"))

    sent = len(world.sim.log.of("sendMessage", world.maya.id))
    await to_timer(world, world.maya, "check_in")
    day = (await ledger(world, world.maya))[0]
    assert (day.outcome, day.reason) == ("skipped", "unreachable")
    assert len(world.sim.log.of("sendMessage", world.maya.id)) == sent
    assert since(world.maya, before) == []


async def test_who_unblocks_the_bot_gets_the_next_check_in(world: World) -> None:
    await joins(world, world.maya)
    world.maya.block()
    await quiet(world)
    world.maya.unblock()
    await quiet(world)
    assert (await world.person_at(world.maya)).reachable
    assert (await invited(world, world.maya)).labels == ("I am ready",)


async def test_a_stranger_who_blocks_and_unblocks_is_nobodys_case(world: World) -> None:
    before = newest(world.sam)
    world.luz.block()
    world.luz.unblock()
    await quiet(world)
    await does(world, world.luz, "hola")
    world.luz.block()
    await quiet(world)
    assert since(world.sam, before) == []


async def test_a_message_that_telegram_will_not_take_is_told_to_the_team(world: World) -> None:
    await joins(world, world.maya)
    at_sam = newest(world.sam)
    world.maya.chat.blocked = True  # the notice of it got lost
    await to_timer(world, world.maya, "check_in")
    await passes(world, world.maya, seconds=1)
    assert (await world.person_at(world.maya)).reachable is False
    assert since(world.sam, at_sam) == []
    code = (await world.person_at(world.maya)).code
    assert f"{code} · watch" in text(await does(world, world.sam, "/cases"))


async def test_what_a_coach_writes_to_who_has_blocked_the_bot_comes_back_as_a_signal(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    world.maya.chat.blocked = True
    at_sam = newest(world.sam)
    world.sam.write("are you there?")
    await quiet(world)
    await passes(world, world.maya, seconds=1)
    assert f"{code} · urgent · something new" in text(since(world.sam, at_sam))


async def test_nothing_is_sent_to_who_is_out_of_reach(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay", "Yes", "I needed to say it")
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Wait ten minutes")
    world.maya.block()
    await quiet(world)
    sent = len(world.sim.log.of("sendMessage", world.maya.id))
    await passes(world, world.maya, minutes=11)  # the pause is over
    await passes(world, world.maya, hours=30)
    await passes(world, world.maya, hours=30)
    assert len(world.sim.log.of("sendMessage", world.maya.id)) == sent
    world.maya.unblock()
    await quiet(world)
    asked = await passes(world, world.maya, hours=1, minutes=1)
    assert any(message.button("10") for message in asked)


async def test_no_reminder_goes_to_who_is_out_of_reach(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    world.maya.block()
    await quiet(world)
    sent = len(world.sim.log.of("sendMessage", world.maya.id))
    await to_timer(world, world.maya, "nudge")
    await to_timer(world, world.maya, "give_up")
    assert len(world.sim.log.of("sendMessage", world.maya.id)) == sent
    assert await live(world, world.maya) == []


async def test_the_day_after_waits_for_who_is_out_of_reach(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay", "Yes", "I needed to say it")
    world.maya.block()
    await quiet(world)
    await to_timer(world, world.maya, "start_script")
    world.maya.unblock()
    await quiet(world)
    assert len(await timers(world, world.maya, "start_script")) == 1


async def test_writing_to_the_bot_makes_a_person_reachable_again(world: World) -> None:
    await joins(world, world.maya)
    world.maya.block()
    await quiet(world)
    world.maya.chat.blocked = False  # the notice of it got lost
    await does(world, world.maya, "hello")
    assert (await world.person_at(world.maya)).reachable


async def test_a_participants_staff_commands_do_nothing_of_the_kind(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    for command in ("/cases", "/invite", "/name Boss"):
        said = text(await does(world, world.maya, command))
        assert (await world.person_at(world.maya)).code not in said
        assert "t.me" not in said
    assert (await world.person_at(world.maya)).name == "Maya"


@pytest.mark.parametrize("verb", ["open", "take", "close", "closed:talked", "for:M1"])
async def test_a_participants_forged_staff_button_is_refused(world: World, verb: str) -> None:
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Pasó algo")
    await does(world, world.luz, "Estoy bien")
    held = await world.case_of(world.luz)
    assert held is not None
    await joins(world, world.maya)
    last = world.maya.last
    assert last is not None
    before = newest(world.maya)
    world.maya.tap_data(last.id, f"2:{to_base62(held.id)}:{verb}")
    await quiet(world)
    assert since(world.maya, before) == []
    assert world.maya.notes[-1] == "This button belongs to another chat."
    again = await world.case_of(world.luz)
    assert again is not None
    assert (again.coach, again.state) == (None, "new")


async def test_another_persons_button_is_refused(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    button = asked.button("I am okay")
    assert button is not None
    assert button.data is not None
    await joins(world, world.luz, "es")
    last = world.luz.last
    assert last is not None
    before = newest(world.luz)
    world.luz.tap_data(last.id, button.data)
    await quiet(world)
    assert since(world.luz, before) == []
    assert world.luz.notes[-1] == "Este botón es de otro chat."
    assert await live(world, world.maya) == [("after_use", "open")]
    assert await world.case_of(world.maya) is None


@pytest.mark.parametrize("data", ["", "x", "1:zz", "1:!:0:go", "1:zzzz:0:go", "2:1", "9:1:1:1", "1:0:0:a b"])
async def test_button_data_that_nobody_wrote_is_refused(world: World, data: str) -> None:
    await joins(world, world.maya)
    last = world.maya.last
    assert last is not None
    before = newest(world.maya)
    world.maya.tap_data(last.id, data or "-")
    await quiet(world)
    assert since(world.maya, before) == []
    assert world.maya.notes[-1] == "This button belongs to another chat."


async def test_a_coach_who_presses_a_participants_button_is_refused(world: World) -> None:
    await joins(world, world.maya)
    asked = (await menu(world, world.maya, "Something happened"))[-1]
    button = asked.button("I am okay")
    assert button is not None
    assert button.data is not None
    last = world.sam.last
    assert last is not None
    world.sam.tap_data(last.id, button.data)
    await quiet(world)
    assert world.sam.notes[-1] == "This button belongs to another chat."
    last_data = f"2:{to_base62(12345)}:open"
    before = newest(world.sam)
    world.sam.tap_data(last.id, last_data)
    world.sam.tap_data(last.id, f"2:{to_base62(12345)}:for:M1")
    await quiet(world)
    assert text(since(world.sam, before)).count("went to nobody") == 2


async def test_an_old_button_under_a_question_of_before_is_answered_kindly(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    asked = (await does(world, world.maya, "I am ready"))[-1]
    button = asked.button("Skip")
    assert button is not None
    assert button.data is not None
    await does(world, world.maya, "Going well")
    before = newest(world.maya)
    world.maya.tap_data(asked.id, button.data)
    await quiet(world)
    assert since(world.maya, before) == []
    assert world.maya.notes[-1] == "I already have that answer. Thank you."
