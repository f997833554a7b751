"""/reach: another way to somebody whose phone is silent, with a reason that stays on record."""

import pytest

from bot.storage import Transaction, audit, person, reach
from tests.stories.editors import staff
from tests.stories.walking import does, joins, menu, newest, passes, since, taken, text, through
from tests.world import COACH, World

REASON = "no answer since the crisis of yesterday"


async def told_a_way(world: World) -> str:
    """Maya has told whom to call when her phone is silent; return her code."""
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        one, two = tx.new_id(now), tx.new_id(now)
        words = "my sister Ines, 555 0100"
        may_say = "that I am fine, nothing else"
        reach.add(tx, id=one, person=who.id, kind="trusted person", words=words, may_say=may_say, at=now)
        reach.add(tx, id=two, person=who.id, kind="place", words="the library", may_say=None, at=now)

    await world.app.database.run(add)
    return who.code


async def walks_with(world: World) -> None:
    """Sam is Maya's coach."""
    who = await world.person_at(world.maya)
    sam = world.app.roster.at_chat(COACH)
    assert sam is not None
    await world.app.database.run(lambda tx: person.change(tx, who.id, coach=sam.id))


async def reasons(world: World) -> list[tuple[str, str | None]]:
    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: audit.of(tx, "person", who.id))
    return [(row.action, row.reason) for row in rows]


async def test_the_own_coach_gives_a_reason_and_reads_what_may_be_said_there(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)

    asked = await does(world, world.sam, f"/reach {code.lower()}")
    assert f"Why do you need another way to reach {code}?" in text(asked)
    assert "Ines" not in text(asked)
    assert await reasons(world) == []

    (card,) = await does(world, world.sam, REASON)

    assert card.text.split("\n\n") == [
        f"Ways to reach {code}:",
        "A person they trust: my sister Ines, 555 0100\nWhat may be said there: that I am fine, nothing else",
        "A place: the library\nWhat may be said there: nothing",
        "It is recorded that you opened this, and why.",
    ]
    assert card.protected
    assert await reasons(world) == [("opened ways to reach", REASON)]


async def test_without_a_reason_nobody_on_the_team_reads_them_anywhere(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My check-ins")
    told = (
        "Somebody I trust",
        "my sister Ines",
        "Who is asking",
        "Yes",
        "A place",
        "the library",
        "Skip",
        "No",
    )
    await through(world, world.maya, "How to reach me", "Yes", *told)
    await through(world, world.maya, "I want to die", "I am here")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await through(world, world.sam, "/cases", "are you there?", "Close", "We talked")

    shown = [call.params for call in world.sim.log if call.chat == world.sam.id]
    assert any("I want to die" in str(one) for one in shown)
    assert not any("Ines" in str(one) or "library" in str(one) for one in shown)


async def test_the_reason_can_stand_behind_the_code(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    assert "Ines" in text(await does(world, world.sam, f"/reach {code} {REASON}"))
    assert await reasons(world) == [("opened ways to reach", REASON)]


@pytest.mark.parametrize("words", ["no", "?", " . . "])
async def test_a_reason_that_is_none_opens_nothing(world: World, words: str) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    await does(world, world.sam, f"/reach {code}")
    said = text(await does(world, world.sam, words))
    assert "Why do you need" in said
    assert "Ines" not in said
    assert await reasons(world) == []


async def test_the_reason_goes_to_nobody_in_a_message(world: World) -> None:
    code = await told_a_way(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    before = newest(world.maya)
    await does(world, world.sam, f"/reach {code}")
    await does(world, world.sam, REASON)
    assert since(world.maya, before) == []
    await does(world, world.sam, "hello again")
    assert since(world.maya, before)[-1].text == "Sam: hello again"


async def test_after_not_now_the_next_words_go_to_the_person(world: World) -> None:
    code = await told_a_way(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    await through(world, world.sam, f"/reach {code}", "Not now")
    before = newest(world.maya)
    await does(world, world.sam, "hello, how is your evening?")
    assert "how is your evening?" in text(since(world.maya, before))
    assert "opened ways to reach" not in {action for action, _ in await reasons(world)}


async def test_an_answer_to_the_persons_words_is_no_reason(world: World) -> None:
    code = await told_a_way(world)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, code)
    await does(world, world.maya, "are you there?")
    theirs = next(m for m in reversed(world.sam.screen) if m.text.startswith("are you there?"))
    await does(world, world.sam, f"/reach {code}")
    before = newest(world.maya)
    world.sam.write("yes, I am here", reply_to=theirs.id)
    await passes(world, world.maya, seconds=1)
    assert "yes, I am here" in text(since(world.maya, before))
    assert ("opened ways to reach", "yes, I am here") not in await reasons(world)


async def test_after_ten_minutes_what_is_typed_is_no_reason_any_more(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    await does(world, world.sam, f"/reach {code}")
    await passes(world, world.sam, minutes=11)
    assert "You have no open case" in text(await does(world, world.sam, REASON))
    assert await reasons(world) == []


async def test_a_coach_who_neither_walks_with_them_nor_has_the_case_is_refused(world: World) -> None:
    code = await told_a_way(world)
    said = text(await does(world, world.sam, f"/reach {code} {REASON}"))
    assert said.startswith("You can do this for people you coach")
    assert await reasons(world) == [("refused: read ways to reach somebody", None)]


async def test_a_supervisor_may_and_an_evaluator_may_not(world: World) -> None:
    code = await told_a_way(world)
    una, eva = await staff(world, "Una", 702, "supervisor"), await staff(world, "Eva", 703, "evaluator")
    assert "Ines" in text(await does(world, una, f"/reach {code} {REASON}"))
    assert "Ines" not in text(await does(world, eva, f"/reach {code} {REASON}"))


async def test_who_told_no_way_has_none(world: World) -> None:
    await joins(world, world.maya)
    await walks_with(world)
    code = (await world.person_at(world.maya)).code
    assert text(await does(world, world.sam, f"/reach {code}")) == (
        f"{code} has told me no other way to reach them."
    )
    assert "Why do you need" not in text(await does(world, world.sam, f"/reach {code} {REASON}"))


async def test_an_unknown_code_and_no_code(world: World) -> None:
    assert "I know nobody by this code" in text(await does(world, world.sam, "/reach Z9 because"))
    assert "/reach K7" in text(await does(world, world.sam, "/reach"))


async def test_the_card_leaves_the_coachs_screen_within_44_hours(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    await does(world, world.sam, f"/reach {code} {REASON}")
    assert world.sam.shows("Ines")
    await passes(world, world.sam, hours=44, minutes=5)
    assert not world.sam.shows("Ines")


async def test_words_for_a_link_that_was_asked_about_later_are_no_reason(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    await does(world, world.sam, f"/reach {code}")
    await does(world, world.sam, "/invite")
    await does(world, world.sam, "English")

    came = await does(world, world.sam, "Harbor House")

    assert "Do they come out of" in text(came)
    assert await reasons(world) == []


async def test_words_after_a_button_was_tapped_are_for_the_person_and_no_reason(world: World) -> None:
    code = await told_a_way(world)
    await walks_with(world)
    await menu(world, world.maya, "Something happened")
    await through(world, world.maya, "I am okay")
    await does(world, world.sam, "Open")
    await does(world, world.sam, f"/reach {code}")
    await does(world, world.sam, "I have it")
    before = newest(world.maya)

    await does(world, world.sam, "Hi Maya, I am here now.")

    assert "Sam: Hi Maya, I am here now." in text(since(world.maya, before))
    assert "opened ways to reach" not in dict(await reasons(world))
