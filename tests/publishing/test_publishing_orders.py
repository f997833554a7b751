"""Orders about sets as what JSON can hold, so that a command line can hand them to the running bot."""

import json

import pytest

from bot.errors import RefusedError
from bot.publishing import Outcome, ToApprove, ToPublish, ToRollBack, outcome_from_json, outcome_to_json
from bot.publishing.order import Order, from_json, to_json

ORDER = ToRollBack(hash="abc", base=None, by=7)


@pytest.mark.parametrize(
    "order",
    [
        ORDER,
        ToApprove(proposal=5, by=6),
        ToPublish(files={"a.yaml": "ñ"}, hash="h", base="b", needs_second=True, lock="{}", by=None),
    ],
)
def test_an_order_comes_through_as_it_was(order: Order) -> None:
    assert from_json(json.loads(json.dumps(to_json(order)))) == order


@pytest.mark.parametrize(
    "document", [{}, {"kind": "dance"}, {"kind": "approve"}, {"kind": "approve", "x": 1}]
)
def test_an_order_of_another_version_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(RefusedError):
        from_json(document)


@pytest.mark.parametrize("number", [4, None])
def test_what_came_of_an_order_comes_back_as_it_was(number: int | None) -> None:
    outcome = Outcome(hash="abc", number=number)

    assert outcome_from_json(json.loads(json.dumps(outcome_to_json(outcome)))) == outcome
