"""What is painted, with coordinates: boxes, words, arrows and flags. Units are pixels of a phone 375 wide."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.signals import Level

# {words, size in pixels, bold} -> how wide they are, in pixels
Measure = Callable[[str, float, bool], float]

Point = tuple[float, float]


class Ink(Enum):
    """What a colour stands for; paint.py knows the colours."""

    TEXT = "text"
    QUIET = "quiet"
    LINE = "line"
    CARD = "card"
    WORDS = "words"
    TAB = "tab"
    DECISION = "decision"
    COACH = "coach"
    SILENCE = "silence"
    WORK = "work"
    WATCH = "watch"
    URGENT = "urgent"
    CRISIS = "crisis"
    WAY_1 = "way 1"
    WAY_2 = "way 2"
    WAY_3 = "way 3"


class Form(Enum):
    """The outline of a box."""

    ROUND = "round"
    TAB = "tab"  # a tab that points to the right: it leads to another script
    CUT = "cut"  # cut corners: a decision
    FLAG = "flag"  # a pennant on its pole
    DOT = "dot"  # the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled outline; (x, y) is its upper left corner. `strong` has a thicker line."""

    form: Form
    x: float
    y: float
    width: float
    height: float
    ink: Ink
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of words; (x, y) is the left end of its middle."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink
    width: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line through points, with a head at the last one."""

    points: tuple[Point, ...]
    ink: Ink = Ink.LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything to paint. Boxes first, then arrows, then words."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    words: tuple[Words, ...]


# How far the right end of a tab stands out, in pixels.
POINT_OF_TAB = 8.0

INK_OF = {Level.WATCH: Ink.WATCH, Level.URGENT: Ink.URGENT, Level.CRISIS: Ink.CRISIS}
