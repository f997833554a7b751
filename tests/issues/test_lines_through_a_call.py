"""A crisis script may show its lines through a script that it calls: it is a crisis script all the same."""

from datetime import timedelta

from bot.engine import CallStep, NudgeFellDue, ShowStep, StoppedByPerson, TextId, WaitForPersonStep
from bot.engine.effects import Show
from bot.signals import Level
from tests.engine.making import Person, answer_is, ask, bundle, choices, rule, script, silence, value

LINES = script("the_lines", {"lines": ShowStep(resource="crisis_lines")})
HELP = script(
    "crisis_help",
    {
        "first": CallStep(script="the_lines"),
        "how": ask("text.how", choices("better", "worse"), save="how"),
        "stay": WaitForPersonStep(text=TextId("text.stay")),
    },
    rule("worse", answer_is("how", value("worse")), level=Level.CRISIS, start_now="crisis_help"),
    silence=silence(timedelta(minutes=10)),
)
CHECK_IN = script(
    "check_in",
    {"how": ask("text.how", choices("fine", "dying"), save="how")},
    rule("dying", answer_is("how", value("dying")), level=Level.CRISIS, start_now="crisis_help"),
)
MADE = bundle(LINES, HELP, CHECK_IN)


def test_a_tap_on_the_crisis_answer_brings_the_lines_at_once() -> None:
    maya = Person(MADE, "check_in")
    dying = maya.asked.options[1]

    assert dying.alarm == "crisis_lines"


def test_a_crisis_while_help_is_running_shows_the_lines_again() -> None:
    maya = Person(MADE, "crisis_help")
    maya.taps("worse")

    assert maya.told == ["crisis_help.worse"]
    assert [show.resource for show in maya.effects(Show)] == ["crisis_lines"]


def test_silence_and_stopping_in_it_mean_danger() -> None:
    maya = Person(MADE, "crisis_help")
    maya.does(NudgeFellDue(turn=maya.state.turn))

    assert maya.told == ["silent_in_crisis"]

    maya.does(StoppedByPerson())

    assert maya.told == ["stopped_in_crisis"]
    assert maya.effects(Show)
