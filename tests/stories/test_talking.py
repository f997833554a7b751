"""Maya and Sam talk through the bot: words, replies, edits and everything that can be sent, both ways."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.storage import outbox
from tests.stories.talks import in_hand, shows, told_us
from tests.stories.walking import (
    does,
    events,
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
from tests.world import World

PLACE = {"location": {"latitude": 1.0, "longitude": 2.0}}


async def test_a_reply_of_the_coach_stands_under_the_words_it_answers(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    asked = world.maya.write("are you there?")
    await quiet(world)
    relayed = shows(world.sam, f"are you there?\n\n{code}")

    world.sam.write("yes, I am", reply_to=relayed.id)
    await quiet(world)

    assert shows(world.maya, "Sam: yes, I am").reply_to == asked


async def test_a_reply_of_the_person_stands_under_the_words_it_answers(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    asked = world.sam.write("did you eat?")
    await quiet(world)
    heard = shows(world.maya, "Sam: did you eat?")

    world.maya.write("not yet", reply_to=heard.id)
    await quiet(world)

    assert shows(world.sam, f"not yet\n\n{code}").reply_to == asked


async def test_a_reply_to_ones_own_words_stands_under_them_on_the_other_side_too(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    number = world.maya.write("I am at home")
    await quiet(world)
    relayed = shows(world.sam, f"I am at home\n\n{code}")
    hers = world.sam.write("good")
    await quiet(world)
    heard = shows(world.maya, "Sam: good")

    world.maya.write("with my sister", reply_to=number)
    world.sam.write("and rest", reply_to=hers)
    await quiet(world)

    assert shows(world.sam, f"with my sister\n\n{code}").reply_to == relayed.id
    assert shows(world.maya, "Sam: and rest").reply_to == heard.id


async def test_a_reply_to_what_has_left_the_screen_arrives_all_the_same(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    number = world.maya.write("are you there?")
    await quiet(world)
    relayed = shows(world.sam, f"are you there?\n\n{code}")
    world.maya.chat.remove(number)

    world.sam.write("yes, I am", reply_to=relayed.id)
    await quiet(world)

    assert shows(world.maya, "Sam: yes, I am").reply_to is None


async def test_words_behind_a_cover_are_still_known_by_who_wrote_them(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await passes(world, world.maya, minutes=10)
    asked = world.maya.write("are you there?")
    await quiet(world)
    await does(world, world.sam, "Read")
    relayed = shows(world.sam, f"are you there?\n\n{code}")

    world.sam.write("yes, I am", reply_to=relayed.id)
    await quiet(world)

    assert shows(world.maya, "Sam: yes, I am").reply_to == asked


async def test_every_message_of_a_long_text_carries_the_code(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    before = newest(world.sam)

    world.maya.write("word " * 800)
    await quiet(world)

    came = since(world.sam, before)
    assert len(came) > 1
    assert all(message.text.endswith(f"\n\n{code}") for message in came)


async def test_words_under_a_picture_go_with_it_both_ways(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    before = newest(world.sam)
    world.maya.send_photo("my new room")
    await quiet(world)
    (photo,) = since(world.sam, before)
    assert (photo.kind, photo.text) == ("photo", f"my new room\n\nPhoto from {code}")

    world.sam.send_photo("the river today", reply_to=photo.id)
    await quiet(world)

    assert world.maya.last is not None
    assert (world.maya.last.kind, world.maya.last.text) == ("photo", "Sam: the river today")
    assert world.maya.last.reply_to is not None


async def test_words_that_are_too_long_for_a_caption_come_before_the_picture(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    before = newest(world.sam)
    world.maya.send_photo("word " * 204)
    await quiet(world)
    words, photo = since(world.sam, before)
    assert words.text.endswith(code)
    assert (photo.kind, photo.text) == ("photo", f"Photo from {code}")


async def test_what_cannot_carry_words_comes_after_a_line_that_says_whose_it_is(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    sends: tuple[tuple[Callable[[], int], str, str], ...] = (
        (world.maya.send_sticker, "sticker", "Sticker"),
        (world.maya.send_video_note, "video_note", "Video note"),
        (lambda: world.maya.send(PLACE), "location", "Place on a map"),
    )
    for send, kind, says in sends:
        before = newest(world.sam)
        send()
        await quiet(world)
        line, copy = since(world.sam, before)
        assert line.text == f"{says} from {code}"
        assert copy.kind == kind


async def test_a_file_and_a_voice_note_go_both_ways(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    before, at_maya = newest(world.sam), newest(world.maya)
    world.maya.send_document("letter.pdf", b"%PDF")
    world.maya.send_voice()
    await quiet(world)
    world.sam.send_document("form.pdf", b"%PDF")
    world.sam.send_voice()
    world.sam.send_sticker()
    await quiet(world)

    came = since(world.sam, before)
    assert [(one.kind, one.text) for one in came] == [
        ("document", f"File from {code}"),
        ("voice", f"Voice note from {code}"),
    ]
    theirs = [(one.kind, one.text) for one in since(world.maya, at_maya) if one.kind != "text"]
    assert theirs == [("document", "Sam"), ("voice", "Sam"), ("sticker", "")]


async def test_an_edited_caption_reaches_the_coach_with_the_picture(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    number = world.maya.send_photo("my room")
    await quiet(world)
    (first,) = (one for one in world.sam.screen if one.kind == "photo")
    before = newest(world.sam)

    world.maya.edit(number, "my old room")
    await quiet(world)

    (edited,) = since(world.sam, before)
    assert (edited.kind, edited.text) == ("photo", f"✎ my old room\n\nPhoto from {code}")
    assert edited.reply_to == first.id


async def test_a_card_with_an_account_is_passed_on_to_nobody(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    at_maya, at_sam = newest(world.maya), newest(world.sam)
    card = {"contact": {"phone_number": "+15550100", "first_name": "Samantha", "user_id": 800}}

    world.sam.send(card)
    await quiet(world)
    assert since(world.maya, at_maya) == []
    assert "did not pass this on" in text(since(world.sam, at_sam))

    at_sam = newest(world.sam)
    world.maya.send(card)
    await quiet(world)
    assert since(world.sam, at_sam) == []
    assert "pass this on to nobody" in text(since(world.maya, at_maya))


@pytest.mark.parametrize(
    "card",
    [
        {"contact": {"phone_number": "+15550100", "first_name": "Samantha", "user_id": 800}},
        {"poll": {"id": "1", "question": "tea?", "options": [], "total_voter_count": 0, "is_closed": False,
                  "is_anonymous": False, "type": "regular", "allows_multiple_answers": False,
                  "allows_revoting": False, "members_only": False}},
    ],
    ids=["contact", "poll"],
)  # fmt: skip
async def test_such_a_card_that_is_forwarded_is_passed_on_to_nobody_either(
    world: World, card: dict[str, Any]
) -> None:
    await in_hand(world, world.maya, world.sam)
    origin = {"type": "hidden_user", "sender_user_name": "Samantha", "date": 1}
    for writer, other in ((world.sam, world.maya), (world.maya, world.sam)):
        at_other, at_writer = newest(other), newest(writer)
        writer.send({**card, "forward_origin": origin})
        await quiet(world)
        assert since(other, at_other) == []
        assert "pass this on" in text(since(writer, at_writer))


async def test_a_contact_card_with_nobody_there_says_why_it_goes_nowhere(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)
    world.maya.send({"contact": {"phone_number": "+15550100", "first_name": "Maya", "user_id": 100}})
    await quiet(world)
    assert "can show an account or a number" in text(since(world.maya, before))


async def test_what_telegram_will_not_copy_is_told_to_whoever_sent_it(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await passes(world, world.maya, minutes=10)
    number = world.maya.send_sticker()
    await quiet(world)
    world.maya.chat.remove(number)
    before = newest(world.maya)

    await does(world, world.sam, "Read")
    await passes(world, world.maya, seconds=2)

    assert "could not be passed on" in text(since(world.maya, before))
    colleague = world.app.roster.at_chat(world.sam.id)
    assert colleague is not None
    assert not colleague.unreachable
    held = await world.case_of(world.maya)
    assert held is not None
    assert (held.code, held.coach) == (code, colleague.id)


async def test_an_album_of_the_person_arrives_photo_by_photo_each_with_the_code(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    before = newest(world.sam)
    world.maya.send_album(3, "from the walk")
    await quiet(world)
    came = since(world.sam, before)
    assert [one.kind for one in came] == ["photo"] * 3
    assert all(one.text.endswith(f"Photo from {code}") for one in came)
    assert came[0].text.startswith("from the walk")


async def test_an_album_with_nobody_there_is_answered_once(world: World) -> None:
    await joins(world, world.maya)
    before = newest(world.maya)
    world.maya.send_album(4)
    await quiet(world)
    assert len(since(world.maya, before)) == 1


async def test_what_is_written_in_a_talk_is_still_listened_to(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    says: tuple[Callable[[str], int], ...] = (world.maya.write, world.maya.send_photo)
    for say in says:
        at_maya, at_sam = newest(world.maya), newest(world.sam)
        say("I want to die")
        await quiet(world)
        assert "988" in text(since(world.maya, at_maya))
        assert f"{code} · CRISIS" in text(since(world.sam, at_sam))
        await passes(world, world.maya, minutes=3)
    assert any(one.kind == "photo" and "I want to die" in one.text for one in world.sam.screen)


async def test_a_danger_that_was_edited_in_brings_help_and_reaches_the_coach(
    world: World,
) -> None:
    code = await in_hand(world, world.maya, world.sam)
    number = world.maya.write("I am fine")
    await quiet(world)
    at_maya, at_sam = newest(world.maya), newest(world.sam)
    world.maya.edit(number, "I want to die")
    await quiet(world)
    assert "988" in text(since(world.maya, at_maya))
    assert f"✎ I want to die\n\n{code}" in [one.text for one in since(world.sam, at_sam)]


async def test_the_case_keeps_what_was_said_and_the_captions_too(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    world.maya.send_photo("my new room")
    await quiet(world)
    sent = next(event for event in await events(world, world.maya) if event.kind == "person sent")
    assert sent.words == "my new room"
    assert sent.why is not None
    assert sent.why.startswith("photo ")


async def test_a_script_is_silent_while_a_human_has_the_talk(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    await does(world, world.sam, "I am here")
    who = await world.person_at(world.maya)

    for _ in range(30):
        await passes(world, world.maya, hours=1)

    rows = await world.read(lambda tx: outbox.of_person(tx, who.id, 50))
    assert not {"nudge", "give_up", "wait"} & {row.kind for row in rows}


async def test_a_pause_of_a_script_goes_on_when_the_human_has_gone(world: World) -> None:
    code = await told_us(world, world.maya)
    await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Wait ten minutes")
    await taken(world, world.sam, code)
    await does(world, world.sam, "I am here")

    came = await passes(world, world.maya, minutes=15)
    assert came == []

    await through(world, world.sam, "Close", "We talked")
    assert world.maya.last is not None
    assert world.maya.last.button("Go on") is not None
    came = await passes(world, world.maya, minutes=15)
    assert "strong" in text(came)
