"""One block of the picture: its box, words and flags, and a line for each way that leaves it sideways."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from bot.scripts.drawing.lettering import wrapped
from bot.scripts.drawing.outline import Block, Exit, Flag, Look
from bot.scripts.drawing.plan import INK_OF, POINT_OF_TAB, Arrow, Box, Form, Ink
from bot.scripts.drawing.sheet import LINE, SAID, SMALL, TEXT, Sheet

PAD = 10.0  # inside a block
FLAG = 12.0  # a pennant and the room beside it
DOT = 8.0  # an end that a single answer leads to

_FORMS = {Look.TAB: Form.TAB, Look.DECISION: Form.CUT}
_INKS = {
    Look.QUESTION: Ink.CARD,
    Look.WORDS: Ink.WORDS,
    Look.DECISION: Ink.DECISION,
    Look.TAB: Ink.TAB,
    Look.HELP: Ink.CRISIS,
    Look.COACH: Ink.COACH,
    Look.WORK: Ink.WORK,
}
_SIZES = {Look.QUESTION: TEXT, Look.TAB: SAID, Look.HELP: TEXT}

# A sentence that ends with a question mark.
_ASKING = re.compile(r"[^.!?…]+\?")


class Side(Enum):
    """How a way leaves its block."""

    SPINE = "down to the next block"
    RIGHT = "ahead"
    LEFT = "back"
    END = "to the end"


@dataclass(slots=True, kw_only=True)
class Ports:
    """Where a block stands, and the height at which each way leaves it."""

    form: Form
    top: float
    bottom: float = 0.0
    leave: list[tuple[Exit, Side, float]] = field(default_factory=list)

    def inset(self, y: float) -> float:
        """Return how far the right edge at this height is from the rightmost point."""
        if self.form is not Form.TAB:
            return 0.0
        half = (self.bottom - self.top) / 2
        return POINT_OF_TAB * abs(y - self.top - half) / half


def place(sheet: Sheet, block: Block, left: float, right: float, side_of: Callable[[Exit], Side]) -> Ports:
    """Put the block on the sheet between `left` and `right`, and move below it."""
    ports = Ports(form=_FORMS.get(block.look, Form.ROUND), top=sheet.y)
    behind = len(sheet.boxes)
    sheet.y += PAD - 2
    _title(sheet, block, left + PAD, right - PAD)
    _body(sheet, block, left + PAD, right - PAD)
    for flag in block.flags:
        sheet.y += 3
        place_flag(sheet, flag, left + PAD, right - PAD)
    _ways(sheet, block, left, right, side_of, ports)
    sheet.y += PAD - 3
    ports.bottom = sheet.y
    box = Box(
        form=ports.form,
        x=left,
        y=ports.top,
        width=right - left,
        height=ports.bottom - ports.top,
        ink=_INKS[block.look],
        strong=block.look is Look.QUESTION,
    )
    sheet.boxes.insert(behind, box)
    return ports


def place_flag(sheet: Sheet, flag: Flag, left: float, right: float) -> None:
    """Write a pennant, the word of its level, when it speaks, and what it starts; move below it."""
    ink = INK_OF[flag.level]
    y = sheet.y + LINE[SMALL] / 2
    sheet.boxes.append(Box(form=Form.FLAG, x=left, y=y - 6, width=FLAG - 3, height=FLAG, ink=ink))
    text = left + FLAG + 2
    sheet.write(flag.level.word, text, SMALL, ink, bold=True)
    beside = text + sheet.width(flag.level.word, bold=True) + 6
    if flag.words and sheet.width(flag.words) <= right - beside:
        sheet.write(flag.words, beside, SMALL, Ink.TEXT)
        sheet.y += LINE[SMALL]
    else:
        sheet.y += LINE[SMALL]
        sheet.lines(flag.words, text, right, SMALL, Ink.TEXT, most=3)
    if flag.starts is not None:
        sheet.lines(f"then at once: {flag.starts}", text, right, SMALL, ink, bold=True)


def _title(sheet: Sheet, block: Block, left: float, right: float) -> None:
    role = f"{block.role} {block.words}" if block.look is Look.WORK else block.role
    role = sheet.cut(role.strip(), (right - left) * 0.62)
    room = right - left - sheet.width(role) - 8
    sheet.write(sheet.cut(block.name, room, bold=True), left, SMALL, Ink.QUIET, bold=True)
    sheet.write(role, right - sheet.width(role))
    sheet.y += LINE[SMALL]


def _body(sheet: Sheet, block: Block, left: float, right: float) -> None:
    if block.look is Look.WORK:
        return
    if block.level is not None:
        sheet.y += 2
        place_flag(sheet, Flag(level=block.level, words=block.words), left, right)
        return
    if block.words:
        sheet.y += 1
        size = _SIZES.get(block.look, SAID)
        sheet.lines(
            _short(sheet, block, right - left, size),
            left,
            right,
            size,
            Ink.TEXT,
            bold=block.look in (Look.TAB, Look.HELP),
        )
    if block.answers and not _all_named(block):
        sheet.y += 1
        sheet.lines(block.answers, left, right, most=3)


def _short(sheet: Sheet, block: Block, width: float, size: float) -> str:
    """Return what is written of a question: when it is long, the sentence that asks."""
    whole = sheet.width(block.words, size)
    asking = _ASKING.findall(block.words)
    if block.look is Look.QUESTION and whole > 1.9 * width and asking:
        return str(asking[-1]).strip()
    return block.words


def _all_named(block: Block) -> bool:
    """Return whether every answer stands at one of the ways already."""
    named = " or ".join(way.words for way in block.exits)
    return all(answer in named for answer in block.answers.split(" · "))


def _ways(
    sheet: Sheet, block: Block, left: float, right: float, side_of: Callable[[Exit], Side], ports: Ports
) -> None:
    """Write the answers that leave sideways, each in a line of its own; those that go down follow later."""
    first = True
    for way in block.exits:
        side = side_of(way)
        if side is Side.SPINE or not way.words:
            height = sheet.y - LINE[SMALL] / 2
            ports.leave.append((way, side, height))
            continue
        sheet.y += 4 if first else 1
        first = False
        ports.leave.append((way, side, _way(sheet, way, side, left, right)))


def _way(sheet: Sheet, way: Exit, side: Side, left: float, right: float) -> float:
    """Write one answer beside the edge where its arrow leaves; return the height of the arrow."""
    room = right - left - 2 * PAD - (2 * DOT if side is Side.END else 0)
    *before, text = wrapped(way.words, room, SMALL, sheet.measure) or [""]
    for line in before:  # a long condition
        sheet.write(line, left + PAD if side is Side.LEFT else right - PAD - sheet.width(line), ink=Ink.TEXT)
        sheet.y += LINE[SMALL]
    y = sheet.y + LINE[SMALL] / 2
    match side:
        case Side.LEFT:
            sheet.write(text, left + PAD, SMALL, Ink.TEXT)
        case Side.END:
            dot = right - PAD - DOT
            sheet.boxes.append(Box(form=Form.DOT, x=dot, y=y - DOT / 2, width=DOT, height=DOT, ink=Ink.LINE))
            start = dot - 2 * DOT
            sheet.arrows.append(Arrow(points=((start, y), (dot - 1, y))))
            sheet.write(text, start - 4 - sheet.width(text), SMALL, Ink.TEXT)
        case _:
            sheet.write(text, right - PAD - sheet.width(text), SMALL, Ink.TEXT)
    sheet.y += LINE[SMALL]
    return y
