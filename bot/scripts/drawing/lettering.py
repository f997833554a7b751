"""Words in lines: wrapped, shortened with dots where there is no room, and written."""

from typing import TYPE_CHECKING

from bot.scripts.drawing.plan import Measure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS = "…"


def wrapped(
    text: str, width: float, size: float, measure: Measure, *, most: int = 2, bold: bool = False
) -> list[str]:
    """Return at most `most` lines that fit into `width`; the last ends with dots if words are left out."""
    words = text.split()
    lines: list[str] = []
    while words:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}", size, bold) <= width:
            line = f"{line} {words.pop(0)}"
        if len(lines) + 1 == most and words:
            return [*lines, shortened(f"{line} {words[0]}", width, size, measure, bold=bold, cut=True)]
        lines.append(shortened(line, width, size, measure, bold=bold))
    return lines


def shortened(
    text: str, width: float, size: float, measure: Measure, *, bold: bool = False, cut: bool = False
) -> str:
    """Return the words if they fit, else as much as fits and dots; `cut`: something is left out anyway."""
    if not cut and measure(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip(" .,;:") + DOTS, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" .,;:") + DOTS


def write(
    axes: "Axes",
    x: float,
    y: float,
    words: str,
    size: float,
    color: str,
    *,
    bold: bool = False,
    side: str = "left",
) -> None:
    """The words stand at (x, y), `size` in points; `side` says which end of them is there."""
    axes.text(
        x,
        y,
        words,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        color=color,
        ha=side,
        va="baseline",
        parse_math=False,
    )
