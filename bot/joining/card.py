"""The card that a coach hands over: the bot's name, a square to point a camera at, and four short lines.

It may lie on a table, be found in a pocket or be searched at a gate: it says nothing of what the programme
is for, and names nobody. Matplotlib is imported when the first card is painted.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.scripts.drawing.lettering import DOTS, shortened, wrapped
from bot.scripts.drawing.paint import measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMS: Final = ("png", "svg", "pdf")
# Width and height in millimetres: the card itself, and a sheet of US printers with the card in its middle.
CARD: Final = (105.0, 148.0)
PAPERS: Final = {"a6": CARD, "letter": (215.9, 279.4)}

INCH = 25.4  # millimetres
POINT = 72 / INCH  # points in a millimetre
# A card is read at arm's length and printed on cheap machines: 300 dots an inch. Telegram takes 10,000 dots.
DOTS_AN_INCH = 300

MARGIN = 9.0
TITLE, TITLE_AT = 8.0, 19.0  # height of letters and where they stand, in millimetres from the card's top
SQUARE, SQUARE_AT = 64.0, 23.5  # with the white around it
# Scanners need four white modules on each side of the code (ISO/IEC 18004).
QUIET_MODULES = 4
ADDRESS, ADDRESS_AT = 4.6, 94.0
# The lines of words: from where to where, their largest and smallest letters, and in heights of letters how
# far apart rows of one line are, and how much further two lines.
LINES_AT, LINES_END, LINE, SMALLEST = 104.0, 139.0, 4.0, 2.6
STEP, GAP = 1.35, 0.55
MOST_ROWS = 3  # of one line of words, in a language of long words
INK, QUIET, FRAME, PAPER = "#1d262b", "#56646d", "#2c4a5a", "#ffffff"
# What a printer's dots or a viewer's rounding may leave between two dark modules, in modules.
OVERLAP = 0.02
_RECTANGLE = (1, 2, 2, 2, 79)  # codes of matplotlib.path.Path: move, three lines, close


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`title` is how Telegram shows the bot, `address` what can be typed, `link` what the square holds."""

    title: str
    address: str
    link: str
    lines: tuple[str, ...]


