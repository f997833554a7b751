"""What one turn has done so far: the only thing in this room that changes, and it lives for one turn."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.engine.bundle import Bundle
from bot.engine.effects import Effect, Passed
from bot.engine.facts import Facts
from bot.engine.script import Script
from bot.engine.state import Ending, Frame, Phase, State
from bot.errors import BrokenConversationError


@dataclass(slots=True, kw_only=True)
class Walk:
    """The state as it is now, and the effects and the way so far, in order."""

    bundle: Bundle
    facts: Facts
    state: State
    effects: list[Effect] = field(default_factory=list)
    path: list[Passed] = field(default_factory=list)

    def change(self, **fields: Any) -> None:
        """Put the named fields of the state in place."""
        self.state = replace(self.state, **fields)

    def emit(self, effect: Effect) -> None:
        """Add an effect."""
        self.effects.append(effect)

    def passed(self, what: str, frame: Frame, line: int = 0) -> None:
        """Note that the turn has come through a step, or through one line of it."""
        self.path.append((what, frame.script, frame.step, line))

    @property
    def ended(self) -> bool:
        """Return whether the conversation is over."""
        return self.state.phase is Phase.ENDED

    @property
    def top(self) -> Frame:
        """Return where the conversation stands; raises BrokenConversationError when it stands nowhere."""
        if not self.state.stack:
            raise BrokenConversationError
        return self.state.stack[-1]

    def put(self, frame: Frame) -> None:
        """Move the innermost script to `frame`."""
        self.change(stack=(*self.state.stack[:-1], frame))

    def scripts(self) -> tuple[Script, ...]:
        """Return the scripts that are running, outermost first, each once."""
        names = [frame.script for frame in self.state.stack] or [self.state.script]
        return tuple(script_of(self.bundle, name) for name in dict.fromkeys(names))

    def end(self, ending: Ending) -> None:
        """Close the state. `endings.finish` is what the rest of the room calls."""
        self.change(phase=Phase.ENDED, ending=ending, ended_at=self.facts.at, stack=(), chosen=(), misfits=0)


def script_of(bundle: Bundle, name: str) -> Script:
    """Return the script; raises BrokenConversationError for one the bundle does not hold."""
    script = bundle.scripts.get(name)
    if script is None:
        raise BrokenConversationError
    return script
