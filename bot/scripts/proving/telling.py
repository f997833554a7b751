"""A way through a conversation as a dialogue that an editor can read."""

from collections.abc import Iterable, Iterator, Mapping

from bot.engine.bundle import Bundle
from bot.engine.condition import Clause, Condition
from bot.engine.effects import Passed, RaiseSignal, StartNow, Turn
from bot.engine.questions import service_label, service_words
from bot.engine.script import (
    CallStep,
    ChoicesAnswer,
    ChooseAnyAnswer,
    DecideStep,
    DoStep,
    FreeTextAnswer,
    Question,
    ScheduleStep,
    Script,
    TellCoachStep,
    TextId,
)
from bot.engine.state import Skipped
from bot.engine.wording import leaves
from bot.scripts.problem import LONGEST_QUOTE
from bot.scripts.proving.answers import Answer
from bot.scripts.proving.supposing import Supposed

# Steps of one turn that a dialogue shows; a turn that never stops is clear after these.
MOST_STEPS = 6

# The engine's own alarm about a turn without end; the problem's words say so.
LIMIT = "limit"

NO_ANSWER = "(no answer)"
PAUSE_OVER = "(the pause is over)"
COACH_COMES = "(somebody from the team takes over)"
BACK = "person: back"
CHANGE = "person: change that answer"

_SILENT = CallStep | DecideStep | DoStep | ScheduleStep | TellCoachStep


def person(words: str) -> str:
    """Return the line for what the person answers."""
    return f"person: {words}"


def words_of(bundle: Bundle, question: Question | None, answer: Answer) -> str:
    """Return an answer as the person sees it: the words on its button, in the source language."""
    if isinstance(answer, Skipped):
        return "skip"
    if isinstance(answer, tuple):
        several = [_label(bundle, question, value) for value in answer]
        return ", ".join(several) if several else "that is all"
    if question is None:
        service = bundle.services.get(str(answer))
        if service is not None:
            return service_label(service_words(bundle, service, bundle.programme.source_language))
    elif isinstance(question.kind, FreeTextAnswer):
        return "(own words)"
    if isinstance(answer, float):
        return f"{answer:g}"
    return _label(bundle, question, str(answer))


def _label(bundle: Bundle, question: Question | None, value: str) -> str:
    if question is None or not isinstance(question.kind, ChoicesAnswer | ChooseAnyAnswer):
        return value
    words = source_words(bundle, question.kind.choices.get(value))
    return words[:LONGEST_QUOTE] or value


def source_words(bundle: Bundle, text: TextId | None) -> str:
    """Return the first wording of a text in the source language, or nothing."""
    source = bundle.texts.get(text) if text is not None else None
    if source is None:
        return ""
    leaf = leaves(source)[0]
    return " ".join(str(getattr(leaf, "source", "") or getattr(leaf, "other", "")).split())


def said_in(bundle: Bundle, turn: Turn) -> Iterator[str]:
    """Yield what the turn shows: what a coach is told, then the steps that speak."""
    for effect in turn.effects:
        if isinstance(effect, RaiseSignal) and effect.why != LIMIT:
            yield f"coach told: {effect.why}"
    steps = list(_speaking(bundle, turn.path))
    yield from (f"bot: {name}" for name in steps[:MOST_STEPS])
    if len(steps) > MOST_STEPS:
        yield f"bot: ... and {len(steps) - MOST_STEPS} steps more"
    for effect in turn.effects:
        if isinstance(effect, StartNow):
            yield f"(now begins: {effect.script})"


def _speaking(bundle: Bundle, path: Iterable[Passed]) -> Iterator[str]:
    for what, script, step, _ in path:
        if what == "step" and not isinstance(bundle.scripts[script].steps[step].kind, _SILENT):
            yield f"{script}.{step}"


def clauses_in_words(bundle: Bundle) -> Mapping[Clause, str]:
    """Return {clause: the words an editor wrote}."""
    found: dict[Clause, str] = {}
    for script in bundle.scripts.values():
        for condition in _conditions(script):
            parts = condition.source.split(" and ")
            alone = len(parts) == len(condition.clauses)
            for clause, part in zip(condition.clauses, parts, strict=False):
                found.setdefault(clause, " ".join((part if alone else condition.source).split()))
    return found


def _conditions(script: Script) -> Iterator[Condition]:
    for rule in script.risk.values():
        yield rule.when
    for step in script.steps.values():
        if isinstance(step.kind, DecideStep):
            yield from (condition for condition, _ in step.kind.branches)


def history(words: Mapping[Clause, str], before: Supposed, after: Supposed) -> Iterator[str]:
    """Yield what had to be supposed of earlier conversations."""
    for clause, truth in after.items():
        if clause not in before:
            said = words.get(clause, "an earlier answer")
            yield f"(history: {said})" if truth else f"(history: it is not so that {said})"
