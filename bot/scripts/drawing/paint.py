"""From coordinates to a picture: SVG or PNG. Matplotlib is imported only here, when a picture is asked for.

The same plan gives the same bytes: no date, no version, letters as shapes.
"""

import io
import re
import threading
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from bot.scripts.drawing.plan import POINT_OF_TAB, Arrow, Box, Form, Ink, Measure, Plan, Point, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ft2font import FT2Font

UNITS = 100.0  # pixels an inch of the figure
POINT = 72.0 / UNITS  # a pixel, in the points that letters are measured in

SHARP = 3.0  # what phones show for one pixel
# Telegram refuses a photo whose width and height together are over 10,000.
LONGEST_SIDES = 9800.0

CORNER = 7.0  # pixels
BAR = 5.0  # pixels: at the left of what helps in a crisis
BASELINE = 0.36  # how far below the middle of a line its letters stand, in heights of letters

# Fill, line and words of each ink. Measured against the paper: words at least 4.5 to 1.
Palette = Mapping[Ink, tuple[str, str]]
PAPER = {False: "#faf8f4", True: "#14191d"}
LIGHT: Palette = {
    Ink.TEXT: ("#1d262b", "#1d262b"),
    Ink.QUIET: ("#56646d", "#56646d"),
    Ink.LINE: ("#56646d", "#56646d"),
    Ink.CARD: ("#ffffff", "#2c4a5a"),
    Ink.WORDS: ("#eef1f0", "#eef1f0"),
    Ink.TAB: ("#e4edf8", "#2f62a3"),
    Ink.DECISION: ("#f1ecf7", "#7a5ea6"),
    Ink.COACH: ("#fff3e8", "#d9a374"),
    Ink.SILENCE: ("#f2efe8", "#c9c2b4"),
    Ink.WORK: ("#f4f2ec", "#d5cfc2"),
    Ink.WATCH: ("#8a6a00", "#7d6000"),
    Ink.URGENT: ("#c04a00", "#a94100"),
    Ink.CRISIS: ("#fdecee", "#b00020"),
    Ink.WAY_1: ("#4d7c8a", "#4d7c8a"),
    Ink.WAY_2: ("#8a6d4d", "#8a6d4d"),
    Ink.WAY_3: ("#7a6a94", "#7a6a94"),
}
DARK: Palette = {
    Ink.TEXT: ("#e9eef0", "#e9eef0"),
    Ink.QUIET: ("#a3b0b8", "#a3b0b8"),
    Ink.LINE: ("#a3b0b8", "#a3b0b8"),
    Ink.CARD: ("#212a30", "#8fb3c4"),
    Ink.WORDS: ("#1b2227", "#1b2227"),
    Ink.TAB: ("#1c2c40", "#7fb0ea"),
    Ink.DECISION: ("#2a2436", "#b9a0e0"),
    Ink.COACH: ("#33271c", "#a8784c"),
    Ink.SILENCE: ("#1d2124", "#4a5157"),
    Ink.WORK: ("#1b1f22", "#3d454b"),
    Ink.WATCH: ("#e3c04a", "#e3c04a"),
    Ink.URGENT: ("#ff9a57", "#ff9a57"),
    Ink.CRISIS: ("#3a1a1f", "#ff8592"),
    Ink.WAY_1: ("#7fb3c2", "#7fb3c2"),
    Ink.WAY_2: ("#c7a77f", "#c7a77f"),
    Ink.WAY_3: ("#b3a1d0", "#b3a1d0"),
}

# Matplotlib's settings are one for the whole process; pictures may be painted in threads.
_PAINTING = threading.Lock()


def measure() -> Measure:
    """Return what says how wide words are, in the letters that `paint` uses."""
    return _measure


def sharpness(plan: Plan) -> float:
    """Return how many dots of a PNG make a pixel of the plan."""
    return min(SHARP, LONGEST_SIDES / (plan.width + plan.height))


