"""The picture of the week."""

from datetime import date, time

from bot.cadence import at_wall
from bot.turns.serving.week_chart import Bar, Row, WeekChart, draw
from bot.turns.serving.week_picture import wall_hours

CHART = WeekChart(
    title="The next 7 days (New York time)",
    days=tuple(
        f"{day} {number}" for number, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 23)
    ),
    rows=(
        Row(
            name="Sam",
            bars=tuple(Bar(kind="duty", begins=24 * day + 9, ends=24 * day + 17) for day in range(5)),
        ),
        Row(
            name="Ana María de los Ángeles",
            bars=(
                Bar(kind="backup", begins=9, ends=17),
                Bar(kind="duty", begins=41, ends=54),
                Bar(kind="on call", begins=130, ends=168),
            ),
        ),
        Row(
            name="nobody",
            bars=(Bar(kind="nobody", begins=113, ends=117), Bar(kind="nobody", begins=129, ends=141)),
        ),
    ),
    legend=(("duty", "on duty"), ("backup", "backup"), ("on call", "on call"), ("nobody", "nobody")),
)


def test_the_same_week_gives_the_same_picture() -> None:
    drawn = draw(CHART)

    assert drawn.startswith(b"\x89PNG")
    assert drawn == draw(CHART)


def test_a_long_name_and_an_empty_week_can_be_drawn() -> None:
    rows = (Row(name="N" * 80, bars=()),)
    assert draw(WeekChart(title="", days=("Mon 23",), rows=rows, legend=())).startswith(b"\x89PNG")


def test_a_day_on_which_clocks_change_is_as_wide_as_any_other() -> None:
    zone = "America/New_York"  # clocks go back on November 1, 2026, and forward on March 14, 2027
    for first, later in ((date(2026, 10, 31), date(2026, 11, 2)), (date(2027, 3, 13), date(2027, 3, 15))):
        assert wall_hours(first, at_wall(first, time(9), zone), zone) == 9
        assert wall_hours(first, at_wall(later, time(9, 30), zone), zone) == 48 + 9.5
