"""Going back, changing an answer, and what becomes of alerts that rested on it; rules about silence."""

from datetime import timedelta

from bot.engine import (
    BeenInARow,
    Control,
    CorrectSignal,
    DropAnswer,
    Ending,
    GiveUpFellDue,
    NoAnswerCame,
    RaiseSignal,
    SaveScore,
    SayStep,
    ScaleAnswer,
    Score,
    ShowStep,
    StartNow,
    TextId,
    can_change,
)
from bot.engine.state import SKIPPED
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
    silence,
    value,
)

CRAVING = ScaleAnswer(low=0, high=10)
STRONG = rule("strong", answer_is("craving", number(8)), level=Level.WATCH)
DYING = rule("dying", answer_is("body", value("thoughts")), level=Level.CRISIS, start_now="help")
HELP = script("help", {"lines": ShowStep(resource="crisis_lines"), "with": ask("q.with")})
CHECK_IN: Steps = {
    "mood": ask("q.mood", choices("good", "hard"), save="mood"),
    "craving": ask("q.craving", CRAVING, save="craving"),
    "win": ask("q.win"),
}


def test_going_back_takes_the_answer_away_and_asks_again() -> None:
    person = Person(bundle(script("s", CHECK_IN)), "s")
    assert person.taps(Control.BACK) == ()
    person.taps("hard")
    person.taps(Control.BACK)

    assert person.effects(DropAnswer) == [DropAnswer(key="mood")]
    assert person.asked.line.text == "q.mood"
    assert person.state.given == ()


def test_a_wrong_tap_is_corrected_when_the_new_answer_does_not_bear_the_alert_out() -> None:
    person = Person(bundle(script("s", CHECK_IN, STRONG)), "s")
    person.taps("good")
    person.taps("9")
    assert person.told == ["s.strong"]
    person.taps(Control.BACK)
    assert person.effects(CorrectSignal) == []
    person.taps("1")

    assert person.effects(CorrectSignal) == [CorrectSignal(why="s.strong")]
    person.taps(Control.BACK)
    person.taps("10")
    assert person.told == ["s.strong"]


def test_the_same_answer_given_again_tells_nobody_twice_and_corrects_nothing() -> None:
    person = Person(bundle(script("s", CHECK_IN, STRONG)), "s")
    person.taps("good")
    person.taps("9")
    person.taps(Control.BACK)
    person.taps("8")

    assert person.told == []
    assert person.effects(CorrectSignal) == []


def test_an_alert_whose_answer_was_taken_back_for_good_is_corrected_at_the_end() -> None:
    person = Person(bundle(script("s", CHECK_IN, STRONG, silence=silence())), "s")
    person.taps("good")
    person.taps("9")
    person.taps(Control.BACK)
    person.does(GiveUpFellDue(turn=person.state.turn))

    assert person.effects(CorrectSignal) == [CorrectSignal(why="s.strong")]
    assert person.ending == "partly answered"


def test_an_alert_stays_in_doubt_until_its_own_question_is_answered_anew() -> None:
    person = Person(bundle(script("s", CHECK_IN, STRONG)), "s")
    person.taps("good")
    person.taps("9")
    person.taps(Control.BACK)
    person.taps(Control.BACK)
    person.taps("hard")
    assert person.effects(CorrectSignal) == []
    person.taps("9")

    assert person.effects(CorrectSignal) == []
    assert person.told == []
    assert person.state.doubted == frozenset()


def test_a_trend_that_still_holds_without_the_answer_is_in_doubt_all_the_same() -> None:
    days = rule("days", BeenInARow(key="mood", match=value("hard"), times=2))
    made = bundle(script("s", CHECK_IN, days))
    person = Person(made, "s", history={"mood": past("hard", "hard")})
    person.taps("hard")
    assert person.told == ["s.days"]
    person.taps(Control.BACK)
    person.taps("good")

    assert person.effects(CorrectSignal) == [CorrectSignal(why="s.days")]


def test_a_loop_that_asks_again_corrects_nothing() -> None:
    steps: Steps = {"q": (ask("q", CRAVING, save="craving"), ((number(8), "q"),))}
    person = Person(bundle(script("s", steps, STRONG)), "s")
    person.taps("9")
    person.taps("2")

    assert person.effects(CorrectSignal) == []
    assert [given.slot for given in person.state.given] == ["craving"]


