"""Answers in other words, English and Spanish: numbers, yes and no. Taken where they fit, never guessed."""

import pytest

from bot.engine.numbers_in_words import read_number
from bot.engine.yes_or_no import read_yes_no


def on_scale(words: str) -> int | float | None:
    return read_number(words, low=0, high=10, whole=True)


@pytest.mark.parametrize(
    "words",
    [
        "8 ",
        " 8/10 ",
        " como un 8 ",
        " like an 8 ",
        " about an eight ",
        " ocho ",
        " Ocho!! ",
        " un ocho ",
        " 8 de 10 ",
        " 8 out of 10\n    ",
        " diría que un 8 ",
        " siete y medio ",
        " 7.5 ",
        " 7,5 ",
        " 8️⃣ ",
        " ８ ",
        " ochooo ",
        " eigth ",
        " 8 :) ",
        " creo que un 8 ",
        " it's an 8\n    ",
        " like 8 i guess lol ",
        " un 8 más o menos ",
        " ocho de diez ",
        " eight out of ten ",
        " 8ish ",
        " 8+ ",
        " seven and a half\n    ",
        " 8 sobre 10 ",
        " I'd say 8 ",
        " EIGHT ",
        " ocoh ",
        " hoy un 8 ",
        " pues 8 ",
        " más de 8 ",
        " 8 I think, yeah ",
        " eight/10",
    ],
)
def test_an_eight_is_an_eight_however_it_is_written(words: str) -> None:
    assert on_scale(words) == 8


@pytest.mark.parametrize(
    "words",
    [
        "not 8 ",
        " I drank 8 beers ",
        " 6-8 ",
        " 7 o 8 ",
        " -8 ",
        " 80% ",
        " 8:30 ",
        " 8/5 ",
        " 11 ",
        " nice ",
        " fine ",
        " creo ",
        " dies ",
        " once\n    ",
        " 8 pm ",
        " veinte ",
        " hola ",
        " ",
        " ??? ",
        " more like 8 than anything ",
        " the 8th ",
        " 8 and 3 ",
        " cuarto ",
        " 100",
    ],
)
def test_a_number_that_may_mean_something_else_is_not_taken(words: str) -> None:
    assert on_scale(words) is None


@pytest.mark.parametrize(
    "words", ["nada", "none", "none at all", "Ninguno", "cero", "zero", "0", "not at all"]
)
def test_nothing_is_a_zero_where_zero_fits(words: str) -> None:
    assert on_scale(words) == 0


def test_nothing_is_no_answer_where_zero_does_not_fit() -> None:
    assert read_number("nada", low=1, high=5, whole=True) is None
    assert read_number("none", low=None, high=None, whole=False) == 0


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty five", 25),
        ("treinta y uno", 31),
        ("one hundred and five", 105),
        ("ciento veinte", 120),
        ("two hundred thirty one", 231),
        ("doscientos treinta y uno", 231),
        ("veintidós", 22),
        ("cien", 100),
        ("3 days", 3),
        ("2 cervezas", 2),
        ("2.5", 2.5),
        ("2 y media horas", 2.5),
        ("forty", 40),
        ("a hundred", None),
        ("days 3", None),
    ],
)
def test_numbers_of_things(words: str, number: float | None) -> None:
    assert read_number(words, low=None, high=None, whole=False, counted=True) == number


ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPANISH = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
SPANISH_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]


def test_every_number_in_words_is_read() -> None:
    for number in range(20, 100):
        ten, unit = divmod(number, 10)
        english = ENGLISH_TENS[ten - 2] + (f"-{ENGLISH[unit]}" if unit else "")
        assert read_number(english, low=0, high=99, whole=True) == number
        if ten > 2:
            spanish = SPANISH_TENS[ten - 3] + (f" y {SPANISH[unit]}" if unit else "")
            assert read_number(spanish, low=0, high=99, whole=True) == number


@pytest.mark.parametrize(
    "words",
    [
        "yes ",
        " yep ",
        " yeah ",
        " Yesss!! ",
        " ye ",
        " y ",
        " sí ",
        " si ",
        " Siiii ",
        " sip ",
        " simón ",
        " claro ",
        " claro que sí ",
        " 👍 ",
        " 👍🏽 ✅\n    ",
        " por supuesto ",
        " I did ",
        " yes my sister is here ",
        " sí, un poco ",
        " Yes 🙂 ",
        " yes but only one ",
        " calro ",
        " absolutly\n    ",
        " of course ",
        " así es ",
        " jajaja si ",
        " yes yes yes ",
        " simón que sí ",
        " Yes, I used ",
        " well yes ",
        " ajá",
    ],
)
def test_a_yes_is_a_yes_however_it_is_written(words: str) -> None:
    assert read_yes_no(words) == "yes"


@pytest.mark.parametrize(
    "words",
    [
        "no ",
        " nope ",
        " nah ",
        " noooo ",
        " NO. ",
        " nel ",
        " nop ",
        " para nada ",
        " claro que no ",
        " i didn't ",
        " not really ",
        " not yet\n    ",
        " todavía no ",
        " nel pastel ",
        " 👎 ",
        " ❌ ",
        " no, nobody ",
        " no 😔 ",
        " no gracias ",
        " nunca ",
        " never ",
        " not really tbh\n    ",
        " no lo hice ",
        " no no no ",
        " I don't think so ",
        " n ",
        " no one ",
        " nobody is here ",
        " no hay nadie aquí ",
        " creo que no",
    ],
)
def test_a_no_is_a_no_however_it_is_written(words: str) -> None:
    assert read_yes_no(words) == "no"


@pytest.mark.parametrize(
    "words",
    [
        "maybe ",
        " no idea ",
        " no sé ",
        " yes and no ",
        " never mind ",
        " no pero casi ",
        " no i did use ",
        " yeah no ",
        " yes i did not\n    ",
        " tal vez ",
        " not sure ",
        " idk ",
        " si no ",
        " ",
        " ok ",
        " 8 ",
        " no but I drank ",
        " hello there\n    ",
        " yes a b c d e f g h i j k l m n o",
    ],
)
def test_what_is_neither_yes_nor_no_is_asked_again(words: str) -> None:
    assert read_yes_no(words) is None
