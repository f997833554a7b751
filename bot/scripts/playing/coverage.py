"""Which steps, lines and rules the tests and stories have come through, and which they have not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.engine import Passed
from bot.scripts.draft import ScriptDraft
from bot.scripts.reading.shapes.step import StepShape


class Reached:
    """Collects where dialogues have been."""

    def __init__(self) -> None:
        self.passed: set[Passed] = set()
        self.told: set[str] = set()

    def note(self, passed: Iterable[Passed], told: Iterable[str]) -> None:
        """Add what one dialogue has come through, and what coaches were told in it."""
        self.passed.update(passed)
        self.told.update(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a dialogue can come through: `what` is "step", "line" or "rule"."""

    script: str
    file: str
    line: int
    what: str
    words: str
    reached: bool


def places(drafts: Mapping[str, ScriptDraft], reached: Reached) -> tuple[Place, ...]:
    """Return each step, each line of `then`, `decide` and `reply`, and each rule, in the order of the files.

    A plain `then: name` is no line of its own: whoever leaves the step has come through it.
    """
    return tuple(
        place
        for draft in drafts.values()
        for place in sorted(_places(draft, reached), key=lambda place: place.line)
    )


def _places(draft: ScriptDraft, reached: Reached) -> Iterator[Place]:
    def place(line: int, what: str, words: str, was: bool) -> Place:
        return Place(script=draft.name, file=draft.file, line=line, what=what, words=words, reached=was)

    for name, step in draft.steps.items():
        been = ("step", draft.name, str(name), 0) in reached.passed
        yield place(name.mark.line, "step", str(name), been)
        for kind, number, line, words in _lines(step):
            was = (kind, draft.name, str(name), number) in reached.passed
            yield place(line, "line", f"{name}: {words}", was)
    for name in draft.risk:
        yield place(name.mark.line, "rule", str(name), f"{draft.name}.{name}" in reached.told)


def _lines(step: StepShape) -> Iterator[tuple[str, int, int, str]]:
    """Yield (which table, which line of it, line in the file, words) of a step's tables."""
    then = step.then or ()
    for number, branch in enumerate(then):
        if branch.answer is not None and len(then) > 1:
            yield "then", number, branch.answer.mark.line, f"{branch.answer}: {branch.go}"
    for number, reply in enumerate(step.reply or ()):
        yield "reply", number, reply.answer.mark.line, f"reply to {reply.answer}"
    branches = [one for one in step.decide or () if one.condition is not None]
    for number, decision in enumerate(branches):
        yield "decide", number, decision.when.mark.line, f"{decision.when}: {decision.go}"
    for decision in step.decide or ():
        if decision.condition is None:
            yield "decide", len(branches), decision.when.mark.line, f"{decision.when}: {decision.go}"
