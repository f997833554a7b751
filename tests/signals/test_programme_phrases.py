"""The programme's own phrases are heard however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signals import Level, Signal, listen

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "suicide": {"en": ("want to die",), "es": ("quiero morirme", "ya no quiero vivir")},
    "overdose": {"en": ("can't wake him up",)},
}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I want to die", "suicide"),
        ("i WANT   to\ndie!!", "suicide"),
        ("Quiero morirme.", "suicide"),
        ("ya no quiero vivír", "suicide"),
        ("I cant wake him up", "overdose"),
        ("I can’t wake him up, help", "overdose"),
        ("I can´t wake him up", "overdose"),
        ("I can`t wake him up", "overdose"),
        ("I 𝐖𝐚𝐧𝐭 𝐓𝐨 𝐃𝐢𝐞", "suicide"),  # letters of a fancy keyboard
        ("want to d\u200bi\u00ade", "suicide"),  # signs that nobody sees
    ],
)
def test_a_listed_phrase_is_heard(words: str, kind: str) -> None:
    signal = listen(words, PHRASES)

    assert signal is not None
    assert (signal.level, signal.kind) == (Level.CRISIS, kind)


@pytest.mark.parametrize("words", ["", "I want to diet", "a good day", "👍", "want to", "d i e"])
def test_other_words_are_not(words: str) -> None:
    assert listen(words, PHRASES) is None


def test_an_empty_phrase_matches_nothing() -> None:
    assert listen("anything", {"suicide": {"en": ("", "!!!")}}) is None


@given(st.text(max_size=6000))
def test_listening_never_fails(words: str) -> None:
    assert listen(words, PHRASES) is None or isinstance(listen(words, PHRASES), Signal)
