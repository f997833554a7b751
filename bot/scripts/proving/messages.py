"""What can stand in one message: whether a crisis that was told meets its lines in the same message.

A message holds all that is said from one wait to the next, through calls and returns. Followed over the
network, so on more ways than there are: nothing found here means that there is nothing.
"""

from typing import NamedTuple

from bot.engine.script import END
from bot.scripts.proving.network import Does, Network, Place


class Said(NamedTuple):
    """What the message under way holds: the step that told of a crisis ("script.step"), and the lines."""

    told: str | None = None
    lines: bool = False


NOTHING = Said()


class Flow(NamedTuple):
    """What a script does to a message: how it may hand it back, and what it tells without lines."""

    ends: frozenset[Said]
    bare: frozenset[str]


class Messages:
    """Follows messages through scripts; each script is followed once for each beginning of a message."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[tuple[str, Said], Flow] = {}

    def bare_from(self, script: str, said: Said = NOTHING) -> frozenset[str]:
        """Return the steps that may tell of a crisis in a message without crisis resources."""
        flow = self.flow(script, said)
        return flow.bare | {end.told for end in flow.ends if end.told is not None and not end.lines}

    def flow(self, script: str, said: Said) -> Flow:
        """Follow every way from the start of the script."""
        known = self._known.get((script, said))
        if known is None:
            # A circle of calls gets nowhere; it is not said twice.
            self._known[script, said] = Flow(frozenset(), frozenset())
            known = self._known[script, said] = self._follow(script, said)
        return known

    def _follow(self, script: str, said: Said) -> Flow:
        places = self._network.places(script)
        ends: set[Said] = set()
        bare: set[str] = set()
        waiting = [(self._network.first(script), said)]
        seen = set(waiting)
        while waiting:
            name, said = waiting.pop()
            if name == END:
                ends.add(said)
                continue
            place = places[name]
            for after in self._after(script, place, said, bare):
                for target in place.follow:
                    if (target, after) not in seen:
                        seen.add((target, after))
                        waiting.append((target, after))
        return Flow(frozenset(ends), frozenset(bare))

    def _after(self, script: str, place: Place, said: Said, bare: set[str]) -> frozenset[Said]:
        """Return what the message may hold after a step; what is sent without lines is added to `bare`."""
        if place.calls is not None:
            flow = self.flow(place.calls, said)
            bare |= flow.bare
            return flow.ends
        if place.shows_lines:
            return frozenset((said._replace(lines=True),))
        if place.tells_crisis:
            return frozenset((said._replace(told=said.told or f"{script}.{place.name}"),))
        if place.does is Does.GOES_ON:
            return frozenset((said,))
        if said.told is not None and not said.lines:
            bare.add(said.told)
        return frozenset((NOTHING,))
