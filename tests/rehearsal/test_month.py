"""A small month: two days, forty people, all real but Telegram. What must be true is watched each minute."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.commands.simulate import IN_MEMORY, kept, simulate
from bot.rehearsal.beside import Beside, calls_beside
from bot.rehearsal.measuring import bars, share, times_of, waits
from bot.rehearsal.month import Plan, Result
from bot.rehearsal.warped import WarpedClock, WarpedLoop
from bot.signals import Level
from bot.storage.case_event import CaseEvent

SMALL = Plan(people=40, days=2, seed=1)
AT = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where the machine can: what is tried here is not its disk."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as made:
        yield Path(made)


def played(folder: Path, plan: Plan = SMALL) -> Result:
    return simulate(plan, lambda _day, _days: None, folder)


def test_every_call_for_help_finds_a_human_and_every_case_an_end(folder: Path) -> None:
    result = played(folder)
    crisis = times_of(result.waits, Level.CRISIS)

    assert result.breaches == []
    assert (result.open_cases, result.no_outcome) == (0, 0)
    assert kept(result)
    assert crisis.waits >= 3
    assert len(crisis.yes) == crisis.waits
    assert result.looks > 20
    assert result.calls >= result.calls_beside > 0
    assert result.starts == 2
    assert result.outages == 3


def test_the_same_seed_leads_to_the_same_month(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    plan = Plan(people=12, days=1, seed=3, quiet_days=0)
    one, other = played(folder / "a", plan), played(folder / "b", plan)

    assert [(wait.began, wait.yes, wait.contact) for wait in one.waits] == [
        (wait.began, wait.yes, wait.contact) for wait in other.waits
    ]
    assert (one.messages, one.updates, one.outcomes) == (other.messages, other.updates, other.outcomes)
    assert one.waits != played_with(folder, plan, seed=4).waits


def played_with(folder: Path, plan: Plan, *, seed: int) -> Result:
    (folder / str(seed)).mkdir()
    return played(folder / str(seed), replace(plan, seed=seed))


def test_a_ladder_that_forgets_to_go_on_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch itself is tried: no rung is planned any more."""
    monkeypatch.setattr("bot.cases.calling._climb_later", lambda *_, **__: None)
    result = played(folder)

    assert result.breaches
    assert not kept(result)


def test_a_call_that_leaves_by_telegram_alone_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cases.second_way.plan", lambda *_: None)
    result = played(folder)

    assert {one.what for one in result.breaches} == {"not sent the second way"}
    assert result.calls_beside == 0
    assert not kept(result)


def test_what_was_away_excuses_a_call_that_left_late_and_nothing_else_does() -> None:
    def called(minute: int) -> CaseEvent:
        return CaseEvent(
            id=minute,
            case=1,
            kind="called",
            at=AT + timedelta(minutes=minute),
            by=None,
            level=int(Level.CRISIS),
            why="0",
            words=None,
            to=5,
        )

    beside = Beside(clock=Clock())
    beside.came["url", "", "K7"] = [AT + timedelta(minutes=1), AT + timedelta(minutes=9)]
    away = [(AT + timedelta(minutes=3), AT + timedelta(minutes=9))]
    found = calls_beside(beside, [called(1), called(5), called(20)], {1: "K7"}, [("url", "")], away)

    assert (found.calls, found.left) == (3, 1)
    assert found.missed == [(1, AT + timedelta(minutes=20))]


def test_waits_are_counted_from_the_first_call_to_the_first_word() -> None:
    def event(minute: int, kind: str, **more: object) -> CaseEvent:
        fields = {"id": minute, "case": 1, "kind": kind, "at": AT + timedelta(minutes=minute)}
        rest = {"by": None, "level": None, "why": None, "words": None}
        return CaseEvent(**(fields | rest | more))  # type: ignore[arg-type]  # the test says which fields

    crisis = int(Level.CRISIS)
    (found,) = waits(
        [
            event(0, "signal", level=crisis),
            event(0, "called", level=crisis, why="0", to=5),
            event(3, "acknowledged", by=5),
            event(13, "freed", by=5),
            event(13, "called", level=crisis, why="2", to=6),
            event(14, "acknowledged", by=6),
            event(16, "coach wrote", by=6),
            event(50, "closed", why="talked"),
        ]
    )
    times = times_of([found], Level.CRISIS)

    assert (found.yes, found.contact, found.rung) == (3, 16, 0)
    assert (share(times.yes, 0.99), share((), 0.5)) == (3, 0)
    assert sum(count for _, count in bars(times.yes)) == 1


def test_on_warped_time_a_night_is_one_jump_long_and_work_in_threads_is_waited_for() -> None:
    async def night() -> tuple[datetime, datetime]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, WarpedLoop)
        clock = WarpedClock(AT, loop)
        slept = asyncio.create_task(asyncio.sleep(8 * 3600))
        await asyncio.to_thread(sum, range(1000))
        before = clock.now()
        await slept
        return before, clock.now()

    with asyncio.Runner(loop_factory=WarpedLoop) as runner:
        before, after = runner.run(night())

    assert before == AT
    assert after == AT + timedelta(hours=8)
