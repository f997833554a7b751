"""The picture itself: the same bytes each time, words for screen readers, colours that can be told apart."""

import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from bot.engine import Words
from bot.scripts import load, read_folder
from bot.scripts.drawing import draw, outline_of
from bot.scripts.drawing.layout import layout
from bot.scripts.drawing.paint import DARK, LIGHT, LONGEST_SIDES, PAPER, Palette, measure, sharpness
from bot.scripts.drawing.plan import Ink
from tests.engine.making import ask, bundle, script
from tests.scripts.drawing.test_drawing_layout import long_script

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def check_in() -> bytes:
    return draw(load(read_folder(ROOT / "conversations", ROOT / "locales")), "daily_checkin")


def test_the_same_script_gives_the_same_bytes() -> None:
    made = bundle(script("s", {"q": ask("q")}), texts={"q": Words(source="Is this it?")})

    assert draw(made, "s") == draw(made, "s")
    assert draw(made, "s", form="png") == draw(made, "s", form="png")
    assert draw(made, "s") != draw(made, "s", dark=True)


def test_a_screen_reader_hears_what_is_drawn(check_in: bytes) -> None:
    tree = ElementTree.fromstring(check_in)
    title, described = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")

    assert tree.get("role") == "img"
    assert tree.get("width") == "375"
    assert title is not None
    assert title.text == "Daily check-in"
    assert described is not None
    said = described.text or ""
    assert "How strong has craving been today?" in said
    assert "7 or more: urge_help" in said
    assert "watch when craving is 8 or more" in said


def test_letters_are_shapes_so_that_every_device_shows_the_same(check_in: bytes) -> None:
    assert b"<text" not in check_in


def test_a_phone_gets_an_upright_picture_three_times_as_sharp() -> None:
    made = bundle(script("s", {f"q{place}": ask("q") for place in range(8)}))
    wide, high = _size(draw(made, "s", form="png"))

    assert wide == 1125
    assert high > wide


def test_a_long_script_is_still_taken_by_telegram() -> None:
    plan = layout(outline_of(long_script(60), "s"), measure())
    sharp = sharpness(plan)

    assert (plan.width + plan.height) * sharp <= LONGEST_SIDES + 2
    assert sharp >= 1


def test_letters_the_font_lacks_do_no_harm() -> None:
    made = bundle(script("s", {"q": ask("q")}), texts={"q": Words(source="今日はどうですか? $x$ \\alpha")})

    assert draw(made, "s", form="png")[:4] == b"\x89PNG"


def test_wide_letters_are_wider_and_bold_ones_too() -> None:
    wide = measure()

    assert wide("mmm", 12, False) > wide("iii", 12, False)
    assert wide("mmm", 12, True) > wide("mmm", 12, False)
    assert wide("mmm", 24, False) == pytest.approx(2 * wide("mmm", 12, False))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_what_they_stand_on(palette: Palette) -> None:
    papers = [PAPER[palette is DARK], *(palette[ink][0] for ink in _FILLED)]
    for ink in (Ink.TEXT, Ink.QUIET):
        for paper in papers:
            assert _contrast(palette[ink][1], paper) >= 4.5, (ink, paper)
    for ink in (Ink.WATCH, Ink.URGENT, Ink.CRISIS):
        for under in (Ink.CARD, Ink.COACH, Ink.SILENCE):
            assert _contrast(palette[ink][1], palette[under][0]) >= 4.5, (ink, under)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_ways_can_be_seen_on_the_paper(palette: Palette) -> None:
    for ink in (Ink.LINE, Ink.WAY_1, Ink.WAY_2, Ink.WAY_3):
        assert _contrast(palette[ink][1], PAPER[palette is DARK]) >= 3, ink


_FILLED = (Ink.CARD, Ink.WORDS, Ink.TAB, Ink.DECISION, Ink.COACH, Ink.WORK, Ink.SILENCE, Ink.CRISIS)


def _size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
