"""A crisis meets its lines in the very next message: through calls, from every state, in every language."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine import (
    Bundle,
    CallStep,
    Heard,
    RaiseSignal,
    SayStep,
    Show,
    ShowStep,
    StartNow,
    TellCoachStep,
    TextId,
    crisis_script_for,
    first_lines,
)
from bot.scripts import load, read_folder
from bot.scripts.proving import prove
from bot.signals import Level, Signal
from bot.texts import resource_words
from tests.engine.making import Person, answer_is, ask, bundle, choices, rule, script, value
from tests.engine.test_engine_any_script import Deed, deeds
from tests.scripts.proving.faults import MOOD, trial
from tests.scripts.proving.test_proving_is_sound import HELP, any_programme

TEXT = TextId("t")
TELL = TellCoachStep(text=TEXT, level=Level.CRISIS)
LINES = ShowStep(resource="crisis_lines")
DYING = answer_is("how", value("dying"))


def codes(made: Bundle) -> list[str]:
    return [problem.code for problem in prove(made, sorted(made.scripts))]


def test_the_script_that_is_called_may_bring_the_lines() -> None:
    called = script("called", {"lines": LINES, "then": ask("how")})

    assert codes(bundle(script("first", {"tell": TELL, "go": CallStep(script="called")}), called)) == []


def test_a_call_that_asks_first_leaves_the_telling_bare() -> None:
    called = script("called", {"then": ask("how"), "lines": LINES})
    found = prove(bundle(script("first", {"tell": TELL, "go": CallStep(script="called")}), called), ["first"])

    assert [problem.code for problem in found] == ["E611"]
    assert found[0].dialogue == ("coach told: first.tell", "bot: called.then")


def test_help_that_does_not_begin_with_lines_is_shown_as_it_would_go() -> None:
    bare = script("crisis_help", {"hello": SayStep(text=TEXT), "how": ask("how"), "lines": LINES})
    starts = rule("dying", DYING, level=Level.CRISIS, start_now="crisis_help")
    check_in = script("check_in", {"how": ask("how", choices("fine", "dying"), save="how")}, starts)
    found = prove(bundle(check_in, bare), ["check_in", "crisis_help"])

    assert {(problem.file, problem.code) for problem in found} == {
        ("check_in.yaml", "E611"),
        ("crisis_help.yaml", "E611"),
    }
    assert ("bot: crisis_help.hello", "bot: crisis_help.how") in [one.dialogue[-2:] for one in found]


def test_a_caller_that_could_not_be_read_is_not_held_against_what_it_calls(good: dict[str, str]) -> None:
    body = f"  tell:\n    tell coach: It is hard.\n    level: crisis\n{MOOD}"
    head = "format: 1\nscript: trial\ntitle: T\nstarts: only when called\n"
    head += "if no answer: {give up after: 2 hours}\nsteps:\n"
    made = load({**good, **trial(body, head)})

    assert [problem.code for problem in prove(made, ["trial"])] == ["E611"]
    assert prove(replace(made, hash=""), ["trial"]) == []


@given(any_programme(), st.lists(deeds, max_size=10), st.sampled_from(("suicide", "overdose", "own_kind")))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_from_every_state_words_of_danger_bring_the_lines(made: Bundle, does: list[Deed], kind: str) -> None:
    maya = Person(made, "first")
    for deed in does:
        maya.does(deed(made, maya.state))
    maya.does(Heard(signal=Signal(level=Level.CRISIS, kind=kind, why="phrase"), words="I want to die"))
    effects = list(maya.last)
    for effect in maya.last:
        if isinstance(effect, StartNow):
            effects.extend(Person(made, effect.script).last)

    assert any(isinstance(effect, Show) and effect.crisis for effect in effects)
    assert any(isinstance(effect, RaiseSignal) and effect.level is Level.CRISIS for effect in effects)
    assert HELP.name in made.scripts


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    root = Path(__file__).parents[3]
    files = dict(read_folder(root / "conversations", root / "no_catalogs"))
    return load({name: text for name, text in files.items() if name.endswith(".yaml")})


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_help_has_words_for_its_lines_in_every_language(shipped: Bundle, language: str) -> None:
    started = {
        rule.start_now
        for one in shipped.scripts.values()
        for rule in one.risk.values()
        if rule.level is Level.CRISIS
    }
    started.update(crisis_script_for(shipped, kind) for kind in shipped.phrases)
    for name in started:
        assert name is not None
        lines = first_lines(shipped, name)

        assert lines is not None
        assert resource_words(shipped, lines, language, lambda: "").strip()
        assert any(isinstance(effect, Show) and effect.crisis for effect in Person(shipped, name).last)