def draw(card: Card, form: str = "png", *, paper: str = "a6") -> bytes:
    """Return the card as a picture or a page; the same card gives the same bytes.

    Takes about half a second and changes settings of the whole process: do it in a process of its own.
    """
    if form not in FORMS:
        raise ValueError("not a form of a card")
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    width, height = PAPERS[paper]
    settings: Any = {"svg.hashsalt": "holdfast", "svg.fonttype": "path", "font.family": "DejaVu Sans"}
    with rc_context(settings):
        figure = Figure(figsize=(width / INCH, height / INCH), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        left, top = (width - CARD[0]) / 2, (height - CARD[1]) / 2
        axes.set_xlim(-left, width - left)
        axes.set_ylim(height - top, -top)
        axes.axis("off")
        _frame(axes, cut=paper != "a6")
        _words(axes, card)
        _square(axes, card.link)
        written = io.BytesIO()
        figure.savefig(
            written, format=form, dpi=DOTS_AN_INCH, facecolor=PAPER, metadata=_metadata(form, card.title)
        )
    return written.getvalue()


def modules_of(link: str) -> tuple[tuple[bool, ...], ...]:
    """Return the square as rows of dark (True) and light modules, without the white around it.

    A quarter of it may be dirty or torn: cards are carried in pockets.
    """
    import segno

    return tuple(tuple(bool(one) for one in row) for row in segno.make(link, error="q", micro=False).matrix)


def _metadata(form: str, title: str) -> dict[str, str | None]:
    match form:
        case "svg":
            return {"Date": None, "Title": title}
        case "pdf":
            return {"CreationDate": None, "Creator": None, "Producer": None, "Title": title}
        case _:
            return {"Software": None}


def _frame(axes: "Axes", *, cut: bool) -> None:
    """Draw the frame; on a larger sheet, also where to cut."""
    from matplotlib.patches import FancyBboxPatch, Rectangle

    width, height = CARD
    if cut:
        edge = Rectangle(
            (0, 0), width, height, fill=False, edgecolor=QUIET, linewidth=0.5, linestyle=(0, (6, 5))
        )
        axes.add_artist(edge)
    inside = FancyBboxPatch(
        (4, 4), width - 8, height - 8, boxstyle="round,pad=0,rounding_size=5", fill=False, edgecolor=FRAME
    )
    inside.set_linewidth(1.2)
    axes.add_artist(inside)


def _words(axes: "Axes", card: Card) -> None:
    room = CARD[0] - 2 * MARGIN
    size = _fitting(card.title, TITLE, room)
    title = shortened(card.title, room, size, measure(), bold=True)
    _write(axes, title, TITLE_AT, size, FRAME, bold=True)
    _write(axes, card.address, ADDRESS_AT, _fitting(card.address, ADDRESS, room), INK, bold=True)
    size, lines = _set(card.lines, room)
    y = LINES_AT
    for number, rows in enumerate(lines, start=1):
        for row in rows:
            _write(axes, row, y, size, QUIET if number == len(lines) else INK)
            y += STEP * size
        y += GAP * size


def _set(lines: Sequence[str], room: float) -> tuple[float, list[list[str]]]:
    """Return the largest letters at which all lines have room, and each line in rows of like length."""
    size = LINE
    while True:
        rows = [_rows(line, room, size) for line in lines]
        height = sum(len(one) * STEP + GAP for one in rows) * size
        if LINES_AT + height - (STEP + GAP) * size <= LINES_END or size <= SMALLEST:
            return size, rows
        size -= 0.1


def _rows(line: str, room: float, size: float) -> list[str]:
    """Return the line in as few rows as there is room for, none of them a single word left over."""
    rows = wrapped(line, room, size, measure(), most=MOST_ROWS)
    narrow = room
    while len(rows) > 1 and (fewer := narrow - size) > room / 2:
        tried = wrapped(line, fewer, size, measure(), most=MOST_ROWS)
        if len(tried) > len(rows) or tried[-1].endswith(DOTS):
            break
        rows, narrow = tried, fewer
    return rows


def _fitting(words: str, size: float, room: float) -> float:
    """Return the size at which the words fit, at most `size` and at least half of it."""
    wide = measure()(words, size, True)
    return max(size / 2, min(size, size * room / wide)) if wide else size


def _write(axes: "Axes", words: str, y: float, size: float, color: str, *, bold: bool = False) -> None:
    axes.text(
        CARD[0] / 2,
        y,
        words,
        fontsize=size * POINT,
        fontweight="bold" if bold else "normal",
        color=color,
        ha="center",
        va="baseline",
        parse_math=False,
    )


def _square(axes: "Axes", link: str) -> None:
    """Draw the dark modules as one shape, so that no hair of light stands between two of them."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    modules = modules_of(link)
    step = SQUARE / (len(modules) + 2 * QUIET_MODULES)
    left, top = (CARD[0] - SQUARE) / 2 + QUIET_MODULES * step, SQUARE_AT + QUIET_MODULES * step
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for y, row in enumerate(modules):
        for begin, end in _runs(row):
            x0, x1 = left + begin * step, left + (end + OVERLAP) * step
            y0, y1 = top + y * step, top + (y + 1 + OVERLAP) * step
            points += [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
            codes += _RECTANGLE
    axes.add_artist(PathPatch(Path(points, codes), facecolor=INK, edgecolor="none", snap=False))


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Return [(first dark module, first light one after it)] of a row."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and runs[-1][1] == x:
            runs[-1] = (runs[-1][0], x + 1)
        elif dark:
            runs.append((x, x + 1))
    return runs
