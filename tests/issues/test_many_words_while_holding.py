"""What is asked again does not use up a conversation; pauses do, so that none goes on for ever."""

from datetime import timedelta

from bot.engine import PersonArrived, SayStep, TextId, WaitForPersonStep, WaitRanOut, WaitStep, from_document
from bot.engine import to_document as written
from bot.engine.limits import QUESTIONS_PER_CONVERSATION
from tests.engine.making import Person, ask, bundle, script, to


def test_whoever_writes_a_lot_while_waiting_for_a_person_is_asked_the_next_question() -> None:
    made = bundle(
        script("help", {"stay": WaitForPersonStep(text=TextId("text.stay")), "after": ask("after")})
    )
    maya = Person(made, "help")
    for _ in range(QUESTIONS_PER_CONVERSATION + 5):
        maya.writes("are you there?")
    maya.does(PersonArrived())

    assert maya.asked.line.text == "after"
    assert maya.ending is None


def test_pauses_that_follow_each_other_for_ever_end_kindly() -> None:
    pause = WaitStep(time=timedelta(minutes=1))
    made = bundle(script("breathe", {"pause": pause, "say": (SayStep(text=TextId("in")), to("pause"))}))
    maya = Person(made, "breathe")
    for _ in range(QUESTIONS_PER_CONVERSATION):
        maya.does(WaitRanOut(turn=maya.state.turn))

    assert maya.ending == "stopped"
    assert maya.told == ["limit"]


def test_a_conversation_kept_before_this_was_counted_goes_on() -> None:
    maya = Person(bundle(script("s", {"a": ask("a"), "b": ask("b")})), "s")
    document = written(maya.state)
    del document["asked"]

    assert from_document(document).asked == maya.state.turn
