"""Plays a script through the engine itself, in every state that makes a difference, nearest first.

The network holds more ways than there are. Where it leaves a doubt, this decides: it takes every group of
answers, every silence and every past, and finds the shortest dialogue that leads to a fault, or that there is
none. What is found here has been played, so it is never a false alarm.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from bot.engine.advance import advance, open_state
from bot.engine.answering import take
from bot.engine.bundle import Bundle
from bot.engine.condition import Answered, Clause, Includes, Is
from bot.engine.effects import RaiseSignal, Show, StartNow, Turn
from bot.engine.events import (
    Began,
    Control,
    Event,
    GiveUpFellDue,
    PersonArrived,
    Tapped,
    WaitRanOut,
)
from bot.engine.facts import Facts
from bot.engine.going import target_of
from bot.engine.questions import question_at
from bot.engine.script import ChooseAnyAnswer, Script
from bot.engine.state import SKIPPED, Ending, Phase, State
from bot.engine.walk import Walk
from bot.errors import BrokenConversationError
from bot.scripts.proving import telling
from bot.scripts.proving.answers import Answer, answers_of, sets_of, signature
from bot.scripts.proving.network import Network
from bot.scripts.proving.seen import Seen
from bot.scripts.proving.supposing import NOTHING_SUPPOSED, Supposed, in_every_past
from bot.signals import Level

# Turns that are played for one script. At about 0.3 ms each this ends within a second.
MOST_TURNS = 2_500


@dataclass(eq=False, slots=True)
class Node:
    """A state that was reached, by which shortest way; `lines` are the dialogue of the last turn.

    `forward` is false for going back and for silence: nobody shall need these to get to an end.
    """

    state: State
    supposed: Supposed
    before: "Node | None"
    lines: tuple[str, ...]
    forward: bool = True
    follow: "list[Node]" = field(default_factory=list)
    explored: bool = False

    @property
    def dialogue(self) -> tuple[str, ...]:
        """Return the whole way here."""
        turns: list[tuple[str, ...]] = []
        node: Node | None = self
        while node is not None:
            turns.append(node.lines)
            node = node.before
        return tuple(line for lines in reversed(turns) for line in lines)


Deed = Event | Answer


class Search:
    """Everything that can happen in conversations begun with one script.

    `bare` is {what told of a crisis: the shortest way to its message without lines}, `lost` the shortest
    way to a turn without end, `stuck` the nearest state from which no answers lead to an end. `complete` is
    false where there were too many states; what was found is true all the same.
    """

    def __init__(self, network: Network, script: str, *, most: int = MOST_TURNS) -> None:
        self._network = network
        self._bundle = _to_play(network.bundle)
        self._scores = {
            key: score.of for one in network.bundle.scripts.values() for key, score in one.scores.items()
        }
        self._words = telling.clauses_in_words(network.bundle)
        self._seen = Seen(network, script)
        self._most = most
        self._turns = 0
        self.bare: dict[str, Node] = {}
        self.lost: Node | None = None
        self.stuck: Node | None = None
        self.complete = True
        self._explore(script)

    def _explore(self, script: str) -> None:
        start = Node(open_state(0, self._bundle, script, 0), NOTHING_SUPPOSED, None, ())
        known: dict[object, Node] = {}
        nodes: list[Node] = []
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            if self._turns >= self._most:
                self.complete = False
                break
            node.explored = True
            nodes.append(node)
            for after in self._turns_from(node):
                mark = self._seen.of(after.state, after.supposed)
                there = known.get(mark)
                if there is None:
                    there = known[mark] = after
                    waiting.append(after)
                if after.forward:
                    node.follow.append(there)
        self.stuck = _first_stuck(nodes)

    def _turns_from(self, node: Node) -> Iterator[Node]:
        for deed, line in self._deeds(node.state):
            before = node.supposed
            play = partial(self._play, node.state, deed)
            for supposed, turn in in_every_past(self._bundle, before, play):
                self._turns += 1
                lines = ([line] if line else []) + list(telling.history(self._words, before, supposed))
                lines.extend(telling.said_in(self._bundle, turn))
                later = self._forget(node.state, turn.state, supposed)
                forward = line not in (telling.BACK, telling.CHANGE, telling.NO_ANSWER)
                # How many questions there are is counted on the network (lengths); here nobody tires of them.
                state = replace(turn.state, asked=0)
                after = Node(state, later, node, tuple(lines), forward)
                self._judge(after, turn)
                yield after

    def _deeds(self, state: State) -> Iterator[tuple[Deed, str]]:
        back = Tapped(turn=state.turn, choice=Control.BACK)
        if state.phase is Phase.ENDED:
            if state.given and state.ending is not Ending.REPLACED:
                yield Tapped(turn=state.turn, choice=Control.CHANGE), telling.CHANGE
        elif not state.stack:
            yield Began(), ""
        elif state.phase is Phase.PAUSING:
            yield WaitRanOut(turn=state.turn), telling.PAUSE_OVER
        else:
            if state.phase is Phase.HOLDING:
                yield PersonArrived(), telling.COACH_COMES
            else:
                yield from self._answers(state)
                if state.given:
                    yield back, telling.BACK
            yield GiveUpFellDue(turn=state.turn), telling.NO_ANSWER

    def _answers(self, state: State) -> Iterator[tuple[Answer, str]]:
        frame = state.stack[-1]
        step = self._bundle.scripts[frame.script].steps[frame.step]
        place = question_at(self._bundle, frame)
        if place is None:
            for answer in self._network.answers_at(step):
                if answer is not None:
                    yield answer, telling.person(telling.words_of(self._bundle, None, answer))
            return
        clauses = self._network.clauses.get(place.slot, ())
        seen = [clause.match for clause in clauses if isinstance(clause, Is)]
        answers = answers_of(self._bundle, place.question, (*(match for match, _ in step.then), *seen))
        if isinstance(place.question.kind, ChooseAnyAnswer):
            several = sets_of(place.question.kind, clauses)
            if several is None:
                self.complete = False
            answers = [*answers, *(several or ())]
        groups: set[object] = set()
        for answer in answers:
            group = (target_of(step, answer), answer is SKIPPED, signature(answer, clauses))
            if group not in groups:
                groups.add(group)
                yield answer, telling.person(telling.words_of(self._bundle, place.question, answer))

    def _play(self, state: State, deed: Deed, facts: Facts) -> Turn:
        """Return what the engine does, with what a `start now` says in the same turn."""
        if isinstance(deed, Event):
            turn = advance(self._bundle, state, deed, facts)
        else:
            walk = Walk(bundle=self._bundle, facts=facts, state=state)
            take(walk, deed)
            turn = Turn(state=walk.state, effects=tuple(walk.effects), path=tuple(walk.path))
        start = next((effect.script for effect in turn.effects if isinstance(effect, StartNow)), None)
        if start is None or start not in self._bundle.scripts:
            return turn
        try:
            begun = advance(self._bundle, open_state(0, self._bundle, start, 0), Began(), facts)
        except BrokenConversationError:  # it calls something that is not there: that has been said
            return turn
        return replace(turn, effects=turn.effects + begun.effects, path=turn.path + begun.path)

    def _forget(self, before: State, after: State, supposed: Supposed) -> Supposed:
        """Return what is still supposed: a new answer moves every trend and score it counts for."""
        if before.given == after.given:
            return supposed
        changed = {one.slot for one in set(before.given) ^ set(after.given)}
        return {clause: yes for clause, yes in supposed.items() if not _moves(clause, changed, self._scores)}

    def _judge(self, node: Node, turn: Turn) -> None:
        told = [effect for effect in turn.effects if isinstance(effect, RaiseSignal)]
        if self.lost is None and any(effect.why == telling.LIMIT for effect in told):
            self.lost = node
        if not any(isinstance(effect, Show) and effect.crisis for effect in turn.effects):
            for effect in told:
                if effect.level is Level.CRISIS:
                    self.bare.setdefault(effect.why, node)


def _moves(clause: Clause, changed: set[str], scores: dict[str, tuple[str, ...]]) -> bool:
    key = getattr(clause, "key", None)
    if key in scores:
        return not changed.isdisjoint(scores[key])
    return key in changed and not isinstance(clause, Is | Includes | Answered)


def _first_stuck(nodes: list[Node]) -> Node | None:
    """Return the nearest node from which nothing leads to an end, to a person, or to what was not played."""
    good = {id(node) for node in nodes if _is_end(node)}
    good.update(id(one) for node in nodes for one in node.follow if not one.explored)
    grown = True
    while grown:
        grown = False
        for node in reversed(nodes):
            if id(node) not in good and any(id(one) in good for one in node.follow):
                good.add(id(node))
                grown = True
    stuck = [node for node in nodes if id(node) not in good and node.state.phase is not Phase.ENDED]
    return next((node for node in stuck if node.state.stack), None)


def _is_end(node: Node) -> bool:
    state = node.state
    if state.phase is Phase.HOLDING:
        return True
    return state.phase is Phase.ENDED and state.ending not in (
        Ending.MISSED,
        Ending.PARTLY_ANSWERED,
        Ending.STOPPED,
        Ending.FAILED,
    )


def _to_play(bundle: Bundle) -> Bundle:
    """Return the bundle with what cannot change the way left out.

    A rule that only tells, below a crisis, changes nothing that comes after it. A score is as free as the
    past: what its answers come to is not followed.
    """
    scripts: dict[str, Script] = {}
    for name, script in bundle.scripts.items():
        rules = {
            rule.name: rule
            for rule in script.risk.values()
            if rule.start_now is not None or rule.level is Level.CRISIS
        }
        scripts[name] = replace(script, scores={}, risk=rules)
    return replace(bundle, scripts=scripts)
