"""Silence, stopping, asking for a person, crisis words, misfits and limits."""

from datetime import timedelta

import pytest

from bot.engine import (
    Ask,
    AskedForPerson,
    Began,
    CallStep,
    ConsentAnswer,
    Control,
    Do,
    DoStep,
    FreeTextAnswer,
    GiveUpFellDue,
    Heard,
    KeepRemark,
    NudgeFellDue,
    PictureStep,
    Resumed,
    SaveAnswer,
    Say,
    SayStep,
    ScaleAnswer,
    SendPicture,
    Show,
    ShowStep,
    StartNow,
    StoppedByPerson,
    TextId,
    WaitForPersonStep,
    Wrote,
    crisis_script_for,
    is_crisis_script,
)
from bot.engine.limits import QUESTIONS_PER_CONVERSATION, STACK_DEPTH
from bot.engine.script import OfferServicesStep
from bot.engine.state import SKIPPED, Phase
from bot.signals import Level, Signal
from tests.engine.making import Person, Steps, ask, bundle, choices, script, silence, to

HELP = script(
    "crisis_help",
    {"lines": ShowStep(resource="crisis_lines"), "with": ask("q.with")},
    silence=silence(timedelta(minutes=10), timedelta(hours=24)),
)


def heard(kind: str, level: Level = Level.CRISIS, words: str = "words") -> Heard:
    return Heard(signal=Signal(level=level, kind=kind, why="phrase"), words=words)


def test_a_nudge_is_said_and_the_question_stands() -> None:
    person = Person(bundle(script("s", {"q": ask("q")}, silence=silence())), "s")
    assert (person.asked.nudge_after, person.asked.give_up_after) == (timedelta(hours=6), timedelta(hours=20))
    assert person.does(NudgeFellDue(turn=0)) == ()
    person.does(NudgeFellDue(turn=1))

    assert person.said == ["text.nudge"]
    assert person.told == []
    assert person.state.turn == 1


def test_a_script_that_says_nothing_of_silence_still_ends_one_day() -> None:
    person = Person(bundle(script("s", {"q": ask("q")})), "s")

    assert person.asked.nudge_after is None
    assert person.asked.give_up_after == timedelta(hours=24)
    assert person.does(NudgeFellDue(turn=1)) == ()
    person.does(GiveUpFellDue(turn=1))
    assert person.ending == "missed"


def test_the_innermost_script_says_what_silence_means() -> None:
    inner = script("inner", {"q": ask("q")}, silence=silence(None, timedelta(hours=3)))
    outer = script("outer", {"c": CallStep(script="inner"), "q": ask("q2")}, silence=silence())
    person = Person(bundle(outer, inner), "outer")
    assert (person.asked.nudge_after, person.asked.give_up_after) == (None, timedelta(hours=3))
    person.taps("yes")

    assert person.asked.give_up_after == timedelta(hours=20)


@pytest.mark.parametrize("before", [[], ["skip"], ["words that fit nothing"]])
def test_giving_up_is_missed_only_when_the_person_did_nothing(before: list[str]) -> None:
    person = Person(bundle(script("s", {"q": ask("q"), "b": ask("b")}, silence=silence())), "s")
    for words in before:
        person.writes(words)
    person.does(GiveUpFellDue(turn=person.state.turn))

    assert person.ending == ("partly answered" if before else "missed")


def test_an_invitation_is_nudged_and_given_up_before_anything_was_asked() -> None:
    person = Person(bundle(script("s", {"q": ask("q")}, silence=silence())), "s", begin=False)
    person.does(NudgeFellDue(turn=0))
    assert person.said == ["text.nudge"]
    person.does(GiveUpFellDue(turn=0))

    assert person.ending == "missed"
    assert person.does(Began()) == ()


def test_ten_minutes_of_silence_in_a_crisis_script_are_told() -> None:
    person = Person(bundle(HELP), "crisis_help")
    person.does(NudgeFellDue(turn=1))

    assert person.told == ["silent_in_crisis"]
    assert person.said == ["text.nudge"]


def test_a_crisis_script_that_forgets_silence_is_told_all_the_same() -> None:
    steps: Steps = {"lines": ShowStep(resource="crisis_lines"), "q": ask("q")}
    person = Person(bundle(script("help", steps)), "help")
    assert person.asked.nudge_after == timedelta(minutes=10)
    person.does(NudgeFellDue(turn=1))

    assert person.told == ["silent_in_crisis"]
    assert person.said == []


def test_silence_while_holding_on_for_a_person_is_told() -> None:
    person = Person(bundle(script("s", {"h": WaitForPersonStep(text=TextId("t"))})), "s")
    person.does(NudgeFellDue(turn=1))

    assert person.told == ["silent_in_crisis"]
    assert person.state.phase is Phase.HOLDING


