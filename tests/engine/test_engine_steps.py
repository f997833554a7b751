"""Each kind of step, told as short stories."""

from datetime import time, timedelta

import pytest

from bot.engine import (
    END,
    AskEachStep,
    CallStep,
    ChooseAnyAnswer,
    Control,
    DecideStep,
    Line,
    OfferServicesStep,
    Option,
    PersonArrived,
    PictureStep,
    PlayStep,
    RaiseSignal,
    Resumed,
    SaveAnswer,
    SaveReferral,
    SayStep,
    ScaleAnswer,
    ScheduleScript,
    ScheduleStep,
    SendPicture,
    SendSound,
    Service,
    SetWait,
    Show,
    ShowStep,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
    WaitRanOut,
    WaitStep,
)
from bot.engine.state import Phase
from bot.signals import Level
from tests.engine.making import (
    SKIP,
    Person,
    Steps,
    answer_is,
    ask,
    bundle,
    choices,
    number,
    script,
    text_of,
    to,
    value,
    when,
)


def say(name: str) -> SayStep:
    return SayStep(text=TextId(name))


def test_a_script_is_said_from_top_to_bottom_and_completes() -> None:
    person = Person(bundle(script("s", {"a": say("t.a"), "b": say("t.b")})), "s")

    assert person.said == ["t.a", "t.b"]
    assert person.ending == "completed"
    assert person.state.ended_at == person.facts.at


def test_a_question_waits_and_its_answer_is_saved_replied_to_and_left() -> None:
    mood = ask("q.mood", choices("good", "hard"), save="mood", reply=((value("hard"), TextId("r.hard")),))
    person = Person(bundle(script("s", {"mood": mood, "end": say("t.end")})), "s")

    assert [option.choice for option in person.asked.options] == ["good", "hard"]
    person.taps("hard")
    assert person.effects(SaveAnswer) == [SaveAnswer(key="mood", value="hard", unit=None)]
    assert person.said == ["r.hard", "t.end"]
    assert person.ending == "completed"


def test_then_is_read_from_the_top_and_falls_to_the_next_step() -> None:
    then = ((number(7), "high"), (SKIP, END), (number(0, 3), "low"))
    steps: Steps = {
        "q": (ask("q", ScaleAnswer(low=0, high=10), save="craving"), then),
        "next": (say("t.next"), to(END)),
        "high": (say("t.high"), to(END)),
        "low": say("t.low"),
    }
    made = bundle(script("s", steps))
    for choice, said in (("8", ["t.high"]), ("2", ["t.low"]), ("5", ["t.next"]), ("s", [])):
        person = Person(made, "s")
        person.taps(choice)

        assert person.said == said
        assert person.ending == "completed"


def test_a_called_script_returns_to_the_step_after_its_caller() -> None:
    inner = script("inner", {"a": (say("t.in"), to(END)), "never": say("t.never")})
    outer = script("outer", {"c": CallStep(script="inner"), "after": say("t.after")})
    person = Person(bundle(outer, inner), "outer")

    assert person.said == ["t.in", "t.after"]
    assert person.ending == "completed"


def test_a_conversation_stands_inside_the_called_script_between_turns() -> None:
    inner = script("inner", {"q": ask("q.in")})
    outer = script(
        "outer", {"c": (CallStep(script="inner"), to("last")), "skipped": say("t.x"), "last": say("t.l")}
    )
    person = Person(bundle(outer, inner), "outer")

    assert [frame.script for frame in person.state.stack] == ["outer", "inner"]
    person.taps("yes")
    assert person.said == ["t.l"]


def test_decide_takes_the_first_condition_that_holds_else_otherwise() -> None:
    branches = (
        (when(answer_is("a", value("yes"))), "yes"),
        (when(answer_is("a", value("no"))), "no"),
    )
    steps: Steps = {
        "a": ask("q", save="a"),
        "d": DecideStep(branches=branches, otherwise="other"),
        "yes": (say("t.yes"), to(END)),
        "no": (say("t.no"), to(END)),
        "other": say("t.other"),
    }
    for choice, said in (("yes", "t.yes"), ("no", "t.no"), ("s", "t.other")):
        person = Person(bundle(script("s", steps)), "s")
        person.taps(choice)

        assert person.said == [said]


def test_decide_may_go_to_next_or_end() -> None:
    yes = (when(answer_is("a", value("yes"))), END)
    decide = DecideStep(branches=(yes,), otherwise="next")
    steps: Steps = {"a": ask("q", save="a"), "d": decide, "b": say("t.b")}
    person = Person(bundle(script("s", steps)), "s")
    person.taps("yes")
    other = Person(bundle(script("s", steps)), "s")
    other.taps("no")

    assert (person.said, other.said) == ([], ["t.b"])


