"""Sam has several people at once: nothing he writes reaches the wrong one, and when unclear he is asked."""

from bot.simulator.phone import Phone
from bot.storage import audit, case
from tests.stories.talks import both_in_hand, in_hand, shows, told_us, who_is
from tests.stories.walking import another_coach, does, joins, newest, passes, quiet, since, taken, text
from tests.world import World


async def goes_to(world: World, coach: Phone) -> None:
    """Maya's case is in the hands of this coach."""
    held, hers = await world.case_of(world.maya), (await who_is(world, coach)).id
    assert held is not None
    await world.app.database.run(lambda tx: case.change(tx, held.id, coach=hers))


async def test_words_that_name_one_person_as_a_reply_to_another_are_asked_about(world: World) -> None:
    maya_code, luz_code = await both_in_hand(world)
    await does(world, world.maya, "I am at home")
    relayed = shows(world.sam, f"I am at home\n\n{maya_code}")
    at_maya, at_luz, at_sam = (newest(one) for one in (world.maya, world.luz, world.sam))

    world.sam.write(f"{luz_code} are you warm?", reply_to=relayed.id)
    await quiet(world)

    assert since(world.maya, at_maya) == since(world.luz, at_luz) == []
    assert "Who is this for?" in text(since(world.sam, at_sam))


async def test_a_reply_to_ones_own_words_goes_where_those_went(world: World) -> None:
    maya_code, _ = await both_in_hand(world)
    number = world.sam.write(f"{maya_code} did you eat?")
    await quiet(world)
    at_luz = newest(world.luz)

    world.sam.write("a little?", reply_to=number)
    await quiet(world)

    assert world.maya.last is not None
    assert world.maya.last.text == "Sam: a little?"
    assert since(world.luz, at_luz) == []


async def test_words_right_after_another_talk_has_ended_are_asked_about(world: World) -> None:
    maya_code, luz_code = await both_in_hand(world)
    await does(world, world.sam, f"{maya_code} good night")
    await does(world, world.sam, "/cases")
    card = (await does(world, world.sam, f"Open {maya_code}"))[-1]
    world.sam.tap((card.id, "Close"))
    await quiet(world)
    await does(world, world.sam, "We talked")
    at_luz = newest(world.luz)

    asked = await does(world, world.sam, "and write to me tomorrow")
    assert asked[-1].text == "Who is this for?"
    assert luz_code in asked[-1].labels
    assert since(world.luz, at_luz) == []
    await does(world, world.sam, "Nobody")
    assert since(world.luz, at_luz) == []

    await passes(world, world.luz, minutes=11)
    at_luz = newest(world.luz)
    await does(world, world.sam, "how are you now?")
    assert "Sam: how are you now?" in [one.text for one in since(world.luz, at_luz)]


async def test_an_album_is_asked_about_once_and_goes_to_one_person(world: World) -> None:
    maya_code, _ = await both_in_hand(world)
    at_sam, at_luz = newest(world.sam), newest(world.luz)
    world.sam.send_album(3, "the river")
    await quiet(world)
    (asked,) = since(world.sam, at_sam)
    at_maya = newest(world.maya)

    world.sam.tap((asked.id, maya_code))
    await quiet(world)

    photos = [one.text for one in since(world.maya, at_maya) if one.kind == "photo"]
    assert photos == ["Sam: the river", "Sam", "Sam"]
    assert since(world.luz, at_luz) == []


async def test_an_album_whose_words_name_somebody_goes_there_as_a_whole(world: World) -> None:
    maya_code, _ = await both_in_hand(world)
    at_maya, at_luz = newest(world.maya), newest(world.luz)
    world.sam.send_album(3, f"{maya_code} the river")
    await quiet(world)
    assert len([one for one in since(world.maya, at_maya) if one.kind == "photo"]) == 3
    assert since(world.luz, at_luz) == []


async def test_what_waits_for_a_name_can_still_be_changed(world: World) -> None:
    _, luz_code = await both_in_hand(world)
    number = world.sam.write("how are yuo?")
    await quiet(world)
    world.sam.edit(number, "how are you?")
    await quiet(world)
    await does(world, world.sam, luz_code)
    assert world.luz.last is not None
    assert world.luz.last.text == "Sam: how are you?"


