"""A clear word is looked at before everything else, so it must mean nothing else here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.clear_words import LETTERS_AT_LEAST, LETTERS_AT_MOST, may_be_clear_word
from bot.engine.folding import fold

PHRASES = {"suicide": {"en": ("i want to die",), "es": ("quiero morirme",)}}
TAKEN = frozenset(("my reasons", "mis razones"))


@pytest.mark.parametrize("words", ["tangerine", "Mandarina", "blue house", "¡Mañana!", "kelp 7 rock"])
def test_a_word_without_another_meaning_can_be_it(words: str) -> None:
    assert may_be_clear_word(words, PHRASES, TAKEN)


@pytest.mark.parametrize(
    "words",
    [
        "abc", "12345", "8", "", "   ", "x" * 41, "/clear", "hello", "HOLA", "stop", "Alto", "ayuda", "help",
        "yes", "nope", "claro que sí", "skip", "talk to a person", "My reasons", "mis razones",
        "I want to die", "hoy quiero morirme",
    ],
)  # fmt: skip
def test_what_means_something_here_cannot_be_it(words: str) -> None:
    assert not may_be_clear_word(words, PHRASES, TAKEN)


@given(st.text(max_size=80))
def test_danger_is_never_a_clear_word_and_whatever_is_one_is_short(words: str) -> None:
    assert not may_be_clear_word(f"{words} I want to die", PHRASES, TAKEN)
    if may_be_clear_word(words, PHRASES, TAKEN):
        assert LETTERS_AT_LEAST <= len(fold(words)) <= LETTERS_AT_MOST
        assert fold(words) not in TAKEN
