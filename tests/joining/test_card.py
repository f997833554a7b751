"""The card: what stands on it, and that a camera can read the square."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.joining import FORMS, PAPERS, Card, draw
from bot.joining.card import CARD, QUIET_MODULES, SQUARE, SQUARE_AT, modules_of
from bot.joining.words import LINES, card_of
from bot.texts import Catalogs, own
from tests.joining.making import LINK, UNTIL, card

# Words that would say, to whoever finds a card, what it is for.
TELLING = re.compile(
    r"recover|sober|addict|drug|alcohol|drink|clean|clinic|jail|prison|release|coach|check-in|treat|relapse",
    re.IGNORECASE,
)


def seen(picture: bytes, paper: str) -> list[list[bool]]:
    """Return the square as a camera sees it: which modules are dark in their middle, the white included."""
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(picture), format="png")
    height, width = pixels.shape[:2]
    wide, high = PAPERS[paper]
    modules = len(modules_of(LINK)) + 2 * QUIET_MODULES
    step = SQUARE / modules
    left = (wide - CARD[0]) / 2 + (CARD[0] - SQUARE) / 2
    top = (high - CARD[1]) / 2 + SQUARE_AT

    def dark(row: int, column: int) -> bool:
        x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
        return bool(pixels[int(y / high * height), int(x / wide * width), :3].mean() < 0.5)

    return [[dark(row, column) for column in range(modules)] for row in range(modules)]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_square_on_paper_is_the_link_with_white_all_around(paper: str) -> None:
    quiet = [False] * QUIET_MODULES
    code = modules_of(LINK)
    blank = [[False] * (len(code) + 2 * QUIET_MODULES)] * QUIET_MODULES

    found = seen(draw(card(), "png", paper=paper), paper)

    assert found == [*blank, *([*quiet, *row, *quiet] for row in code), *blank]


def test_the_square_can_be_read_with_a_quarter_of_it_dirty() -> None:
    import segno

    made = segno.make(LINK, error="q", micro=False)

    assert made.error == "Q"
    assert modules_of(LINK) == tuple(tuple(bool(one) for one in row) for row in made.matrix)


def test_a_card_is_a_picture_a_drawing_or_a_page() -> None:
    png, svg, pdf = (draw(card(), form) for form in FORMS)

    assert png.startswith(b"\x89PNG")
    assert b"<svg" in svg
    assert pdf.startswith(b"%PDF")
    with pytest.raises(ValueError, match="not a form"):
        draw(card(), "gif")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_card_is_the_same_bytes(form: str) -> None:
    assert draw(card(), form) == draw(card(), form)


def test_a_card_says_nothing_of_what_it_is_for_and_names_nobody() -> None:
    words = [own(line, "en", Catalogs.from_files({}), day="January 12, 2027") for line in LINES]

    assert len(words) == 4
    assert all(len(line) <= 60 for line in words)
    assert not TELLING.search(" ".join(words))


def test_a_card_names_the_bot_as_telegram_shows_it() -> None:
    made = card_of(
        lambda text, locale, **values: text,
        bot_name="holdfast_demo_bot",
        title="",
        token="abc",
        until=UNTIL,
        zone="UTC",
        locale="en",
    )

    assert made == Card(
        title="holdfast_demo_bot",
        address="t.me/holdfast_demo_bot",
        link="https://t.me/holdfast_demo_bot?start=abc",
        lines=LINES,
    )


@settings(max_examples=12, deadline=None)
@given(
    title=st.text("abcdefghijklmnñopqrstuvwxyzÁÉ $_\\", max_size=80),
    lines=st.lists(st.text("abcdefgh ijklmnop$^_{}\\", max_size=120), max_size=6),
)
def test_whatever_stands_on_it_a_card_is_drawn(title: str, lines: list[str]) -> None:
    drawn = draw(Card(title=title, address="t.me/x", link=LINK, lines=tuple(lines)))

    assert drawn.startswith(b"\x89PNG")
