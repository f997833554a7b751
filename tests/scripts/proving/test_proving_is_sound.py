"""What the proof calls clean, no walk through the engine breaks; the network holds all ways of the engine."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bot.engine import (
    END,
    AskedForPerson,
    AskStep,
    Began,
    Bundle,
    CallStep,
    Control,
    DecideStep,
    DoStep,
    Effect,
    Event,
    Phase,
    RaiseSignal,
    Rule,
    Say,
    SayStep,
    Script,
    Show,
    ShowStep,
    StartNow,
    State,
    StepKind,
    StoppedByPerson,
    Tapped,
    TellCoachStep,
    TextId,
    Turn,
    WaitForPersonStep,
    WaitRanOut,
    WaitStep,
    Wrote,
    advance,
    open_state,
    options_shown,
)
from bot.scripts import load, read_folder
from bot.scripts.proving import prove
from bot.scripts.proving.network import Network
from bot.scripts.proving.search import Search
from bot.signals import Level
from tests.engine.making import Made, Person, ask, bundle, choices, facts, past, script
from tests.engine.test_engine_any_script import Deed, always, conditions, deeds, questions, thens

LINES = ShowStep(resource="crisis_lines")
TEXT = TextId("t")
STEPS = ("one", "two", "three", "four")
HELP = script(
    "crisis_help",
    {"lines": LINES, "how": ask("how", choices("better", "worse")), "stay": WaitForPersonStep(text=TEXT)},
)
targets = st.sampled_from((*STEPS, "next", END))
plain: st.SearchStrategy[StepKind] = (
    st.builds(AskStep, text=st.just(TEXT), question=questions)
    | st.builds(AskStep, text=st.just(TEXT), question=questions)
    | st.builds(DecideStep, branches=st.tuples(st.tuples(conditions, targets)), otherwise=targets)
    | st.builds(TellCoachStep, text=st.just(TEXT), level=st.sampled_from((Level.WATCH, Level.CRISIS)))
    | st.sampled_from(
        (
            SayStep(text=TEXT),
            LINES,
            WaitStep(time=timedelta(minutes=1)),
            WaitForPersonStep(text=TEXT),
            DoStep(action="set name"),
        )
    )
)
calling: st.SearchStrategy[StepKind] = plain | st.just(CallStep(script="second"))
rules = st.builds(
    Rule,
    name=st.sampled_from(("red", "blue")),
    when=conditions,
    level=st.just(Level.CRISIS),
    tell_coach=st.just(TEXT),
    start_now=st.just("crisis_help"),
)


@st.composite
def any_script(draw: st.DrawFn, name: str, steps: st.SearchStrategy[StepKind]) -> Script:
    made: dict[str, Made] = {step: (draw(steps), draw(thens)) for step in STEPS}
    return script(name, made, *draw(st.lists(rules, max_size=1)))


@st.composite
def any_programme(draw: st.DrawFn) -> Bundle:
    return bundle(draw(any_script("first", calling)), draw(any_script("second", plain)), HELP)


def played(made: Bundle, does: list[Deed]) -> Iterator[tuple[State, Turn, tuple[Effect, ...]]]:
    """Yield (state before, turn, effects with those of what begins in the same turn)."""
    known = facts(history={"craving": past(1, 2, 3), "mood": past("hard")})
    state = open_state(1, made, "first", 0)
    for deed in (always(Began()), *does):
        happens: Event = deed(made, state)
        turn = advance(made, state, happens, known)
        effects = turn.effects
        for effect in turn.effects:
            if isinstance(effect, StartNow):
                begun = open_state(2, made, effect.script, 0)
                effects += advance(made, begun, Began(), known).effects
        yield state, turn, effects
        state = turn.state


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(any_programme(), st.lists(deeds, max_size=20))
def test_what_is_clean_is_never_broken(made: Bundle, does: list[Deed]) -> None:
    codes = {problem.code for problem in prove(made, sorted(made.scripts))}
    event(f"found {sorted(codes)}")
    for _, _, effects in played(made, does):
        told = [effect for effect in effects if isinstance(effect, RaiseSignal)]
        if any(effect.why == "limit" for effect in told):
            assert codes & {"E213", "E218"}
        # The script's own alarms; what is heard in words, and silence, the engine sees to by itself.
        own = [effect for effect in told if "." in effect.why and effect.level is Level.CRISIS]
        if own and not any(isinstance(effect, Show) and effect.crisis for effect in effects):
            assert codes & {"E611", "E218"}


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(any_programme(), st.lists(deeds, max_size=20))
def test_the_network_holds_every_way_the_engine_takes(made: Bundle, does: list[Deed]) -> None:
    network = Network(made)
    for before, turn, _ in played(made, does):
        way = [(script, step) for what, script, step, _ in turn.path if what == "step"]
        answered = turn.state.given[: len(before.given)] == before.given
        if before.stack and before.phase is not Phase.ENDED and answered:
            way.insert(0, (before.stack[-1].script, before.stack[-1].step))
        for (one, step), (other, following) in pairwise(way):
            place = network.places(one)[step]
            if other != one:
                assert place.calls == other or END in place.follow
            else:
                assert following in place.follow or (one, step) == (other, following)


@given(any_programme())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_called_stuck_has_no_way_to_an_end(made: Bundle) -> None:
    search = Search(Network(made), "first", most=300)
    if search.stuck is None or not search.complete:
        return
    seen = {id(search.stuck)}
    waiting = [search.stuck]
    while waiting:
        node = waiting.pop()

        assert node.state.phase is not Phase.HOLDING
        assert node.state.ending is None or node.state.ending.value not in ("completed", "replaced")
        for one in node.follow:
            if id(one) not in seen:
                seen.add(id(one))
                waiting.append(one)


# States looked at for an end; the programmes here have eight steps, and dead ends in them fewer states.
MOST_LOOKED_AT = 60


def onwards(made: Bundle, state: State) -> Iterator[Event]:
    """Yield what a person, time and the team can do, going back and giving up left out."""
    if state.phase is Phase.PAUSING:
        yield WaitRanOut(turn=state.turn)
    elif state.phase is Phase.ASKING:
        for option in options_shown(made, state, facts()):
            if option.choice not in (Control.BACK, Control.STOP, Control.PERSON, Control.WHO_SEES):
                yield Tapped(turn=state.turn, choice=option.choice)
        yield from (Wrote(words=words) for words in ("3", "0", "9 pm"))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(any_programme(), st.lists(deeds, max_size=8))
def test_where_it_is_clean_an_end_can_always_be_reached(made: Bundle, does: list[Deed]) -> None:
    if {problem.code for problem in prove(made, sorted(made.scripts))} & {"E213", "E214", "E218"}:
        return
    known = facts(history={"craving": past(1, 2, 3), "mood": past("hard")})
    state = open_state(1, made, "first", 0)
    for deed in (always(Began()), *does):
        state = advance(made, state, deed(made, state), known).state
    waiting: list[State] = [state]
    seen: set[object] = set()
    while waiting and len(seen) < MOST_LOOKED_AT:
        state = waiting.pop(0)
        if state.phase in (Phase.ENDED, Phase.HOLDING):
            return
        mark = (state.stack, state.phase, state.chosen, state.misfits, frozenset(state.answers.items()))
        if mark not in seen:
            seen.add(mark)
            waiting.extend(advance(made, state, one, known).state for one in onwards(made, state))

    assert waiting, "every way was tried, and none came to an end"


SHIPPED = ("after_use", "crisis_help", "looking_back", "my_check_ins", "ride_the_wave", "welcome")


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    root = Path(__file__).parents[3]
    files = dict(read_folder(root / "conversations", root / "no_catalogs"))
    return load({name: text for name, text in files.items() if name.endswith(".yaml")})


def test_the_shipped_scripts_are_proven(shipped: Bundle) -> None:
    assert prove(shipped, sorted(shipped.scripts)) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_engine_played_to_the_last_state_agrees(shipped: Bundle, name: str) -> None:
    search = Search(Network(shipped), name)

    assert search.complete
    assert search.lost is None
    assert search.stuck is None
    assert search.bare == {}


@given(any_programme(), st.lists(deeds, max_size=12))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_from_every_state_stop_stops_and_a_person_is_told_or_the_truth_is_said(
    made: Bundle, does: list[Deed]
) -> None:
    for nobody in (False, True):
        maya = Person(made, "first")
        for deed in does:
            maya.does(deed(made, maya.state))
        if nobody:
            maya.does(AskedForPerson())

            assert "asked_for_person" in maya.told
            lines = [one.line for one in maya.last if isinstance(one, Say)]
            assert any("when_a_person_answers" in line.values for line in lines)
        maya.does(StoppedByPerson())

        assert maya.state.phase is Phase.ENDED
