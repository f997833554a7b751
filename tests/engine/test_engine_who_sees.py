""" "Who sees this?" is asked beside a question: the question, its buttons and its clocks stay as they are."""

from datetime import timedelta

import pytest

from bot.engine import (
    Answered,
    AskEachStep,
    CallStep,
    Control,
    ExplainWhoSees,
    Frame,
    OfferServicesStep,
    ScaleAnswer,
    Service,
    ShowStep,
    StepKind,
    TextId,
    WaitForPersonStep,
    WaitStep,
)
from bot.engine.script import FreeTextAnswer
from tests.engine.making import Person, Steps, ask, bundle, question, rule, script

PLACE = Service(name="house", need="detox", texts={"en": "House: call"})


@pytest.mark.parametrize(
    "kind",
    [
        ask("q"),
        ask("q", ScaleAnswer(low=0, high=10), save="k"),
        ask("q", FreeTextAnswer()),
        ask("q", must_answer=True),
        OfferServicesStep(need="detox"),
    ],
)
def test_every_question_can_be_asked_who_sees_it_and_stands(kind: StepKind) -> None:
    person = Person(bundle(script("s", {"q": kind}), services=(PLACE,)), "s")
    assert person.asked.controls[-1].choice == Control.WHO_SEES
    before = person.state
    person.taps(Control.WHO_SEES)

    assert person.last == (ExplainWhoSees(stack=(Frame(script="s", step="q"),)),)
    assert person.state == before


def test_after_asking_who_sees_it_the_same_buttons_still_answer() -> None:
    person = Person(bundle(script("s", {"a": ask("a", save="k"), "b": ask("b")})), "s")
    person.taps(Control.WHO_SEES)
    person.taps(Control.WHO_SEES)
    person.taps("yes")

    assert person.state.answers == {"k": "yes"}
    assert person.asked.line.text == "b"


@pytest.mark.parametrize("words", ["who sees this?", "Who can see this", "¿Quién ve esto?"])
def test_it_can_be_asked_in_words(words: str) -> None:
    person = Person(bundle(script("s", {"a": ask("a", FreeTextAnswer())})), "s")
    person.writes(words)

    assert person.effects(ExplainWhoSees) != []
    assert person.state.answers == {}


def test_it_says_where_the_question_stands_callers_and_parts_included() -> None:
    each = AskEachStep(texts={"k": TextId("q.k"), "l": TextId("q.l")}, question=question())
    made = bundle(script("outer", {"go": CallStep(script="inner")}), script("inner", {"e": each}))
    person = Person(made, "outer")
    person.taps("yes")
    person.taps(Control.WHO_SEES)

    here = (Frame(script="outer", step="go"), Frame(script="inner", step="e", part=1))
    assert person.last == (ExplainWhoSees(stack=here),)


def test_an_older_question_explains_nothing() -> None:
    person = Person(bundle(script("s", {"a": ask("a"), "b": ask("b")})), "s")
    person.taps("yes")

    assert person.taps(Control.WHO_SEES, turn=1) == ()


def test_in_a_crisis_the_screen_stays_small() -> None:
    steps: Steps = {"lines": ShowStep(resource="crisis_lines"), "q": ask("q")}
    person = Person(bundle(script("help", steps)), "help")

    assert Control.WHO_SEES not in [option.choice for option in person.asked.controls]
    person.writes("who sees this")
    assert person.effects(ExplainWhoSees) != []


def test_while_holding_on_for_a_person_or_in_a_pause_there_is_nothing_to_explain() -> None:
    holding = Person(bundle(script("s", {"h": WaitForPersonStep(text=TextId("h"))})), "s")
    assert holding.taps(Control.WHO_SEES) == ()
    pausing = Person(bundle(script("s", {"w": WaitStep(time=timedelta(minutes=1))})), "s")

    assert pausing.taps(Control.WHO_SEES) == ()


def test_a_rule_is_not_judged_by_asking() -> None:
    made = bundle(script("s", {"a": ask("a", save="k")}, rule("r", Answered(key="k"))))
    person = Person(made, "s")
    person.taps(Control.WHO_SEES)

    assert person.told == []
