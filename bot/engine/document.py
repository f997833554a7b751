"""A conversation's state as a JSON document, and back. Read strictly: what does not fit is a broken row."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.engine.state import SKIPPED, Ending, Frame, Given, Phase, Skipped, State, Value
from bot.errors import BrokenConversationError

# Raised when a later release writes documents of another shape.
SHAPE = 1


def _value_to(value: Value | Skipped) -> Any:
    """{"skipped": true} for a skip, a list for choose any, else the value itself."""
    if value is SKIPPED:
        return {"skipped": True}
    return list(value) if isinstance(value, tuple) else value


def _value_from(value: Any) -> Value | Skipped:
    if value == {"skipped": True}:
        return SKIPPED
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        return value
    raise BrokenConversationError


def _stack_to(stack: tuple[Frame, ...]) -> list[list[str | int]]:
    return [[frame.script, frame.step, frame.part] for frame in stack]


def _stack_from(stack: Any) -> tuple[Frame, ...]:
    return tuple(Frame(script=str(script), step=str(step), part=int(part)) for script, step, part in stack)


def to_document(state: State) -> dict[str, Any]:
    """Return the state as what JSON can hold; `from_document` gives the same state back."""
    return {
        "shape": SHAPE,
        "conversation": state.conversation,
        "bundle": state.bundle,
        "script": state.script,
        "seed": state.seed,
        "stack": _stack_to(state.stack),
        "turn": state.turn,
        "asked_from": state.asked_from,
        "asked": state.asked,
        "phase": state.phase.value,
        "ending": state.ending.value if state.ending else None,
        "given": [
            [one.slot, _value_to(one.value), _stack_to(one.stack), one.turn, one.key] for one in state.given
        ],
        "fired": sorted(state.fired),
        "doubted": sorted(state.doubted),
        "chosen": list(state.chosen),
        "misfits": state.misfits,
        "ended_at": state.ended_at.isoformat() if state.ended_at else None,
        "scores": dict(state.scores),
    }


def _ended_at(text: str | None) -> datetime | None:
    if text is None:
        return None
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise BrokenConversationError
    return at.astimezone(UTC)


def from_document(document: Mapping[str, Any]) -> State:
    """Return the state that was written; raises BrokenConversationError for anything else."""
    try:
        if document["shape"] != SHAPE:
            raise BrokenConversationError
        return State(
            conversation=int(document["conversation"]),
            bundle=str(document["bundle"]),
            script=str(document["script"]),
            seed=int(document["seed"]),
            stack=_stack_from(document["stack"]),
            turn=int(document["turn"]),
            asked_from=int(document["asked_from"]),
            asked=int(document.get("asked", document["turn"])),  # not counted apart before
            phase=Phase(document["phase"]),
            ending=Ending(document["ending"]) if document["ending"] is not None else None,
            given=tuple(
                Given(slot=slot, value=_value_from(value), stack=_stack_from(stack), turn=turn, key=key)
                for slot, value, stack, turn, key in document["given"]
            ),
            fired=frozenset(document["fired"]),
            doubted=frozenset(document["doubted"]),
            chosen=tuple(document["chosen"]),
            misfits=int(document["misfits"]),
            ended_at=_ended_at(document["ended_at"]),
            scores={str(key): float(value) for key, value in document["scores"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        # Nothing of the document goes into the message: it holds a person's answers.
        raise BrokenConversationError from None
