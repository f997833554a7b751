"""Whatever editors write and people do: it ends or waits, is the same twice, and asks once a turn."""

import json
from collections.abc import Callable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine import (
    END,
    Answered,
    AnswerMatch,
    Ask,
    AskedForPerson,
    BeenInARow,
    Began,
    Bundle,
    Clause,
    Control,
    CorrectSignal,
    Effect,
    Event,
    Finish,
    GiveUpFellDue,
    GoneInARow,
    Heard,
    Is,
    NoAnswerCame,
    NudgeFellDue,
    PersonArrived,
    Resumed,
    Rule,
    Say,
    Score,
    SendPicture,
    SetWait,
    Show,
    StartNow,
    State,
    StepKind,
    StoppedByPerson,
    Tapped,
    TextId,
    WaitRanOut,
    Wrote,
    advance,
    from_document,
    keys_looked_at,
    open_state,
    options_shown,
    to_document,
)
from bot.engine.bundle import Service
from bot.engine.limits import STACK_DEPTH
from bot.engine.script import (
    AskEachStep,
    AskStep,
    CallStep,
    ChooseAnyAnswer,
    ClockAnswer,
    DecideStep,
    DoStep,
    FreeTextAnswer,
    NumberAnswer,
    OfferServicesStep,
    PictureStep,
    Question,
    SayStep,
    ScaleAnswer,
    ScheduleStep,
    Script,
    ShowStep,
    TellCoachStep,
    WaitForPersonStep,
    WaitStep,
    YesNoAnswer,
)
from bot.engine.state import Phase
from bot.signals import Level, Signal
from tests.engine.making import (
    OTHERWISE,
    SKIP,
    Made,
    bundle,
    choices,
    facts,
    number,
    past,
    script,
    silence,
    value,
    when,
)

SCRIPTS = ("first", "second", "crisis_help")
STEPS = ("one", "two", "three", "four")
KEYS = ("mood", "craving", "both")
TEXTS = TextId("t")

keys = st.sampled_from(KEYS)
scripts = st.sampled_from(SCRIPTS)
targets = st.sampled_from((*STEPS, "next", END))
matches: st.SearchStrategy[AnswerMatch] = st.sampled_from(
    (OTHERWISE, SKIP, number(5), value("yes"), value("hard", "aa"), number(None, 2))
)
thens: st.SearchStrategy[tuple[tuple[AnswerMatch, str], ...]] = st.lists(
    st.tuples(matches, targets), max_size=3
).map(lambda found: tuple(found))
kinds = st.sampled_from(
    (
        ScaleAnswer(low=0, high=3),
        YesNoAnswer(),
        FreeTextAnswer(),
        NumberAnswer(low=0),
        ClockAnswer(),
        choices("hard", "good"),
        ChooseAnyAnswer(choices={"aa": TEXTS, "bb": TEXTS}),
    )
)
questions = st.builds(
    Question,
    kind=kinds,
    save=st.none() | keys,
    must_answer=st.booleans(),
    reply=st.just(()) | st.just(((value("hard"), TEXTS),)),
)
clauses: st.SearchStrategy[Clause] = (
    st.builds(Is, key=keys, match=matches, negated=st.booleans())
    | st.builds(Answered, key=keys, skipped=st.booleans())
    | st.builds(GoneInARow, key=keys, up=st.booleans(), times=st.integers(1, 2))
    | st.builds(BeenInARow, key=keys, match=matches, times=st.integers(1, 2))
    | st.just(NoAnswerCame())
)
conditions = st.lists(clauses, min_size=1, max_size=2).map(lambda found: when(*found))
steps: st.SearchStrategy[StepKind] = (
    st.builds(AskStep, text=st.just(TEXTS), question=questions)
    | st.builds(AskStep, text=st.just(TEXTS), question=questions)
    | st.builds(AskEachStep, texts=st.just({"mood": TEXTS, "craving": TEXTS}), question=questions)
    | st.builds(DecideStep, branches=st.tuples(st.tuples(conditions, targets)), otherwise=targets)
    | st.builds(CallStep, script=scripts)
    | st.builds(ScheduleStep, script=scripts, after=st.just(timedelta(days=1)))
    | st.builds(WaitStep, time=st.just(timedelta(minutes=1)))
    | st.builds(OfferServicesStep, need=st.sampled_from(("detox", "nothing")))
    | st.builds(DoStep, action=st.sampled_from(("pause", "set name", "unknown")))
    | st.just(SayStep(text=TEXTS))
    | st.just(ShowStep(resource="crisis_lines"))
    | st.just(TellCoachStep(text=TEXTS))
    | st.just(PictureStep(file="p", described=TEXTS))
    | st.just(WaitForPersonStep(text=TEXTS))
)
rules = st.builds(
    Rule,
    name=st.sampled_from(("red", "blue")),
    when=conditions,
    level=st.sampled_from((Level.WATCH, Level.CRISIS)),
    tell_coach=st.just(TEXTS),
    start_now=st.none() | scripts,
)


@st.composite
def any_script(draw: st.DrawFn, name: str) -> Script:
    made: dict[str, Made] = {step: (draw(steps), draw(thens)) for step in STEPS}
    scores = {"total": Score(how="mean", of=("mood", "craving"), needs_at_least=1)}
    quiet = draw(st.sampled_from((None, silence(), silence(None))))
    return script(name, made, *draw(st.lists(rules, max_size=2)), scores=scores, silence=quiet)


@st.composite
def any_bundle(draw: st.DrawFn) -> Bundle:
    detox = Service(name="north", need="detox", texts={"en": "how"})
    return bundle(*(draw(any_script(name)) for name in SCRIPTS), services=(detox,))


