"""Which lane beside the blocks each jump takes, so that no two run over each other.

All jumps to one block share a lane: they arrive together. Forward runs to the right of the blocks, back to
the left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Where, between two blocks, a jump leaves and arrives: a lane that ends at a block is free below its head.
_LEAVES, _ARRIVES = 0.6, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """From block number `start` to block number `to`."""

    start: int
    to: int


def lanes_of(jumps: Iterable[Jump]) -> Mapping[int, int]:
    """Return {target: lane}, counted from the blocks outward; short ways are nearest. One direction."""
    spans: dict[int, tuple[float, float]] = {}
    for jump in jumps:
        low, high = sorted((jump.start + _LEAVES, jump.to + _ARRIVES))
        known = spans.get(jump.to, (low, high))
        spans[jump.to] = (min(low, known[0]), max(high, known[1]))
    lanes: dict[int, int] = {}
    for target in sorted(spans, key=lambda one: (spans[one][1] - spans[one][0], one)):
        taken = {lane for other, lane in lanes.items() if _meet(spans[target], spans[other])}
        lanes[target] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
