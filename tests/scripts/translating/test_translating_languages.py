"""Languages are named as people name them."""

import pytest

from bot.scripts.translating.languages import UnknownLanguageError, language_code, language_name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es_MX"),
        ("pt_br", "pt_BR"),
        ("Spanish", "es"),
        ("español", "es"),
        (" haitian creole ", "ht"),
        ("fil", "fil"),
    ],
)
def test_a_language_is_found_by_code_or_name(words: str, code: str) -> None:
    assert language_code(words) == code


@pytest.mark.parametrize(("words", "guess"), [("spansh", "es (Spanish)"), ("Frenhc", "fr (French)")])
def test_a_slip_of_the_keys_is_guessed(words: str, guess: str) -> None:
    with pytest.raises(UnknownLanguageError) as said:
        language_code(words)

    assert said.value.remedy == f"Did you mean {guess}?"


@pytest.mark.parametrize("words", ["", "xx", "zz_ZZ", "../../etc", "q" * 500, "\x00", "e s"])
def test_what_is_no_language_is_refused(words: str) -> None:
    with pytest.raises(UnknownLanguageError):
        language_code(words)


def test_a_language_has_an_english_name() -> None:
    assert language_name("pt_BR") == "Portuguese (Brazil)"
    assert language_name("xx") == "xx"
