"""What the conversation does after an answer until it waits again: the engine's way, without the engine.

Where a decision looks at what is not known here, every branch is followed and marked as not sure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bot.engine.actions import DONE, MISSING
from bot.engine.bundle import Bundle
from bot.engine.going import NOTHING_FOUND, step_after, target_of
from bot.engine.limits import STACK_DEPTH
from bot.engine.questions import first_frame, services_for, step_at
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
    ShowStep,
    Step,
    TellCoachStep,
    WaitForPersonStep,
    WaitStep,
)
from bot.engine.state import Frame
from bot.scripts.explaining.domain import Answer
from bot.scripts.explaining.truth import left_open

Stack = tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A step on the way, or the end of a script (`step` is None); `sure`: the answer alone leads there."""

    script: str
    step: Step | None
    sure: bool


def after(bundle: Bundle, stack: Stack, key: str | None, answer: Answer) -> tuple[Met, ...]:
    """Return what is met between this answer to the question on top of `stack` and the next waiting."""
    top = stack[-1]
    kind = step_at(bundle, top).kind
    if isinstance(kind, AskEachStep) and top.part + 1 < len(kind.texts):
        return ()
    way = _Way(bundle=bundle, key=key, answer=answer)
    way.leave(stack, answer, sure=True)
    way.walk()
    return tuple(way.met)


class _Way:
    def __init__(self, *, bundle: Bundle, key: str | None, answer: Answer) -> None:
        self.met: dict[Met, None] = {}
        self._bundle, self._key, self._answer = bundle, key, answer
        self._todo: list[tuple[Stack, bool]] = []
        self._seen: set[tuple[Stack, bool]] = set()

    def walk(self) -> None:
        """Follow every branch; a place is gone through once, so this ends."""
        while self._todo:
            stack, sure = self._todo.pop()
            if (stack, sure) in self._seen:
                continue
            self._seen.add((stack, sure))
            self._do(stack, step_at(self._bundle, stack[-1]), sure)

    def leave(self, stack: Stack, answer: Answer | None = None, *, to: str | None = None, sure: bool) -> None:
        """Go to what follows the step on top; out of scripts that are over."""
        target = to if to is not None else target_of(step_at(self._bundle, stack[-1]), answer)
        while True:
            top = stack[-1]
            if target == NEXT:
                target = step_after(self._bundle.scripts[top.script], top.step) or END
            if target != END:
                self._todo.append(((*stack[:-1], Frame(script=top.script, step=target)), sure))
                return
            self._meet(top.script, None, sure)
            stack = stack[:-1]
            if not stack:
                return
            target = target_of(step_at(self._bundle, stack[-1]), None)

    def _meet(self, script: str, step: Step | None, sure: bool) -> None:
        self.met[Met(script=script, step=replace(step, then=()) if step else None, sure=sure)] = None

    def _do(self, stack: Stack, step: Step, sure: bool) -> None:
        match step.kind:
            case AskStep() | AskEachStep() | WaitForPersonStep() | WaitStep():
                return
            case OfferServicesStep(need=need):
                if not services_for(self._bundle, need):
                    self._meet(stack[-1].script, step, sure)
                    self.leave(stack, NOTHING_FOUND, sure=sure)
            case CallStep(script=script):
                if len(stack) < STACK_DEPTH and script in self._bundle.scripts:
                    self._todo.append(((*stack, first_frame(self._bundle, script)), sure))
            case DecideStep():
                for target, certain in self._branches(step.kind):
                    self.leave(stack, to=target, sure=sure and certain)
            case DoStep():
                self._meet(stack[-1].script, step, sure)
                certain = target_of(step, DONE) == target_of(step, MISSING)
                for outcome in (DONE, MISSING):
                    self.leave(stack, outcome, sure=sure and certain)
            case SayStep() | ShowStep() | PictureStep() | PlayStep() | TellCoachStep() | ScheduleStep():
                self._meet(stack[-1].script, step, sure)
                self.leave(stack, sure=sure)
            case _:
                assert_never(step.kind)

    def _branches(self, kind: DecideStep) -> Iterator[tuple[str, bool]]:
        """Yield (target, sure) of each branch that the answer leaves open."""
        sure = True
        for condition, target in kind.branches:
            left = left_open(condition, self._key, self._answer)
            if left is None:
                continue
            if left.nothing:
                yield target, sure
                return
            sure = False
            yield target, sure
        yield kind.otherwise, sure
