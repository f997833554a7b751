"""Who looked at a record, when and why: the person reads it in plain words, whoever it was."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.keeping.acts import REFUSED, words_for
from bot.storage import Transaction, audit
from tests.stories.test_mydata import tap_newest
from tests.stories.walking import does, joins, leaves_team, menu, passes, taken, text
from tests.world import World

BOT = Path(__file__).parents[2] / "bot"


async def test_a_record_that_nobody_opened_says_so(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")  # the team was told a code and a level

    said = text(await does(world, world.maya, "/whosaw"))

    assert said.startswith("Nobody from our team has opened your record.")
    assert "the alert shows your code" in said


async def test_who_opened_it_when_and_why_newest_first(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await passes(world, world.maya, hours=1)

    said = text(await does(world, world.maya, "/whosaw"))

    took, opened = said.index("Sam (coach): took on the talk"), said.index("Sam (coach): opened your record")
    assert took < opened
    assert "because I had called for somebody" in said
    assert str(world.clock.now().year) in said


async def test_the_same_in_spanish(world: World) -> None:
    await joins(world, world.luz, "es")
    await menu(world, world.luz, "Hablar con alguien")
    await taken(world, world.sam, (await world.person_at(world.luz)).code)

    said = text(await does(world, world.luz, "/quienvio"))

    assert "Sam (coach): abrió tus datos" in said


async def test_a_guest_reads_who_was_told_in_an_emergency(world: World) -> None:
    await does(world, world.maya, "I want to kill myself")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)

    said = text(await does(world, world.maya, "/whosaw"))

    assert "Sam (coach): opened what you wrote when you needed help" in said
    assert "It was an emergency" in said


async def test_somebody_who_has_left_the_team_still_stands_there(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await leaves_team(world, world.sam)

    said = text(await does(world, world.maya, "/whosaw"))

    assert "Sam (coach): opened your record" in said


async def test_a_reason_that_was_written_down_is_read_as_it_was_written(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def look(tx: Transaction) -> None:
        audit.add(
            tx,
            id=tx.new_id(now),
            at=now,
            who=None,
            role="operator",
            action="took data out",
            subject_kind="person",
            subject=who.id,
            reason="asked for it by letter",
        )
        audit.add(
            tx,
            id=tx.new_id(now),
            at=now,
            who=424_242,
            role="coach",
            action="opened case",
            subject_kind="person",
            subject=who.id,
        )

    await world.app.database.run(look)
    said = text(await does(world, world.maya, "/whosaw"))

    assert "Whoever runs the bot: took a copy of everything" in said
    assert "why: asked for it by letter" in said
    assert "Somebody who was in our team (coach): opened your record" in said


async def test_a_long_list_ends_and_says_where_the_rest_is(world: World) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    now = world.clock.now()

    def look(tx: Transaction) -> None:
        for _ in range(15):
            audit.add(
                tx,
                id=tx.new_id(now),
                at=now,
                who=None,
                role="operator",
                action="took data out",
                subject_kind="person",
                subject=who.id,
            )

    await world.app.database.run(look)
    said = text(await does(world, world.maya, "/whosaw"))

    assert "15 lines" in said
    assert said.count("Whoever runs the bot: ") == 12
    assert "… and 3 lines from before" in said


async def test_the_button_under_the_data_leads_there(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "/mydata")

    assert "Nobody from our team has opened" in text(await tap_newest(world, world.maya, "Who saw it"))


def test_every_act_about_a_person_that_is_written_down_has_words_of_its_own() -> None:
    wordless = {
        action: where for where, action in _audited() if words_for(action) == "bot.saw_something_else"
    }

    assert wordless == {}


def test_an_act_that_was_refused_has_words() -> None:
    assert words_for(REFUSED + "read a record") == "bot.saw_refused"


def _audited() -> Iterator[tuple[str, str]]:
    """Return (where, action) of every call in the program that audits something about a person."""
    for path in sorted(BOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = dict(_constants(tree))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            given = _given(node)
            kind, action = given.get("subject_kind"), given.get("action")
            if kind is None or action is None or "person" not in _words(kind, named):
                continue
            for one in _words(action, named):
                yield f"{path.name}:{node.lineno}", one


def _given(call: ast.Call) -> dict[str, ast.expr]:
    """Return what is given to `desk.audit(who, action, subject_kind, subject)` or to `audit.add(...)`."""
    by_name = {one.arg: one.value for one in call.keywords if one.arg is not None}
    match call.func:
        case ast.Attribute(attr="audit"):
            return {**dict(zip(("who", "action", "subject_kind"), call.args, strict=False)), **by_name}
        case ast.Attribute(attr="add", value=ast.Name(id="audit")):
            return by_name
    return {}


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Return {name: words} of what a module calls by a name of its own."""
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield target.id, value.value


def _words(part: ast.expr, named: dict[str, str]) -> list[str]:
    found = [one.value for one in ast.walk(part) if isinstance(one, ast.Constant)]
    found += [named.get(one.id, "") for one in ast.walk(part) if isinstance(one, ast.Name)]
    return [one for one in found if isinstance(one, str) and one]