def test_ask_each_asks_key_after_key_and_saves_each() -> None:
    each = AskEachStep(
        texts={"sleep": TextId("q.sleep"), "food": TextId("q.food")},
        question=ask("-", ScaleAnswer(low=1, high=5), reply=((number(5), TextId("r.five")),)).question,
    )
    person = Person(bundle(script("s", {"e": each, "end": say("t.end")})), "s")

    assert person.asked.line.text == "q.sleep"
    person.taps("5")
    assert person.said == ["r.five"]
    assert person.asked.line.text == "q.food"
    person.taps("1")
    assert person.said == ["t.end"]
    assert person.state.answers == {"sleep": 5, "food": 1}


def test_a_schedule_and_a_word_to_the_coach_happen_once_even_after_going_back() -> None:
    steps: Steps = {
        "q": ask("q", save="a"),
        "later": ScheduleStep(script="s", after=timedelta(days=1), at=time(10), at_most=2),
        "tell": TellCoachStep(text=TextId("t.tell"), level=Level.URGENT),
        "q2": ask("q2"),
    }
    person = Person(bundle(script("s", steps)), "s")
    person.taps("yes")

    assert person.effects(ScheduleScript) == [
        ScheduleScript(script="s", after=timedelta(days=1), at=time(10), at_most=2)
    ]
    assert person.told == ["s.tell"]
    person.taps(Control.BACK)
    person.taps("no")
    assert not person.effects(ScheduleScript)
    assert person.told == []


def test_resources_pictures_and_sounds_are_sent() -> None:
    steps: Steps = {
        "show": ShowStep(resource="crisis_lines"),
        "care": ShowStep(resource="care"),
        "unknown": ShowStep(resource="taken_away"),
        "picture": PictureStep(file="wave.png", described=TextId("t.wave")),
        "play": PlayStep(file="breath.ogg", described=TextId("t.breath")),
    }
    person = Person(bundle(script("s", steps), resources={"care": False}), "s")

    assert person.effects(Show) == [
        Show(resource="crisis_lines", crisis=True),
        Show(resource="care", crisis=False),
        Show(resource="taken_away", crisis=True),
    ]
    assert [one.file for one in person.effects(SendPicture)] == ["wave.png"]
    assert [one.described.text for one in person.effects(SendSound)] == ["t.breath"]


def test_a_pause_ends_by_time() -> None:
    steps: Steps = {"w": WaitStep(time=timedelta(minutes=10)), "after": say("t.after")}
    person = Person(bundle(script("s", steps)), "s")

    assert person.effects(SetWait) == [SetWait(turn=1, after=timedelta(minutes=10))]
    assert person.state.phase is Phase.PAUSING
    assert person.does(WaitRanOut(turn=9)) == ()
    person.does(WaitRanOut(turn=1))
    assert person.said == ["t.after"]
    assert person.does(WaitRanOut(turn=1)) == ()


@pytest.mark.parametrize("how", ["words", "resumed"])
def test_a_pause_ends_by_any_word_or_by_coming_back(how: str) -> None:
    steps: Steps = {"w": WaitStep(time=timedelta(minutes=10)), "after": say("t.after")}
    person = Person(bundle(script("s", steps)), "s")
    person.taps("yes")
    assert person.last == ()
    if how == "words":
        person.writes("I feel better")
    else:
        person.does(Resumed())

    assert person.said == ["t.after"]


def test_stop_in_a_pause_stops() -> None:
    person = Person(bundle(script("s", {"w": WaitStep(time=timedelta(minutes=10)), "a": say("t")})), "s")
    person.writes("STOP")

    assert person.ending == "stopped"


def test_a_person_is_asked_for_in_a_pause_and_the_pause_goes_on() -> None:
    person = Person(bundle(script("s", {"w": WaitStep(time=timedelta(minutes=10)), "a": say("t")})), "s")
    person.writes("persona")

    assert person.told == ["asked_for_person"]
    assert person.state.phase is Phase.PAUSING


def test_services_are_offered_and_the_choice_is_a_referral() -> None:
    services = (
        Service(name="north_house", need="detox", texts={"en": "North house: 1", "es": "Casa norte: 1"}),
        Service(
            name="a_name_that_is_longer_than_a_button", need="detox", texts={"en": "Call 2: day and night"}
        ),
        Service(name="elsewhere", need="housing", texts={"en": "Call 3"}),
    )
    steps: Steps = {"o": (OfferServicesStep(need="detox"), ((SKIP, END),)), "end": say("t.end")}
    made = bundle(script("s", steps), services=services)
    person = Person(made, "s", locale="es")

    assert [(o.choice, o.label) for o in person.asked.options] == [
        ("north_house", "Casa norte"),
        ("-1", "Call 2"),
    ]
    person.taps("-1")
    assert person.effects(SaveReferral) == [
        SaveReferral(need="detox", service="a_name_that_is_longer_than_a_button")
    ]
    assert person.said == ["bot.service", "t.end"]
    assert person.effects(type(person.last[1]))[0].line.values == {"how": "Call 2: day and night"}
    typed = Person(made, "s", locale="es")
    typed.writes("casa norte")
    assert typed.effects(SaveReferral) == [SaveReferral(need="detox", service="north_house")]
    skipped = Person(made, "s")
    skipped.taps(Control.SKIP)
    assert skipped.said == []


