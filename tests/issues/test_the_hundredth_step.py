"""A conversation that ends with the hundredth step of a turn has ended: once, and as completed."""

from bot.engine import Finish, SayStep, TextId
from bot.engine.limits import STEPS_PER_TURN
from tests.engine.making import Person, bundle, script


def says(count: int) -> Person:
    steps = {f"step_{number}": SayStep(text=TextId(f"text.{number}")) for number in range(count)}
    return Person(bundle(script("long", steps)), "long")


def test_as_many_steps_as_a_turn_takes_are_taken() -> None:
    maya = says(STEPS_PER_TURN)

    assert len(maya.effects(Finish)) == 1
    assert maya.ending == "completed"
    assert maya.told == []


def test_one_more_is_too_many() -> None:
    maya = says(STEPS_PER_TURN + 1)

    assert len(maya.effects(Finish)) == 1
    assert maya.ending == "failed"
    assert maya.told == ["limit"]
