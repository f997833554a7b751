"""Orders that a command line hands over: those that are known, and what is said about the others."""

import pytest

from bot.errors import RefusedError
from bot.publishing import KINDS as ABOUT_SETS
from bot.turns import orders
from bot.turns.library import Library
from bot.turns.work import Work


def test_an_order_of_another_version_is_refused_with_what_to_do() -> None:
    nothing: Library = None  # type: ignore[assignment]  # refused before anything is looked at
    work = Work(tx=nothing, at=nothing, new_id=nothing, library=nothing, roster=nothing)  # type: ignore[arg-type]  # the same

    for document in ({}, {"kind": "dance"}, {"kind": None}):
        with pytest.raises(RefusedError, match="does not know this order") as refusal:
            orders.carry_out(work, document)
        assert "installed now" in refusal.value.remedy


def test_no_kind_of_order_means_two_things() -> None:
    assert not set(orders.KINDS) & set(ABOUT_SETS)
