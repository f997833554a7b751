"""A coach is told of a crisis in a script that is called; at its end a rule starts another conversation.

The lines stood behind the call, so that the person never saw them, and the proof held the script for clean:
the rule looks at a score that is counted at the end, which no way through the network shows.
"""

from bot.engine import (
    CallStep,
    RaiseSignal,
    SayStep,
    ScaleAnswer,
    Score,
    Show,
    ShowStep,
    StartNow,
    TellCoachStep,
    TextId,
)
from bot.scripts.proving import prove
from bot.signals import Level
from tests.engine.making import OTHERWISE, Person, answer_is, ask, bundle, number, rule, script

FROM_0_TO_10 = ScaleAnswer(low=0, high=10)
MADE = bundle(
    script("outer", {"first": CallStep(script="inner"), "lines": ShowStep(resource="crisis_lines")}),
    script(
        "inner",
        {
            "one": (ask("t", FROM_0_TO_10, save="one"), ((OTHERWISE, "tell"),)),
            "two": ask("t", FROM_0_TO_10, save="two"),
            "tell": TellCoachStep(text=TextId("t"), level=Level.CRISIS),
        },
        rule("high", answer_is("both", number(5)), level=Level.WATCH, start_now="reasons"),
        scores={"both": Score(how="sum", of=("one", "two"), needs_at_least=1)},
    ),
    script("reasons", {"say": SayStep(text=TextId("t"))}),
)


def test_the_lines_come_before_the_other_conversation_begins() -> None:
    person = Person(MADE, "outer")

    effects = person.writes("8")

    told = [effect.level for effect in effects if isinstance(effect, RaiseSignal)]
    assert told == [Level.CRISIS, Level.WATCH]
    assert [effect for effect in effects if isinstance(effect, StartNow)] == [StartNow(script="reasons")]
    assert [effect for effect in effects if isinstance(effect, Show)] == [
        Show(resource="crisis_lines", crisis=True)
    ]


def test_so_the_proof_is_right_to_find_nothing() -> None:
    assert [problem.code for problem in prove(MADE, ["outer"])] == []
