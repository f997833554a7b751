"""Finds texts that could have a gap: a {key} whose question may have been skipped, or was never asked.

Follows every way through a script and keeps what is certainly answered on all of them. A question takes its
key away until it is answered: the second time round it may be skipped.
"""

from collections.abc import Iterator, Mapping

from bot.engine.condition import Answered, Condition, NoAnswerCame, Otherwise, WasSkipped
from bot.engine.script import END, NEXT
from bot.scripts.checking.fillable import names_in
from bot.scripts.checking.ways import ways_of
from bot.scripts.draft import ScriptDraft, texts_of
from bot.scripts.node import Word
from bot.scripts.problem import Problems, quoted
from bot.scripts.reading.shapes.branch import Branch, Reply
from bot.scripts.reading.shapes.shared import KeyShape
from bot.scripts.reading.shapes.step import StepShape
from bot.scripts.reading.shapes.text import WrittenText

Keys = frozenset[str]
NONE: Keys = frozenset()


def check_gaps(drafts: Mapping[str, ScriptDraft], keys: Mapping[Word, KeyShape], problems: Problems) -> None:
    """Say which texts show an answer that may not be there, and whose key has no words for that."""
    known = Answers(drafts)
    for draft in drafts.values():
        if not draft.whole:
            continue
        asked = {str(key) for _, _, key in draft.asks()}
        for written, given, passed in _texts(draft, known):
            for leaf in written.leaves:
                for name in dict.fromkeys(names_in(leaf.words)):
                    shape = keys.get(Word(name))
                    if shape is None or shape.when_missing is not None or name in given:
                        continue
                    why = "may be empty if the person skips that question."
                    if name not in asked:
                        why = "may be empty: no question of this conversation asks for it."
                    elif name not in passed:
                        why = "may be empty: not every way to this text passes the question that asks for it."
                    repair = f" Give {quoted(name)} a 'when missing' text in keys.yaml."
                    problems.add_unless_echo(draft.file, leaf.words.mark, "E503", f"{{{name}}} {why}{repair}")


def _texts(draft: ScriptDraft, known: "Answers") -> Iterator[tuple[WrittenText, Keys, Keys]]:
    """Return (text, keys surely answered where it is said, keys whose question was surely passed)."""
    sure, passed = known.before(draft.name), known.before(draft.name, skipping=False)
    for placed in texts_of(draft):
        if placed.step is None:
            if placed.part != "tell_coach":
                yield placed.written, NONE, NONE
        elif placed.part != "reply" and str(placed.step) in sure:
            here = str(placed.step)
            yield (
                placed.written,
                _with_scores(draft, sure[here]),
                _with_scores(draft, passed.get(here, NONE)),
            )
    for name, step in draft.steps.items():
        if str(name) in sure:
            for reply, answered in _answered_by(step, step.reply or ()):
                own = _saved(step) if answered else NONE
                given = (sure[str(name)] - _saved(step)) | own
                yield reply.written, given, given | _saved(step)
    for rule in draft.risk.values():
        given = _implied(rule.when)
        yield rule.tell_coach, given, given


def _answered_by(step: StepShape, lines: tuple[Reply, ...]) -> Iterator[tuple[Reply, bool]]:
    """Return each reply, and whether who reads it has certainly given an answer."""
    caught = step.must_answer
    for line in lines:
        yield (
            line,
            not isinstance(line.match, WasSkipped) and (caught or not isinstance(line.match, Otherwise)),
        )
        caught = caught or isinstance(line.match, WasSkipped)


class Answers:
    """What is certainly answered before each step of each script."""

    def __init__(self, drafts: Mapping[str, ScriptDraft]) -> None:
        self._drafts = drafts
        self._before: dict[tuple[str, bool], dict[str, Keys]] = {}

    def before(self, script: str, *, skipping: bool = True) -> Mapping[str, Keys]:
        """Return {step that can be reached: keys}; without `skipping`, as if nobody ever skipped."""
        if (script, skipping) not in self._before:
            self._before[script, skipping] = {}  # a script that calls itself is a circle, said elsewhere
            self._before[script, skipping] = self._follow(self._drafts[script], skipping)
        return self._before[script, skipping]

    def _after(self, script: str, skipping: bool) -> Keys:
        """Return what is certainly answered once a script that was called has ended."""
        draft = self._drafts.get(script)
        if draft is None or not draft.whole:
            return NONE
        return self.before(script, skipping=skipping).get(END, NONE)

    def _follow(self, draft: ScriptDraft, skipping: bool) -> dict[str, Keys]:
        following, first = ways_of(draft).following, str(draft.order[0])
        before: dict[str, Keys] = {first: NONE}
        waiting = [first]
        while waiting:
            here = waiting.pop()
            step = draft.steps[Word(here)]
            for go, gained in self._ways(step, skipping):
                target = following[here] if go == NEXT else go
                keys = (before[here] - _saved(step)) | gained
                known = before.get(target)
                if known is None or not known <= keys:
                    before[target] = keys if known is None else known & keys
                    if target in draft.steps:
                        waiting.append(target)
        return before

    def _ways(self, step: StepShape, skipping: bool) -> Iterator[tuple[str, Keys]]:
        """Return (where the step can go, what is certainly answered on that way and was not before)."""
        if step.decide is not None:
            for line in step.decide:
                yield str(line.go), NONE if line.condition is None else _implied(line.condition)
            return
        if step.call is not None:
            gained = self._after(str(step.call), skipping)
            yield from ((str(line.go), gained) for line in step.then or ())
            if not any(isinstance(line.match, Otherwise) for line in step.then or ()):
                yield NEXT, gained
            return
        yield from _ways_of_question(step, step.then or (), skipping)


def _ways_of_question(
    step: StepShape, lines: tuple[Branch, ...], skipping: bool
) -> Iterator[tuple[str, Keys]]:
    saved = _saved(step)
    caught = step.must_answer or not skipping
    for line in lines:
        if isinstance(line.match, WasSkipped):
            yield str(line.go), NONE if skipping else saved
            caught = True
        elif isinstance(line.match, Otherwise):
            yield str(line.go), saved if caught else NONE
            return
        else:
            yield str(line.go), saved if step.ask is not None or caught else NONE
    yield NEXT, saved if caught else NONE


def _saved(step: StepShape) -> Keys:
    if step.ask_each is not None:
        return frozenset(map(str, step.ask_each))
    return frozenset() if step.save is None else frozenset((str(step.save),))


def _with_scores(draft: ScriptDraft, given: Keys) -> Keys:
    """Return the keys, and the scores that enough of them make."""
    scores = {
        str(name)
        for name, score in draft.scores.items()
        if len(given.intersection(map(str, score.of))) >= (score.needs_at_least or len(score.of))
    }
    return given | scores


def _implied(condition: Condition) -> Keys:
    """Return the keys that must have been answered where this holds: without an answer a clause is false."""
    return frozenset(
        clause.key
        for clause in condition.clauses
        if not isinstance(clause, NoAnswerCame) and not (isinstance(clause, Answered) and clause.skipped)
    )
