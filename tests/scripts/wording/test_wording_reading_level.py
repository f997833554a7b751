"""Words are counted as people say them, and a script that is hard to read is told its hardest sentence."""

import pytest

from bot.scripts.wording import faults_of_words
from bot.scripts.wording.reading_level import Tally
from bot.scripts.wording.syllables import english, spanish
from bot.scripts.wording.tokens import sentences

# how many syllables people say
ENGLISH = {
    "call": 1, "called": 1, "tired": 1, "friend": 1, "breathe": 1, "texts": 1, "eight": 1, "you're": 1,
    "about": 2, "alone": 2, "every": 2, "hours": 1, "going": 2, "wanted": 2, "messages": 3, "quiet": 2,
    "didn't": 2, "someone": 2, "careful": 2, "little": 2, "settled": 2, "science": 2, "people's": 2,
    "idea": 3, "anyone": 3, "opioid": 3, "together": 3, "dangerous": 3, "usual": 3, "insurance": 3,
    "emergency": 4, "recovery": 4, "somebody": 3, "experience": 4, "usually": 4, "communication": 5,
}  # fmt: skip
SPANISH = {
    "y": 1, "qué": 1, "hoy": 1, "muy": 1, "ley": 1, "día": 2, "aquí": 2, "agua": 2, "guerra": 2, "ciudad": 2,
    "ahora": 3, "ayuda": 3, "línea": 3, "cigüeña": 3, "cuidado": 3, "héroe": 3, "cuídate": 3, "sentías": 3,
    "todavía": 4, "respiración": 4, "emergencia": 4, "alcohol": 3, "recuperación": 5, "ahorita": 4,
}  # fmt: skip

EASY = "I am here with you. You can rest now. Drink some water and sit down. " * 4
HARD = "Establishing environmental stability facilitates psychological improvement. " * 8


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_english_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_spanish_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert spanish(word) == count


def test_easy_words_are_easy_and_hard_words_are_hard() -> None:
    assert _tally("en", EASY).too_hard() is None
    level = _tally("en", HARD).too_hard()

    assert level is not None
    assert "(easy is up to 6)" in level.words


def test_a_known_text_gets_the_grade_that_the_formula_gives() -> None:
    # sentences of 6 words and 12 syllables: the grade is 0.39 x 6 + 11.8 x 12/6 - 15.59
    level = _tally("en", "Somebody gave her another happy morning. " * 8).too_hard()

    assert level is not None
    assert level.words == "US grade 10.4 (easy is up to 6)"


def test_a_known_spanish_text_gets_the_points_that_the_formula_gives() -> None:
    # sentences of 5 words and 17 syllables: the ease is 206.84 - 60 x 17/5 - 1.02 x 5
    level = _tally("es", "Respiramos lentamente mirando tranquilas ventanas. " * 8).too_hard()

    assert level is not None
    assert level.words == "-2 points of Fernández-Huerta (easy is 70 or more)"


def test_a_few_words_say_nothing_about_a_level() -> None:
    assert (
        _tally("en", "Establishing environmental stability facilitates psychological improvement.").too_hard()
        is None
    )


def test_a_number_to_call_stands_as_it_has_to_stand() -> None:
    emergency = HARD.replace("Establishing", "Immediately telephone 911 establishing")

    assert _tally("en", emergency).too_hard() is None
    assert list(faults_of_words("Call 911 now " + "and tell them where you are " * 6, "en", {})) == []


def test_other_languages_have_no_level() -> None:
    assert _tally("de", HARD).too_hard() is None


def test_the_hardest_sentence_is_found() -> None:
    hardest = _tally(
        "en", f"{EASY} Environmental stability facilitates psychological improvement here. {EASY}"
    ).hardest()

    assert hardest is not None
    assert hardest[1].written.startswith("Environmental")


def test_a_text_without_words_is_no_trouble() -> None:
    for text in ("", "   ", "...", "{when_a_person_answers}", "• {reason_1}\n• {reason_2}", "988", "¿¡!?"):
        assert list(faults_of_words(text, "es", {"adicto": "persona"})) == []
        assert _tally("es", text).too_hard() is None
        assert _tally("es", text).hardest() is None


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("One. Two! Three? Four", 4),
        ("Breathe in: two, three, four.", 2),
        ('She said: "I am here." And she was.', 3),
        ("One line\nand another\n\nand a third", 3),
        ("At 7:30 pm, or 8.30.", 1),
        ("{name}. Hello.", 1),
    ],
)
def test_sentences_end_where_one_takes_a_breath(text: str, several: int) -> None:
    assert len(sentences(text)) == several


def test_a_sentence_of_25_words_is_fine_and_one_more_is_not() -> None:
    assert list(faults_of_words("word " * 25, "en", {})) == []
    ((code, words),) = faults_of_words("word " * 26, "fr", {})

    assert code == "W514"
    assert "26 words" in words


def _tally(language: str, text: str) -> Tally[None]:
    tally = Tally[None](language)
    tally.add(sentences(text), None)
    return tally
