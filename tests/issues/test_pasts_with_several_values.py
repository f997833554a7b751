"""A saved answer of several values can hold any of them together: the proof knew one, all but one, and all.

A way that needs two of four was taken for impossible, and a crisis rule about two for one that cannot speak.
"""

import pytest

from bot.engine.bundle import Key
from bot.engine.condition import Clause, Includes, Is, NumberIn, ValueIn
from bot.scripts.proving.supposing import can_be
from tests.engine.making import bundle, script

VALUES = ("alone", "pain", "stress", "saw_it")
SEVERAL = bundle(
    script("any", {}),
    keys=(
        Key(name="before", label="Before", kind="some of", values=VALUES),
        Key(name="hours", label="Hours", kind="number"),
    ),
)


@pytest.mark.parametrize("negated", [False, True])
def test_any_values_can_have_been_chosen_together(negated: bool) -> None:
    wanted = dict(zip(VALUES, (True, True, False, False), strict=True))
    supposed: dict[Clause, bool] = {
        Includes(key="before", value=value, negated=negated): there is not negated
        for value, there in wanted.items()
    }

    assert all(can_be(SEVERAL, clause, supposed) for clause in supposed)


def test_what_was_chosen_cannot_be_missing_as_well() -> None:
    here = Includes(key="before", value="pain")
    either = Is(key="before", match=ValueIn(values=("pain", "stress")))

    assert not can_be(SEVERAL, here, {here: True, either: False})
    assert can_be(SEVERAL, here, {here: False, either: True})


def test_a_number_can_lie_between_two_near_borders() -> None:
    low = Is(key="hours", match=NumberIn(low=None, high=3.0))
    high = Is(key="hours", match=NumberIn(low=3.2, high=None))

    assert can_be(SEVERAL, low, {low: False, high: False})
