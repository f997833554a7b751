"""Which saved answers a conversation may look at, so that the shell reads those and no others."""

from collections.abc import Iterator

from bot.engine.bundle import Bundle
from bot.engine.judge import keys_of
from bot.engine.questions import family
from bot.engine.script import (
    AskEachStep,
    AskStep,
    DecideStep,
    PictureStep,
    PlayStep,
    SayStep,
    Script,
    Step,
    TellCoachStep,
    TextId,
    WaitForPersonStep,
)
from bot.engine.wording import names_in


def _texts_of(step: Step) -> Iterator[TextId]:
    match step.kind:
        case SayStep(text=text) | TellCoachStep(text=text) | WaitForPersonStep(text=text):
            yield text
        case AskStep(text=text, question=question):
            yield text
            yield from (reply for _, reply in question.reply)
        case AskEachStep(texts=texts, question=question):
            yield from texts.values()
            yield from (reply for _, reply in question.reply)
        case PictureStep(described=text) | PlayStep(described=text):
            yield text
        case _:
            pass


def _texts(script: Script) -> Iterator[TextId]:
    for step in script.steps.values():
        yield from _texts_of(step)
    yield from (rule.tell_coach for rule in script.risk.values())
    if script.no_answer is not None and script.no_answer.nudge is not None:
        yield script.no_answer.nudge


def _conditions(script: Script) -> Iterator[str]:
    for rule in script.risk.values():
        yield from keys_of(rule.when)
    for step in script.steps.values():
        if isinstance(step.kind, DecideStep):
            for condition, _ in step.kind.branches:
                yield from keys_of(condition)


def keys_looked_at(bundle: Bundle, script: str) -> frozenset[str]:
    """Return the keys whose saved answers a conversation begun with `script` may judge or show.

    Scripts it calls are included. Walks all of them: keep the result for as long as the bundle lives.
    """
    found: set[str] = set()
    for member in family(bundle, script):
        found.update(_conditions(member))
        for text in _texts(member):
            if text in bundle.texts:
                found.update(names_in(bundle.texts[text]))
    scores = {key for member in bundle.scripts.values() for key in member.scores}
    return frozenset(found & (bundle.keys.keys() | scores))
