"""The rules are for what the programme says, in every language; never for what a person writes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scripts import check
from bot.scripts.wording import IN_TRANSLATION, Voice, faults_of_words, words_to_avoid

TODAY = date(2026, 11, 21)
AVOID = {"addict": "person with a substance use disorder", "ex-convict": "person returning from prison"}
LONG = (
    "If nobody wakes up roll the person on one side and stay there and keep the mouth free and look for "
    "breath until somebody who knows more is there"
)
CATALOG = "locales/es/LC_MESSAGES/conversations.po"


@pytest.mark.parametrize(
    "text", ["An addict.", "ADDICT", "the addict's own", "an ex-convict", "an Ex-convict’s"]
)
def test_a_word_that_hurts_is_heard_however_it_is_written(text: str) -> None:
    assert [code for code, _ in faults_of_words(text, "en", AVOID)] == ["E506"]


@pytest.mark.parametrize("text", ["addiction", "an exconvict", "convict", ""])
def test_only_whole_words_count(text: str) -> None:
    assert list(faults_of_words(text, "en", AVOID)) == []


def test_a_word_that_is_really_meant_may_stand() -> None:
    assert list(faults_of_words("An Addict and an addict", "en", AVOID, ("addict",))) == []


def test_what_a_person_writes_in_a_test_is_never_corrected(good: dict[str, str]) -> None:
    talk = "      - person: I called my sister"
    own_words = "      - person: I am an addict, and they will call me right away"
    good["daily_checkin.yaml"] = good["daily_checkin.yaml"].replace(talk, own_words)

    assert _codes(good) == set()


def test_the_phrases_of_safety_are_what_people_write(good: dict[str, str]) -> None:
    good["safety.yaml"] = good["safety.yaml"].replace("[quiero morirme]", "[quiero estar muerta, soy adicto]")

    assert _codes(good) == set()


def test_allowed_words_of_a_step_may_stand_in_its_translation_too(good: dict[str, str]) -> None:
    good[CATALOG] = (
        'msgid ""\nmsgstr ""\n\nmsgctxt "daily_checkin.mood.choices.hard"\nmsgid "It is hard today"\n'
        'msgstr "Soy adicto"\n'
    )
    refused = _codes(good)
    good["daily_checkin.yaml"] = good["daily_checkin.yaml"].replace(
        "    save: mood\n", "    save: mood\n    allow words: [adicto]\n"
    )

    assert refused == {"E805"}
    assert _codes(good) == set()


def test_first_aid_may_be_as_long_as_it_has_to_be(good: dict[str, str]) -> None:
    good["resources.yaml"] = good["resources.yaml"].replace("Call a doctor.", LONG)
    asked_to_shorten = _codes(good)
    good["resources.yaml"] = good["resources.yaml"].replace(
        "withdrawal_care:\n", "withdrawal_care:\n  crisis: yes\n"
    )

    assert asked_to_shorten == {"W514"}
    assert _codes(good) == set()


def test_a_country_has_the_words_of_its_language_and_its_own() -> None:
    avoid = {"es": {"adicto": "persona", "vicio": "consumo"}, "es_MX": {"vicio": "uso"}}

    assert words_to_avoid(avoid, "es_MX") == {"adicto": "persona", "vicio": "uso"}
    assert words_to_avoid(avoid, "es") == avoid["es"]
    assert words_to_avoid(avoid, "de") == {}


def test_one_unreadable_file_hides_no_word_in_the_others(good: dict[str, str]) -> None:
    good["my_reasons.yaml"] = "\t: {"
    good["programme.yaml"] = "name: ["
    good["daily_checkin.yaml"] = good["daily_checkin.yaml"].replace(
        "Good to see you.", "A coach will call you."
    )

    assert "E511" in {problem.code for problem in check(good, today=TODAY).problems}


PIECES = [
    "estás",
    "lista",
    "solo/a",
    "{name}",
    "{",
    "}",
    "a coach",
    "will",
    "call",
    "te",
    "llamará",
    "hoy",
    "'",
    "’s",
    "@",
    ".",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30),
    st.sampled_from(["en", "es", "es_MX", "xx"]),
)
def test_no_text_is_too_strange_to_be_looked_at(pieces: list[str], language: str) -> None:
    for voice in Voice:
        for code, words in faults_of_words(" ".join(pieces), language, AVOID, voice=voice):
            assert code in IN_TRANSLATION
            assert words


def _codes(files: dict[str, str]) -> set[str]:
    about_words = {*IN_TRANSLATION, *IN_TRANSLATION.values()}
    return {problem.code for problem in check(files, today=TODAY).problems} & about_words
