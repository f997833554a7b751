"""Where a conversation goes next, and what the steps on the way do, until one waits or the end is reached."""

from typing import assert_never

from bot.engine.actions import act
from bot.engine.asking import ask
from bot.engine.crisis import is_crisis_resource
from bot.engine.effects import (
    RaiseSignal,
    Say,
    ScheduleScript,
    SendPicture,
    SendSound,
    SetWait,
    Show,
)
from bot.engine.endings import finish, follow_rules, leave_it_here, lose_the_thread
from bot.engine.judge import holds, known, matches
from bot.engine.limits import QUESTIONS_PER_CONVERSATION, STACK_DEPTH, STEPS_PER_TURN
from bot.engine.questions import first_frame, services_for, step_at
from bot.engine.scores import keep_scores
from bot.engine.script import (
    END,
    NEXT,
    AskEachStep,
    AskStep,
    CallStep,
    DecideStep,
    DoStep,
    OfferServicesStep,
    PictureStep,
    PlayStep,
    SayStep,
    ScheduleStep,
    Script,
    ShowStep,
    Step,
    TellCoachStep,
    WaitForPersonStep,
    WaitStep,
)
from bot.engine.state import Ending, Frame, Phase, Skipped, Value
from bot.engine.walk import Walk, script_of
from bot.engine.wording import line_for, own
from bot.errors import BrokenConversationError
from bot.signals import Level

# The `then` word of `offer services` when there is nothing to offer.
NOTHING_FOUND = "none"


def step_after(script: Script, name: str) -> str | None:
    """Return the step after `name` in the file, or None after the last."""
    names = list(script.steps)
    place = names.index(name) + 1
    return names[place] if place < len(names) else None


def _way(step: Step, answer: Value | Skipped | None) -> tuple[int | None, str]:
    """Return which line of `then` the answer takes and where it leads; no line where none fits it."""
    for line, (match, target) in enumerate(step.then):
        if matches(match, answer):
            return line, target
    return None, NEXT


def target_of(step: Step, answer: Value | Skipped | None) -> str:
    """Return where the step's `then` leads with this answer."""
    return _way(step, answer)[1]


def _target(walk: Walk, answer: Value | Skipped | None) -> str:
    line, target = _way(step_at(walk.bundle, walk.top), answer)
    if line is not None:
        walk.passed("then", walk.top, line)
    return target


def _go_to(walk: Walk, target: str) -> bool:
    """Move within the innermost script; return False when that is its end."""
    frame = walk.top
    script = script_of(walk.bundle, frame.script)
    name = step_after(script, frame.step) if target == NEXT else target
    if name is None or target == END:
        return False
    if name not in script.steps:
        raise BrokenConversationError
    walk.put(Frame(script=frame.script, step=name))
    return True


def leave(walk: Walk, answer: Value | Skipped | None = None, *, to: str | None = None) -> None:
    """Leave the step where the conversation stands, with this answer; return from scripts that are over."""
    target = to if to is not None else _target(walk, answer)
    while not _go_to(walk, target):
        keep_scores(walk, script_of(walk.bundle, walk.top.script), at_the_end=True)
        if follow_rules(walk):
            return
        walk.change(stack=walk.state.stack[:-1])
        if not walk.state.stack:
            finish(walk, Ending.COMPLETED)
            return
        target = _target(walk, None)


def _once(walk: Walk) -> bool:
    """Return whether the step is met for the first time: going back must not tell or schedule twice."""
    mark = f"step:{walk.top.script}.{walk.top.step}"
    if mark in walk.state.fired:
        return False
    walk.change(fired=walk.state.fired | {mark})
    return True


def go_on(walk: Walk) -> None:
    """Do the steps from the top of the stack until one waits for the person, or the conversation ends."""
    for _ in range(STEPS_PER_TURN):
        if walk.ended or _do(walk, step_at(walk.bundle, walk.top)):
            return
    if not walk.ended:
        lose_the_thread(walk)


def _ask(walk: Walk) -> None:
    if walk.state.asked >= QUESTIONS_PER_CONVERSATION:
        leave_it_here(walk)
    else:
        ask(walk)


def _pause(walk: Walk, kind: WaitStep) -> None:
    if walk.state.asked >= QUESTIONS_PER_CONVERSATION:
        leave_it_here(walk)
        return
    turn = walk.state.turn + 1
    walk.change(turn=turn, asked_from=turn, asked=walk.state.asked + 1, phase=Phase.PAUSING)
    walk.emit(SetWait(turn=turn, after=kind.time))


def _tell_coach(walk: Walk, kind: TellCoachStep) -> None:
    if not _once(walk):
        return
    tell = line_for(walk.bundle, kind.text, walk.facts, walk.state)
    why = f"{walk.top.script}.{walk.top.step}"
    walk.emit(RaiseSignal(level=kind.level, why=why, tell=tell))


def _schedule(walk: Walk, kind: ScheduleStep) -> None:
    if not _once(walk):
        return
    walk.emit(ScheduleScript(script=kind.script, after=kind.after, at=kind.at, at_most=kind.at_most))


def _find_nothing(walk: Walk, need: str) -> None:
    """Say that there is nothing to offer, and let a person look."""
    walk.emit(Say(line=own("no_service")))
    if _once(walk):
        why = f"{walk.top.script}.{walk.top.step}"
        tell = own("no_service_tell", need=need)
        walk.emit(RaiseSignal(level=Level.WATCH, why=why, tell=tell))


def _do(walk: Walk, step: Step) -> bool:
    """Do one step; return True when it waits for the person or for time."""
    kind = step.kind
    walk.passed("step", walk.top)
    match kind:
        case AskStep() | AskEachStep() | WaitForPersonStep():
            _ask(walk)
            return True
        case WaitStep():
            _pause(walk, kind)
            return True
        case OfferServicesStep(need=need):
            if services_for(walk.bundle, need):
                _ask(walk)
                return True
            _find_nothing(walk, need)
            leave(walk, NOTHING_FOUND)
            return False
        case CallStep(script=script):
            if len(walk.state.stack) >= STACK_DEPTH:
                lose_the_thread(walk)
                return True
            walk.change(stack=(*walk.state.stack, first_frame(walk.bundle, script)))
            return False
        case DecideStep(branches=branches, otherwise=otherwise):
            facts = known(walk)
            holding = (line for line, (condition, _) in enumerate(branches) if holds(condition, facts))
            line = next(holding, len(branches))
            walk.passed("decide", walk.top, line)
            leave(walk, to=branches[line][1] if line < len(branches) else otherwise)
            return False
        case DoStep(action=action):
            leave(walk, act(walk, action))
            return False
        case SayStep(text=text):
            walk.emit(Say(line=line_for(walk.bundle, text, walk.facts, walk.state)))
        case ShowStep(resource=resource):
            walk.emit(Show(resource=resource, crisis=is_crisis_resource(walk.bundle, resource)))
        case PictureStep(file=file, described=text):
            described = line_for(walk.bundle, text, walk.facts, walk.state)
            walk.emit(SendPicture(file=file, described=described))
        case PlayStep(file=file, described=text):
            described = line_for(walk.bundle, text, walk.facts, walk.state)
            walk.emit(SendSound(file=file, described=described))
        case TellCoachStep():
            _tell_coach(walk, kind)
        case ScheduleStep():
            _schedule(walk, kind)
        case _:
            assert_never(kind)
    leave(walk)
    return False
