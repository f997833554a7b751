"""Risk rules and scores: when they speak, how often, and what they start."""

from bot.engine import (
    CallStep,
    ChooseAnyAnswer,
    Control,
    Ending,
    GoneInARow,
    Key,
    SaveAnswer,
    SaveScore,
    ScaleAnswer,
    Score,
    Show,
    ShowStep,
    StartNow,
    TextId,
)
from bot.signals import Level
from tests.engine.making import (
    Person,
    Steps,
    answer_is,
    answered,
    ask,
    bundle,
    choices,
    number,
    past,
    rule,
    script,
    value,
)

CRAVING = ScaleAnswer(low=0, high=10)
STRONG = rule("strong", answer_is("craving", number(8)), level=Level.WATCH)
RISING = rule("rising", GoneInARow(key="craving", up=True, times=3))
DYING = rule("dying", answer_is("body", value("thoughts")), level=Level.CRISIS, start_now="help")
HELP = script("help", {"lines": ShowStep(resource="crisis_lines"), "with": ask("q.with")})
CHECK_IN: Steps = {
    "mood": ask("q.mood", choices("good", "hard"), save="mood"),
    "craving": ask("q.craving", CRAVING, save="craving"),
    "win": ask("q.win"),
}


def test_a_rule_speaks_before_the_next_question_and_once() -> None:
    steps: Steps = {"craving": ask("q", CRAVING, save="craving"), "b": ask("b"), "c": ask("c")}
    person = Person(bundle(script("s", steps, STRONG)), "s")
    person.taps("9")

    assert [type(effect).__name__ for effect in person.last] == ["SaveAnswer", "RaiseSignal", "Ask"]
    assert person.told == ["s.strong"]
    person.taps("yes")
    assert person.told == []


def test_rising_for_three_check_ins_tells_the_coach_with_todays_answer() -> None:
    made = bundle(script("s", CHECK_IN, STRONG, RISING))
    person = Person(made, "s", history={"craving": past(4, 5, 6)})
    person.taps("hard")
    assert person.told == []
    person.taps("8")

    assert person.told == ["s.strong", "s.rising"]


def test_yesterdays_answers_alone_tell_nobody_again_today() -> None:
    made = bundle(script("s", CHECK_IN, RISING))
    person = Person(made, "s", history={"craving": past(4, 5, 6, 7)})
    person.taps("hard")
    assert person.told == []
    person.taps(Control.SKIP)

    assert person.told == []


def test_a_rule_may_look_at_saved_answers_of_questions_that_are_not_asked_here() -> None:
    both = rule("both", answer_is("mood", value("hard")), answer_is("used", value("yes")))
    person = Person(bundle(script("s", CHECK_IN, both)), "s", history={"used": past("yes")})
    person.taps("hard")

    assert person.told == ["s.both"]


def test_a_rule_about_two_questions_waits_for_both() -> None:
    both = rule("both", answer_is("mood", value("hard")), answer_is("craving", number(8)))
    person = Person(bundle(script("s", CHECK_IN, both)), "s", history={"craving": past(9)})
    person.taps("hard")
    assert person.told == []
    person.taps("8")

    assert person.told == ["s.both"]


def test_a_skipped_question_can_be_what_a_rule_is_about() -> None:
    skipped = rule("skipped", answered("mood", skipped=True))
    person = Person(bundle(script("s", CHECK_IN, skipped)), "s")
    person.taps(Control.SKIP)

    assert person.told == ["s.skipped"]


def test_rules_of_a_called_script_and_of_its_caller_both_speak() -> None:
    inner = script("inner", {"q": ask("q", CRAVING, save="craving")}, STRONG)
    outer_rule = rule("outer_strong", answer_is("craving", number(8)))
    person = Person(bundle(script("outer", {"c": CallStep(script="inner")}, outer_rule), inner), "outer")
    person.taps("9")

    assert person.told == ["outer.outer_strong", "inner.strong"]


def test_a_crisis_rule_closes_the_conversation_and_starts_help_without_a_reply() -> None:
    body = ask("q", choices("okay", "thoughts"), save="body", reply=((value("thoughts"), TextId("r")),))
    person = Person(bundle(script("s", {"body": body}, DYING), HELP), "s")

    assert [option.alarm for option in person.asked.options] == [None, "crisis_lines"]
    person.taps("thoughts")
    assert [type(effect).__name__ for effect in person.last] == [
        "SaveAnswer",
        "RaiseSignal",
        "Finish",
        "StartNow",
    ]
    assert person.effects(StartNow) == [StartNow(script="help")]
    assert person.ending == "replaced"
    assert person.state.ending is Ending.REPLACED


