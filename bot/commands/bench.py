"""`bench`: the whole bot beside the bare library, the same people and the same calls, in the same run.

Three processes over loopback HTTP: the simulator with its crowd, the bot, and nothing else. Pacing is off on
both sides, sends are included. Ours commits every turn to disk; the peer keeps everything in memory.

Then, with pacing on: how fast a crisis alert leaves while very many reminders wait (`rehearsal/alerts.py`).
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bot.errors import HoldfastError
from bot.rehearsal.alerts import UNDER_MS, measure_alerts
from bot.storage import Vault

# Turns a person takes: the first screen, Start, and the question of age. The peer's conversation is as long.
TURNS = 3
# A run that takes longer than this, in seconds, has hung.
LONGEST_RUN = 600.0
# Targets (the words): a ratio, milliseconds, seconds, megabytes.
RATIO_AT_LEAST, STALL_UNDER, START_UNDER, MEMORY_UNDER = 1.0, 30.0, 1.5, 150.0


def run_bench(people: int, waiting: int) -> None:
    """Print what was measured as JSON, and the alerts in words on stderr. Takes a minute or two."""
    measured = asyncio.run(_bench(people))
    alerts = _alerts(waiting)
    measured["alerts"] = alerts
    measured["met"]["alert"] = alerts["p99_ms"] < UNDER_MS
    print(json.dumps(measured, indent=2))
    print(
        f"With {alerts['waiting']:,} reminders waiting, a crisis alert was on its way "
        f"{alerts['p99_ms']:.0f} ms after its commit (99 of 100; the slowest {alerts['slowest_ms']:.0f} ms).",
        file=sys.stderr,
    )


def _alerts(waiting: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        times = measure_alerts(Path(folder), waiting=waiting)
    return {
        "waiting": waiting,
        "alerts": len(times),
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[int(len(times) * 0.99)], 1),
        "slowest_ms": round(times[-1], 1),
    }


async def _bench(people: int) -> dict[str, Any]:
    ours = await _measure(people, _ours)
    peer = await _measure(people, _peer)
    ratio = ours["turns_per_second"] / peer["turns_per_second"]
    return {
        "people": people,
        "turns_each": TURNS,
        "ours": ours,
        "peer": peer,
        "ratio": round(ratio, 2),
        "met": {
            "ratio": ratio >= RATIO_AT_LEAST,
            "stall": ours["stall_p99_ms"] < STALL_UNDER,
            "start": ours["start_seconds"] < START_UNDER,
            "memory": ours["memory_mb"] < MEMORY_UNDER,
        },
    }


async def _measure(people: int, start: Any) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        async with _child("-m", "bot", "bench-simulator") as simulator:
            assert simulator.stdout is not None
            api = (await simulator.stdout.readline()).decode().strip()
            async with aiohttp.ClientSession() as http:
                return await _run(http, api, people, start, Path(folder))


async def _run(
    http: aiohttp.ClientSession, api: str, people: int, start: Any, folder: Path
) -> dict[str, Any]:
    begun = time.perf_counter()
    async with start(api, folder) as bot:
        while not (await _get(http, f"{api}/control/log"))["polls"]:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.01)
        started = time.perf_counter() - begun
        wanted = {"people": people, "turns": TURNS, "prefer": ["Start", "Yes"]}
        async with http.post(f"{api}/control/crowd", json=wanted) as answer:
            answer.raise_for_status()
        result: dict[str, Any] = {}
        until = time.perf_counter() + LONGEST_RUN
        while not result.get("done"):
            if time.perf_counter() > until or bot.returncode is not None:
                raise HoldfastError("The benchmark's bot stopped answering.")
            await asyncio.sleep(0.25)
            result = await _get(http, f"{api}/control/crowd")
        memory = _peak_memory(bot.pid)
        bot.send_signal(signal.SIGINT)
        printed = (await bot.communicate())[0].decode().strip().splitlines()
    own: Mapping[str, Any] = json.loads(printed[-1]) if printed and printed[-1].startswith("{") else {}
    return {
        "turns": result["turns"],
        "turns_per_second": round(result["turns_per_second"], 1),
        "p50_seconds": round(result["p50"], 3),
        "p99_seconds": round(result["p99"], 3),
        "start_seconds": round(started, 2),
        "memory_mb": memory,
        **own,
    }


def _ours(api: str, folder: Path) -> Any:
    return _child(
        "-m",
        "bot",
        "bench-bot",
        api,
        environment={
            "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}",
            "ENCRYPTION_KEY": Vault.new_key(),
            "MESSAGES_PER_SECOND": "0",
            "ADMIN_TELEGRAM_IDS": "",
        },
    )


def _peer(api: str, folder: Path) -> Any:
    return _child("-m", "bot.rehearsal.peer", "1:simulator", api)


@asynccontextmanager
async def _child(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def _get(http: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with http.get(address) as answer:
        found: dict[str, Any] = await answer.json()
        return found


def _peak_memory(pid: int) -> float:
    """Return the most memory the process ever held, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) / 1024, 1)
