"""Which `do:` step takes up the answer to a question, if one does: a name, an hour, a consent."""

from collections.abc import Iterator, Mapping

from bot.engine.bundle import Bundle
from bot.engine.going import step_after
from bot.engine.script import (
    END,
    NEXT,
    AnswerKind,
    AskStep,
    ChoicesAnswer,
    ClockAnswer,
    ConsentAnswer,
    DateAnswer,
    DecideStep,
    DoStep,
    FreeTextAnswer,
    LanguageAnswer,
    PlaceAnswer,
    Script,
    Step,
)

# What each action of engine/actions.py takes: the latest answer of this kind.
TAKES: Mapping[str, type[AnswerKind]] = {
    "set language": LanguageAnswer,
    "set check-in time": ClockAnswer,
    "set time zone": PlaceAnswer,
    "set name": FreeTextAnswer,
    "set goal": ChoicesAnswer,
    "give consent": ConsentAnswer,
    "withdraw consent": ConsentAnswer,
    "pause": DateAnswer,
}


def what_it_sets(bundle: Bundle, script: str, step: str) -> str | None:
    """Return the first action, going on from this question, that takes its answer; None when none does."""
    found = bundle.scripts[script]
    asked = found.steps[step].kind
    if not isinstance(asked, AskStep):
        return None
    wanted = type(asked.question.kind)
    todo, seen = list(_following(found, found.steps[step])), {step}
    while todo:
        name = todo.pop(0)
        if name in seen:
            continue
        seen.add(name)
        kind = found.steps[name].kind
        if isinstance(kind, DoStep) and TAKES.get(kind.action) is wanted:
            return kind.action
        if not (isinstance(kind, AskStep) and isinstance(kind.question.kind, wanted)):
            todo.extend(_following(found, found.steps[name]))
    return None


def _following(script: Script, step: Step) -> Iterator[str]:
    """Yield the steps that can follow within the script."""
    targets = [target for _, target in step.then] or [NEXT]
    if isinstance(step.kind, DecideStep):
        targets = [*(target for _, target in step.kind.branches), step.kind.otherwise]
    for target in dict.fromkeys(targets):
        name = step_after(script, step.name) if target == NEXT else target
        if name is not None and target != END:
            yield name
