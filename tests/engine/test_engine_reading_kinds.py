"""Times, days, buttons, cities and languages in other words; and no words are too odd to be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Control, fold, named_control
from bot.engine.choices_in_words import read_choice
from bot.engine.clocks_in_words import read_clock
from bot.engine.dates_in_words import read_date
from bot.engine.folding import near, squeezed, swapped
from bot.engine.reading import read
from bot.engine.script import (
    AnswerKind,
    ChoicesAnswer,
    ChooseAnyAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    FreeTextAnswer,
    LanguageAnswer,
    NumberAnswer,
    PlaceAnswer,
    ScaleAnswer,
    TextId,
    YesNoAnswer,
)
from tests.engine.making import facts

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("9", "09:00"),
        ("9am", "09:00"),
        ("9 pm", "21:00"),
        ("half past nine", "09:30"),
        ("a las 9 de la noche", "21:00"),
        ("21:30", "21:30"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("21h30", "21:30"),
        ("21h", "21:00"),
        ("noon", "12:00"),
        ("mediodía", "12:00"),
        ("medio dia", "12:00"),
        ("medianoche", "00:00"),
        ("midnight", "00:00"),
        ("quarter to nine", "08:45"),
        ("quarter past nine", "09:15"),
        ("nueve y media", "09:30"),
        ("nueve y cuarto", "09:15"),
        ("diez menos cuarto", "09:45"),
        ("9 menos 10 de la noche", "20:50"),
        ("a la una de la tarde", "13:00"),
        ("las 12 de la noche", "00:00"),
        ("12 pm", "12:00"),
        ("12am", "00:00"),
        ("8 p. m.", "20:00"),
        ("ten past nine", "09:10"),
        ("ten to nine pm", "20:50"),
        ("maybe around 8 in the evening", "20:00"),
        ("at 9 o'clock", "09:00"),
        ("nine thirty pm", "21:30"),
        ("diez y veinte", "10:20"),
        ("24:00", "00:00"),
        ("6 de la mañana", "06:00"),
        ("25", None),
        ("9:75", None),
        ("8 or 9", None),
        ("por la mañana", None),
        ("half past", None),
        ("whenever", None),
        ("1 2 3", None),
        ("90 to nine", None),
        ("0 to nine", None),
        ("", None),
    ],
)
def test_times_of_day(words: str, clock: str | None) -> None:
    assert read_clock(words) == clock


@pytest.mark.parametrize(
    ("words", "english", "spanish"),
    [
        ("today", "2026-11-21", "2026-11-21"),
        ("ayer", "2026-11-20", "2026-11-20"),
        ("mañana", "2026-11-22", "2026-11-22"),
        ("1/2", "2027-01-02", "2027-02-01"),
        ("13/2", "2027-02-13", "2027-02-13"),
        ("2/13/27", "2027-02-13", "2027-02-13"),
        ("2027-01-31", "2027-01-31", "2027-01-31"),
        ("Jan 31st, 2027", "2027-01-31", "2027-01-31"),
        ("31 de enero", "2027-01-31", "2027-01-31"),
        ("5 de mayo de 2025", "2025-05-05", "2025-05-05"),
        ("30/2", None, None),
        ("2027-02-30", None, None),
        ("hola", None, None),
        ("3 days ago", None, None),
        ("May June 3", None, None),
    ],
)
def test_days(words: str, english: str | None, spanish: str | None) -> None:
    assert read_date(words, today=TODAY, locale="en") == english
    assert read_date(words, today=TODAY, locale="es") == spanish


VALUES = {"good": "good", "okay": "okay", "hard": "hard", "-3": "talk_to_someone"}
LABELS = {
    "going well": "good",
    "getting by": "okay",
    "it is hard today": "hard",
    "es un dia dificil": "hard",
    "talk to someone": "-3",
}


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("Going well", "good"),
        ("going wel", "good"),
        ("okay", "okay"),
        ("talk_to_someone", "-3"),
        ("hard", "hard"),
        ("difícil", "hard"),
        ("It's hard today honestly", None),
        ("it is hard today honestly", "hard"),
        ("2", "okay"),
        ("the second one", "okay"),
        ("la primera", "good"),
        ("number 3", "hard"),
        ("9", None),
        ("first second", None),
        ("not hard", None),
        ("it is not hard today", None),
        ("not going wel", None),
        ("the", None),
        ("a b", None),
        ("🙂", None),
        ("", None),
        ("to", None),
    ],
)
def test_buttons_can_be_typed(words: str, choice: str | None) -> None:
    assert read_choice(words, VALUES, LABELS) == choice


def test_a_yes_in_other_words_finds_the_button_that_says_yes() -> None:
    labels = {"yes": "yes_now", "no": "no_not_now", "i am not sure": "unsure"}
    values = {"yes_now": "yes_now", "no_not_now": "no_not_now", "unsure": "unsure"}

    assert read_choice("simón", values, labels) == "yes_now"
    assert read_choice("nel", values, labels) == "no_not_now"


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("sure", "yes_now"),
        ("not sure", "unsure"),
        ("im not sure", "unsure"),
        ("I am not surre", "unsure"),
        ("not", None),
        ("awake", None),
        ("can stay awake", None),
        ("cant stay awake", "sleepy"),
        ("cant stay awak", "sleepy"),
    ],
)
def test_a_label_that_denies_is_not_found_by_words_that_do_not(words: str, choice: str | None) -> None:
    labels = {
        "yes": "yes_now",
        "i am not sure": "unsure",
        "cant stay awake": "sleepy",
        "sick but awake": "sick",
    }

    assert read_choice(words, {choice: choice for choice in labels.values()}, labels) == choice


def test_words_that_fit_two_buttons_fit_none() -> None:
    labels = {"my work": "a", "my family": "b", "my old work": "c"}

    assert read_choice("work", {"a": "a", "b": "b", "c": "c"}, labels) is None


BUTTONS = (("aa", "aa", "One thing"), ("bb", "bb", "Another"))


@pytest.mark.parametrize(
    ("words", "kind", "meant"),
    [
        ("8", ScaleAnswer(low=0, high=10), 8),
        ("three", NumberAnswer(low=0, high=30), 3),
        ("31", NumberAnswer(low=0, high=30), None),
        ("sip", YesNoAnswer(), "yes"),
        ("sip", ConsentAnswer(name="c"), "yes"),
        ("yes but not my name", ConsentAnswer(name="c"), None),
        ("yes, but", ConsentAnswer(name="c"), None),
        ("today", DateAnswer(), "2026-11-21"),
        ("9 pm", ClockAnswer(), "21:00"),
        ("another", ChoicesAnswer(choices={}), "bb"),
        ("cactus", ChoicesAnswer(choices={}), None),
        ("another", None, "bb"),
        ("another, one thing", ChooseAnyAnswer(choices={}), ("aa", "bb")),
        ("that's all", ChooseAnyAnswer(choices={}), Control.THAT_IS_ALL),
        (",", ChooseAnyAnswer(choices={}), None),
        ("I live in New York now", PlaceAnswer(), "America/New_York"),
        ("America/Denver", PlaceAnswer(), "America/Denver"),
        ("Denver or New York", PlaceAnswer(), "America/New_York"),
        ("York Denver", PlaceAnswer(), None),
        ("the moon", PlaceAnswer(), None),
        (" my kids ", FreeTextAnswer(), "my kids"),
        ("", FreeTextAnswer(), None),
        ("omitir", FreeTextAnswer(), Control.SKIP),
        ("paso", YesNoAnswer(), Control.SKIP),
        ("atrás", ScaleAnswer(low=0, high=10), Control.BACK),
        ("alto", DateAnswer(), Control.STOP),
        ("hablar con alguien", ClockAnswer(), Control.PERSON),
    ],
)
def test_each_kind_of_question_reads_its_own_answers(
    words: str, kind: AnswerKind | None, meant: object
) -> None:
    assert read(words, kind, BUTTONS if not isinstance(kind, YesNoAnswer) else (), facts()) == meant


def test_a_language_is_known_by_its_own_name_or_code() -> None:
    buttons = (("en", "en", "English"), ("es", "es", "Español"))

    for words, code in (("espanol", "es"), ("EN", "en"), ("in English please", "en"), ("fr", None)):
        assert read(words, LanguageAnswer(), buttons, facts()) == code


def test_labels_of_buttons_and_controls_can_be_typed() -> None:
    buttons = (("aa", "aa", "-"), ("bb", "bb", "-"))
    known = facts(labels={"otra cosa": "bb", "saltar esta": "s", "gone": "zz"})
    kind = ChoicesAnswer(choices={"aa": TextId("a"), "bb": TextId("b")})

    assert read("Otra cosa", kind, buttons, known) == "bb"
    assert read("Saltar esta", kind, buttons, known) is Control.SKIP
    assert read("saltar esta", FreeTextAnswer(), (), known) is Control.SKIP
    assert read("gone", FreeTextAnswer(), (), known) == "gone"


def test_words_are_made_alike() -> None:
    assert fold("  ¿Qué tal,  CAN'T?  👍🏽 ") == "que tal cant 👍"
    assert squeezed("siii") == "si"
    assert near("claro", "clraro")
    assert near("claro", "calro")
    assert near("a", "a")
    assert not near("claro", "claritos")
    assert not near("claro", "caldo")
    assert swapped("ocoh", "ocho")
    assert not swapped("ocho", "ocho")


def test_whole_messages_name_a_control() -> None:
    assert named_control("STOP!") is Control.STOP
    assert named_control("I stopped yesterday") is None


KINDS = st.sampled_from(
    [
        ScaleAnswer(low=0, high=10),
        NumberAnswer(),
        YesNoAnswer(),
        ConsentAnswer(name="c"),
        DateAnswer(),
        ClockAnswer(),
        LanguageAnswer(),
        PlaceAnswer(),
        FreeTextAnswer(),
        ChoicesAnswer(choices={}),
        ChooseAnyAnswer(choices={}),
        None,
    ]
)
SCRAPS = st.lists(
    st.sampled_from(
        [
            "8",
            "ocho",
            "y",
            "medio",
            "half",
            "past",
            "to",
            "menos",
            "10",
            "/",
            "de",
            "out",
            "of",
            "no",
            "si",
            "yes",
            "21:30",
            "30/2",
            "enero",
            "99999999999999",
            "-",
            "hundred",
            "cien",
            "👍",
            "the",
            "first",
            "New",
            "York",
            ",",
            "1e9",
            "½",
            "²",
            "٣",
            ".",
            "9999-99-99",
            "12/31/0000",
        ]
    ),
    max_size=7,
).map(" ".join)


@given(st.text(max_size=40) | SCRAPS, KINDS)
def test_no_words_are_too_odd_to_be_read(words: str, kind: AnswerKind | None) -> None:
    read(words, kind, BUTTONS, facts())

    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize("word", ["STOP", "para", "¡PARA!", "Alto.", "BAJA", "parar"])
def test_a_word_that_stops_does_so_as_the_whole_message(word: str) -> None:
    assert named_control(word) is Control.STOP


@pytest.mark.parametrize("words", ["para mi hijo", "alto y claro", "me dieron de baja", "stop asking"])
def test_among_other_words_it_stops_nothing(words: str) -> None:
    assert named_control(words) is None
