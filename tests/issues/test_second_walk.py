"""What a newcomer's walk found, each as it was met."""

from pathlib import Path

from bot.storage import Database, Transaction, Vault, outbox, person, remark
from tests.stories.walking import does, joins, live, menu, quiet, text, through
from tests.world import World


async def test_stop_is_heard_by_the_bot_while_a_coach_has_the_case(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    await through(world, world.sam, "Open", "I have it")
    came = await does(world, world.maya, "STOP")

    assert "stop" in text(came).casefold()
    assert await live(world, world.maya) == []
    assert world.sam.last is not None
    assert "STOP" in world.sam.last.text


async def test_words_about_dying_in_a_group_bring_no_lines_into_it(world: World) -> None:
    group = world.sim.group("Friends", -100)
    world.sim.write_in(group, world.maya, "I want to die")
    await quiet(world)

    assert all("988" not in said for said in world.sim.log.sent(-100))


async def test_what_is_written_after_a_no_is_not_kept(world: World) -> None:
    await does(world, world.maya, "hello")
    await through(world, world.maya, "Start", "Yes", "Next", "Next", "No")
    await does(world, world.maya, "actually, what is this?")

    who = await world.person_at(world.maya)
    assert await world.read(lambda tx: remark.of(tx, who.id)) == ()


async def test_a_link_that_is_no_invitation_is_an_ordinary_start(world: World) -> None:
    await joins(world, world.maya)
    before = len(world.maya.screen)
    world.maya.command("start", "poster")
    await quiet(world)

    came = [message.text for message in world.maya.screen[before:] if not message.mine]
    assert len(came) == 1
    assert "already" not in came[0]


async def test_somebody_who_comes_back_by_such_a_link_is_reached_again(world: World) -> None:
    await joins(world, world.maya)

    def lost(tx: Transaction) -> None:
        found = person.find(tx, world.maya.id)
        assert found is not None
        person.change(tx, found.id, reachable=False)

    await world.app.database.run(lost)
    world.maya.command("start", "poster")
    await quiet(world)

    assert (await world.person_at(world.maya)).reachable


async def test_a_coach_hears_that_her_words_did_not_arrive(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "I am okay")
    await through(world, world.sam, "Open", "I have it")
    world.maya.block()
    await quiet(world)
    world.sam.write("are you there?")
    await quiet(world)
    await world.later(seconds=1)

    assert any("did not arrive" in message.text for message in world.sam.screen)


async def test_stopping_in_a_crisis_leaves_the_lines_on_the_screen(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")
    came = await does(world, world.maya, "STOP")

    assert "988" in text(came)


async def test_the_lines_are_the_first_words_of_first_aid(world: World) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "quiero morir")

    who = await world.person_at(world.maya)
    rows = await world.read(lambda tx: outbox.of_person(tx, who.id))
    given = next(row.body for row in rows if row.kind == "first_aid")
    assert given.index("988") < given.index("Aquí estoy")


async def test_a_wrong_tap_that_called_for_help_is_noted_and_the_help_asks_again(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Something happened")
    await does(world, world.maya, "Can't stay awake")
    came = await does(world, world.maya, "Change that answer")

    assert "wrong tap" in text(came)
    assert came[-1].labels
    assert await live(world, world.maya) == [("overdose_help", "open")]


def test_the_folder_of_a_fresh_clone_is_made(tmp_path: Path) -> None:
    Database.open(
        f"sqlite:///{tmp_path / 'data' / 'holdfast.sqlite'}", Vault.from_setting(Vault.new_key())
    ).close()

    assert (tmp_path / "data" / "holdfast.sqlite").exists()
