"""The one public transition: `advance(bundle, state, event, facts) -> Turn(state, effects)`.

Theory of operation
-------------------
A conversation is a stack of places (script, step, part), outermost script first, and what was answered so
far. Between turns it is in one of four phases, and always waits for something:

    phase     waits for                          ends by
    -------   --------------------------------   ------------------------------------------------
    ASKING    an answer to question `turn`       an answer, a skip, going back, giving up
    PAUSING   time, or any word                  WaitRanOut(turn), any words
    HOLDING   a person of the team               PersonArrived, giving up
    ENDED     nothing; for 10 minutes a change   Control.CHANGE

    event             before it began   ASKING         PAUSING     HOLDING          ENDED
    ---------------   ---------------   ------------   ---------   --------------   -------------
    Began             first step        -              -           -                -
    Tapped            -                 answer         -           built-in button  change only
    Wrote             begins            answer         goes on     kept, holds on   -
    Heard crisis      help begins       help begins    the same    the same         help begins
    Heard "human"     as AskedForPerson, the words are kept; words of a button of the question answer it
    Heard other       told, as Wrote    told, Wrote    the same    the same         told
    StoppedByPerson   ends              ends           ends        ends             -
    AskedForPerson    told              told, again    told        told, again      told
    Resumed           first step        asked again    goes on     holds on         -
    NudgeFellDue      said              said           -           said, told       -
    GiveUpFellDue     missed            ends           -           ends             -
    WaitRanOut        -                 -              goes on     -                -
    PersonArrived     -                 -              -           goes on          -

"-" changes nothing: the same state, no effects. So does anything about a question that is no longer open:
each question, pause and holding has its `turn`, written into its buttons and timers. Taps on an older copy
of the question that is still open are taken.

A turn goes: take the answer (answering.py) -> scores -> rules, which may start another script -> the reply ->
the next steps (going.py) until one waits (asking.py) or the last script is over (endings.py). Every loop on
this way has a limit (limits.py).

Nothing here reads a clock, draws a number or knows a word: the same arguments give the same Turn. A state
that does not fit its bundle raises BrokenConversationError; whatever a person does is an ordinary turn.
"""

from typing import assert_never

from bot.engine.answering import names_button, skip, takes_marks, tapped_value, that_is_all, wrote
from bot.engine.asking import buttons
from bot.engine.bundle import Bundle
from bot.engine.changing import change_after_the_end, go_back
from bot.engine.crisis import in_crisis, lines_here
from bot.engine.effects import ExplainWhoSees, KeepRemark, Option, RaiseSignal, Say, Show, Turn
from bot.engine.endings import finish
from bot.engine.events import (
    AskedForPerson,
    Began,
    Control,
    Event,
    GiveUpFellDue,
    Heard,
    NudgeFellDue,
    PersonArrived,
    Resumed,
    StoppedByPerson,
    Tapped,
    WaitRanOut,
    Wrote,
)
from bot.engine.facts import Facts
from bot.engine.going import go_on, leave
from bot.engine.hearing import WANTS_PERSON, ask_again, asked_for_person, heard_crisis, tell_signal
from bot.engine.holding import tapped_while_holding, wrote_while_holding
from bot.engine.questions import first_frame
from bot.engine.reading import named_control
from bot.engine.silence import give_up, nudge
from bot.engine.state import Ending, Phase, State
from bot.engine.walk import Walk, script_of
from bot.engine.wording import own
from bot.signals import Level

# What this is written down as; a case reads it.
STOPPED_IN_CRISIS = "stopped_in_crisis"

_CONTROLS = {which.value: which for which in Control}


def open_state(conversation: int, bundle: Bundle, script: str, seed: int) -> State:
    """Return a conversation that has not begun; `seed` picks wording. `Began` takes its first steps."""
    script_of(bundle, script)
    return State(conversation=conversation, bundle=bundle.hash, script=script, seed=seed)


def advance(bundle: Bundle, state: State, event: Event, facts: Facts) -> Turn:
    """Return the state after `event` and what it asks for, in order.

    At most one Ask, and no text after it. Raises BrokenConversationError only for a state that does not fit
    the bundle.
    """
    walk = Walk(bundle=bundle, facts=facts, state=state)
    _take_event(walk, event)
    return Turn(state=walk.state, effects=tuple(walk.effects), path=tuple(walk.path))


def options_shown(bundle: Bundle, state: State, facts: Facts) -> tuple[Option, ...]:
    """Return the buttons of the open question; empty when nothing is asked.

    Controls come first, so that in a table {label: choice} a choice of the script wins over a control that
    bears the same words.
    """
    options, controls = buttons(Walk(bundle=bundle, facts=facts, state=state))
    return (*controls, *options)


