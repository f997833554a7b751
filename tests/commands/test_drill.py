"""`drill`: begun beside the running bot, told live, and kept."""

import asyncio
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cases import drilling
from bot.commands.drill import run_drill, show_drills
from bot.errors import RefusedError
from bot.storage import case
from tests.stories.beside import PROGRAMME, beside
from tests.stories.drills import now, runs
from tests.stories.walking import does, joins, passes, quiet
from tests.world import World

Says = Callable[[], str]
# Each a hundredth of a second: more than any of these drills takes.
MOST_LOOKS = 4000


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Says:
    """Return what was printed since the last look."""
    monkeypatch.setenv("COLUMNS", "160")
    return lambda: capsys.readouterr().out


async def begun(world: World) -> "asyncio.Task[int]":
    """Somebody has run the command at the desk, and the drill has rung on Sam's phone; return what runs."""
    looks = 0

    async def briefly(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks > MOST_LOOKS:  # a test that went wrong ends, and does not wait for the drill's own end
            raise KeyboardInterrupt
        await asyncio.sleep(0.01)

    running = asyncio.create_task(asyncio.to_thread(run_drill, world.settings(), sleep=briefly))
    async with asyncio.timeout(20):
        while not await runs(world):  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.02)
        # The row is there a moment before the alert is on its way.
        while not any(message.button("Open") for message in world.sam.screen):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await quiet(world)
    return running


async def test_the_desk_sees_who_was_called_and_who_answered_when(world: World, says: Says) -> None:
    running = await begun(world)
    await does(world, world.sam, "Open")
    await does(world, world.sam, "I have it")
    await does(world, world.sam, "here")
    code = await running

    said = says()
    assert code == 0
    assert "DRILL D01 has begun" in said
    for line in (
        "called Sam on Telegram (rung 0)",
        "arrived on Sam's phone",
        "Sam looked",
        "Sam has it",
        "Sam wrote a line",
        "over: answered",
    ):
        assert said.count(line) == 1, line
    assert re.search(r"Sam +│ 0 ", said)


async def test_a_drill_that_nobody_answers_is_a_failure_for_the_desk(world: World, says: Says) -> None:
    running = await begun(world)
    await passes(world, world.sam, minutes=21)

    assert await running == 1
    assert "over: nobody answered" in says()


async def test_a_drill_that_somebody_took_without_a_word_was_not_unanswered(world: World, says: Says) -> None:
    running = await begun(world)
    await does(world, world.sam, "Open")
    await does(world, world.sam, "I have it")
    await passes(world, world.sam, minutes=21)

    assert await running == 1
    said = says()
    assert "over: nobody wrote" in said
    assert "nobody answered" not in said


async def test_without_a_running_bot_it_says_so_kindly_and_makes_nothing(
    world: World, tmp_path: Path
) -> None:
    await world.stop_bot()
    with pytest.raises(RefusedError, match="The bot is not running, so nobody would be called") as refused:
        await asyncio.to_thread(run_drill, world.settings())
    fresh = world.settings().model_copy(update={"database_url": f"sqlite:///{tmp_path}/new/bot.sqlite"})
    with pytest.raises(RefusedError, match="not running"):
        await asyncio.to_thread(run_drill, fresh)
    await world.start_bot()

    assert not (tmp_path / "new").exists()
    assert "python -m bot run" in refused.value.remedy
    assert await world.read(lambda tx: case.drills(tx, 5)) == ()


async def test_while_somebody_needs_help_for_real_the_desk_is_told_why_there_is_no_drill(
    world: World,
) -> None:
    await joins(world, world.maya)
    await does(world, world.maya, "I want to die")

    with pytest.raises(RefusedError, match="for real right now"):
        await asyncio.to_thread(run_drill, world.settings())


async def test_earlier_drills_are_kept_for_the_report(world: World, says: Says) -> None:
    assert await asyncio.to_thread(show_drills, 3, world.settings()) == 1
    assert "no fire drill yet" in says()
    running = await begun(world)
    await does(world, world.sam, "Open")
    await does(world, world.sam, "I have it")
    await does(world, world.sam, "here")
    await running
    says()

    assert await asyncio.to_thread(show_drills, 3, world.settings()) == 0
    said = says()
    assert "DRILL D01" in said
    assert "answered" in said
    assert "Sam had it after" in said


async def test_what_left_beside_telegram_stands_in_the_report(tmp_path: Path, says: Says) -> None:
    async with beside(tmp_path) as world:
        running = await begun(world)
        await world.posted()
        await does(world, world.sam, "Open")
        await does(world, world.sam, "I have it")
        await does(world, world.sam, "here")
        await running

        said = says()
        assert "left by e-mail to the programme (rung 0)" in said
        assert "left by ALERT_URL to the programme (rung 0)" in said
        assert PROGRAMME not in said


async def test_to_stop_looking_on_does_not_stop_the_drill(world: World, says: Says) -> None:
    ended = threading.Event()

    async def interrupted(_: float) -> None:
        ended.set()
        raise KeyboardInterrupt

    code = await asyncio.to_thread(run_drill, world.settings(), sleep=interrupted)

    assert code == 0
    assert ended.is_set()
    assert "The drill goes on" in says()
    (held,) = await world.read(lambda tx: case.drills(tx, 5))
    assert (await now(world, held)).outcome is None
    await passes(world, world.sam, minutes=21)
    assert (await now(world, held)).outcome == drilling.UNANSWERED
