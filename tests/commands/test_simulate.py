"""The report of a rehearsed month: in words for people, as JSON for programs, and an exit code for both."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import simulate
from bot.rehearsal.measuring import Wait
from bot.rehearsal.month import BEGAN, Plan, Result
from bot.rehearsal.watching import Breach
from bot.signals import Level

GOOD = Result(
    plan=Plan(people=5, days=1, seed=7),
    waits=[
        Wait(level=int(Level.CRISIS), began=BEGAN, yes=1.5, contact=4.0),
        Wait(level=int(Level.CRISIS), began=BEGAN, yes=12.0, contact=20.0, rung=2),
        Wait(level=int(Level.URGENT), began=BEGAN, yes=90.0, contact=95.0),
    ],
    breaches=[],
    open_cases=0,
    no_outcome=0,
    cases=3,
    outcomes={"talked": 3},
    starts=2,
    outages=3,
    looks=40,
    messages=1234,
    updates=99,
    commits=2000,
    timers=12,
    refused={},
    calls=12,
    calls_beside=11,
)
BAD = replace(GOOD, breaches=[Breach(at=BEGAN, case=5, what="2 of 15 not called")])


def run(monkeypatch: pytest.MonkeyPatch, result: Result, *, as_json: bool) -> int:
    def played(plan: Plan, _on: object, folder: Path) -> Result:
        assert folder.is_dir()
        return replace(result, plan=plan)

    monkeypatch.setattr(simulate, "simulate", played)
    monkeypatch.setattr("bot.commands.simulate.logging.disable", lambda _: None)
    return simulate.run_simulation(5, 1, 7, as_json=as_json)


def test_a_month_that_kept_its_promise_says_how_long_people_waited(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, GOOD, as_json=False)
    said = capsys.readouterr().out

    assert code == 0
    assert "5 people, 1 days" in said
    assert "crisis: I have it" in said
    assert "answered at rung 0: 1, 2: 1" in said
    assert "Of 12 calls of a crisis, 11 also left at once by e-mail" in said.replace("\n", " ")
    assert "Every case ended with an outcome." in said.replace("\n", " ")


def test_a_broken_promise_is_said_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, BAD, as_json=False)
    said = capsys.readouterr().out

    assert code == 1
    assert "NOT KEPT: 1 breaches, 0 cases still open." in said
    assert "2 of 15 not called" in said


def test_programs_read_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(monkeypatch, BAD, as_json=True)
    read = json.loads(capsys.readouterr().out)

    assert (code, read["kept"], read["cases"]) == (1, False, 3)
    assert read["levels"]["crisis"]["to_yes_minutes"] == [12.0, 12.0, 12.0, 12.0]
    assert read["levels"]["crisis"]["rungs"] == {"0": 1, "2": 1}
    assert (read["crisis_calls"], read["left_beside_at_once"]) == (12, 11)
    assert read["breaches"] == ["02 06:00 2 of 15 not called"]
