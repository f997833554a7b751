"""From an outline to coordinates. A file reads top to bottom, and so does its picture.

Blocks stand one below the other in file order. What goes on to the next block runs down the spine; every
other way leaves to the side, along a lane in which no word stands, and comes back in at its block. Answers
stand where their arrow leaves. Pure: how wide words are comes from `measure`.
"""

from collections.abc import Collection, Iterable
from functools import partial

from bot.engine.script import END
from bot.scripts.drawing.blocks import PAD, Ports, Side, place, place_flag
from bot.scripts.drawing.lanes import Jump, lanes_of
from bot.scripts.drawing.lettering import wrapped
from bot.scripts.drawing.outline import Exit, Outline
from bot.scripts.drawing.plan import Arrow, Box, Form, Ink, Measure, Plan
from bot.scripts.drawing.sheet import LINE, SMALL, TITLE, Sheet

WIDTH = 375.0  # pixels: a common phone, upright
MARGIN = 12.0
LANE = 9.0  # between two lanes
GUTTER = 72.0  # at most this for all lanes of a side: words need the rest
SPINE = 20.0  # from a block's left edge to the arrow that leads down from it
GAP, GAP_WITH_WORDS, GAP_WITHOUT_WAY, GAP_WITH_END = 16.0, 28.0, 14.0, 30.0  # between two blocks
END_DOT, STUB_DOT = 14.0, 9.0
ENTRY = 15.0  # how far below its upper edge an arrow comes in

WAYS = (Ink.WAY_1, Ink.WAY_2, Ink.WAY_3)


def layout(drawn: Outline, measure: Measure) -> Plan:
    """Return everything to paint, in pixels of a phone 375 wide; it is as high as it needs to be."""
    return _Layout(drawn, measure).plan()


