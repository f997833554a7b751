"""What is written into a button comes back; what anybody else wrote does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.turns.buttons import LONGEST_DATA, AnswerButton, StaffButton, TrialButton, TryButton, read, write

IDS = st.integers(min_value=0, max_value=2**63 - 1)
CHOICES = st.from_regex(r"[0-9A-Za-z_-]{1,16}", fullmatch=True)
RESOURCES = st.none() | st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True)


@given(IDS, st.integers(min_value=0, max_value=10_000), CHOICES, RESOURCES)
def test_an_answer_comes_back_as_it_was_written(
    conversation: int, turn: int, choice: str, alarm: str | None
) -> None:
    button = AnswerButton(conversation=conversation, turn=turn, choice=choice, alarm=alarm)
    data = write(button)
    assert len(data.encode()) <= LONGEST_DATA
    found = read(data)
    assert isinstance(found, AnswerButton)
    assert (found.conversation, found.turn, found.choice) == (conversation, turn, choice)
    assert found.alarm in (alarm, None)  # an alarm that does not fit is left out: the turn shows the lines


@given(IDS, st.sampled_from(["open", "take", "close", "closed", "for"]), st.none() | CHOICES)
def test_a_staff_button_comes_back_as_it_was_written(subject: int, verb: str, detail: str | None) -> None:
    button = StaffButton(subject=subject, verb=verb, detail=detail)
    assert read(write(button)) == button


@given(IDS, st.integers(min_value=0, max_value=10_000), CHOICES)
def test_a_button_of_a_test_comes_back_as_it_was_written(trial: int, number: int, choice: str) -> None:
    button = TrialButton(trial=trial, number=number, choice=choice)
    assert read(write(button)) == button


@given(IDS, st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True), st.sampled_from([None, "en", "es_MX"]))
def test_a_button_that_begins_a_test_comes_back_as_it_was_written(
    manuscript: int, script: str, language: str | None
) -> None:
    button = TryButton(manuscript=manuscript, script=script, language=language)
    assert read(write(button)) == button


@given(st.text(max_size=80))
def test_anything_else_is_no_button_and_never_an_error(data: str) -> None:
    found = read(data)
    assert found is None or read(write(found)) == found


@pytest.mark.parametrize(
    "data",
    [
        "1:a:b:ok!Bad",
        "1:a:b:",
        "1:a:b",
        "2:a:open:b c",
        "2:é:open",
        "1:-1:0:go",
        "3:a:b:",
        "3:a:b",
        "4:a:B:-",
        "4:a:hello:?",
        "4:a:hello",
    ],
)
def test_forged_data_is_no_button(data: str) -> None:
    assert read(data) is None


def test_data_that_telegram_would_refuse_is_never_written() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        write(StaffButton(subject=2**63 - 1, verb="v" * 60))
