"""An age is heard when somebody tells theirs, and in nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signals import Age, said_age
from bot.signals.age import LONGEST, OLDEST, YOUNGEST

SURELY = {
    "I am 15 years old": 15,
    "i'm only 16 years old.": 16,
    "I'm 9 years old": 9,
    "im 16 yo": 16,
    "15yo": 15,
    "15 years old here": 15,
    "My age is 17": 17,
    "I just turned 17": 17,
    "I turned sixteen yesterday": 16,
    "Tengo 15 años": 15,
    "tengo quince anos": 15,
    "Hola, solo tengo 14 añitos": 14,
    "es que tengo 16 años de edad": 16,
    "acabo de cumplir 17": 17,
    "Mi edad es 13 años": 13,
    "I'm a minor": 17,
    "soy menor de edad": 17,
    "I'm not 18 yet": 17,
    "no tengo 18 años": 17,
    "I'm under 21": 20,
}
PLAIN = {
    "I'm 15": 15,
    "I’m 15!": 15,
    "IM 15": 15,
    "im like 15": 15,
    "tengo 15": 15,
    "I'm sixteen": 16,
    "Hi. I'm 15, can I use this?": 15,
    "I'm 17 and I need somebody to talk to": 17,
    "tengo 16 y quiero ayuda": 16,
    "I'm 45": 45,
}
NO_AGE = (
    "I'm 15 days in",
    "I'm 15 days sober",
    "I am 16 hours without",
    "I'm 17 minutes away",
    "I'm a 7",
    "I'm 9",
    "I'm 10",
    "15",
    "15 años sin consumir",
    "tengo 15 años sin beber",
    "tengo 15 días",
    "tengo 20 pesos",
    "tengo 15 mensajes",
    "When I was 15 it began",
    "My son is 15",
    "My son says: I'm 15",
    "he is 15 years old",
    "I'm on day 15",
    "I'm 15 now without a drink",
    "I have been here since I was 16 years old",
    "day 15, I'm fine",
    "I'm 300",
    "I'm 200 years old",
    "I'm 0 years old",
    "",
    "👍",
)


@pytest.mark.parametrize(("words", "years"), SURELY.items())
def test_an_age_is_heard(words: str, years: int) -> None:
    assert said_age(words) == Age(years=years, surely=True)


@pytest.mark.parametrize(("words", "years"), PLAIN.items())
def test_an_age_that_could_be_another_number_is_marked(words: str, years: int) -> None:
    assert said_age(words) == Age(years=years, surely=False)


@pytest.mark.parametrize("words", NO_AGE)
def test_what_is_no_age_is_none(words: str) -> None:
    assert said_age(words) is None


def test_a_long_story_is_not_looked_at() -> None:
    assert said_age("I'm 15 years old. " + "a" * LONGEST) is None


@given(st.text(max_size=200))
def test_any_words_are_answered_and_an_age_is_one_a_person_can_have(words: str) -> None:
    age = said_age(words)

    assert age is None or YOUNGEST <= age.years <= OLDEST


@given(
    st.integers(min_value=YOUNGEST, max_value=OLDEST), st.sampled_from(("I'm {} years old", "tengo {} años"))
)
def test_every_age_is_heard_in_both_languages(years: int, words: str) -> None:
    assert said_age(words.format(years)) == Age(years=years, surely=True)


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from(("days", "weeks", "months", "days clean", "hours in")),
)
def test_time_in_recovery_is_never_an_age(number: int, unit: str) -> None:
    assert said_age(f"I'm {number} {unit}") is None
