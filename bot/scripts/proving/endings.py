"""Whether every way ends, or holds on for a person: what the person can bring about, whatever is decided.

The person chooses at questions; at branches and outcomes the worst is assumed, anew each time. Where an end
can be reached even so, it can be reached in every conversation. Where not, `search` plays it out.
"""

from bot.engine.script import END
from bot.scripts.proving.network import Does, Network, Place


class Endings:
    """Which steps of a script have an end, or a person, within the person's own reach."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._good: dict[str, frozenset[str]] = {}
        self._ending: dict[str, bool] = {}

    def doubtful(self, script: str) -> tuple[str, ...]:
        """Return the steps that can be reached and from which an end is not in the person's reach."""
        good = self._within_reach(script)
        places = self._network.places(script)
        return tuple(name for name in self._reached(script) if name in places and name not in good)

    def accept(self, script: str) -> None:
        """Take it that an end is in reach throughout the script: it is proven by itself, or blamed."""
        self._good[script] = frozenset((*self._network.places(script), END))

    def can_end(self, script: str) -> bool:
        """Return whether some way leads through the script to its end, back to a caller."""
        if script not in self._ending:
            self._ending[script] = False  # a circle of calls
            self._ending[script] = END in self._reached(script)
        return self._ending[script]

    def _reached(self, script: str) -> dict[str, None]:
        places = self._network.places(script)
        reached: dict[str, None] = {}
        waiting = [self._network.first(script)]
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached[name] = None
            if name != END and self._returns(places[name]):
                waiting.extend(places[name].follow)
        return reached

    def _returns(self, place: Place) -> bool:
        return place.calls is None or self.can_end(place.calls)

    def _within_reach(self, script: str) -> frozenset[str]:
        """Return the steps, and END, from which the person can bring about an end or hold on for a person."""
        if script in self._good:
            return self._good[script]
        self._good[script] = frozenset()  # a circle of calls
        places = self._network.places(script)
        good = {END}
        grown = True
        while grown:
            grown = False
            for name in reversed(places):
                if name not in good and self._is_good(places[name], good):
                    good.add(name)
                    grown = True
        self._good[script] = frozenset(good)
        return self._good[script]

    def _is_good(self, place: Place, good: set[str]) -> bool:
        if place.does is Does.HOLDS:
            return True
        if place.calls is not None:
            inside = self._network.first(place.calls) in self._within_reach(place.calls)
            return inside and (not self.can_end(place.calls) or any(go in good for go in place.follow))
        within = all if place.decides else any
        return within(go in good for go in place.follow)