def test_going_back_over_a_score_makes_it_anew() -> None:
    scores = {"total": Score(how="highest", of=("aa",), needs_at_least=1)}
    steps: Steps = {"a": ask("a", CRAVING, save="aa"), "b": ask("b")}
    person = Person(bundle(script("s", steps, scores=scores)), "s")
    person.taps("3")
    person.taps(Control.BACK)
    assert person.state.scores == {}
    person.taps("4")

    assert person.effects(SaveScore) == [SaveScore(key="total", value=4.0)]


def test_the_last_answer_can_be_changed_for_ten_minutes_after_the_end() -> None:
    person = Person(bundle(script("s", {"q": ask("q", save="k"), "end": SayStep(text=TextId("t"))})), "s")
    person.taps("yes")
    assert person.ending == "completed"
    person.waits(timedelta(minutes=10))
    assert can_change(person.state, person.facts.at)
    assert person.taps(Control.CHANGE, turn=9) == ()
    assert person.taps(Control.SKIP) == ()
    person.taps(Control.CHANGE)

    assert person.effects(DropAnswer) == [DropAnswer(key="k")]
    assert person.state.ended_at is None
    person.taps("no")
    assert person.ending == "completed"


def test_after_ten_minutes_an_answer_stands() -> None:
    person = Person(bundle(script("s", {"q": ask("q", save="k")})), "s")
    person.taps("yes")
    person.waits(timedelta(minutes=10, seconds=1))

    assert person.taps(Control.CHANGE) == ()
    assert not can_change(person.state, person.facts.at)


def test_nothing_can_be_changed_where_nothing_was_answered() -> None:
    person = Person(bundle(script("s", {"t": SayStep(text=TextId("t"))})), "s")

    assert not can_change(person.state, person.facts.at)
    assert person.taps(Control.CHANGE) == ()


def test_an_unsaved_answer_can_be_taken_back_too() -> None:
    person = Person(bundle(script("s", {"q": ask("q"), "b": ask("b")})), "s")
    person.taps("yes")
    person.taps(Control.CHANGE)

    assert person.effects(DropAnswer) == []
    assert person.asked.line.text == "q"


def test_a_wrong_tap_that_started_a_crisis_script_is_noted_and_the_script_goes_on() -> None:
    person = Person(
        bundle(script("s", {"body": ask("q", choices("okay", "thoughts"), save="body")}, DYING), HELP), "s"
    )
    person.taps("thoughts")
    person.taps(Control.CHANGE)

    assert person.effects(CorrectSignal) == [CorrectSignal(why="s.dying")]
    assert person.said == ["bot.wrong_tap_noted"]
    assert person.effects(RaiseSignal) == []
    assert person.state.ending is Ending.REPLACED
    assert person.taps(Control.CHANGE) == ()


def test_silence_rules_are_judged_at_giving_up_and_may_start_a_script() -> None:
    quiet = rule("quiet", NoAnswerCame(), answered("mood", skipped=True))
    help_now = rule("help_now", NoAnswerCame(), level=Level.CRISIS, start_now="help")
    person = Person(bundle(script("s", CHECK_IN, quiet, silence=silence())), "s")
    person.does(GiveUpFellDue(turn=1))
    assert person.told == []
    assert person.ending == "missed"
    skipped = Person(bundle(script("s", CHECK_IN, quiet, silence=silence())), "s")
    skipped.taps(Control.SKIP)
    assert skipped.state.answers == {"mood": SKIPPED}
    skipped.does(GiveUpFellDue(turn=2))
    assert skipped.told == ["s.quiet"]
    started = Person(bundle(script("s", CHECK_IN, help_now, silence=silence()), HELP), "s")
    started.does(GiveUpFellDue(turn=1))

    assert started.effects(StartNow) == [StartNow(script="help")]


def test_a_silence_rule_about_an_answer_given_before_the_silence_speaks() -> None:
    quiet = rule("quiet", NoAnswerCame(), answer_is("mood", value("hard")))
    other = rule("other", NoAnswerCame(), answer_is("craving", number(8)))
    person = Person(bundle(script("s", CHECK_IN, quiet, other, silence=silence())), "s")
    person.taps("hard")
    person.does(GiveUpFellDue(turn=2))

    assert person.told == ["s.quiet"]
