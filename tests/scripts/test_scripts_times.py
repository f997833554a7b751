"""Lengths of time are written as they are read."""

from datetime import timedelta

import pytest

from bot.scripts.reading.words import read_time, time_words


@pytest.mark.parametrize("words", ["1 minute", "90 minutes", "6 hours", "1 day", "20 days", "2 weeks"])
def test_a_length_of_time_is_written_as_an_editor_wrote_it(words: str) -> None:
    length = read_time(words)
    assert length is not None

    assert time_words(length) == words


def test_what_is_left_of_a_pause_is_said_in_minutes() -> None:
    assert time_words(timedelta(minutes=2, seconds=40)) == "3 minutes"
    assert time_words(timedelta()) == "0 minutes"
