"""A running simulator, and the real library talking to it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.clock import Clock
from bot.simulator import Phone, Simulator


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    simulator = Simulator(Clock().now, limits=False)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def bot(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns whenever it is told to wait
    made = Bot(sim.token, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")
    async with made:
        yield made


@pytest.fixture
def maya(sim: Simulator) -> Phone:
    return sim.phone("Maya", 1001, "es", caption="a participant", started=True)


class Raw:
    """Calls the Bot API without any library: what comes back is (HTTP code, document)."""

    def __init__(self, sim: Simulator, session: aiohttp.ClientSession) -> None:
        self._sim = sim
        self.session = session

    async def call(self, method: str, token: str | None = None, **params: Any) -> tuple[int, Any]:
        address = f"{self._sim.url}/bot{token or self._sim.token}/{method}"
        async with self.session.post(address, json=params) as answer:
            return answer.status, await answer.json()

    async def refusal(self, method: str, **params: Any) -> tuple[int, str]:
        code, document = await self.call(method, **params)
        assert document["ok"] is False
        assert document["error_code"] == code
        return code, document["description"]


@pytest.fixture
async def raw(sim: Simulator) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(sim, session)
