"""Something was not right: Maya's words go past Sam to whoever looks after coaches, and are read by name."""

from datetime import timedelta

import pytest

from bot.simulator.phone import Phone
from bot.storage import audit, concern, remark
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
from tests.stories.leading import mornings_are_planned, next_morning
from tests.stories.talks import in_hand, told_us, who_is
from tests.stories.walking import (
    administrator,
    does,
    events,
    joins,
    newest,
    passes,
    quiet,
    since,
    text,
    through,
)
from tests.world import World

WORDS = "he asked me for money"


async def lead(world: World, name: str = "Lea", number: int = 850) -> Phone:
    """A supervisor; return the phone."""
    return await staff(world, name, number, "supervisor")


async def wrote(world: World) -> None:
    """Maya has said what was not right."""
    await does(world, world.maya, "Something was not right")
    await does(world, world.maya, WORDS)


@pytest.mark.parametrize("words", ["Something was not right", "/concern", "algo no estuvo bien"])
async def test_the_person_is_told_truly_who_reads_it(world: World, words: str) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    asked = text(await does(world, world.maya, words))
    assert "Lea can read it, and your coach cannot" in asked
    assert "changes nothing about the help you get" in asked


async def test_the_words_reach_the_supervisor_and_never_the_coach(world: World) -> None:
    lea = await lead(world)
    code = await in_hand(world, world.maya, world.sam)
    at_sam, at_lea = newest(world.sam), newest(lea)

    await wrote(world)

    assert since(world.sam, at_sam) == []
    (alert,) = since(lea, at_lea)
    assert WORDS not in alert.text
    assert code in alert.text
    opened = await does(world, lea, "Open")
    assert WORDS in text(opened)
    assert opened[-1].protected
    who = await world.person_at(world.maya)
    hers = (await who_is(world, lea)).id
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert [row.action for row in rows if row.who == hers] == ["opened concern"]
    assert "read what you had told us was not right" in text(await does(world, world.maya, "/whosaw"))
    card = await through(world, world.sam, "/cases", f"Open {code}")
    assert WORDS not in text(card)
    assert WORDS not in str([event.words for event in await events(world, world.maya)])
    assert WORDS not in str(await world.read(lambda tx: remark.of(tx, who.id, 50)))


async def test_the_person_hears_who_has_read_it(world: World) -> None:
    lea = await lead(world)
    await in_hand(world, world.maya, world.sam)
    await wrote(world)
    before = newest(world.maya)
    await through(world, lea, "Open", "I have read it")
    assert "Lea has read what you wrote to us" in text(since(world.maya, before))
    listed = await does(world, lea, "/concerns")
    assert "read" in listed[-1].text
    await through(world, lea, "Close")
    assert "is open for you" in text(await does(world, lea, "/concerns"))