def test_only_a_script_that_shows_the_lines_before_its_first_question_is_a_crisis_script() -> None:
    lines = ShowStep(resource="crisis_lines")
    made = bundle(
        HELP,
        script("later", {"q": ask("q"), "lines": lines}),
        script("services", {"o": OfferServicesStep(need="n"), "lines": lines}),
        script("holds", {"h": WaitForPersonStep(text=TextId("t")), "lines": lines}),
        script("words", {"t": SayStep(text=TextId("t"))}),
        script("care", {"c": ShowStep(resource="care"), "q": ask("q")}),
        resources={"care": False},
    )
    crisis = [name for name in made.scripts if is_crisis_script(made, name)]

    assert crisis == ["crisis_help"]


# Stopping and asking for a person


def test_stop_stops_from_any_state() -> None:
    made = bundle(script("s", {"q": ask("q")}))
    for person in (Person(made, "s"), Person(made, "s", begin=False)):
        person.does(StoppedByPerson())
        assert person.said == ["bot.stopped"]
        assert person.ending == "stopped"
        assert person.does(StoppedByPerson()) == ()
        assert person.does(Wrote(words="yes")) == ()
        assert person.does(Resumed()) == ()


def test_stopping_in_a_crisis_is_told() -> None:
    person = Person(bundle(HELP), "crisis_help")
    person.taps(Control.STOP)

    assert person.told == ["stopped_in_crisis"]
    assert person.ending == "stopped"


def test_asking_for_a_person_is_told_and_the_question_stands() -> None:
    person = Person(bundle(script("s", {"q": ask("q")})), "s")
    for event in (AskedForPerson(), Wrote(words="human"), heard("human", Level.WATCH)):
        person.does(event)
        assert person.told == ["asked_for_person"]
        assert person.said == ["bot.person_called"]
        assert person.asked.line.text == "q"


def test_a_person_can_be_asked_for_when_nothing_is_open() -> None:
    person = Person(bundle(script("s", {"t": SayStep(text=TextId("t"))})), "s")
    person.does(AskedForPerson())

    assert person.told == ["asked_for_person"]
    assert person.effects(Ask) == []


def test_a_button_that_says_talk_to_a_person_is_an_answer_of_the_script() -> None:
    steps: Steps = {"q": ask("q", choices("person", "rest"), save="wants"), "b": ask("b")}
    made = bundle(script("s", steps))
    person = Person(made, "s", labels={"talk to a person": "person"})
    person.does(heard("human", Level.WATCH, "Talk to a person!"))

    assert person.state.answers == {"wants": "person"}
    assert person.told == ["human"]
    ended = Person(bundle(script("s", {"t": SayStep(text=TextId("t"))})), "s")
    ended.does(heard("human", Level.WATCH, "talk to a person"))
    assert ended.told == ["asked_for_person"]


# Words of danger


def test_words_of_crisis_replace_the_conversation_and_are_kept() -> None:
    made = bundle(script("s", {"q": ask("q", FreeTextAnswer(), save="k")}), HELP)
    for begin in (True, False):
        person = Person(made, "s", begin=begin)
        person.does(heard("suicide", words="I want to die"))

        assert person.told == ["suicide"]
        assert person.effects(KeepRemark) == [KeepRemark(words="I want to die")]
        assert person.effects(SaveAnswer) == []
        assert person.ending == "replaced"
        assert person.effects(StartNow) == [StartNow(script="crisis_help")]


def test_words_of_crisis_inside_the_crisis_script_show_its_lines_again() -> None:
    person = Person(bundle(HELP), "crisis_help")
    person.does(heard("suicide"))

    assert person.effects(Show) == [Show(resource="crisis_lines", crisis=True)]
    assert person.asked.line.text == "q.with"
    assert person.effects(StartNow) == []


def test_words_of_crisis_after_the_end_start_help() -> None:
    person = Person(bundle(script("s", {"t": SayStep(text=TextId("t"))}), HELP), "s")
    person.does(heard("overdose"))

    assert person.effects(StartNow) == [StartNow(script="crisis_help")]
    assert person.ending is None


def test_without_a_crisis_script_the_lines_are_shown_and_the_question_stands() -> None:
    person = Person(bundle(script("s", {"q": ask("q")})), "s")
    person.does(heard("medical"))
    assert person.effects(Show) == [Show(resource="crisis_lines", crisis=True)]
    assert person.asked.line.text == "q"
    bare = Person(bundle(script("s", {"q": ask("q")}), resources={"crisis_lines": False}), "s")
    bare.does(heard("medical"))

    assert bare.effects(Show) == []


