"""Which states are the same to everything that can still happen: what tells states apart."""

from collections.abc import Hashable

from bot.engine.actions import ACTIONS
from bot.engine.condition import NoAnswerCame
from bot.engine.facts import Facts
from bot.engine.script import DecideStep, DoStep
from bot.engine.state import Phase, State
from bot.engine.walk import Walk
from bot.scripts.proving.answers import signature
from bot.scripts.proving.network import CRISIS, Network, Place
from bot.scripts.proving.supposing import NOW, Supposed


class Seen:
    """Tells apart the states of conversations begun with one script.

    Of the answers only those count that a branch, or a rule that starts a script, may still look at, and of
    these only what it can see. What spoke once counts where it speaks of a crisis or starts a script.
    """

    def __init__(self, network: Network, script: str) -> None:
        self._network = network
        members = network.family(script) or ()
        self._live: dict[tuple[str, str], frozenset[str]] = {}
        self._ruled: dict[str, frozenset[str]] = {}
        self._marks: set[str] = set()
        self._actions: dict[str, None] = {}
        for member in members:
            ruled: set[str] = set()
            for rule in member.risk.values():
                if rule.start_now is not None or rule.level is CRISIS:
                    ruled.update(
                        clause.key for clause in rule.when.clauses if not isinstance(clause, NoAnswerCame)
                    )
                    self._marks.add(f"{member.name}.{rule.name}")
            self._ruled[member.name] = frozenset(ruled)
            for place in network.places(member.name).values():
                if place.tells_crisis:
                    self._marks.add(f"step:{member.name}.{place.name}")
                if isinstance(place.step.kind, DoStep):
                    self._actions[place.step.kind.action] = None
        for member in members:
            self._keep_live(member.name)
        # A score is made of answers: a branch on it looks at none of them here (see search).

    def of(self, state: State, supposed: Supposed) -> Hashable:
        """Return the same for two states that nothing can tell apart."""
        if state.phase is Phase.ENDED:
            back = state.given[-1].stack if state.given else ()
            return (state.phase, state.ending, back, self._fired(state))
        live = self._live_at(state)
        clauses = self._network.clauses
        return (
            state.phase,
            state.stack,
            self._fired(state),
            frozenset(
                (one.slot, signature(one.value, clauses[one.slot])) for one in state.given if one.slot in live
            ),
            frozenset(item for item in supposed.items() if getattr(item[0], "key", None) in live),
            self._outcomes(state),
        )

    def _fired(self, state: State) -> frozenset[str]:
        return frozenset(self._marks.intersection(state.fired))

    def _live_at(self, state: State) -> frozenset[str]:
        live: set[str] = set()
        for frame in state.stack:
            live |= self._live.get((frame.script, frame.step), frozenset())
            live |= self._ruled.get(frame.script, frozenset())
        return frozenset(live)

    def _outcomes(self, state: State) -> tuple[bool, ...]:
        """Return which actions would find what they need among the answers so far."""
        if not self._actions:
            return ()
        facts = Facts(at=NOW, zone=self._network.bundle.programme.zone, locale="en")
        walk = Walk(bundle=self._network.bundle, facts=facts, state=state)
        makers = [ACTIONS.get(action) for action in self._actions]
        return tuple(maker is not None and maker(walk) is not None for maker in makers)

    def _keep_live(self, script: str) -> frozenset[str]:
        """Work out the keys that branches at or after each step look at; return those of the first step."""
        places = self._network.places(script)
        first = self._network.first(script)
        if (script, first) not in self._live:
            live = {name: self._looked_at(place) for name, place in places.items()}
            grown = True
            while grown:
                grown = False
                for name in reversed(places):
                    follow = (live.get(target, frozenset()) for target in places[name].follow)
                    more = live[name].union(*follow)
                    if len(more) > len(live[name]):
                        live[name], grown = more, True
            for name, keys in live.items():
                self._live[script, name] = keys
        return self._live.get((script, first), frozenset())

    def _looked_at(self, place: Place) -> frozenset[str]:
        kind = place.step.kind
        if place.calls is not None:
            return self._keep_live(place.calls) | self._ruled.get(place.calls, frozenset())
        if isinstance(kind, DecideStep):
            return frozenset(
                clause.key
                for condition, _ in kind.branches
                for clause in condition.clauses
                if not isinstance(clause, NoAnswerCame)
            )
        return frozenset()
