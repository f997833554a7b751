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
    "keep way to reach": FreeTextAnswer,
    "set clear word": FreeTextAnswer,
    "begin first days": DateAnswer,
}

# These take the answers to several questions that follow one another: buttons beside the words.
TAKES_BESIDE: Mapping[str, type[AnswerKind]] = {"keep way to reach": ChoicesAnswer}


def what_it_sets(bundle: Bundle, script: str, step: str) -> str | None:
    """Return the first action, going on from this question, that takes its answer; None when none does."""
    found = bundle.scripts[script]
    asked = found.steps[step].kind
    if not isinstance(asked, AskStep):
        return None
    wanted = type(asked.question.kind)
    sets = _action_ahead(found, step, wanted, TAKES, past_others=False)
    return sets or _action_ahead(found, step, wanted, TAKES_BESIDE, past_others=True)


def _action_ahead(
    script: Script,
    step: str,
    wanted: type[AnswerKind],
    takes: Mapping[str, type[AnswerKind]],
    *,
    past_others: bool,
) -> str | None:
    """Return the first action ahead that takes such an answer, also past another such question if wished."""
    todo, seen = list(_following(script, script.steps[step])), {step}
    while todo:
        name = todo.pop(0)
        if name in seen:
            continue
        seen.add(name)
        kind = script.steps[name].kind
        if isinstance(kind, DoStep) and takes.get(kind.action) is wanted:
            return kind.action
        asks_again = isinstance(kind, AskStep) and isinstance(kind.question.kind, wanted)
        if past_others or not asks_again:
            todo.extend(_following(script, script.steps[name]))
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
