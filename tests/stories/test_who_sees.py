"""Maya taps "Who sees this?": she is told what is true now, and the question is still hers to answer."""

import pytest

from bot.signals import Level
from bot.storage import Transaction, member, person
from tests.stories.walking import (
    AGREED,
    HELLO,
    READY,
    administrator,
    does,
    invited,
    joins,
    leaves_team,
    menu,
    quiet,
    taken,
    text,
    through,
    timers,
)
from tests.world import World

ASKS = {"en": "Who sees this?", "es": "¿Quién ve esto?"}


async def test_the_words_come_beside_the_question_and_the_question_stays(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    asked = (await through(world, world.maya, READY["en"], "Going well"))[-1]
    before = [(row.kind, row.due_at, row.number) for row in await timers(world, world.maya, "nudge")]
    said = await does(world, world.maya, ASKS["en"])

    assert "If you choose 8 or more, or it has gone up 3 times in a row, I let our team know." in text(said)
    assert "Each opening is written down." in text(said)
    still = next(message for message in world.maya.screen if message.id == asked.id)
    assert still.labels == asked.labels
    assert [(row.kind, row.due_at, row.number) for row in await timers(world, world.maya, "nudge")] == before

    following = await does(world, world.maya, "9")
    held = await world.case_of(world.maya)
    assert held is not None
    assert held.level == Level.WATCH
    assert "try first" in text(following)


async def test_an_answer_typed_after_the_words_is_the_answer(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, READY["en"], "Going well", ASKS["en"], ASKS["en"])
    world.maya.write("about a 3")
    await quiet(world)

    assert "drink or use" in text(world.maya.screen[-1:])


@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_works_in_the_welcome_before_anything_is_agreed(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await does(world, phone, HELLO[language])
    await through(world, phone, *AGREED[language][:-1])
    said = await does(world, phone, ASKS[language])

    assert {"en": "you agreed, when", "es": "anoto que aceptaste"}[language] in text(said)
    assert phone.menu == ()
    assert text(await does(world, phone, {"en": "Yes", "es": "Sí"}[language]))


async def test_who_is_named_can_open_it_and_who_is_not_cannot(world: World) -> None:
    editor = world.sim.phone("Rae", 805, "en", started=True)
    office = await administrator(world)
    now = world.clock.now()

    def add(tx: Transaction) -> None:
        member.add(tx, id=tx.new_id(now), chat=805, name="Rae", role="editor", locale="en", at=now)

    await world.app.database.run(add)
    await world.app.turns.reload_team()
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, READY["en"], "Going well")
    words = text(await does(world, world.maya, ASKS["en"]))
    await does(world, world.maya, "9")
    held = await world.case_of(world.maya)
    assert held is not None

    assert "coaches, leaders and administrators" in words
    assert "editors" not in words
    for phone in (world.sam, office):
        assert held.code in text(await does(world, phone, "/cases"))
    assert not any(held.code in message.text for message in editor.screen)
    card = await does(world, office, f"/case {held.code}")
    assert "Craving: 9" in text(card)
    assert "It is recorded that you opened this." in text(card)
    listed = await does(world, editor, "/cases")
    assert held.code not in text(listed)


async def test_without_a_team_nothing_is_promised(world: World) -> None:
    await joins(world, world.maya)
    await leaves_team(world, world.sam)
    await invited(world, world.maya)
    await through(world, world.maya, READY["en"], "Going well")
    said = text(await does(world, world.maya, ASKS["en"]))

    assert "I leave a note for our team" in said
    assert "Right now nobody from our team can be reached." in said


async def test_while_a_coach_has_the_case_she_is_named(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, READY["en"], "Going well", "9")
    held = await world.case_of(world.maya)
    assert held is not None
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, held.code)
    said = text(await does(world, world.maya, ASKS["en"]))

    assert "Right now the words you write here go to Sam." in said


async def test_the_words_are_those_that_were_computed_for_words_of_ones_own(world: World) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await through(world, world.maya, READY["en"], "Going well", "2", "No")
    said = text(await does(world, world.maya, "who sees this"))

    assert "Your words are kept locked. Nobody from our team is shown them." in said
    thanks = await does(world, world.maya, "I called my sister")
    assert "Thank you" in text(thanks)


@pytest.mark.parametrize("own", [True, False])
async def test_of_a_sheltered_record_it_names_leaders_and_the_own_coach_alone(
    world: World, own: bool
) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    sam = world.app.roster.at_chat(world.sam.id)
    assert sam is not None

    def shelter(tx: Transaction) -> None:
        person.change(tx, who.id, sheltered=True, coach=sam.id if own else None)

    await world.app.database.run(shelter)
    await invited(world, world.maya)
    await does(world, world.maya, READY["en"])
    said = text(await does(world, world.maya, ASKS["en"]))
    named = "its leaders and your own coach can open" if own else "its leaders can open"
    assert named in said
    assert "coaches" not in said
    assert "administrators" not in said
