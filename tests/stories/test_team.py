"""Joining the team, names, commands, and what each role may do."""

import re

import pytest

from bot.storage import audit, member
from tests.stories.editors import staff
from tests.stories.walking import (
    administrator,
    another_coach,
    does,
    joins,
    menu,
    newest,
    passes,
    quiet,
    since,
    taken,
    text,
)
from tests.world import World


async def link_of(world: World) -> str:
    """An administrator asks for an invitation for a coach; return the secret in its link."""
    office = await administrator(world)
    said = text(await does(world, office, "/invite coach"))
    found = re.search(r"https://t\.me/holdfast_demo_bot\?start=([A-Za-z0-9_-]{10,64})", said)
    assert found is not None
    return found.group(1)


async def test_the_administrators_link_opens_this_bot_and_makes_a_coach(world: World) -> None:
    token = await link_of(world)
    ana = world.sim.phone("Ana", 801, "es")
    said = await does(world, ana, f"/start {token}")
    assert "Ana" in text(said)
    assert "/nombre" in text(said)
    found = await world.read(lambda tx: member.find(tx, 801))
    assert found is not None
    assert (found.role, found.locale) == ("coach", "es")
    (row,) = await world.read(lambda tx: audit.of(tx, "member", found.id))
    assert row.action == "joined"

    before = newest(ana)
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    assert since(ana, before)[-1].text.endswith("· urgente")


async def test_a_link_works_once(world: World) -> None:
    token = await link_of(world)
    await does(world, world.sim.phone("Ana", 801, "en"), f"/start {token}")
    eva = world.sim.phone("Eva", 802, "es")
    said = await does(world, eva, f"/start {token}")
    assert "enlace" in said[0].text
    assert await world.read(lambda tx: member.find(tx, 802)) is None


async def test_a_link_is_too_old_after_a_week(world: World) -> None:
    token = await link_of(world)
    await passes(world, world.sam, days=8)
    said = await does(world, world.sim.phone("Ana", 801, "en"), f"/start {token}")
    assert "too old" in text(said)
    assert await world.read(lambda tx: member.find(tx, 801)) is None


async def test_who_comes_with_a_bad_link_is_welcomed_as_anybody(world: World) -> None:
    said = await does(world, world.luz, "/start something")
    assert "enlace" in said[0].text
    assert said[-1].button("Empezar") is not None


async def test_a_participant_cannot_join_the_team_with_the_same_phone(world: World) -> None:
    token = await link_of(world)
    await joins(world, world.maya)
    said = await does(world, world.maya, f"/start {token}")
    assert "already takes part as a participant" in text(said)
    ana = world.sim.phone("Ana", 801, "en")
    assert "Ana" in text(await does(world, ana, f"/start {token}"))


async def test_a_coach_who_brings_another_link_is_already_there(world: World) -> None:
    token = await link_of(world)
    said = await does(world, world.sam, f"/start {token}")
    assert text(said) == "You are already part of the team."


async def test_start_greets_coaches_and_administrators(world: World) -> None:
    office = await administrator(world)
    assert "Welcome, Sam." in text(await does(world, world.sam, "/start"))
    assert "You look after this programme" in text(await does(world, office, "/start"))


async def test_name_changes_what_people_see(world: World) -> None:
    said = await does(world, world.sam, "/name   Samuel   from the  team")
    assert text(said) == "People now see you as Samuel from the team."
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await does(world, world.sam, "hello")
    assert world.maya.last is not None
    assert world.maya.last.text == "Samuel from the team: hello"


async def test_name_without_a_name_says_how(world: World) -> None:
    assert "/name Sam" in text(await does(world, world.sam, "/name"))


async def test_cases_lists_codes_and_levels_only_the_worst_first(world: World) -> None:
    assert text(await does(world, world.sam, "/cases")) == "No open case."
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Necesito ayuda ahora")
    mild = (await world.person_at(world.maya)).code
    worst = (await world.person_at(world.luz)).code

    said = (await does(world, world.sam, "/cases"))[-1]

    assert said.text.splitlines() == [
        "2 open cases:",
        f"{worst} · CRISIS · nobody yet",
        f"{mild} · urgent · nobody yet",
    ]
    assert said.labels == (f"Open {worst}", f"Open {mild}")
    assert "Maya" not in said.text


@pytest.mark.parametrize("wish", ["coach", "editor"])
async def test_only_an_administrator_lets_people_into_the_team(world: World, wish: str) -> None:
    said = await does(world, world.sam, f"/invite {wish}")
    assert text(said) == "Your role cannot do this. An administrator can."


async def test_help_tells_each_role_what_there_is_for_it(world: World) -> None:
    for asked in ("/help", "/whatever"):
        told = text(await does(world, world.sam, asked))
        assert "/cases · Open cases" in told
        assert "/reach · Ways to reach somebody" in told
        assert "/team" not in told
        assert "While you have a case" in told
    office = await administrator(world)
    assert "/team · Who is on the team" in text(await does(world, office, "/help"))
    eva = await staff(world, "Eva", 805, "evaluator")
    told = text(await does(world, eva, "/help"))
    assert "/leave" in told
    assert "/cases" not in told
    assert "While you have a case" not in told


async def test_an_evaluator_reads_no_case_and_writes_to_nobody(world: World) -> None:
    eva = await staff(world, "Eva", 805, "evaluator")
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    assert since(eva, 0) == []
    for words in ("/cases", "hello Maya", "/invite"):
        assert "Your role cannot do this" in text(await does(world, eva, words))
    alert = world.sam.last
    assert alert is not None
    opens = alert.button("Open")
    last = eva.last
    assert opens is not None
    assert opens.data is not None
    assert last is not None
    eva.tap_data(last.id, opens.data)
    await quiet(world)
    assert eva.notes[-1] == "Your role cannot do this. A supervisor can."
    before = newest(eva)
    eva.send_voice()
    await quiet(world)
    assert "Your role cannot do this" in text(since(eva, before))


async def test_a_coach_without_a_name_is_our_team(world: World) -> None:
    nameless = world.sim.phone("", 806, "en")
    await world.coach_joins(nameless)
    await quiet(world)
    found = await world.read(lambda tx: member.find(tx, 806))
    assert found is not None
    assert found.name == "our team"
    assert await another_coach(world)


async def test_whom_people_were_called_for_does_not_become_a_member(world: World) -> None:
    """Somebody in danger who has agreed to nothing opens a link for the team: the case would be nobody's."""
    token = await link_of(world)
    ana = world.sim.phone("Ana", 801, "en")
    ana.write("I want to die")
    await quiet(world)

    said = await does(world, ana, f"/start {token}")

    assert "takes part as a participant" in text(said)
    assert await world.read(lambda tx: member.find(tx, 801)) is None
    assert await world.case_of(ana) is not None