def paint(plan: Plan, form: Literal["svg", "png"], *, dark: bool, title: str, described: str) -> bytes:
    """Return the picture. `title` and `described` are what a screen reader says of it."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    settings: Any = {"svg.hashsalt": "holdfast", "svg.fonttype": "path", "font.family": "DejaVu Sans"}
    with _PAINTING, rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        figure = Figure(figsize=(plan.width / UNITS, plan.height / UNITS), facecolor=PAPER[dark])
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, plan.width)
        axes.set_ylim(plan.height, 0)
        axes.axis("off")
        _fill(axes, plan, DARK if dark else LIGHT, PAPER[dark])
        written = io.BytesIO()
        metadata = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(
            written, format=form, dpi=UNITS * sharpness(plan), facecolor=PAPER[dark], metadata=metadata
        )
    picture = written.getvalue()
    return picture if form == "png" else _described(picture, plan, title, described)


def _fill(axes: "Axes", plan: Plan, palette: Palette, paper: str) -> None:
    for box in plan.boxes:
        _box(axes, box, palette)
    together: dict[tuple[float, float], list[Arrow]] = {}
    for arrow in plan.arrows:
        together.setdefault(arrow.points[-1], []).append(arrow)
    for arrows in together.values():
        _arrows(axes, arrows, palette, paper)
    for words in plan.words:
        _words(axes, words, palette)


def _box(axes: "Axes", box: Box, palette: Palette) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    fill, line = palette[box.ink]
    thick = 1.7 if box.strong else 1.1
    if box.form in (Form.FLAG, Form.DOT):
        fill, thick = line, 0.8
    vertices, codes = _OUTLINES[box.form](box)
    patch = PathPatch(Path(vertices, codes), facecolor=fill, edgecolor=line, linewidth=thick * POINT)
    axes.add_artist(patch)
    if box.ink is Ink.CRISIS and box.form is Form.ROUND:  # a bar, so that it is not the colour alone
        left, top, low = box.x, box.y, box.y + box.height
        corners = ((left, top), (left + BAR, top), (left + BAR, low), (left, low))
        bar = PathPatch(Path(*_polygon(corners)), facecolor=line, edgecolor="none")
        axes.add_artist(bar)
        bar.set_clip_path(patch)


Outline = tuple[list[tuple[float, float]], list[int]]

_MOVE, _LINE, _CURVE, _CLOSE = 1, 2, 3, 79  # codes of matplotlib.path.Path


def _polygon(corners: Any) -> Outline:
    points = [*corners, corners[0]]
    return points, [_MOVE, *[_LINE] * (len(points) - 2), _CLOSE]


def _round(box: Box) -> Outline:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(CORNER, box.height / 2)
    vertices = [
        (left + r, top), (right - r, top), (right, top), (right, top + r),
        (right, bottom - r), (right, bottom), (right - r, bottom),
        (left + r, bottom), (left, bottom), (left, bottom - r),
        (left, top + r), (left, top), (left + r, top),
    ]  # fmt: skip
    codes = [
        _MOVE,
        _LINE,
        _CURVE,
        _CURVE,
        _LINE,
        _CURVE,
        _CURVE,
        _LINE,
        _CURVE,
        _CURVE,
        _LINE,
        _CURVE,
        _CURVE,
    ]
    return vertices, codes


def _tab(box: Box) -> Outline:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    point = POINT_OF_TAB
    middle = (top + bottom) / 2
    return _polygon(
        ((left, top), (right - point, top), (right, middle), (right - point, bottom), (left, bottom))
    )


def _cut(box: Box) -> Outline:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    c = 9.0
    return _polygon(
        (
            (left + c, top), (right - c, top), (right, top + c), (right, bottom - c),
            (right - c, bottom), (left + c, bottom), (left, bottom - c), (left, top + c),
        )
    )  # fmt: skip


def _flag(box: Box) -> Outline:
    x, y = box.x, box.y
    cloth = box.height * 0.6
    return _polygon(
        (
            (x, y),
            (x + box.width, y + cloth / 2),
            (x + 1.6, y + cloth),
            (x + 1.6, y + box.height),
            (x, y + box.height),
        )
    )


def _dot(box: Box) -> Outline:
    # A circle of four quadratic curves is round enough at this size.
    x, y, r = box.x + box.width / 2, box.y + box.height / 2, box.width / 2
    k = r * 0.4142
    rim = [(x + r, y)]
    for cx, cy, ex, ey in (
        (x + r, y + k, x + r * 0.7071, y + r * 0.7071), (x + k, y + r, x, y + r),
        (x - k, y + r, x - r * 0.7071, y + r * 0.7071), (x - r, y + k, x - r, y),
        (x - r, y - k, x - r * 0.7071, y - r * 0.7071), (x - k, y - r, x, y - r),
        (x + k, y - r, x + r * 0.7071, y - r * 0.7071), (x + r, y - k, x + r, y),
    ):  # fmt: skip
        rim += [(cx, cy), (ex, ey)]
    return rim, [_MOVE, *[_CURVE] * 16]


_OUTLINES: Mapping[Form, Callable[[Box], Outline]] = {
    Form.ROUND: _round,
    Form.TAB: _tab,
    Form.CUT: _cut,
    Form.FLAG: _flag,
    Form.DOT: _dot,
}


def _ways(points: tuple[tuple[float, float], ...], radius: float = 4.0) -> Outline:
    """Return a line with round corners."""
    vertices, codes = [points[0]], [_MOVE]
    for before, corner, following in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before, radius), _towards(corner, following, radius)
        vertices += [near, corner, far]
        codes += [_LINE, _CURVE, _CURVE]
    return [*vertices, points[-1]], [*codes, _LINE]


def _towards(point: tuple[float, float], other: tuple[float, float], by: float) -> tuple[float, float]:
    dx, dy = other[0] - point[0], other[1] - point[1]
    length = max((dx * dx + dy * dy) ** 0.5, 0.001)
    part = min(by, length / 2) / length
    return point[0] + dx * part, point[1] + dy * part


def _arrows(axes: "Axes", arrows: list[Arrow], palette: Palette, paper: str) -> None:
    """Paint the arrows that arrive at one point; where they cross others, the others pass below them."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for width, halo in ((4.2, True), (1.4, False)):
        for arrow in arrows:
            points = _without_head(arrow.points)
            if halo:  # not over the edge of the box that it leaves
                points = (_towards(points[0], points[1], 2.0), *points[1:])
            path = Path(*_ways(points))
            color = paper if halo else palette[arrow.ink][1]
            axes.add_artist(
                PathPatch(path, facecolor="none", edgecolor=color, linewidth=width * POINT, capstyle="butt")
            )
    for arrow in arrows[:1]:
        axes.add_artist(
            PathPatch(Path(*_head(arrow.points)), facecolor=palette[arrow.ink][1], edgecolor="none")
        )