def test_all_rules_speak_before_the_highest_one_starts_its_script() -> None:
    low = rule("low", answered("body"), level=Level.URGENT, start_now="other")
    other = script("other", {"q": ask("q")})
    made = bundle(
        script("s", {"body": ask("q", choices("okay", "thoughts"), save="body")}, low, DYING), HELP, other
    )
    person = Person(made, "s")
    person.taps("thoughts")

    assert person.told == ["s.low", "s.dying"]
    assert person.effects(StartNow) == [StartNow(script="help")]


def test_a_rule_that_starts_its_own_script_shows_the_lines_instead_of_a_circle() -> None:
    again = rule("again", answered("body"), level=Level.CRISIS, start_now="help")
    steps: Steps = {
        "lines": ShowStep(resource="crisis_lines"),
        "body": ask("q", save="body"),
        "more": ask("q.more"),
    }
    person = Person(bundle(script("help", steps, again)), "help")
    person.taps("yes")

    assert person.effects(Show) == [Show(resource="crisis_lines", crisis=True)]
    assert person.asked.line.text == "q.more"


def test_a_rule_that_starts_its_own_script_without_lines_just_tells() -> None:
    again = rule("again", answered("body"), start_now="s")
    person = Person(bundle(script("s", {"body": ask("q", save="body"), "m": ask("m")}, again)), "s")
    person.taps("yes")

    assert person.told == ["s.again"]
    assert person.asked.line.text == "m"


def test_a_crisis_in_a_choose_any_question_is_an_answer_at_the_first_tap() -> None:
    kind = ChooseAnyAnswer(choices={"okay": TextId("c.o"), "thoughts": TextId("c.t")})
    person = Person(bundle(script("s", {"body": ask("q", kind, save="body")}, DYING), HELP), "s")

    assert [option.alarm for option in person.asked.options] == [None, "crisis_lines"]
    person.taps("okay")
    person.taps("thoughts")
    assert person.effects(SaveAnswer)[0].value == ("okay", "thoughts")
    assert person.ending == "replaced"


def test_no_alarm_stands_on_answers_that_need_more_to_be_a_crisis() -> None:
    both = rule(
        "both",
        answer_is("body", value("thoughts")),
        answer_is("alone", value("yes")),
        level=Level.CRISIS,
        start_now="help",
    )
    steps: Steps = {"body": ask("q", choices("okay", "thoughts"), save="body"), "a": ask("a", save="alone")}
    person = Person(bundle(script("s", steps, both), HELP), "s")

    assert [option.alarm for option in person.asked.options] == [None, None]


def test_a_score_is_kept_when_its_last_question_is_answered_or_skipped_and_rules_see_it() -> None:
    low = rule("low_score", answer_is("total", number(0, 5)))
    steps: Steps = {"a": ask("a", CRAVING, save="aa"), "b": ask("b", CRAVING, save="bb"), "c": ask("c")}
    scores = {"total": Score(how="sum", of=("aa", "bb"), needs_at_least=1)}
    person = Person(bundle(script("s", steps, low, scores=scores)), "s")
    person.taps("3")
    assert person.effects(SaveScore) == []
    person.taps(Control.SKIP)

    assert person.effects(SaveScore) == [SaveScore(key="total", value=3.0)]
    assert person.told == ["s.low_score"]


def test_too_few_answers_make_no_score() -> None:
    scores = {"total": Score(how="mean", of=("aa", "bb"), needs_at_least=2)}
    steps: Steps = {"a": ask("a", CRAVING, save="aa"), "b": ask("b", CRAVING, save="bb")}
    person = Person(bundle(script("s", steps, scores=scores)), "s")
    person.taps("3")
    person.taps(Control.SKIP)

    assert person.effects(SaveScore) == []


def test_a_score_whose_last_question_is_never_reached_is_kept_at_the_end_and_may_start_help() -> None:
    low = rule("low_score", answer_is("least", number(0, 5)), level=Level.CRISIS, start_now="help")
    scores = {"least": Score(how="lowest", of=("aa", "never"), needs_at_least=1)}
    person = Person(bundle(script("s", {"a": ask("a", CRAVING, save="aa")}, low, scores=scores), HELP), "s")
    person.taps("3")

    assert person.effects(SaveScore) == [SaveScore(key="least", value=3.0)]
    assert person.ending == "replaced"


def test_the_unit_of_a_key_is_saved_with_the_answer() -> None:
    key = Key(name="craving", label="Craving", kind="scale", unit="points")
    person = Person(bundle(script("s", {"q": ask("q", CRAVING, save="craving")}), keys=(key,)), "s")
    person.taps("4")

    assert person.effects(SaveAnswer) == [SaveAnswer(key="craving", value=4, unit="points")]