def test_nothing_to_offer_is_said_and_a_person_looks() -> None:
    steps: Steps = {
        "o": (OfferServicesStep(need="detox"), ((value("none"), "none"),)),
        "x": say("t.x"),
        "none": say("t.none"),
    }
    person = Person(bundle(script("s", steps)), "s")

    assert person.said == ["bot.no_service", "t.none"]
    assert person.told == ["s.o"]


def test_choose_any_toggles_marks_and_ends_with_that_is_all() -> None:
    kind = ChooseAnyAnswer(choices={"a": TextId("c.a"), "bb": TextId("c.b"), "cc": TextId("c.c")})
    person = Person(bundle(script("s", {"q": ask("q", kind, save="k"), "end": say("t")})), "s")

    assert person.asked.options[0] == Option(choice="-0", label=Line(text=TextId("c.a")))
    assert person.asked.controls[0].choice == Control.THAT_IS_ALL
    person.taps("cc")
    person.taps("-0")
    assert [text_of(option.label) for option in person.asked.options] == ["bot.chosen", "c.b", "bot.chosen"]
    assert person.asked.again
    person.taps("bb")
    person.taps("bb")
    person.taps(Control.THAT_IS_ALL)
    assert person.effects(SaveAnswer) == [SaveAnswer(key="k", value=("a", "cc"), unit=None)]


def test_an_old_copy_of_a_choose_any_question_marks_nothing() -> None:
    kind = ChooseAnyAnswer(choices={"aa": TextId("c.a"), "bb": TextId("c.b")})
    person = Person(bundle(script("s", {"q": ask("q", kind, save="k")})), "s")
    person.taps("aa")
    before = person.state

    assert person.taps("aa", turn=1) == ()
    assert person.state is before


def test_choose_any_can_be_typed_and_adds_to_the_marks() -> None:
    kind = ChooseAnyAnswer(choices={"aa": TextId("c.a"), "bb": TextId("c.b"), "cc": TextId("c.c")})
    labels = {"my family": "aa", "my work": "bb", "my dog": "cc"}
    made = bundle(script("s", {"q": ask("q", kind, save="k")}))
    person = Person(made, "s", labels=labels)
    person.writes("my dog and my family")
    marked = Person(made, "s", labels=labels)
    marked.taps("bb")
    marked.writes("my dog")
    done = Person(made, "s", labels=labels)
    done.taps("bb")
    done.writes("listo")
    lost = Person(made, "s", labels=labels)
    lost.writes("my dog and something else")

    assert person.state.answers == {"k": ("aa", "cc")}
    assert marked.state.answers == {"k": ("bb", "cc")}
    assert done.state.answers == {"k": ("bb",)}
    assert lost.said == ["bot.thanks_for_words"]


def test_that_is_all_means_nothing_to_another_question() -> None:
    person = Person(bundle(script("s", {"q": ask("q")})), "s")

    assert person.taps(Control.THAT_IS_ALL) == ()


def test_waiting_for_a_person_holds_on_until_one_arrives() -> None:
    steps: Steps = {
        "lines": ShowStep(resource="crisis_lines"),
        "hold": WaitForPersonStep(text=TextId("t.hold")),
        "end": say("t.end"),
    }
    person = Person(bundle(script("s", steps)), "s")

    assert person.state.phase is Phase.HOLDING
    assert [c.choice for c in person.asked.controls] == ["l", "r", "w", "f", "x"]
    assert person.asked.controls[2].alarm == "crisis_lines"
    person.taps(Control.LINES_AGAIN)
    assert person.effects(Show)
    assert person.asked.line.text == "bot.still_here"
    person.taps(Control.BREATHE)
    assert person.said == ["bot.breathe"]
    person.taps(Control.WORSE)
    assert [(s.level, s.why) for s in person.effects(RaiseSignal)] == [(Level.CRISIS, "getting_worse")]
    person.taps(Control.SAFER)
    assert person.told == ["says_safer"]
    person.writes("are you there")
    assert person.said == ["bot.holding_words"]
    person.does(Resumed())
    assert person.asked.line.text == "bot.still_here"
    assert person.taps(Control.SKIP) == ()
    assert person.taps("yes") == ()
    person.taps(Control.PERSON)
    assert person.told == ["asked_for_person"]
    person.does(PersonArrived())
    assert person.said == ["t.end"]
    assert person.ending == "completed"


def test_a_person_arriving_means_nothing_when_nobody_waits() -> None:
    person = Person(bundle(script("s", {"q": ask("q")})), "s")

    assert person.does(PersonArrived()) == ()
