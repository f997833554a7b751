"""The picture of the week."""

from bot.turns.serving.week_chart import Bar, Row, WeekChart, draw

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
