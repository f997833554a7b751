"""Which step and which question a place in a script is, and what a script can ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.engine.bundle import Bundle, Service
from bot.engine.script import (
    AskEachStep,
    AskStep,
    CallStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    Question,
    Script,
    Step,
    TextId,
)
from bot.engine.state import Frame
from bot.engine.walk import script_of
from bot.errors import BrokenConversationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A question where it stands; `slot` is the key it is saved under, else "script.step"."""

    text: TextId
    question: Question
    slot: str
    key: str | None


def step_at(bundle: Bundle, frame: Frame) -> Step:
    """Return the step; raises BrokenConversationError when the script has no such step."""
    step = script_of(bundle, frame.script).steps.get(frame.step)
    if step is None:
        raise BrokenConversationError
    return step


def first_frame(bundle: Bundle, script: str) -> Frame:
    """Return the place where a script begins; raises BrokenConversationError for one without steps."""
    for name in script_of(bundle, script).steps:
        return Frame(script=script, step=name)
    raise BrokenConversationError


def question_at(bundle: Bundle, frame: Frame) -> Place | None:
    """Return the question of an `ask` or `ask each`, or None for any other step."""
    kind = step_at(bundle, frame).kind
    if isinstance(kind, AskStep):
        key = kind.question.save
        slot = key or f"{frame.script}.{frame.step}"
        return Place(text=kind.text, question=kind.question, slot=slot, key=key)
    if isinstance(kind, AskEachStep):
        keys = tuple(kind.texts)
        if not 0 <= frame.part < len(keys):
            raise BrokenConversationError
        key = keys[frame.part]
        return Place(text=kind.texts[key], question=kind.question, slot=key, key=key)
    return None


def family(bundle: Bundle, script: str) -> tuple[Script, ...]:
    """Return the script and everything it can call, itself first."""
    found: dict[str, Script] = {}
    waiting = [script]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = script_of(bundle, name)
        kinds = (step.kind for step in found[name].steps.values())
        waiting.extend(kind.script for kind in kinds if isinstance(kind, CallStep))
    return tuple(found.values())


def _saved_by(script: Script) -> Iterator[str]:
    for step in script.steps.values():
        if isinstance(step.kind, AskStep):
            if step.kind.question.save:
                yield step.kind.question.save
        elif isinstance(step.kind, AskEachStep):
            yield from step.kind.texts
    yield from script.scores


def asked_keys(bundle: Bundle, script: str) -> frozenset[str]:
    """Return every key, scores included, that a conversation begun with `script` can give a value."""
    return frozenset(key for member in family(bundle, script) for key in _saved_by(member))


def choices_of(question: Question) -> Mapping[str, TextId]:
    """Return {value: text of its button}; empty for a question without choices."""
    if isinstance(question.kind, ChoicesAnswer | ChooseAnyAnswer):
        return question.kind.choices
    return {}


def question_that_saves(bundle: Bundle, key: str) -> Question | None:
    """Return the first question of the bundle that saves `key`, or None."""
    return bundle.savers.get(key)


def services_for(bundle: Bundle, need: str) -> tuple[Service, ...]:
    """Return the services for a need, in the order of the file."""
    return tuple(service for service in bundle.services.values() if service.need == need)


def service_words(bundle: Bundle, service: Service, locale: str) -> str:
    """Return how to reach a service, in this language if it has it, else in the programme's own."""
    languages = (locale, bundle.programme.source_language)
    return next((service.texts[one] for one in languages if one in service.texts), "")


def service_label(words: str) -> str:
    """Return what stands on a service's button: its words before the first colon."""
    return words.partition(":")[0].strip()