async def test_the_coach_it_is_about_cannot_read_it_by_any_way(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await wrote(world)
    (one,) = await world.read(concern.open_)
    before = newest(world.sam)
    for verb in ("cn-open", "cn-read", "cn-close"):
        world.sam.tap_data(world.sam.screen[-1].id, write(StaffButton(subject=one.id, verb=verb)))
    await does(world, world.sam, "/concerns")
    assert WORDS not in text(since(world.sam, before))
    (after,) = await world.read(concern.open_)
    assert after == one
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    assert len([row for row in rows if row.action == "refused: read what was not right"]) == 3


async def test_a_supervisor_whom_it_is_about_does_not_see_it(world: World) -> None:
    lea, kim = await lead(world), await lead(world, "Kim", 851)
    code = await told_us(world, world.maya)
    await through(world, lea, f"/case {code}", "I have it")
    at_lea = newest(lea)
    asked = text(await does(world, world.maya, "Something was not right"))
    assert "Kim can read it" in asked
    await does(world, world.maya, WORDS)
    assert since(lea, at_lea) == []
    assert "is open for you" in text(await does(world, lea, "/concerns"))
    assert code in text(await does(world, kim, "/concerns"))


async def test_where_the_coach_is_the_only_supervisor_administrators_read_it(world: World) -> None:
    lea = await lead(world)
    office = await administrator(world)
    code = await told_us(world, world.maya)
    await through(world, lea, f"/case {code}", "I have it")
    asked = text(await does(world, world.maya, "Something was not right"))
    assert "Office can read it" in asked
    before = newest(office)
    await does(world, world.maya, WORDS)
    assert since(office, before)
    assert WORDS in text(await does(world, office, "Open"))


async def test_where_a_supervisor_can_read_it_administrators_cannot(world: World) -> None:
    await lead(world)
    office = await administrator(world)
    await in_hand(world, world.maya, world.sam)
    before = newest(office)
    await wrote(world)
    assert since(office, before) == []
    assert "is open for you" in text(await does(world, office, "/concerns"))


async def test_with_nobody_else_on_the_team_that_is_said_and_it_is_kept(world: World) -> None:
    await in_hand(world, world.maya, world.sam)
    asked = text(await does(world, world.maya, "Something was not right"))
    assert "I keep it sealed until there is somebody else" in asked
    await does(world, world.maya, WORDS)
    (one,) = await world.read(concern.open_)
    assert one.words == WORDS


async def test_danger_in_such_words_brings_help_and_what_was_said_stays_sealed(world: World) -> None:
    await lead(world)
    code = await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    at_sam = newest(world.sam)
    said = text(await does(world, world.maya, "he shouted at me and now I want to die"))
    assert "988" in said
    assert "I keep this sealed" in said
    told = text(since(world.sam, at_sam))
    assert f"{code} · CRISIS" in told
    assert "shouted" not in told
    assert "shouted" not in str([event.words for event in await events(world, world.maya)])


async def test_an_edit_of_such_words_goes_where_they_went(world: World) -> None:
    lea = await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    number = world.maya.write(WORDS)
    await quiet(world)
    at_sam, at_lea = newest(world.sam), newest(lea)
    world.maya.edit(number, f"{WORDS} twice")
    await quiet(world)
    assert since(world.sam, at_sam) == []
    assert len(since(lea, at_lea)) == 1
    assert [one.words for one in await world.read(concern.open_)] == [WORDS, f"✎ {WORDS} twice"]


async def test_a_photo_instead_of_words_reaches_nobody_and_that_is_said(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    at_sam, at_maya = newest(world.sam), newest(world.maya)
    world.maya.send_photo("look at this")
    await quiet(world)
    assert since(world.sam, at_sam) == []
    assert "words only" in text(since(world.maya, at_maya))


@pytest.mark.parametrize("words", ["/he asked me for money", "/he shouts, and I want to die"])
async def test_a_slash_before_such_words_does_not_bring_them_to_the_coach(world: World, words: str) -> None:
    lea = await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    at_sam, at_lea, at_maya = newest(world.sam), newest(lea), newest(world.maya)
    await does(world, world.maya, words)
    told = text(since(world.sam, at_sam))
    assert "money" not in told
    assert "shouts" not in told
    assert since(lea, at_lea)
    assert [one.words for one in await world.read(concern.open_)] == [words]
    assert ("988" in text(since(world.maya, at_maya))) == ("die" in words)


async def test_a_command_while_such_words_are_awaited_is_still_a_command(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    assert "Here is what you can do" in text(await does(world, world.maya, "/menu"))
    assert await world.read(concern.open_) == ()


async def test_the_caption_of_such_a_photo_that_is_changed_does_not_reach_the_coach(world: World) -> None:
    lea = await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    number = world.maya.send_photo("look at this")
    await quiet(world)
    at_sam, at_lea = newest(world.sam), newest(lea)
    world.maya.edit(number, WORDS)
    await quiet(world)
    assert since(world.sam, at_sam) == []
    assert since(lea, at_lea)
    assert [one.words for one in await world.read(concern.open_)] == [f"✎ {WORDS}"]


async def test_when_such_words_are_no_longer_awaited_the_person_is_told_first(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    came = await passes(world, world.maya, minutes=31)
    assert "Sam reads what you write next" in text(came)
    assert not came[-1].rang
    assert "Something was not right" in came[-1].labels


async def test_words_that_were_sent_in_time_and_taken_in_late_stay_sealed(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    wrote_at = world.clock.now() + timedelta(minutes=20)
    at_sam = newest(world.sam)
    await passes(world, world.maya, minutes=31)
    chat = {"id": world.maya.id, "type": "private", "first_name": "Maya"}
    body = {"message_id": 10**6, "date": int(wrote_at.timestamp()), "chat": chat, "text": WORDS}
    world.sim.world.updates.add("message", {**body, "from": world.maya.person})
    await quiet(world)
    assert WORDS not in text(since(world.sam, at_sam))
    assert [one.words for one in await world.read(concern.open_)] == [WORDS]


async def test_right_after_a_talk_whoever_had_it_does_not_read_what_was_not_right(world: World) -> None:
    lea, kim = await lead(world), await lead(world, "Kim", 851)
    code = await told_us(world, world.maya)
    await through(world, lea, f"/case {code}", "I have it", "Close", "We talked")
    at_lea, at_kim = newest(lea), newest(kim)
    asked = text(await does(world, world.maya, "Something was not right"))
    assert "Kim can read it" in asked
    assert "Lea" not in asked
    await does(world, world.maya, WORDS)
    assert since(lea, at_lea) == []
    assert since(kim, at_kim)
    assert "is open for you" in text(await does(world, lea, "/concerns"))


async def test_the_digest_counts_only_what_its_reader_may_read(world: World) -> None:
    lea, kim = await lead(world), await lead(world, "Kim", 851)
    code = await told_us(world, world.maya)
    await through(world, lea, f"/case {code}", "I have it")
    await wrote(world)
    at_lea = newest(lea)
    await mornings_are_planned(world)
    assert "something was not right" in text(await next_morning(world, kim))
    assert "something was not right" not in text(since(lea, at_lea))


async def test_who_has_read_it_second_is_not_told_that_the_person_hears_of_it(world: World) -> None:
    lea, kim = await lead(world), await lead(world, "Kim", 851)
    code = await in_hand(world, world.maya, world.sam)
    await wrote(world)
    await does(world, lea, "Open")
    await does(world, kim, "Open")
    assert f"{code} hears that you have read it" in text(await does(world, lea, "I have read it"))
    before = newest(world.maya)
    said = text(await does(world, kim, "I have read it"))
    assert "Lea has read it before you" in said
    assert since(world.maya, before) == []


async def test_an_album_instead_of_words_is_answered_once(world: World) -> None:
    await lead(world)
    await in_hand(world, world.maya, world.sam)
    await does(world, world.maya, "Something was not right")
    at_sam, at_maya = newest(world.sam), newest(world.maya)
    world.maya.send_album(3)
    await quiet(world)
    assert since(world.sam, at_sam) == []
    assert len(since(world.maya, at_maya)) == 1


async def test_not_now_and_half_an_hour_let_words_go_to_the_coach_again(world: World) -> None:
    code = await in_hand(world, world.maya, world.sam)
    await through(world, world.maya, "Something was not right", "Not now")
    at_sam = newest(world.sam)
    await does(world, world.maya, "good evening")
    assert f"good evening\n\n{code}" in text(since(world.sam, at_sam))
    await does(world, world.maya, "Something was not right")
    await passes(world, world.maya, minutes=31)
    await does(world, world.sam, "how are you?")
    at_sam = newest(world.sam)
    await does(world, world.maya, "better")
    assert since(world.sam, at_sam) != []
    assert await world.read(concern.open_) == ()


async def test_it_is_there_without_a_case_too(world: World) -> None:
    lea = await lead(world)
    await joins(world, world.maya)
    before = newest(lea)
    await through(world, world.maya, "/menu", "Something was not right", WORDS)
    assert since(lea, before)
    assert [one.words for one in await world.read(concern.open_)] == [WORDS]
