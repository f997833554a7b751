"""A pause ends and a follow-up comes although carrying it out failed once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.storage import Transaction, person, timer
from bot.storage.person import Person
from tests.stories.walking import joins, live, passes, timers
from tests.world import World


async def due_later(world: World, who: Person, kind: str, note: str | None = None) -> None:
    """Something happens to the person in an hour."""
    at = world.clock.now()

    def set_timer(tx: Transaction) -> None:
        timer.set(
            tx,
            id=tx.new_id(at),
            kind=kind,
            subject=who.id,
            number=1,
            due_at=at + timedelta(hours=1),
            person=who.id,
            note=note,
        )

    await world.app.database.run(set_timer)


def breaks(*_: Any) -> None:
    raise ZeroDivisionError


async def test_a_pause_ends_after_an_end_that_broke(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await joins(world, world.maya)
    who = await world.person_at(world.maya)
    await world.app.database.run(lambda tx: person.change(tx, who.id, state="paused"))
    await due_later(world, who, "pause_end")

    with monkeypatch.context() as broken:
        broken.setattr("bot.turns.acting.start_check_ins", breaks)
        await passes(world, world.maya, hours=1)
    await passes(world, world.maya, minutes=10)

    assert (await world.person_at(world.maya)).state == "active"
    assert len(await timers(world, world.maya, "check_in")) == 1


async def test_a_follow_up_comes_after_a_start_that_broke(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await joins(world, world.maya)
    await due_later(world, await world.person_at(world.maya), "start_script", note="looking_back")

    with monkeypatch.context() as broken:
        broken.setattr("bot.turns.due.invite", breaks)
        await passes(world, world.maya, hours=1)
    await passes(world, world.maya, minutes=10)

    assert await live(world, world.maya) == [("looking_back", "invited")]
