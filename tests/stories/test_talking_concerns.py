"""Something was not right: Maya's words go past Sam to whoever looks after coaches, and are read by name."""

import pytest

from bot.simulator.phone import Phone
from bot.storage import audit, concern, remark
from bot.turns.buttons import StaffButton, write
from tests.stories.editors import staff
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
