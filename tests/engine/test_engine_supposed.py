"""A proof supposes a past instead of reading one; what this conversation settles is not looked up there."""

from datetime import timedelta

import pytest

from bot.engine import Answered, BeenInARow, Clause, GoneInARow, Includes, NoAnswerCame, Past
from bot.engine.condition import BesideUsual, ChangedBy
from bot.engine.judge import Known, about_the_past, holds_clause
from bot.engine.state import SKIPPED
from tests.engine.making import NOW, answer_is, number, value

MOOD_IS_HARD = answer_is("mood", value("hard"))
THREE_HARD = BeenInARow(key="mood", match=value("hard"), times=3)


@pytest.mark.parametrize("truth", [True, False])
def test_what_was_not_asked_here_is_as_supposed_whatever_was_saved(truth: bool) -> None:
    saved = (Past(at=NOW - timedelta(days=1), value="hard"),)
    known = Known(at=NOW, history={"mood": saved}, supposed={MOOD_IS_HARD: truth})

    assert holds_clause(MOOD_IS_HARD, known) is truth


def test_what_was_answered_here_counts_as_it_is() -> None:
    known = Known(at=NOW, answers={"mood": "good"}, supposed={})

    assert not holds_clause(MOOD_IS_HARD, known)
    assert not holds_clause(THREE_HARD, known)
    assert not holds_clause(NoAnswerCame(), known)


@pytest.mark.parametrize(
    ("clause", "open_to_the_past"),
    [
        (THREE_HARD, True),
        (BeenInARow(key="mood", match=value("good"), times=3), False),
        (BeenInARow(key="mood", match=value("hard"), times=1), False),
        (GoneInARow(key="mood", up=True, times=1), True),
        (ChangedBy(key="mood", up=True, by=1), True),
        (BesideUsual(key="mood", higher=True), True),
        (Includes(key="mood", value="hard"), False),
        (Answered(key="mood"), False),
        (Answered(key="other"), True),
        (answer_is("other", number(3)), True),
        (NoAnswerCame(), False),
    ],
)
def test_trends_stay_open_where_the_answer_alone_does_not_settle_them(
    clause: Clause, open_to_the_past: bool
) -> None:
    assert about_the_past(clause, {"mood": "hard"}) is open_to_the_past


def test_a_skip_leaves_a_row_of_earlier_answers_open() -> None:
    assert about_the_past(THREE_HARD, {"mood": SKIPPED})
