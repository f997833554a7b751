"""A free question whose own words lead to another step: the proof took no such way, and a person could."""

from bot.engine import FreeTextAnswer, Question
from bot.engine.condition import ValueIn
from bot.scripts.proving.answers import answers_of
from tests.engine.making import ask, bundle, script


def test_words_that_are_looked_for_are_a_way_of_their_own() -> None:
    made = bundle(script("first", {"one": ask("hello")}))
    question = Question(kind=FreeTextAnswer())

    found = answers_of(made, question, [ValueIn(values=("hard", "okay"))])

    assert {"hard", "okay"} <= set(map(str, found))
    assert len(found) == 4, "other words, and none at all, lead on as before"
