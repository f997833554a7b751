"""A conversation is kept as a document and comes back the same."""

import json
from typing import Any

import pytest

from bot.engine import Control, ScaleAnswer, TextId, from_document, to_document
from bot.engine.condition import Answered
from bot.engine.script import ChooseAnyAnswer
from bot.errors import BrokenConversationError
from tests.engine.making import Person, Steps, ask, bundle, rule, script


def talked() -> Person:
    steps: Steps = {
        "a": ask("a", ScaleAnswer(low=0, high=10), save="aa"),
        "b": ask("b", ChooseAnyAnswer(choices={"xx": TextId("x"), "yy": TextId("y")}), save="bb"),
        "c": ask("c"),
    }
    return Person(bundle(script("s", steps, rule("r", Answered(key="aa")))), "s", seed=5)


def test_a_conversation_comes_back_as_it_was_at_every_turn() -> None:
    person = talked()
    for tap in ("7", "xx", "yy", Control.THAT_IS_ALL, Control.BACK, "xx", Control.THAT_IS_ALL, Control.SKIP):
        person.taps(tap)
        document = json.loads(json.dumps(to_document(person.state)))

        assert from_document(document) == person.state
    assert person.ending == "completed"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("shape", 2),
        ("phase", "dreaming"),
        ("ending", "badly"),
        ("stack", [["s"]]),
        ("stack", 7),
        ("given", [["a", {"odd": 1}, [], 1, None]]),
        ("given", [["a", True, [], 1, None]]),
        ("turn", "many"),
        ("ended_at", "2026-11-21T15:00:00"),
        ("ended_at", "yesterday"),
        ("scores", []),
        ("bundle", None),
    ],
)
def test_what_does_not_fit_is_a_broken_conversation_and_says_nothing_of_it(part: str, value: Any) -> None:
    document = to_document(talked().state) | {part: value}
    if part == "bundle":
        del document["bundle"]

    with pytest.raises(BrokenConversationError) as caught:
        from_document(document)
    assert str(value) not in str(caught.value)
