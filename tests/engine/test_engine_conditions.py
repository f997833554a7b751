"""What conditions and trends say about answers, from the person's side."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import (
    Answered,
    AverageIs,
    BeenInARow,
    BesideUsual,
    ChangedBy,
    Clause,
    GoneInARow,
    Includes,
    Is,
    NoAnswerCame,
    Skipped,
    Value,
    matches,
)
from bot.engine.judge import Known, holds, keys_of
from bot.engine.state import SKIPPED
from bot.engine.trends import average, beside_usual, changed_by, in_a_row
from tests.engine.making import NOW, OTHERWISE, SKIP, number, past, value, when


def known(here: Value | Skipped | None = None, *before: Value | Skipped, gave_up: bool = False) -> Known:
    answers: dict[str, Value | Skipped] = {} if here is None else {"k": here}
    return Known(at=NOW, answers=answers, history={"k": past(*before)}, gave_up=gave_up)


def true(clause: Clause, what: Known) -> bool:
    return holds(when(clause), what)


@pytest.mark.parametrize(
    ("match", "answer", "fits"),
    [
        (number(7), 7, True),
        (number(7), 6.5, False),
        (number(None, 3), 3, True),
        (number(4, 6), 7, False),
        (number(), "7", False),
        (number(), SKIPPED, False),
        (value("hard", "okay"), "okay", True),
        (value("hard"), "good", False),
        (value("hard"), SKIPPED, False),
        (value("hard"), None, False),
        (value("a"), ("b", "a"), True),
        (value("a"), (), False),
        (value("5"), 5, True),
        (SKIP, SKIPPED, True),
        (SKIP, "skipped", False),
        (OTHERWISE, SKIPPED, True),
        (OTHERWISE, None, True),
    ],
)
def test_an_answer_is_or_is_not_what_stands_before_the_colon(
    match: object, answer: object, fits: bool
) -> None:
    assert matches(match, answer) is fits  # type: ignore[arg-type]  # the table is of every kind


@pytest.mark.parametrize(
    ("clause", "what", "fits"),
    [
        (Is(key="k", match=value("a")), known("a"), True),
        (Is(key="k", match=value("a"), negated=True), known("b"), True),
        (Is(key="k", match=value("a"), negated=True), known(), False),
        (Is(key="k", match=value("a"), negated=True), known(SKIPPED), False),
        (Is(key="k", match=SKIP), known(SKIPPED), True),
        (Is(key="k", match=SKIP, negated=True), known("a"), True),
        (Is(key="k", match=value("b")), known("a", "b"), False),
        (Is(key="k", match=value("b")), known(None, "a", "b"), True),
        (Includes(key="k", value="x"), known(("x", "y")), True),
        (Includes(key="k", value="x", negated=True), known(("y",)), True),
        (Includes(key="k", value="x", negated=True), known(), False),
        (Includes(key="k", value="x", negated=True), known(SKIPPED), False),
        (Includes(key="k", value="x"), known("x"), True),
        (Answered(key="k"), known("a"), True),
        (Answered(key="k"), known(SKIPPED), False),
        (Answered(key="k"), known(), False),
        (Answered(key="k", skipped=True), known(SKIPPED), True),
        (Answered(key="k", skipped=True), known("a"), False),
        (NoAnswerCame(), known(gave_up=True), True),
        (NoAnswerCame(), known(), False),
    ],
)
def test_a_clause_holds_or_not(clause: Clause, what: Known, fits: bool) -> None:
    assert true(clause, what) is fits


def test_every_clause_of_a_condition_must_hold() -> None:
    condition = when(Answered(key="k"), Is(key="k", match=value("a")))

    assert holds(condition, known("a"))
    assert not holds(condition, known("b"))
    assert list(keys_of(when(Answered(key="k"), NoAnswerCame()))) == ["k"]


def test_three_rises_need_four_answers() -> None:
    rising = GoneInARow(key="k", up=True, times=3)

    assert true(rising, known(8, 4, 5, 6))
    assert not true(rising, known(8, 5, 6))
    assert not true(rising, known(6, 4, 5, 6))
    assert true(GoneInARow(key="k", up=False, times=2), known(1, 3, 2))
    assert not true(GoneInARow(key="k", up=True, times=0), known(1, 3))


def test_skipped_and_missed_answers_are_left_out_of_a_trend() -> None:
    assert true(GoneInARow(key="k", up=True, times=3), known(8, 4, SKIPPED, 5, SKIPPED, 6))
    assert true(GoneInARow(key="k", up=True, times=3), known(SKIPPED, 3, 4, 5, 6))
    assert not true(GoneInARow(key="k", up=True, times=1), known("b", "a"))


def test_four_hard_days_in_a_row() -> None:
    hard = BeenInARow(key="k", match=value("hard"), times=4)

    assert true(hard, known("hard", "good", "hard", "hard", "hard"))
    assert not true(hard, known("hard", "hard", "hard"))
    assert not true(hard, known("good", "hard", "hard", "hard"))
    assert not true(BeenInARow(key="k", match=value("hard"), times=0), known("hard"))


def test_up_or_down_by_so_much_since_last_time() -> None:
    assert true(ChangedBy(key="k", up=True, by=3), known(7, 4))
    assert not true(ChangedBy(key="k", up=True, by=3), known(6, 4))
    assert true(ChangedBy(key="k", up=False, by=3), known(1, 4))
    assert not true(ChangedBy(key="k", up=False, by=3), known(7))


def test_usual_is_the_persons_own_median_of_28_days_and_at_least_five_answers() -> None:
    higher = BesideUsual(key="k", higher=True)

    assert true(higher, known(6, 5, 1, 5, 9, 5))
    assert not true(higher, known(5, 5, 1, 5, 9, 5))
    assert not true(higher, known(9, 1, 1, 1, 1))
    assert true(BesideUsual(key="k", higher=False), known(0, 5, 1, 5, 9, 5))
    assert not true(higher, known())
    old = Known(at=NOW, answers={"k": 9}, history={"k": past(1, 1, 1, 1, 1, last=NOW - timedelta(days=28))})
    assert not true(higher, old)


def test_an_average_counts_the_last_days_and_needs_an_answer_in_them() -> None:
    mean = AverageIs(key="k", days=3, match=number(5))

    assert true(mean, known(6, 0, 0, 9, 5, 5))
    assert not true(mean, known(1, 1))
    stale = Known(at=NOW, history={"k": past(9, last=NOW - timedelta(days=4))})
    assert not true(mean, stale)


numbers = st.lists(st.integers(min_value=0, max_value=10), max_size=12)


@given(numbers, st.integers(min_value=1, max_value=4))
def test_a_row_that_rises_does_not_fall(row: list[int], times: int) -> None:
    assert not (in_a_row(row, up=True, times=times) and in_a_row(row, up=False, times=times))
    if in_a_row(row, up=True, times=times):
        assert changed_by(row, up=True, by=1)


@given(numbers)
def test_nobody_is_above_and_below_their_usual_at_once(row: list[int]) -> None:
    dated = [(one.at, float(one.value)) for one in past(*row) if isinstance(one.value, int)]
    above = beside_usual(dated, at=NOW, higher=True)
    below = beside_usual(dated, at=NOW, higher=False)
    mean = average(dated, at=NOW, days=60)

    assert not (above and below)
    assert mean is None if not row else mean is not None and min(row) <= mean <= max(row)
