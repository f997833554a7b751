"""The ways through a script as a graph: which step can come after which."""

from collections.abc import Iterator, Mapping

from bot.engine.condition import Otherwise
from bot.engine.script import END, NEXT
from bot.scripts.draft import ScriptDraft
from bot.scripts.node import Word

# steps where the conversation waits for the person to choose or say something
ASKING = ("ask", "ask each", "offer services", "wait for a person")
# steps that end a message: what follows comes later
PAUSING = (*ASKING, "wait")


def calls_in(draft: ScriptDraft) -> Iterator[Word]:
    """Return the scripts that a script calls."""
    for step in draft.steps.values():
        if step.call is not None:
            yield step.call


def ways_of(draft: ScriptDraft) -> "Ways":
    """Return the ways through a script that is whole, found once. From then on the draft stays as it is."""
    if not isinstance(draft.ways, Ways):
        draft.ways = Ways(draft)
    return draft.ways


class Ways:
    """`follow` is {step: steps that can follow}, where a target that is not known leads nowhere.

    `following` is {step: the next one in the file}.
    """

    def __init__(self, draft: ScriptDraft) -> None:
        self._draft = draft
        self._order = [str(name) for name in draft.order]
        self.following = dict(zip(self._order, [*self._order[1:], END], strict=True))
        self.follow = {str(name): self._after(str(name)) for name in draft.steps}

    def _after(self, name: str) -> tuple[str, ...]:
        following = self.following[name]
        step = self._draft.steps[Word(name)]
        goes = [str(branch.go) for branch in step.then or ()] + [str(line.go) for line in step.decide or ()]
        catches_all = any(isinstance(branch.match, Otherwise) for branch in step.then or ())
        if not catches_all and step.decide is None:
            goes.append(NEXT)
        return tuple(dict.fromkeys(following if go == NEXT else go for go in goes))

    def reached_from_start(self) -> set[str]:
        """Return every step that somebody can come to."""
        return self.reached_from(self._order[0]) if self._order else set()

    def reached_from(self, start: str) -> set[str]:
        """Return `start` and every step that can come after it."""
        return self._closure([start])

    def after(self, start: str) -> set[str]:
        """Return every step that can come after `start`; itself only if a way leads back."""
        return self._closure(list(self.follow.get(start, ())))

    def _closure(self, waiting: list[str]) -> set[str]:
        reached: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in reached or name not in self.follow:
                continue
            reached.add(name)
            waiting.extend(self.follow[name])
        return reached

    def can_end_from(self, start: str) -> bool:
        """Whether some way from here ends, or holds on for a person."""
        reached = self.reached_from(start)
        return any(
            END in self.follow[name] or self._draft.steps[Word(name)].does == "wait for a person"
            for name in reached
        )

    def circle_without_question(self, reached: set[str], drafts: Mapping[str, ScriptDraft]) -> list[str]:
        """Return the steps of a circle in which nobody is ever asked anything, or nothing."""
        silent = {name for name in reached if not self._asks(name, drafts)}
        for start in self._order:
            if start not in silent:
                continue
            waiting: list[list[str]] = [[start]]
            seen: set[str] = set()
            while waiting:
                path = waiting.pop(0)
                for follower in self.follow[path[-1]]:
                    if follower == start:
                        return path
                    if follower in silent and follower not in seen:
                        seen.add(follower)
                        waiting.append([*path, follower])
        return []

    def _asks(self, name: str, drafts: Mapping[str, ScriptDraft]) -> bool:
        step = self._draft.steps[Word(name)]
        if step.call is not None:
            return always_asks(str(step.call), drafts)
        return step.does in ASKING


def always_asks(script: str, drafts: Mapping[str, ScriptDraft], above: tuple[str, ...] = ()) -> bool:
    """Whether nobody gets through a script without being asked something. One not known is taken to ask."""
    draft = drafts.get(script)
    if draft is None or not draft.whole or script in above:
        return True
    ways = ways_of(draft)
    waiting, seen = [str(draft.order[0])], set[str]()
    while waiting:
        name = waiting.pop()
        if name == END:
            return False
        if name in seen or name not in ways.follow:
            continue
        seen.add(name)
        step = draft.steps[Word(name)]
        asks = always_asks(str(step.call), drafts, (*above, script)) if step.call else step.does in ASKING
        if not asks:
            waiting.extend(ways.follow[name])
    return True
