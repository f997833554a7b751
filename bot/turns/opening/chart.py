"""A picture of the last check-ins, small enough for a phone: a strip of bars for each scale, and no name.

Telegram shows photos on whatever background a phone has, so the picture brings its own: light paper with a
quiet edge, words at least 4.5 to 1 against it. Matplotlib is imported when the first one is drawn.
"""

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.scripts.drawing.lettering import shortened, write
from bot.scripts.drawing.paint import measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Dots. A phone of 375 points shows a photo about 290 points wide: three dots for each of its points.
WIDTH: Final = 870
DOTS_AN_INCH: Final = 100
# Heights in dots: of the head, of one strip, of the line with the days, and the space around all of it.
HEAD, STRIP, FOOT, AROUND = 64, 188, 30, 30
# Letters in points of matplotlib (1/72 inch): 30 dots are 10 points on the phone.
TITLE, LABEL, SMALL = 24.0, 22.0, 19.0
WORDS_LEFT, BARS_LEFT = 30, 94
LABEL_ROOM: Final = 680  # dots: the latest number stands behind it
PAPER, EDGE, INK, QUIET, BAR, LATEST, GRID = (
    "#fbfaf7", "#cfd6da", "#1d262b", "#56646d", "#7ba3b5", "#1f5f7a", "#e3e7e9",
)  # fmt: skip
BAR_SHARE: Final = 0.62  # of the room of a day
SMALLEST_BAR: Final = 5  # dots: none at all is an answer, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One scale: `numbers` are oldest first, None for a day without; `ends` are low and high in words."""

    label: str
    latest: str
    ends: tuple[str, ...]
    low: float
    high: float
    numbers: tuple[float | None, ...]
    marks_last: bool = True  # the latest bar stands out


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`days` are the first and the last day in words; `missed` says what a dot means."""

    title: str
    missed: str
    days: tuple[str, ...]
    strips: tuple[Strip, ...]


def draw(chart: Chart) -> bytes:
    """Return the picture as PNG; the same chart gives the same bytes.

    Takes about a third of a second and changes settings of the whole process: do it in a process of its own.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    height = HEAD + STRIP * len(chart.strips) + FOOT + AROUND
    settings: Any = {"font.family": "DejaVu Sans"}
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        figure = Figure(figsize=(WIDTH / DOTS_AN_INCH, height / DOTS_AN_INCH), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _frame(axes, height)
        write(axes, WORDS_LEFT, 46, chart.title, TITLE, INK, bold=True)
        for number, strip in enumerate(chart.strips):
            _strip(axes, strip, HEAD + number * STRIP)
        _foot(axes, chart, HEAD + STRIP * len(chart.strips) + 24)
        written = io.BytesIO()
        figure.savefig(written, format="png", dpi=DOTS_AN_INCH, facecolor=PAPER, metadata={"Software": None})
    return written.getvalue()


def _frame(axes: "Axes", height: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle((2, 2), WIDTH - 4, height - 4, fill=False, edgecolor=EDGE, linewidth=2))


def _strip(axes: "Axes", strip: Strip, top: float) -> None:
    from matplotlib.patches import Rectangle

    right = WIDTH - AROUND
    floor, ceiling = top + STRIP - 20, top + 66
    label = shortened(strip.label, LABEL_ROOM, LABEL * DOTS_AN_INCH / 72, measure())
    write(axes, WORDS_LEFT, top + 32, label, LABEL, INK)
    write(axes, right, top + 32, strip.latest, LABEL, LATEST, bold=True, side="right")
    for y, words in zip((floor, ceiling), strip.ends, strict=False):
        axes.plot([BARS_LEFT, right], [y, y], color=GRID, linewidth=1.5, zorder=0)
        write(axes, BARS_LEFT - 14, y + 8, words, SMALL, QUIET, side="right")
    room = (right - BARS_LEFT) / max(1, len(strip.numbers))
    last = max((place for place, one in enumerate(strip.numbers) if one is not None), default=-1)
    for place, number in enumerate(strip.numbers):
        middle = BARS_LEFT + room * (place + 0.5)
        if number is None:
            axes.plot([middle], [floor - 8], marker="o", markersize=5, color=QUIET)
            continue
        share = (number - strip.low) / (strip.high - strip.low) if strip.high > strip.low else 0.0
        tall = max(SMALLEST_BAR, min(1.0, max(0.0, share)) * (floor - ceiling))
        wide = room * BAR_SHARE
        color = LATEST if place == last and strip.marks_last else BAR
        axes.add_artist(Rectangle((middle - wide / 2, floor - tall), wide, tall, color=color, linewidth=0))


def _foot(axes: "Axes", chart: Chart, y: float) -> None:
    first, *_, latest = chart.days
    write(axes, BARS_LEFT, y, first, SMALL, QUIET)
    write(axes, WIDTH - AROUND, y, latest, SMALL, QUIET, side="right")
    if any(number is None for strip in chart.strips for number in strip.numbers):
        write(axes, (BARS_LEFT + WIDTH - AROUND) / 2, y, chart.missed, SMALL, QUIET, side="center")
