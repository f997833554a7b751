"""A picture is readable on a phone: nothing stands on anything else, and every way is drawn."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine import (
    Bundle,
    CallStep,
    DecideStep,
    GoneInARow,
    NoAnswerCame,
    SayStep,
    ScaleAnswer,
    ScheduleStep,
    TextId,
    Words,
)
from bot.engine.script import END
from bot.errors import ScriptError
from bot.scripts import load, read_folder
from bot.scripts.drawing import outline_of
from bot.scripts.drawing.lanes import Jump, lanes_of
from bot.scripts.drawing.layout import MARGIN, WIDTH, layout
from bot.scripts.drawing.lettering import shortened, wrapped
from bot.scripts.drawing.outline import Look, Outline
from bot.scripts.drawing.plan import Arrow, Box, Form, Plan
from bot.scripts.drawing.plan import Words as Lettering
from bot.scripts.drawing.sheet import SMALL
from bot.signals import Level
from bot.texts import Catalogs
from tests.engine.making import (
    OTHERWISE,
    Steps,
    answer_is,
    ask,
    bundle,
    choices,
    number,
    rule,
    script,
    silence,
    value,
    when,
)

ROOT = Path(__file__).parents[3]
SHIPPED = load(read_folder(ROOT / "conversations", ROOT / "locales"))
CATALOGS = Catalogs.load(ROOT / "locales", SHIPPED.programme.languages)


def measure(text: str, size: float, bold: bool) -> float:
    """About as wide as the letters of the picture."""
    return len(text) * size * (0.66 if bold else 0.6)


def long_script(steps: int) -> Bundle:
    """A script of so many questions, each of which may go far ahead or far back."""
    made: Steps = {}
    for place in range(steps):
        ahead, back = min(steps - 1, place + 7), max(0, place - 9)
        ways = ((value("good"), f"q{ahead}"), (value("bad"), f"q{back}"), (value("odd"), END))
        made[f"q{place}"] = (ask(f"t{place}", choices("good", "bad", "odd", "fine")), ways)
    texts = {f"t{place}": Words(source=f"Is this question number {place}? " * 4) for place in range(steps)}
    labels = {f"choice.{one}": Words(source=f"It is {one}") for one in ("good", "bad", "odd", "fine")}
    return bundle(script("s", made), texts={**texts, **labels})


DRAWN: dict[str, Outline] = {
    **{
        f"{name} {language}": outline_of(SHIPPED, name, CATALOGS, language=language)
        for name in SHIPPED.scripts
        for language in SHIPPED.programme.languages
    },
    "sixty": outline_of(long_script(60), "s"),
}


@pytest.fixture(scope="module", params=sorted(DRAWN))
def drawn(request: pytest.FixtureRequest) -> tuple[Outline, Plan]:
    found = DRAWN[request.param]
    return found, layout(found, measure)


def test_nothing_leaves_the_paper_and_no_letters_are_small(drawn: tuple[Outline, Plan]) -> None:
    _, plan = drawn
    assert plan.width == WIDTH
    for words in plan.words:
        assert words.size >= SMALL
        assert words.x >= MARGIN - 1
        assert words.x + words.width <= WIDTH - MARGIN + 1, words.text
    for arrow in plan.arrows:
        assert all(0 < x < WIDTH and 0 < y < plan.height for x, y in arrow.points)


def test_words_never_stand_on_words(drawn: tuple[Outline, Plan]) -> None:
    lines = sorted(drawn[1].words, key=lambda one: one.y)
    for place, one in enumerate(lines):
        for other in lines[place + 1 : place + 6]:
            if other.y - one.y < SMALL - 1:
                assert one.x + one.width <= other.x or other.x + other.width <= one.x, (
                    one.text,
                    other.text,
                )


def test_no_way_crosses_words(drawn: tuple[Outline, Plan]) -> None:
    _, plan = drawn
    for arrow in plan.arrows:
        for words in plan.words:
            assert not _crosses(arrow, words), (arrow.points, words.text)


def test_a_way_touches_no_box_but_those_it_joins(drawn: tuple[Outline, Plan]) -> None:
    _, plan = drawn
    blocks = [box for box in plan.boxes if box.form not in (Form.FLAG, Form.DOT)]
    for arrow in plan.arrows:
        for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
            if x1 == x2 and len(arrow.points) > 2:
                assert not any(box.x < x1 < box.x + box.width and _beside(box, y1, y2) for box in blocks)


def test_every_way_of_every_block_is_drawn(drawn: tuple[Outline, Plan]) -> None:
    found, plan = drawn
    ways = sum(len(block.exits) for block in found.blocks)

    assert len(plan.arrows) == ways


def _crosses(arrow: Arrow, words: Lettering) -> bool:
    top, bottom = words.y - words.size * 0.35, words.y + words.size * 0.35
    for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
        low, high = sorted((x1, x2))
        above, below = sorted((y1, y2))
        if low < words.x + words.width and high > words.x and above < bottom and below > top:
            return True
    return False


def _beside(box: Box, y1: float, y2: float) -> bool:
    above, below = sorted((y1, y2))
    return above < box.y + box.height and below > box.y


# What is said


def test_the_daily_check_in_at_a_glance() -> None:
    found = DRAWN["daily_checkin en"]
    blocks = {block.name: block for block in found.blocks}

    assert list(blocks) == list(SHIPPED.scripts["daily_checkin"].steps)
    assert [(way.words, way.to) for way in blocks["craving"].exits] == [
        ("7 or more", "urge_help"),
        ("otherwise", "used"),
    ]
    assert [(way.words, way.to) for way in blocks["used"].exits][1] == ("no or skipped", "win")
    assert [(flag.level, flag.words) for flag in blocks["mood"].flags] == [
        (Level.WATCH, "mood has been hard 4 check-ins in a row")
    ]
    assert blocks["urge_help"].words == "Riding out a craving (ride_the_wave)"
    assert found.silence == "reminds after 6 hours, ends after 20 hours"


def test_the_words_people_read_are_in_their_language() -> None:
    english, spanish = DRAWN["daily_checkin en"], DRAWN["daily_checkin es"]

    assert english.blocks[1].words == "How is today going?"
    assert spanish.blocks[1].words not in ("", english.blocks[1].words)
    assert spanish.blocks[0].words.count("{name}") == 1


def test_each_kind_of_step_has_its_look() -> None:
    made: Steps = {
        "q": ask("q", ScaleAnswer(low=0, high=10), save="k"),
        "d": DecideStep(branches=((when(answer_is("k", number(7))), "q"),), otherwise=END),
        "c": CallStep(script="gone"),
        "l": ScheduleStep(script="s", after=timedelta(days=7)),
        "s": SayStep(text=TextId("say")),
    }
    quiet = rule("quiet", NoAnswerCame(), level=Level.WATCH)
    crisis = rule("up", GoneInARow(key="k", up=True, times=3), level=Level.CRISIS, start_now="s")
    found = outline_of(bundle(script("s", made, quiet, crisis, silence=silence(None))), "s")
    blocks = {block.name: block for block in found.blocks}

    looks = {name: block.look for name, block in blocks.items()}
    assert looks == {
        "q": Look.QUESTION, "d": Look.DECISION, "c": Look.TAB, "l": Look.TAB, "s": Look.WORDS,
    }  # fmt: skip
    assert blocks["l"].role == "in 1 week"
    assert blocks["q"].flags[0].starts == "s"
    assert [flag.level for flag in found.flags] == [Level.WATCH]
    assert [(way.words, way.to) for way in blocks["d"].exits] == [("as written", "q"), ("otherwise", END)]


def test_what_is_left_over_is_named_when_it_is_little() -> None:
    question = ask("q", choices("good", "bad"), must_answer=True)
    few: Steps = {"q": (question, ((value("bad"), END), (OTHERWISE, "b"))), "b": ask("b")}
    texts = {"choice.good": Words(source="Good"), "choice.bad": Words(source="Bad")}
    found = outline_of(bundle(script("s", few), texts=texts), "s")

    assert [way.words for way in found.blocks[0].exits] == ["Bad", "Good"]


def test_a_script_that_is_not_there_is_guessed() -> None:
    with pytest.raises(
        ScriptError, match=r"There is no conversation 'daily_chekin'\. Did you mean 'daily_ch"
    ):
        outline_of(SHIPPED, "daily_chekin")


# Lanes and letters


def test_ways_that_run_side_by_side_have_lanes_of_their_own() -> None:
    jumps = [Jump(start=0, to=5), Jump(start=1, to=3), Jump(start=2, to=5), Jump(start=4, to=6)]
    lanes = lanes_of(jumps)

    assert lanes[3] == 0  # the shortest is nearest
    assert lanes[3] != lanes[5]
    assert lanes[6] != lanes[5]


def test_ways_one_below_the_other_share_a_lane() -> None:
    assert set(lanes_of([Jump(start=0, to=2), Jump(start=2, to=4)]).values()) == {0}


def test_words_are_shortened_with_dots() -> None:
    assert wrapped("one two three", 60, 10, measure) == ["one two", "three"]
    assert wrapped("one two three four five six", 60, 10, measure) == ["one two", "three fou…"]
    assert shortened("abcdefgh", 30, 10, measure) == "abcd…"
    assert wrapped("", 60, 10, measure) == []