def _take_event(walk: Walk, event: Event) -> None:
    begun = bool(walk.state.stack) or walk.ended
    match event:
        case Began():
            if not begun:
                _begin(walk)
        case Tapped(turn=turn, choice=choice):
            _tapped(walk, turn, choice)
        case Wrote(words=words):
            _wrote(walk, words)
        case Heard(signal=signal, words=words):
            if signal.level is Level.CRISIS:
                heard_crisis(walk, signal, words)
            elif signal.kind == WANTS_PERSON and not names_button(walk, words):
                walk.emit(KeepRemark(words=words))
                asked_for_person(walk)
            else:
                tell_signal(walk, signal)
                _wrote(walk, words)
        case StoppedByPerson():
            if not walk.ended:
                _stop(walk)
        case AskedForPerson():
            asked_for_person(walk)
        case Resumed():
            if not begun:
                _begin(walk)
            elif walk.state.phase is Phase.PAUSING:
                _end_pause(walk)
            else:
                ask_again(walk)
        case NudgeFellDue(turn=turn):
            if _waits_for_person(walk, turn):
                nudge(walk)
        case GiveUpFellDue(turn=turn):
            if _waits_for_person(walk, turn):
                give_up(walk)
        case WaitRanOut(turn=turn):
            if walk.state.phase is Phase.PAUSING and turn == walk.state.turn:
                _end_pause(walk)
        case PersonArrived():
            if walk.state.phase is Phase.HOLDING:
                leave(walk)
                go_on(walk)
        case _:
            assert_never(event)


def _waits_for_person(walk: Walk, turn: int) -> bool:
    """Return whether question `turn`, or an invitation not yet taken up (turn 0), is still open."""
    return walk.state.phase in (Phase.ASKING, Phase.HOLDING) and turn == walk.state.turn


def _begin(walk: Walk) -> None:
    walk.change(stack=(first_frame(walk.bundle, walk.state.script),))
    go_on(walk)


def _end_pause(walk: Walk) -> None:
    walk.change(phase=Phase.ASKING)
    leave(walk)
    go_on(walk)


def _stop(walk: Walk) -> None:
    if walk.state.stack and in_crisis(walk):
        tell = own("stopped_in_crisis")
        walk.emit(RaiseSignal(level=Level.URGENT, why=STOPPED_IN_CRISIS, tell=tell))
        lines = lines_here(walk)
        if lines is not None:
            walk.emit(Show(resource=lines, crisis=True))
    walk.emit(Say(line=own("stopped")))
    finish(walk, Ending.STOPPED)


def _tapped(walk: Walk, turn: int, choice: str) -> None:
    state = walk.state
    if walk.ended:
        if choice == Control.CHANGE and turn == state.turn:
            change_after_the_end(walk)
        return
    if not state.stack or not state.asked_from <= turn <= state.turn:
        return
    which = _CONTROLS.get(choice)
    if which is not None:
        _controlled(walk, which)
    elif state.phase is Phase.ASKING and (turn == state.turn or not takes_marks(walk)):
        tapped_value(walk, choice)


def _controlled(walk: Walk, which: Control) -> None:
    if which is Control.STOP:
        _stop(walk)
    elif which is Control.PERSON:
        asked_for_person(walk)
    elif walk.state.phase is Phase.HOLDING:
        tapped_while_holding(walk, which)
    elif walk.state.phase is Phase.ASKING:
        if which is Control.SKIP:
            skip(walk)
        elif which is Control.THAT_IS_ALL:
            that_is_all(walk)
        elif which in (Control.BACK, Control.CHANGE):
            go_back(walk)
        elif which is Control.WHO_SEES:
            _explain(walk)


def _explain(walk: Walk) -> None:
    """Who sees the answer is said beside the question, which stands as it is, with its buttons and clocks."""
    walk.emit(ExplainWhoSees(stack=walk.state.stack))


def _wrote(walk: Walk, words: str) -> None:
    if walk.ended:
        return
    if walk.state.stack and walk.state.phase is Phase.ASKING:
        named = wrote(walk, words)
        if named is not None:
            _controlled(walk, named)
        return
    named = named_control(words)
    if named is Control.STOP or named is Control.PERSON:
        _controlled(walk, named)
    elif walk.state.phase is Phase.HOLDING:
        wrote_while_holding(walk, words)
    else:
        walk.emit(KeepRemark(words=words))
        if walk.state.phase is Phase.PAUSING:
            _end_pause(walk)
        else:
            _begin(walk)
