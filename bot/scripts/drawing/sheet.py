"""The paper while it is filled from top to bottom: boxes, arrows and words so far, and how far down it is."""

from dataclasses import dataclass, field

from bot.scripts.drawing.lettering import shortened, wrapped
from bot.scripts.drawing.plan import Arrow, Box, Ink, Measure, Words

# Pixels, at phone width: nothing is smaller than 11.
TITLE, TEXT, SAID, SMALL = 18.0, 13.0, 12.0, 11.0
LINE = {TITLE: 23.0, TEXT: 17.0, SAID: 16.0, SMALL: 15.0}  # height of a line of each size


@dataclass(slots=True, kw_only=True)
class Sheet:
    """`y` is where the next line goes."""

    measure: Measure
    y: float
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def width(self, text: str, size: float = SMALL, *, bold: bool = False) -> float:
        """Return how wide the words are."""
        return self.measure(text, size, bold)

    def write(
        self, text: str, x: float, size: float = SMALL, ink: Ink = Ink.QUIET, *, bold: bool = False
    ) -> None:
        """Write one line at the height where the sheet is; it does not move down."""
        y = self.y + LINE[size] / 2
        width = self.width(text, size, bold=bold)
        self.words.append(Words(x=x, y=y, text=text, size=size, ink=ink, width=width, bold=bold))

    def lines(
        self,
        text: str,
        left: float,
        right: float,
        size: float = SMALL,
        ink: Ink = Ink.QUIET,
        *,
        most: int = 2,
        bold: bool = False,
    ) -> None:
        """Write as many lines as are needed, at most `most`, and move below them."""
        for line in wrapped(text, right - left, size, self.measure, most=most, bold=bold):
            self.write(line, left, size, ink, bold=bold)
            self.y += LINE[size]

    def cut(self, text: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
        """Return the words, shortened to fit into `width`."""
        return shortened(text, width, size, self.measure, bold=bold)
