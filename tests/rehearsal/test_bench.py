"""The benchmark measures what it says: both sides answer everybody, and every figure is there."""

import asyncio
import json
import subprocess
import sys
import time

from bot.rehearsal import StallMeter

# Two bots and two simulators start on a busy machine, in seconds.
PATIENCE = 100


def test_both_sides_answer_a_small_crowd() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "bench", "--chats", "20", "--waiting", "2000"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    measured = json.loads(ran.stdout)
    assert measured["people"] == 20
    for side in ("ours", "peer"):
        assert measured[side]["turns"] == 20 * measured["turns_each"]
        assert measured[side]["turns_per_second"] > 0
        assert measured[side]["start_seconds"] > 0
    assert measured["ratio"] > 0
    assert set(measured["met"]) == {"ratio", "stall", "start", "memory", "alert"}
    assert measured["alerts"]["waiting"] == 2000
    assert (
        0 < measured["alerts"]["p50_ms"] <= measured["alerts"]["p99_ms"] <= measured["alerts"]["slowest_ms"]
    )
    assert "crisis alert was on its way" in ran.stderr


async def test_a_stall_of_the_loop_is_seen() -> None:
    meter = StallMeter()
    meter.start()
    await asyncio.sleep(0.02)
    time.sleep(0.08)  # noqa: ASYNC251  # the stall itself
    await asyncio.sleep(0.02)
    meter.stop()

    assert meter.milliseconds(1.0) > 50
