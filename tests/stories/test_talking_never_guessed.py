"""Sam's words are for one of two, or for nobody: when it could be another, Sam is asked first."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import Transaction, draft, person, reach
from bot.turns.buttons import StaffButton, write
from bot.turns.serving import asking
from tests.stories.talks import both_in_hand, in_hand
from tests.stories.walking import does, joins, newest, passes, quiet, since, taken, text, through
from tests.world import World

ASKED = "Who is this for?"


async def walks_with_sam(world: World, phone: Phone) -> str:
    """This person has a record that Sam can open, and no open case; return the code."""
    code = await in_hand(world, phone, world.sam)
    await through(world, world.sam, f"/case {code}", "Close", "We talked")
    who = await world.person_at(phone)
    sam = world.app.roster.at_chat(world.sam.id)
    assert sam is not None
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=sam.id))
    return code


async def test_an_answer_to_somebodys_record_is_not_sent_to_the_one_person_she_has(world: World) -> None:
    maya_code = await walks_with_sam(world, world.maya)
    await in_hand(world, world.luz, world.sam, "es")
    await passes(world, world.sam, minutes=20)
    card = (await does(world, world.sam, f"/case {maya_code}"))[-1]
    at_luz, at_sam = newest(world.luz), newest(world.sam)

    world.sam.write("how did the job talk go?", reply_to=card.id)
    await quiet(world)

    assert since(world.luz, at_luz) == []
    assert since(world.sam, at_sam)[-1].text == ASKED


async def test_an_answer_to_what_the_bot_said_of_somebody_is_not_sent_to_another(world: World) -> None:
    maya_code, luz_code = await both_in_hand(world)
    await passes(world, world.sam, minutes=20)
    said = await does(world, world.sam, f"{maya_code} good night")
    said = await does(world, world.sam, "and sleep well")
    assert said[-1].text == ASKED
    told = (await does(world, world.sam, maya_code))[-1]
    assert told.text == f"Sent to {maya_code}."
    await through(world, world.sam, f"/case {maya_code}", "Close", "We talked")
    await passes(world, world.sam, minutes=20)
    at_luz, at_sam = newest(world.luz), newest(world.sam)

    world.sam.write("one more thing", reply_to=told.id)
    await quiet(world)

    assert since(world.luz, at_luz) == []
    (asked,) = since(world.sam, at_sam)
    assert (asked.text, asked.labels) == (ASKED, (luz_code, "Nobody"))


@pytest.mark.parametrize("wrote", [True, False], ids=["wrote once", "wrote nothing"])
async def test_words_after_others_were_called_are_not_sent_to_the_one_person_left(
    world: World, *, wrote: bool
) -> None:
    await in_hand(world, world.luz, world.sam, "es")
    await does(world, world.sam, "Hola Luz")
    await passes(world, world.sam, minutes=20)
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, code)
    if wrote:
        await does(world, world.sam, f"{code} I am here")
        await does(world, world.maya, "I am so tired")
    await passes(world, world.sam, minutes=12)
    at_luz, at_maya = newest(world.luz), newest(world.maya)

    said = await does(world, world.sam, "is somebody with you?")

    assert said[-1].text == ASKED
    assert since(world.luz, at_luz) == since(world.maya, at_maya) == []


async def test_after_a_word_to_the_one_she_still_has_she_is_asked_no_more(world: World) -> None:
    luz_code = await in_hand(world, world.luz, world.sam, "es")
    await joins(world, world.maya)
    code = (await world.person_at(world.maya)).code
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, code)
    await passes(world, world.sam, minutes=12)
    await does(world, world.sam, f"{luz_code} hola")
    before = newest(world.luz)

    await does(world, world.sam, "¿cómo estás?")

    assert "Sam: ¿cómo estás?" in text(since(world.luz, before))


@pytest.mark.parametrize("asked_for", ["Add a note", "Add a task"])
async def test_a_photo_while_words_for_the_team_are_asked_for_is_not_sent_to_the_person(
    world: World, asked_for: str
) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await through(world, world.sam, f"/case {code}", asked_for)
    before, at_sam = newest(world.maya), newest(world.sam)

    world.sam.send_photo("she did not look well")
    await quiet(world)

    assert since(world.maya, before) == []
    (asked,) = since(world.sam, at_sam)
    assert (asked.text, asked.labels) == (ASKED, (code, "Nobody"))
    await does(world, world.sam, "Nobody")
    assert since(world.maya, before) == []


@pytest.mark.parametrize("asked_for", ["Add a note", "Add a task"])
async def test_words_for_the_team_that_come_late_are_not_sent_to_the_person(
    world: World, asked_for: str
) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    await through(world, world.sam, f"/case {code}", asked_for)
    await passes(world, world.sam, minutes=11)
    before = newest(world.maya)

    said = await does(world, world.sam, "I do not believe a word of it")

    assert said[-1].text == ASKED
    assert since(world.maya, before) == []


@pytest.mark.parametrize("asked_for", ["reason", "disclosure", "handover"])
async def test_a_reason_or_a_record_that_comes_late_is_not_sent_to_the_person(
    world: World, asked_for: str
) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    held = await world.case_of(world.maya)
    assert held is not None
    if asked_for == "reason":
        who, now = await world.person_at(world.maya), world.clock.now()

        def add(tx: Transaction) -> None:
            way = tx.new_id(now)
            reach.add(tx, id=way, person=who.id, kind="place", words="the library", may_say=None, at=now)

        await world.app.database.run(add)
        await does(world, world.sam, f"/reach {code}")
    elif asked_for == "handover":
        sam, now = world.app.roster.at_chat(world.sam.id), world.clock.now()
        assert sam is not None
        by, about = sam.id, str(held.id)
        await world.app.database.run(
            lambda tx: draft.add(tx, id=tx.new_id(now), member=by, words=about, at=now, kind=asking.NOTE)
        )
    else:
        world.sam.tap_data(world.sam.screen[-1].id, write(StaffButton(subject=held.id, verb="disclose")))
        await quiet(world)
    await passes(world, world.sam, minutes=11)
    before = newest(world.maya)

    said = await does(world, world.sam, "county hospital: she said she would drive")

    assert said[-1].text == ASKED
    assert since(world.maya, before) == []


async def test_albums_that_come_mixed_go_each_to_one_person(world: World) -> None:
    maya_code, luz_code = await both_in_hand(world)
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}
    at_maya, at_luz, at_sam = (newest(one) for one in (world.maya, world.luz, world.sam))
    for group, caption in (("1", maya_code), ("2", luz_code), ("1", None), ("2", None)):
        named = {"caption": caption} if caption else {}
        world.sam.send({**photo, **named, "media_group_id": group})
        await quiet(world)

    assert [one.kind for one in since(world.maya, at_maya) if one.kind != "text"] == ["photo", "photo"]
    assert [one.kind for one in since(world.luz, at_luz) if one.kind != "text"] == ["photo", "photo"]
    assert ASKED not in text(since(world.sam, at_sam))


async def test_an_old_question_says_that_it_is_settled(world: World) -> None:
    maya_code, _ = await both_in_hand(world)
    asked = (await does(world, world.sam, "how are you?"))[-1]
    button = asked.button(maya_code)
    assert button is not None
    assert button.data is not None
    await does(world, world.sam, "Nobody")
    await does(world, world.sam, "and you?")  # something else waits for a name
    before, at_sam = newest(world.maya), newest(world.sam)

    world.sam.tap_data(asked.id, button.data)
    await quiet(world)

    assert since(world.maya, before) == []
    assert "settled" in text(since(world.sam, at_sam))