async def test_an_edit_goes_to_whom_the_message_went_and_to_nobody_else(world: World) -> None:
    maya_code, _ = await both_in_hand(world)
    number = world.sam.write(f"{maya_code} did you eat?")
    await quiet(world)
    at_maya, at_luz = newest(world.maya), newest(world.luz)
    world.sam.edit(number, "did you sleep?")
    await quiet(world)
    assert [one.text for one in since(world.maya, at_maya)] == ["Sam: ✎ did you sleep?"]
    assert since(world.luz, at_luz) == []


async def test_an_edit_of_what_went_to_somebody_of_before_goes_nowhere(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    number = world.sam.write("good night")
    await quiet(world)
    await goes_to(world, ana)
    at_maya, at_ana, at_sam = (newest(one) for one in (world.maya, ana, world.sam))
    world.sam.edit(number, "good night, and write to me")
    await quiet(world)
    assert since(world.maya, at_maya) == since(ana, at_ana) == []
    assert "nothing changed there" in text(since(world.sam, at_sam))


async def test_words_for_somebody_a_colleague_has_go_to_nobody_and_that_is_on_record(world: World) -> None:
    ana = await another_coach(world)
    maya_code = await told_us(world, world.maya)
    await taken(world, world.sam, maya_code)
    await in_hand(world, world.luz, ana, "es")
    alert = next(one for one in ana.screen if one.text.startswith(maya_code))
    at_maya, at_luz, at_ana = (newest(one) for one in (world.maya, world.luz, ana))

    ana.write("are you warm?", reply_to=alert.id)
    ana.write(f"{maya_code} are you warm?")
    ana.send_photo(f"{maya_code} look")
    await quiet(world)

    assert since(world.maya, at_maya) == since(world.luz, at_luz) == []
    told = [one.text for one in since(ana, at_ana)]
    assert told == [f"Sam has {maya_code}, so I did not pass this on. It went to nobody."] * 3
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    hers = (await who_is(world, ana)).id
    assert [row.action for row in rows if row.who == hers] == ["refused: write to a person"] * 3


async def test_words_for_a_case_that_nobody_has_go_to_nobody(world: World) -> None:
    maya_code = await told_us(world, world.maya)
    alert = next(one for one in world.sam.screen if one.text.startswith(maya_code))
    before, at_sam = newest(world.maya), newest(world.sam)
    world.sam.write("are you warm?", reply_to=alert.id)
    await quiet(world)
    assert since(world.maya, before) == []
    (told,) = since(world.sam, at_sam)
    assert "Nobody has" in told.text
    assert told.labels == ("Open",)


async def test_a_name_chosen_after_the_case_went_to_a_colleague_sends_nothing(world: World) -> None:
    ana = await another_coach(world)
    maya_code, _ = await both_in_hand(world)
    asked = (await does(world, world.sam, "how are you?"))[-1]
    await goes_to(world, ana)
    before = newest(world.maya)

    world.sam.tap((asked.id, maya_code))
    await quiet(world)

    assert since(world.maya, before) == []
    assert world.sam.last is not None
    assert "Ana has" in world.sam.last.text


async def test_two_coaches_messages_of_one_number_are_never_taken_for_each_other(world: World) -> None:
    ana = await another_coach(world)
    await in_hand(world, world.maya, world.sam)
    number = world.sam.write("good evening")
    await quiet(world)
    await goes_to(world, ana)
    heard = shows(world.maya, "Sam: good evening")
    world.maya.write("who is this now?", reply_to=heard.id)
    await quiet(world)
    (relayed,) = (one for one in ana.screen if one.text.startswith("who is this now?") or one.button("Read"))
    assert relayed.reply_to is None
    assert number not in {one.reply_to for one in ana.screen}


async def test_who_wrote_and_got_no_answer_is_told_that_and_not_that_nobody_wrote(world: World) -> None:
    await another_coach(world)
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")
    await does(world, world.maya, "good")
    at_maya, at_sam = newest(world.maya), newest(world.sam)

    await passes(world, world.sam, minutes=31)

    assert "Sam has not answered you yet" in text(since(world.maya, at_maya))
    assert f"{code} is still waiting for a word from you" in text(since(world.sam, at_sam))