HEAD = 6.0  # how long the head of an arrow is


def _without_head(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return (*points[:-1], _towards(points[-1], points[-2], HEAD - 1))


def _head(points: tuple[Point, ...]) -> Outline:
    (tip_x, tip_y), (back_x, back_y) = points[-1], _towards(points[-1], points[-2], HEAD)
    across_x, across_y = (back_y - tip_y) * 0.6, (tip_x - back_x) * 0.6
    return _polygon(
        ((tip_x, tip_y), (back_x + across_x, back_y + across_y), (back_x - across_x, back_y - across_y))
    )


def _words(axes: "Axes", words: Words, palette: Palette) -> None:
    axes.text(
        words.x,
        words.y + words.size * BASELINE,
        words.text,
        fontsize=words.size * POINT,
        fontweight="bold" if words.bold else "normal",
        color=palette[words.ink][1],
        va="baseline",
        ha="left",
        parse_math=False,
    )


@cache
def _letters(bold: bool) -> "FT2Font":
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FT2Font(f"{get_data_path()}/fonts/ttf/{name}")


@cache
def _advance(letter: str, bold: bool) -> float:
    """Return how wide a letter is when letters are one pixel high."""
    from matplotlib.ft2font import LoadFlags

    with _PAINTING:  # a font may be used by one thread at a time
        font = _letters(bold)
        font.set_size(UNITS, 72)
        glyph = font.load_glyph(font.get_char_index(ord(letter)), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / UNITS


def _measure(text: str, size: float, bold: bool) -> float:
    return sum(_advance(letter, bold) for letter in text) * size


# Matplotlib writes points; a browser would show them a little smaller than the plan.
_SIZE = re.compile(r'width="[\d.]+pt" height="[\d.]+pt"')


def _described(picture: bytes, plan: Plan, title: str, described: str) -> bytes:
    """Put the size in pixels, and what a screen reader says, into the SVG: the letters in it are shapes."""
    text = picture.decode()
    start = text.index("<svg")
    end = text.index(">", start)
    size = f'width="{plan.width:g}" height="{plan.height:g}"'
    opened = _SIZE.sub(size, text[start:end]) + ' role="img" aria-labelledby="title desc">'
    said = f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(described)}</desc>'
    return (text[:start] + opened + said + text[end + 1 :]).encode()
