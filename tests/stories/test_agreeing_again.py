"""The words of the agreement change: whoever agreed to the old ones is asked again, before a check-in."""

from pathlib import Path

import pytest

from bot.storage import consent
from tests.stories.editing import Desk
from tests.stories.walking import (
    READY,
    does,
    invited,
    joins,
    ledger,
    live,
    menu,
    passes,
    quiet,
    text,
    through,
    timers,
)
from tests.world import World

OLD = "Chats with bots are not end-to-end encrypted."
NEW = "Telegram can read along in chats with bots."


@pytest.fixture
def desk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The editors' folder of this world."""
    return Desk(world, tmp_path / "programme", monkeypatch)


async def changes(desk: Desk) -> None:
    desk.change("agreement.yaml", OLD, NEW)
    await desk.restart()


async def test_with_a_yes_the_check_in_goes_on_in_the_same_breath(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    old = await world.read(lambda tx: consent.current(tx, who.id, "programme"))
    await changes(desk)
    await invited(world, world.maya)
    asked = await does(world, world.maya, READY["en"])
    assert "has new words" in text(asked)
    assert NEW in text(await does(world, world.maya, "Next"))
    said = await through(world, world.maya, "Next", "Yes")

    new = await world.read(lambda tx: consent.current(tx, who.id, "programme"))
    assert old is not None
    assert new is not None
    assert new.text_hash != old.text_hash
    assert said[-1].button("Going well") is not None
    assert await live(world, world.maya) == [("daily_checkin", "open")]
    assert (await ledger(world, world.maya))[0].outcome == "answered"


async def test_a_no_takes_the_old_yes_back_and_nothing_comes_any_more(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await changes(desk)
    await invited(world, world.maya)
    said = await through(world, world.maya, READY["en"], "Next", "Next", "No")

    who = await world.person_at(world.maya)
    assert "This door stays open" in text(said)
    assert who.state == "stopped"
    assert await world.read(lambda tx: consent.current(tx, who.id, "programme")) is None
    assert await live(world, world.maya) == []
    assert await timers(world, world.maya, "check_in") == []
    assert await passes(world, world.maya, days=3) == []


async def test_until_there_is_an_answer_the_old_yes_stands_and_it_is_asked_each_day(
    world: World, desk: Desk
) -> None:
    await joins(world, world.maya)
    await changes(desk)
    for _ in range(2):
        await invited(world, world.maya)
        assert "has new words" in text(await does(world, world.maya, READY["en"]))
        await passes(world, world.maya, hours=21)
        assert await live(world, world.maya) == []

    who = await world.person_at(world.maya)
    assert who.state == "active"
    assert await world.read(lambda tx: consent.current(tx, who.id, "programme")) is not None


async def test_the_same_words_are_never_asked_twice(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    desk.change("daily_checkin.yaml", "Good to have you here, {name}.", "Good that you are here, {name}.")
    await desk.restart()
    await invited(world, world.maya)

    assert "new words" not in text(await does(world, world.maya, READY["en"]))


async def test_a_check_in_taken_up_a_day_late_asks_too(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await passes(world, world.maya, hours=21)
    await changes(desk)
    asked = await does(world, world.maya, READY["en"])

    assert "has new words" in text(asked)
    said = await through(world, world.maya, "Next", "Next", "Yes")
    assert said[-1].button("Going well") is not None


async def test_a_late_check_in_that_waited_for_an_answer_is_let_go_in_silence(
    world: World, desk: Desk
) -> None:
    await joins(world, world.maya)
    await invited(world, world.maya)
    await passes(world, world.maya, hours=21)
    await changes(desk)
    await does(world, world.maya, READY["en"])
    await passes(world, world.maya, hours=21)

    assert await live(world, world.maya) == []


async def test_what_else_was_open_is_set_aside_while_the_agreement_is_asked(world: World, desk: Desk) -> None:
    await joins(world, world.maya)
    await changes(desk)
    invitation = await invited(world, world.maya)
    await menu(world, world.maya, "Something happened")
    world.maya.tap((invitation.id, READY["en"]))
    await quiet(world)
    states = [status for _, status in await live(world, world.maya)]

    assert states.count("open") == 1