class _Layout:
    def __init__(self, drawn: Outline, measure: Measure) -> None:
        self._drawn = drawn
        self._sheet = Sheet(measure=measure, y=MARGIN)
        self._number = {block.name: number for number, block in enumerate(drawn.blocks)}
        jumps = [
            Jump(start=number, to=self._number[way.to])
            for number, block in enumerate(drawn.blocks)
            for way in block.exits
            if self._side(number, way) in (Side.LEFT, Side.RIGHT)
        ]
        self._ahead = lanes_of(jump for jump in jumps if jump.to > jump.start)
        self._back = lanes_of(jump for jump in jumps if jump.to <= jump.start)
        self._left = MARGIN + _room(self._back.values())
        self._right = WIDTH - MARGIN - _room(self._ahead.values())
        self._ports: list[Ports] = []

    def plan(self) -> Plan:
        """Place everything from top to bottom, then draw the ways between."""
        sheet = self._sheet
        sheet.lines(self._drawn.title, MARGIN, WIDTH - MARGIN, TITLE, Ink.TEXT, bold=True)
        sheet.lines(self._drawn.head, MARGIN, WIDTH - MARGIN, most=3)
        sheet.y += GAP
        for number, block in enumerate(self._drawn.blocks):
            ports = place(sheet, block, self._left, self._right, partial(self._side, number))
            self._ports.append(ports)
            self._down(number)
        for number in range(len(self._ports)):
            self._aside(number)
        self._silence()
        return Plan(
            width=WIDTH,
            height=sheet.y + MARGIN,
            boxes=tuple(sheet.boxes),
            arrows=tuple(sheet.arrows),
            words=tuple(sheet.words),
        )

    def _side(self, number: int, way: Exit) -> Side:
        if way.to == END:
            return Side.SPINE if number + 1 == len(self._drawn.blocks) else Side.END
        to = self._number[way.to]
        if to == number + 1:
            return Side.SPINE
        return Side.RIGHT if to > number else Side.LEFT

    def _down(self, number: int) -> None:
        """Draw what leads down from a block, and leave room for it."""
        sheet, ports = self._sheet, self._ports[number]
        x = self._left + SPINE
        ways = [(way, side) for way, side, _ in ports.leave]
        spine = next((way for way, side in ways if side is Side.SPINE), None)
        stub = next((way for way, side in ways if side is Side.END and not way.words), None)
        if spine is not None:
            end = spine.to == END
            lines = wrapped(spine.words, self._right - x - 10, SMALL, sheet.measure)
            height = GAP_WITH_END if end else GAP
            if lines:
                height = max(height, GAP_WITH_WORDS + (len(lines) - 1) * LINE[SMALL])
            sheet.arrows.append(Arrow(points=((x, ports.bottom), (x, ports.bottom + height))))
            sheet.y = ports.bottom + (height - len(lines) * LINE[SMALL]) / 2 - 1
            for line in lines:
                sheet.write(line, x + 9, SMALL, Ink.TEXT)
                sheet.y += LINE[SMALL]
            sheet.y = ports.bottom + height
            if end:
                self._dot(x, sheet.y + END_DOT / 2, END_DOT)
                sheet.y += END_DOT + GAP
        elif stub is not None:
            y = ports.bottom + GAP_WITH_END - 12
            sheet.arrows.append(Arrow(points=((x, ports.bottom), (x, y))))
            self._dot(x, y + STUB_DOT / 2, STUB_DOT)
            sheet.y = y + STUB_DOT + GAP_WITHOUT_WAY
        else:
            sheet.y = ports.bottom + GAP_WITHOUT_WAY

    def _dot(self, x: float, y: float, size: float) -> None:
        """Draw an end, and say so beside it."""
        sheet = self._sheet
        sheet.boxes.append(
            Box(form=Form.DOT, x=x - size / 2, y=y - size / 2, width=size, height=size, ink=Ink.LINE)
        )
        before, sheet.y = sheet.y, y - LINE[SMALL] / 2
        sheet.write("end", x + size / 2 + 5)
        sheet.y = before

    def _aside(self, number: int) -> None:
        """Draw the lanes of the ways that leave a block to the side."""
        for way, side, y in self._ports[number].leave:
            if side not in (Side.LEFT, Side.RIGHT):
                continue
            to = self._number[way.to]
            ahead = side is Side.RIGHT
            lanes, edge = (self._ahead, self._right) if ahead else (self._back, self._left)
            out = (lanes[to] + 1) * _step(lanes.values())
            lane = edge + out if ahead else edge - out
            entry = self._ports[to].top + ENTRY
            start = edge - self._ports[number].inset(y) if ahead else edge
            end = edge - self._ports[to].inset(entry) if ahead else edge
            points = ((start, y), (lane, y), (lane, entry), (end, entry))
            self._sheet.arrows.append(Arrow(points=points, ink=WAYS[lanes[to] % len(WAYS)]))

    def _silence(self) -> None:
        """Say at the bottom what no answer does, and which rules look at that or at other conversations."""
        sheet = self._sheet
        if not self._drawn.silence and not self._drawn.flags:
            return
        top, behind = sheet.y, len(sheet.boxes)
        left, right = MARGIN, WIDTH - MARGIN
        sheet.y += PAD - 2
        if self._drawn.silence:
            sheet.lines(f"no answer: {self._drawn.silence}", left + PAD, right - PAD, SMALL, Ink.TEXT)
        for flag in self._drawn.flags:
            sheet.y += 3
            place_flag(sheet, flag, left + PAD, right - PAD)
        sheet.y += PAD - 3
        box = Box(form=Form.ROUND, x=left, y=top, width=right - left, height=sheet.y - top, ink=Ink.SILENCE)
        sheet.boxes.insert(behind, box)


def _step(lanes: Iterable[int]) -> float:
    count = max(lanes, default=-1) + 1
    return min(LANE, GUTTER / max(count, 1))


def _room(lanes: Collection[int]) -> float:
    """Return how much room the lanes of a side need."""
    count = max(lanes, default=-1) + 1
    return count * _step(lanes) + 3 if count else 0.0
