"""What a tap says in words, for somebody who reads along."""

from bot.engine import ChooseAnyAnswer, Control, TextId, YesNoAnswer, tap_in_words
from tests.engine.making import Person, ask, bundle, facts, script, text_of


def in_words(person: Person, choice: str) -> tuple[str, list[str]] | None:
    """Return the ids of the question and of what a tap on `choice` answers it with."""
    said = tap_in_words(person.bundle, person.state, choice, facts())
    return (said[0].text, [text_of(label) for label in said[1]]) if said is not None else None


def test_a_tap_is_the_question_and_the_words_of_the_button() -> None:
    person = Person(bundle(script("s", {"q": ask("q", YesNoAnswer(), save="k")})), "s")
    assert in_words(person, "no") == ("q", ["bot.no"])
    assert in_words(person, Control.SKIP) == ("q", ["bot.skip"])


def test_marks_are_said_together_once_that_is_all() -> None:
    kind = ChooseAnyAnswer(choices={"aa": TextId("c.a"), "bb": TextId("c.b"), "cc": TextId("c.c")})
    person = Person(bundle(script("s", {"q": ask("q", kind, save="k")})), "s")
    assert in_words(person, "cc") is None
    assert in_words(person, Control.THAT_IS_ALL) is None
    person.taps("cc")
    person.taps("aa")
    assert in_words(person, Control.THAT_IS_ALL) == ("q", ["c.a", "c.c"])


def test_what_steers_the_talk_and_what_is_over_answers_nothing() -> None:
    person = Person(bundle(script("s", {"q": ask("q", YesNoAnswer(), save="k")})), "s")
    for choice in (Control.BACK, Control.PERSON, Control.STOP, Control.WHO_SEES, "of_another"):
        assert in_words(person, choice) is None
    person.taps("no")
    assert in_words(person, "no") is None
