"""How a question is put: its buttons, its old copies, coming back to it, and states that do not fit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import (
    AskEachStep,
    Began,
    CallStep,
    Control,
    Layout,
    Line,
    OfferServicesStep,
    PersonArrived,
    Resumed,
    SaveAnswer,
    SayStep,
    ScaleAnswer,
    TextId,
    WaitStep,
    Wrote,
    options_shown,
)
from bot.engine.script import AnswerKind, ClockAnswer, FreeTextAnswer, LanguageAnswer, StepKind
from bot.engine.state import SKIPPED, Frame, Phase
from bot.errors import BrokenConversationError
from tests.engine.making import (
    OTHERWISE,
    SKIP,
    Person,
    Steps,
    ask,
    bundle,
    script,
    text_of,
)


def say(name: str) -> SayStep:
    return SayStep(text=TextId(name))


@pytest.mark.parametrize(
    ("kind", "layout", "labels"),
    [
        (ScaleAnswer(low=0, high=3), Layout.SCALE, ["0", "1", "2", "3"]),
        (None, Layout.PAIR, ["bot.yes", "bot.no"]),
        (LanguageAnswer(), Layout.COLUMN, ["English", "Español"]),
        (FreeTextAnswer(), Layout.COLUMN, []),
        (ClockAnswer(), Layout.COLUMN, ["bot.clock"] * 5),
    ],
)
def test_each_kind_of_question_has_its_buttons(
    kind: AnswerKind | None, layout: Layout, labels: list[str]
) -> None:
    person = Person(bundle(script("s", {"q": ask("q", kind)})), "s")

    assert person.asked.layout is layout
    assert [text_of(option.label) for option in person.asked.options] == labels


def test_a_scale_shows_its_two_ends() -> None:
    kind = ask("q", ScaleAnswer(low=0, high=10), low_end=TextId("t.low"), high_end=TextId("t.high"))
    person = Person(bundle(script("s", {"q": kind})), "s")

    assert person.asked.low_end == Line(text=TextId("t.low"))
    assert person.asked.high_end == Line(text=TextId("t.high"))


def test_a_clock_button_is_an_answer() -> None:
    person = Person(bundle(script("s", {"q": ask("q", ClockAnswer(), save="hour")})), "s")
    person.taps("-1")

    assert person.state.answers == {"hour": "09:00"}


def test_must_answer_takes_away_skip_and_nothing_else() -> None:
    steps: Steps = {"a": ask("a"), "q": ask("q", must_answer=True)}
    person = Person(bundle(script("s", steps)), "s")
    person.taps("yes")

    assert [c.choice for c in person.asked.controls] == ["b", "p", "x", "i"]
    assert person.taps(Control.SKIP) == ()
    person.writes("skip")
    assert person.said == ["bot.thanks_for_words"]


def test_skipping_is_an_answer_that_can_be_replied_to() -> None:
    steps: Steps = {"q": ask("q", save="k", reply=((SKIP, TextId("r.skip")),))}
    person = Person(bundle(script("s", steps)), "s")
    person.writes("paso")

    assert person.effects(SaveAnswer) == [SaveAnswer(key="k", value=SKIPPED, unit=None)]
    assert person.said == ["r.skip"]


def test_buttons_of_an_older_question_change_nothing() -> None:
    person = Person(bundle(script("s", {"a": ask("a"), "b": ask("b")})), "s")
    person.taps("yes")
    before = person.state

    assert person.taps("yes", turn=1) == ()
    assert person.taps("no", turn=0) == ()
    assert person.taps("no", turn=3) == ()
    assert person.taps("perhaps") == ()
    assert person.taps("l") == ()
    assert person.state is before


def test_an_older_copy_of_the_question_that_is_still_open_can_be_tapped() -> None:
    person = Person(bundle(script("s", {"a": ask("a", save="k"), "b": ask("b")})), "s")
    person.writes("what do you mean")
    person.taps("yes", turn=1)

    assert person.state.answers == {"k": "yes"}


def test_beginning_twice_changes_nothing_and_coming_back_asks_again() -> None:
    person = Person(bundle(script("s", {"a": ask("a")})), "s", begin=False)
    person.does(Resumed())
    assert person.asked.turn == 1
    assert person.does(Began()) == ()
    person.does(Resumed())

    assert person.asked.turn == 2
    assert not person.asked.again


def test_words_before_the_first_step_are_kept_and_begin_it() -> None:
    person = Person(bundle(script("s", {"a": ask("a")})), "s", begin=False)
    assert person.taps("yes") == ()
    person.writes("I am here")

    assert person.asked.line.text == "a"


def test_the_buttons_of_the_open_question_can_be_looked_up() -> None:
    made = bundle(script("s", {"a": ask("a"), "w": WaitStep(time=timedelta(minutes=1))}))
    person = Person(made, "s")
    shown = options_shown(made, person.state, person.facts)

    assert [one.choice for one in shown] == ["s", "p", "x", "i", "yes", "no"]
    person.taps("yes")
    assert options_shown(made, person.state, person.facts) == ()


def test_nothing_to_offer_is_told_once_even_after_going_back() -> None:
    steps: Steps = {"q": ask("q"), "o": OfferServicesStep(need="detox"), "b": ask("b")}
    person = Person(bundle(script("s", steps)), "s")
    person.taps("yes")
    assert person.told == ["s.o"]
    person.taps(Control.BACK)
    person.taps("no")

    assert person.said == ["bot.no_service"]
    assert person.told == []


def test_a_state_that_stands_nowhere_is_a_broken_conversation() -> None:
    each = AskEachStep(texts={"k": TextId("q")}, question=ask("-").question)
    made = bundle(script("s", {"e": each}))
    person = Person(made, "s")
    lost = (
        replace(person.state, stack=(Frame(script="s", step="gone"),)),
        replace(person.state, stack=(Frame(script="gone", step="e"),)),
        replace(person.state, stack=(Frame(script="s", step="e", part=5),)),
        replace(person.state, stack=(), phase=Phase.HOLDING),
    )
    for state in lost:
        person.state = state
        with pytest.raises(BrokenConversationError):
            person.does(PersonArrived() if state.phase is Phase.HOLDING else Wrote(words="yes"))


BROKEN: list[dict[str, StepKind]] = [{}, {"c": CallStep(script="gone")}, {"c": CallStep(script="empty")}]


@pytest.mark.parametrize("steps", BROKEN)
def test_a_script_that_does_not_fit_is_a_broken_conversation(steps: dict[str, StepKind]) -> None:
    with pytest.raises(BrokenConversationError):
        Person(bundle(script("s", steps), script("empty", {})), "s")


def test_a_step_that_is_not_there_is_a_broken_conversation() -> None:
    with pytest.raises(BrokenConversationError):
        Person(bundle(script("s", {"a": (say("t"), ((OTHERWISE, "gone"),))})), "s")
