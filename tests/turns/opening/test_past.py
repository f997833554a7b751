"""The last check-ins as bars, in words and as a picture."""

import struct
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.turns.opening.chart import WIDTH, Chart, Strip, draw
from bot.turns.opening.past import BARS, MISSED, Row, bars

numbers = st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=1, max_size=14)


def row(*given: float | None, better: str | None = "lower") -> Row:
    """Return a row of one number a day."""
    first = date(2026, 11, 1)
    points = tuple((first + timedelta(days=place), number) for place, number in enumerate(given))
    return Row(key="craving", label="Craving", low=0, high=10, better=better, points=points)


def chart(*given: float | None, strips: int = 1) -> Chart:
    one = Strip(label="Craving", latest="8", ends=("0", "10"), low=0, high=10, numbers=given)
    return Chart(title="A17", missed="dot: no answer", days=("Nov 1", "Nov 14"), strips=(one,) * strips)


def test_the_lowest_number_is_the_smallest_bar_and_a_day_without_one_is_a_dot() -> None:
    assert bars(row(0, None, 5, 10)) == f"{BARS[0]}{MISSED}{BARS[4]}{BARS[7]}"
    assert row(0, None, 5).numbers == (0, 5)


@given(numbers)
def test_bars_never_fall_where_numbers_rise(given: list[float | None]) -> None:
    shown = bars(row(*given))
    assert len(shown) == len(given)
    heights = [
        (number, BARS.index(bar)) for number, bar in zip(given, shown, strict=True) if number is not None
    ]
    for number, height in heights:
        assert all(height <= other for more, other in heights if more >= number)


def test_the_picture_is_a_small_png_that_is_wider_than_it_is_high_and_always_the_same() -> None:
    picture = draw(chart(3, 2, None, 8))
    wide, high = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert wide == WIDTH
    assert high < wide / 2
    assert len(picture) < 60_000
    assert picture == draw(chart(3, 2, None, 8))
    assert picture != draw(chart(3, 2, None, 7))


def test_three_rows_still_fit_under_a_card() -> None:
    wide, high = struct.unpack(">II", draw(chart(1, 2, 3, strips=3))[16:24])
    assert high <= wide


def test_a_stray_sign_or_a_long_label_draws_all_the_same() -> None:
    one = Strip(label="$x^{ 𝒳" + "a" * 200, latest="8", ends=("0", "0"), low=0, high=0, numbers=(0.0, None))
    assert draw(Chart(title="$", missed="", days=("a", "b"), strips=(one,))).startswith(b"\x89PNG")