def test_each_kind_of_crisis_has_its_script() -> None:
    made = bundle(HELP, script("overdose_help", {}), script("withdrawal_help", {}))
    kinds = ("suicide", "violence", "overdose", "medical", "a phrase of the programme")
    found = [crisis_script_for(made, kind) for kind in kinds]

    assert found == ["crisis_help", "crisis_help", "overdose_help", "withdrawal_help", "crisis_help"]
    assert crisis_script_for(bundle(), "suicide") is None


def test_urgent_words_are_told_and_still_answer_the_question() -> None:
    person = Person(bundle(script("s", {"q": ask("q", FreeTextAnswer(), save="win")})), "s")
    person.does(heard("lapse", Level.URGENT, "I drank and called my sister"))

    assert person.told == ["lapse"]
    assert person.state.answers == {"win": "I drank and called my sister"}
    person.does(heard("programme_words", Level.WATCH))
    assert person.told == ["programme_words"]


# Words that do not fit


def test_the_first_misfit_is_kept_thanked_and_asked_again_the_second_is_let_go() -> None:
    steps: Steps = {"q": ask("q", ScaleAnswer(low=0, high=10), save="craving"), "b": ask("b")}
    person = Person(bundle(script("s", steps)), "s")
    person.writes("like the sea")
    assert person.effects(KeepRemark) == [KeepRemark(words="like the sea")]
    assert person.said == ["bot.thanks_for_words"]
    assert person.asked.line.text == "q"
    person.writes("like the sky")

    assert person.effects(KeepRemark) == [KeepRemark(words="like the sky")]
    assert person.said == ["bot.let_go"]
    assert person.asked.line.text == "b"
    assert person.state.answers == {"craving": SKIPPED}
    assert person.state.misfits == 0


def test_a_question_without_buttons_is_asked_again_in_other_words() -> None:
    person = Person(bundle(script("s", {"q": ask("q", FreeTextAnswer(), save="k")})), "s")
    person.writes("   ")

    assert person.said == ["bot.thanks_try_again"]


def test_a_question_that_must_be_answered_is_never_let_go() -> None:
    consent = ask("q", ConsentAnswer(name="programme"), must_answer=True)
    person = Person(bundle(script("s", {"q": consent, "b": ask("b")})), "s")
    for words in ("what is this", "and why", "skip", "hm"):
        person.writes(words)

        assert person.said == ["bot.thanks_for_words"]
        assert person.asked.line.text == "q"
        assert Control.PERSON in [option.choice for option in person.asked.controls]
    person.writes("yes")
    assert person.asked.line.text == "b"


def test_the_misfits_of_one_question_do_not_count_for_the_next() -> None:
    person = Person(bundle(script("s", {"q": ask("q"), "b": ask("b")})), "s")
    person.writes("hm")
    person.writes("yes")
    person.writes("hm")

    assert person.asked.line.text == "b"


def test_holding_on_without_any_lines_still_holds_on() -> None:
    made = bundle(script("s", {"h": WaitForPersonStep(text=TextId("t"))}), resources={"crisis_lines": False})
    person = Person(made, "s")
    person.taps(Control.LINES_AGAIN)

    assert person.effects(Show) == []
    assert person.asked.line.text == "bot.still_here"


# Limits


def test_a_circle_without_a_question_ends_kindly_and_tells_a_coach() -> None:
    steps: Steps = {
        "a": SayStep(text=TextId("t")),
        "p": PictureStep(file="p.png", described=TextId("t")),
        "lines": ShowStep(resource="crisis_lines"),
        "d": (DoStep(action="start check-ins"), to("a")),
    }
    person = Person(bundle(script("s", steps)), "s")

    assert person.said == ["bot.lost_the_thread"]
    assert person.effects(SendPicture) == []
    assert person.effects(Show) == [Show(resource="crisis_lines", crisis=True)]
    assert person.effects(Do) == [Do(action="start check-ins", values={})]
    assert person.told == ["limit"]
    assert person.ending == "failed"


def test_scripts_that_call_each_other_in_a_circle_end_kindly() -> None:
    person = Person(bundle(script("s", {"q": ask("q"), "c": CallStep(script="s")})), "s")
    for _ in range(STACK_DEPTH):
        person.taps("yes")

    assert person.ending == "failed"
    assert person.told == ["limit"]


def test_a_conversation_that_asks_without_end_ends_kindly() -> None:
    person = Person(bundle(script("s", {"q": (ask("q"), to("q"))})), "s")
    for _ in range(QUESTIONS_PER_CONVERSATION):
        person.taps("yes")

    assert person.said == ["bot.enough_for_now"]
    assert person.told == ["limit"]
    assert person.ending == "stopped"


def test_an_effect_of_say_is_never_after_the_question() -> None:
    person = Person(bundle(script("s", {"t": SayStep(text=TextId("t")), "q": ask("q")})), "s")

    assert [type(effect) for effect in person.last] == [Say, Ask]
