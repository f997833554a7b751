"""A case moves forward, and back to new only when it is freed or opened again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import CaseState, Happening, after, counts_as_attempt


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
def test_a_closed_case_only_ever_opens_again(happening: Happening) -> None:
    moved = after(CaseState.CLOSED, happening)

    assert moved == (CaseState.NEW if happening is Happening.REOPENED else None)


@given(st.sampled_from(CaseState), st.sampled_from(Happening))
def test_a_case_goes_back_to_new_only_when_freed_or_reopened(state: CaseState, happening: Happening) -> None:
    moved = after(state, happening)

    going_back = happening in (Happening.FREED, Happening.REOPENED)
    assert moved is not CaseState.NEW or state is CaseState.NEW or going_back


@given(st.sampled_from([state for state in CaseState if state not in (CaseState.NEW, CaseState.CLOSED)]))
def test_whatever_a_coach_holds_can_be_freed_so_that_others_are_called(state: CaseState) -> None:
    assert after(state, Happening.FREED) is CaseState.NEW


def test_only_a_case_in_which_they_were_reached_gets_a_plan() -> None:
    planned = [state for state in CaseState if after(state, Happening.PLANNED) is CaseState.PLAN]

    assert planned == [CaseState.REACHED, CaseState.PLAN]


@pytest.mark.parametrize("happening", [Happening.COACH_WROTE, Happening.TRIED])
def test_trying_counts_until_the_person_has_answered(happening: Happening) -> None:
    counted = [state for state in CaseState if counts_as_attempt(state, happening)]

    assert counted == [CaseState.ACKNOWLEDGED, CaseState.ATTEMPTED]
    assert all(after(state, happening) is CaseState.ATTEMPTED for state in counted)


@given(st.sampled_from(CaseState))
def test_an_answer_is_no_attempt_of_a_coach(state: CaseState) -> None:
    assert not counts_as_attempt(state, Happening.PERSON_ANSWERED)


def test_two_coaches_cannot_both_take_it() -> None:
    assert after(CaseState.ACKNOWLEDGED, Happening.TAKEN) is None
