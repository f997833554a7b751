"""A picture of the days ahead: a row for each colleague, and when nobody is there. Names of the team alone.

Light paper of its own, as Telegram shows photos on whatever background a phone has. Matplotlib is imported
when the first one is drawn.
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
# Heights in dots: of title and days, of one colleague, of the line that says what the colours mean.
HEAD, ROW, FOOT = 118, 52, 56
NAMES, AROUND = 200, 24
# Letters in points of matplotlib (1/72 inch).
TITLE, NAME, SMALL, DAY = 22.0, 19.0, 17.0, 15.0
PAPER, INK, QUIET, GRID = "#fbfaf7", "#1d262b", "#56646d", "#d5dbde"
# {kind of shift: how it is filled}; a gap stands out in light and dark, and for whoever sees no red.
FILLS: Final = {"duty": "#1f5f7a", "backup": "#9cc1d1", "on call": "#fbfaf7", "nobody": "#f0b429"}
EDGES: Final = {"on call": "#1f5f7a", "nobody": "#8a5a00"}
HOURS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch in hours since the first midnight; `kind` is one of FILLS."""

    kind: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One colleague, or nobody."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChart:
    """`days` are the days in words, the first one on the left; `legend` is {kind: what it is called}."""

    title: str
    days: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]


def draw(chart: WeekChart) -> bytes:
    """Return the picture as PNG; the same chart gives the same bytes.

    Takes about a third of a second and changes settings of the whole process: do it in a process of its own.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    height = HEAD + ROW * len(chart.rows) + FOOT
    settings: Any = {"font.family": "DejaVu Sans"}
    with rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        figure = Figure(figsize=(WIDTH / DOTS_AN_INCH, height / DOTS_AN_INCH), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _frame(axes, height)
        write(axes, AROUND, 44, chart.title, TITLE, INK, bold=True)
        _days(axes, chart, height - FOOT)
        for number, row in enumerate(chart.rows):
            _row(axes, row, HEAD + number * ROW, _room(chart))
        _legend(axes, chart, height - 20)
        written = io.BytesIO()
        figure.savefig(written, format="png", dpi=DOTS_AN_INCH, facecolor=PAPER, metadata={"Software": None})
    return written.getvalue()


def _frame(axes: "Axes", height: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle((2, 2), WIDTH - 4, height - 4, fill=False, edgecolor=GRID, linewidth=2))


def _room(chart: WeekChart) -> float:
    """Return how many dots an hour has."""
    return (WIDTH - NAMES - AROUND) / (HOURS * max(1, len(chart.days)))


def _days(axes: "Axes", chart: WeekChart, floor: float) -> None:
    day = _room(chart) * HOURS
    for number, words in enumerate(chart.days):
        left = NAMES + number * day
        axes.plot([left, left], [HEAD - 14, floor], color=GRID, linewidth=1.5, zorder=0)
        write(axes, left + day / 2, HEAD - 22, words, DAY, QUIET, side="center")


def _row(axes: "Axes", row: Row, top: float, room: float) -> None:
    from matplotlib.patches import Rectangle

    name = shortened(row.name, NAMES - AROUND - 12, NAME * DOTS_AN_INCH / 72, measure())
    write(axes, AROUND, top + ROW * 0.64, name, NAME, INK)
    axes.plot([AROUND, WIDTH - AROUND], [top + ROW, top + ROW], color=GRID, linewidth=1, zorder=0)
    for bar in row.bars:
        axes.add_artist(
            Rectangle(
                (NAMES + bar.begins * room, top + ROW * 0.22),
                (bar.ends - bar.begins) * room,
                ROW * 0.56,
                facecolor=FILLS[bar.kind],
                edgecolor=EDGES.get(bar.kind, FILLS[bar.kind]),
                hatch="////" if bar.kind == "nobody" else None,
                linewidth=1.5,
            )
        )


def _legend(axes: "Axes", chart: WeekChart, y: float) -> None:
    from matplotlib.patches import Rectangle

    left = float(AROUND)
    for kind, words in chart.legend:
        axes.add_artist(
            Rectangle(
                (left, y - 16),
                22,
                18,
                facecolor=FILLS[kind],
                edgecolor=EDGES.get(kind, FILLS[kind]),
                hatch="////" if kind == "nobody" else None,
                linewidth=1.5,
            )
        )
        write(axes, left + 30, y, words, SMALL, QUIET)
        left += 30 + measure()(words, SMALL * DOTS_AN_INCH / 72, False) + 30
