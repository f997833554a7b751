"""A case moves forward only, and an untaken crisis keeps calling."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import CaseState, Happening, after, next_call

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_from_signal_to_closed() -> None:
    state: CaseState | None = CaseState.NEW
    for happening in (
        Happening.TAKEN,
        Happening.COACH_WROTE,
        Happening.PERSON_ANSWERED,
        Happening.COACH_WROTE,
        Happening.CLOSED,
    ):
        assert state is not None
        state = after(state, happening)

    assert state is CaseState.CLOSED


@given(st.sampled_from(Happening))
def test_a_closed_case_never_moves_again(happening: Happening) -> None:
    assert after(CaseState.CLOSED, happening) is None


@given(st.sampled_from(CaseState), st.sampled_from(Happening))
def test_a_case_never_goes_back_to_new(state: CaseState, happening: Happening) -> None:
    moved = after(state, happening)

    assert moved is not CaseState.NEW or state is CaseState.NEW


def test_two_coaches_cannot_both_take_it() -> None:
    assert after(CaseState.ACKNOWLEDGED, Happening.TAKEN) is None


def test_an_untaken_crisis_calls_again_ten_minutes_from_now() -> None:
    assert next_call(NOW, CaseState.NEW, crisis=True) == NOW + timedelta(minutes=10)


@pytest.mark.parametrize("state", [state for state in CaseState if state is not CaseState.NEW])
def test_a_crisis_that_somebody_has_calls_nobody_again(state: CaseState) -> None:
    assert next_call(NOW, state, crisis=True) is None


@given(st.sampled_from(CaseState))
def test_what_is_not_a_crisis_does_not_repeat(state: CaseState) -> None:
    assert next_call(NOW, state, crisis=False) is None
