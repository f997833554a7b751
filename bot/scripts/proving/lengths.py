"""How long one turn, and one whole conversation, can get: the engine ends both kindly, and too early."""

from heapq import heappop, heappush
from typing import NamedTuple

from bot.engine.script import END, AskEachStep
from bot.scripts.proving.network import Does, Network, Place

# No such way; longer than anything.
NEVER = -1
ENDLESS = 1_000_000


class Length(NamedTuple):
    """The most steps of one turn inside a script; NEVER for no such way.

    `through` from its start to its end, `into` from its start to a wait, `out` from a wait to its end,
    `inside` from wait to wait.
    """

    through: int
    into: int
    out: int
    inside: int


class Lengths:
    """How many steps a turn can take, and how many questions come at least before a step."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[str, Length] = {}
        self._circles: set[str] = set()
        self._questions: dict[str, dict[str, int]] = {}

    def longest(self, script: str) -> int:
        """Return the most steps of one turn in a conversation begun with the script."""
        length = self._of(script)
        return ENDLESS if script in self._circles else max(length)

    def questions_before(self, script: str) -> dict[str, int]:
        """Return {step: how many questions and pauses come before it at least}, END included."""
        if script in self._questions:
            return self._questions[script]
        self._questions[script] = {}  # a circle of calls
        places = self._network.places(script)
        fewest: dict[str, int] = {}
        waiting = [(0, self._network.first(script))]
        while waiting:
            count, name = heappop(waiting)
            if name in fewest:
                continue
            fewest[name] = count
            more = None if name == END else self._asks(places[name])
            if more is not None:
                for target in places[name].follow:
                    heappush(waiting, (count + more, target))
        self._questions[script] = fewest
        return fewest

    def _asks(self, place: Place) -> int | None:
        """Return how many questions a step asks at least; None when nobody comes out of it."""
        if place.calls is not None:
            return self.questions_before(place.calls).get(END)
        if place.does is Does.GOES_ON:
            return 0
        kind = place.step.kind
        return len(kind.texts) if isinstance(kind, AskEachStep) else 1

    def _of(self, script: str) -> Length:
        if script in self._known:
            return self._known[script]
        self._known[script] = Length(NEVER, NEVER, NEVER, NEVER)  # a circle of calls
        places = self._network.places(script)
        to_end: dict[str, int] = {END: 0}
        to_wait: dict[str, int] = {END: NEVER}
        for name in self._backwards(script, places):
            place = places[name]
            through, into = 0, NEVER
            if place.calls is not None:
                through, into, _, _ = self._of(place.calls)
            if place.does in (Does.GOES_ON, Does.CALLS):
                end, wait = _most(to_end, place), _most(to_wait, place)
                to_end[name] = _joined(1, _joined(through, end))
                to_wait[name] = max(_joined(1, into), _joined(1, _joined(through, wait)))
            else:
                to_end[name], to_wait[name] = NEVER, 1
        tail = between = NEVER
        for place in places.values():
            if place.does is Does.GOES_ON:
                continue
            out = 0
            if place.calls is not None:
                _, _, out, inside = self._of(place.calls)
                between = max(between, inside)
            tail = max(tail, _joined(out, _most(to_end, place)))
            between = max(between, _joined(out, _most(to_wait, place)))
        first = self._network.first(script)
        self._known[script] = Length(to_end.get(first, NEVER), to_wait.get(first, NEVER), tail, between)
        return self._known[script]

    def _backwards(self, script: str, places: dict[str, Place]) -> list[str]:
        """Return the steps so that what follows in the same turn comes first; a circle of these is noted."""
        order: list[str] = []
        entered: set[str] = set()
        done: set[str] = set()
        waiting: list[tuple[str, bool]] = [(name, False) for name in reversed(places)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                order.append(name)
                done.add(name)
            elif name in entered:
                if name not in done:
                    self._circles.add(script)
            elif name != END:
                entered.add(name)
                waiting.append((name, True))
                if self._goes_on(script, places[name]):
                    waiting.extend((target, False) for target in places[name].follow)
        return order

    def _goes_on(self, script: str, place: Place) -> bool:
        """Return whether a turn can come through the step without waiting."""
        if place.calls is None:
            return place.does is Does.GOES_ON
        through = self._of(place.calls).through
        if place.calls in self._circles:
            self._circles.add(script)
        return through != NEVER


def _most(lengths: dict[str, int], place: Place) -> int:
    return max((lengths.get(target, NEVER) for target in place.follow), default=NEVER)


def _joined(one: int, other: int) -> int:
    return NEVER if NEVER in (one, other) else one + other
