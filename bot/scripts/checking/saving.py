"""Checks that no answer is asked for in vain."""

from bot.engine.condition import Otherwise
from bot.engine.script import END, ConsentAnswer
from bot.scripts.checking.answers import answer_kind
from bot.scripts.checking.ways import Ways, ways_of
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word
from bot.scripts.problem import Problems, quoted
from bot.scripts.reading.shapes.step import StepShape

KEEP_WAY = "keep way to reach"  # takes the answers to several questions


def check_saving(draft: ScriptDraft, problems: Problems) -> None:
    """Say which answers are neither saved nor looked at by anything."""
    if not draft.whole:
        return
    ways = ways_of(draft)
    for name, step in draft.steps.items():
        if step.ask is None or step.save is not None or _only_goes_on(step) or _decides(step):
            continue
        if _used_by_next(draft, ways, name) or _kept_as_a_way(draft, ways, name):
            continue
        words = f"The answer to {quoted(name)} is not saved, and nothing depends on it. Is 'save:' missing?"
        problems.add_unless_echo(draft.file, name.mark, "W305", words)


def _decides(step: StepShape) -> bool:
    """Whether the answer changes what comes next or what is said to it."""
    goes = {str(line.go) for line in step.then or ()}
    replies = [line for line in step.reply or () if not isinstance(line.match, Otherwise)]
    several = len(goes) > 1 or any(not isinstance(line.match, Otherwise) for line in step.then or ())
    return several or bool(replies) or isinstance(answer_kind(step), ConsentAnswer)


def _used_by_next(draft: ScriptDraft, ways: Ways, name: Word) -> bool:
    """Whether what follows is a `do:`, which takes the answer just given."""
    return any(
        follower != END and draft.steps[Word(follower)].do is not None
        for follower in ways.follow[str(name)]
        if Word(follower) in draft.steps
    )


def _only_goes_on(step: StepShape) -> bool:
    """Whether there is one button only, with which somebody who has read on goes on."""
    return step.choices is not None and len(step.choices) == 1


def _kept_as_a_way(draft: ScriptDraft, ways: Ways, name: Word) -> bool:
    """Whether it is one of the questions in a row from which a way to reach somebody is kept."""
    todo, seen = [str(name)], {str(name)}
    while todo:
        for follower in ways.follow[todo.pop()]:
            step = draft.steps.get(Word(follower))
            if step is not None and step.do == KEEP_WAY:
                return True
            if step is not None and step.ask is not None and follower not in seen:
                seen.add(follower)
                todo.append(follower)
    return False