# What a person or a clock may do; it is told the state, so that it often fits.
Deed = Callable[[Bundle, State], Event]


def tap(place: int) -> Deed:
    def deed(made: Bundle, state: State) -> Event:
        shown = options_shown(made, state, facts())
        choice = shown[place % len(shown)].choice if shown else Control.CHANGE.value
        return Tapped(turn=state.turn, choice=choice)

    return deed


def always(event: Event) -> Deed:
    return lambda made, state: event


def timer(name: str) -> Deed:
    kinds: dict[str, Callable[[int], Event]] = {
        "nudge": lambda turn: NudgeFellDue(turn=turn),
        "give_up": lambda turn: GiveUpFellDue(turn=turn),
        "wait": lambda turn: WaitRanOut(turn=turn),
    }
    return lambda made, state: kinds[name](state.turn)


events: st.SearchStrategy[Event] = st.sampled_from(
    (Began(), StoppedByPerson(), AskedForPerson(), Resumed(), PersonArrived())
)

words = st.sampled_from(("yes", "2", "hard", "no idea", "skip", "back", "9 pm", "a and b", "human", "stop"))
signals = st.builds(
    Signal,
    level=st.sampled_from((Level.WATCH, Level.URGENT, Level.CRISIS)),
    kind=st.sampled_from(("suicide", "lapse", "human", "own_words")),
    why=st.just("phrase"),
)
deeds: st.SearchStrategy[Deed] = (
    st.integers(0, 12).map(tap)
    | st.integers(0, 12).map(tap)
    | st.integers(0, 12).map(tap)
    | words.map(lambda said: always(Wrote(words=said)))
    | st.builds(Heard, signal=signals, words=words).map(always)
    | events.map(always)
    | st.sampled_from(("nudge", "give_up", "wait")).map(timer)
    | st.builds(Tapped, turn=st.integers(-1, 9), choice=st.sampled_from(("yes", "c", "b", "d", "l"))).map(
        always
    )
)


def fits(state: State, effects: tuple[Effect, ...]) -> None:
    """One question at most and no text after it; one that ends has ended, and one that waits can be woken."""
    asks = [effect for effect in effects if isinstance(effect, Ask)]
    assert len(asks) <= 1
    if asks:
        after = effects[effects.index(asks[0]) + 1 :]
        assert not any(isinstance(effect, Say | Show | SendPicture | Ask) for effect in after)
        assert asks[0].turn == state.turn
        assert asks[0].give_up_after is not None
        assert state.phase in (Phase.ASKING, Phase.HOLDING)
        assert len({option.choice for option in asks[0].options}) == len(asks[0].options)
        assert all(len(option.choice) <= 16 for option in asks[0].options)
    finishes = [effect for effect in effects if isinstance(effect, Finish)]
    assert len(finishes) <= 1
    if finishes:
        assert not asks
        assert state.ending is finishes[0].ending
    starts = [effect for effect in effects if isinstance(effect, StartNow)]
    assert len(starts) <= 1
    assert (state.phase is Phase.ENDED) is (state.ending is not None) is (state.ended_at is not None)
    assert state.phase is not Phase.ENDED or state.stack == ()
    assert len(state.stack) <= STACK_DEPTH
    assert len(effects) < 120
    waits = [effect for effect in effects if isinstance(effect, SetWait)]
    assert all(wait.turn == state.turn for wait in waits)
    assert not (waits and asks)
    # Once begun it has ended, or it stands somewhere and waits for an answer, for time or for a person.
    assert state.phase is Phase.ENDED or state.stack


@given(any_bundle(), st.lists(deeds, max_size=25), st.integers(0, 99))
def test_any_conversation_ends_or_waits_and_is_the_same_when_played_again(
    made: Bundle, does: list[Deed], seed: int
) -> None:
    known = facts(history={"craving": past(1, 2, 3), "mood": past("hard")})
    state = open_state(1, made, "first", seed)
    keys_looked_at(made, "first")
    for deed in (always(Began()), *does):
        event = deed(made, state)
        turn = advance(made, state, event, known)

        assert advance(made, state, event, known) == turn
        fits(turn.state, turn.effects)
        assert from_document(json.loads(json.dumps(to_document(turn.state)))) == turn.state
        assert turn.state.turn >= state.turn
        if state.phase is Phase.ENDED and not isinstance(event, Tapped | Heard | AskedForPerson):
            assert turn.state is state
        state = turn.state
    if state.stack and state.phase is not Phase.PAUSING:
        last = advance(made, state, GiveUpFellDue(turn=state.turn), known)
        assert last.state.phase is Phase.ENDED


@given(any_bundle(), st.lists(deeds, max_size=8), st.sampled_from(("yes", "2", "s", "b", "d", "x", "c")))
def test_a_tap_on_an_old_button_changes_nothing(made: Bundle, does: list[Deed], choice: str) -> None:
    state = advance(made, open_state(1, made, "first", 0), Began(), facts()).state
    for deed in does:
        state = advance(made, state, deed(made, state), facts()).state
    for turn in (-1, state.asked_from - 1, state.turn + 1):
        stale = advance(made, state, Tapped(turn=turn, choice=choice), facts())

        assert stale.state is state
        assert stale.effects == ()


@given(any_bundle(), st.lists(deeds, max_size=12))
def test_from_every_state_stop_stops(made: Bundle, does: list[Deed]) -> None:
    state = advance(made, open_state(1, made, "first", 0), Began(), facts()).state
    for deed in does:
        state = advance(made, state, deed(made, state), facts()).state
    stopped = advance(made, state, StoppedByPerson(), facts())

    assert stopped.state.phase is Phase.ENDED
    assert not any(isinstance(effect, CorrectSignal) for effect in stopped.effects) or state.doubted
