"""A Bot API server that answers as it is told, over real HTTP on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.telegram import Wire

TOKEN = "1:test-token"

# What a scripted answer may be: (status, body), or words for what happens to the connection.
Answer = tuple[int, Any] | str


def ok(result: Any) -> Answer:
    return 200, {"ok": True, "result": result}


def no(status: int, words: str = "", **parameters: Any) -> Answer:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": words}
    if parameters:
        body["parameters"] = parameters
    return status, body


class Server:
    """Answers each method from its script, the last answer again and again."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer | Callable[[dict[str, Any]], Answer]]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.arrived = asyncio.Event()
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._never = asyncio.Event()

    def will(self, method: str, *answers: Answer | Callable[[dict[str, Any]], Answer]) -> None:
        self.answers[method] = list(answers)

    def fields(self, method: str) -> list[dict[str, Any]]:
        return [fields for name, fields in self.calls if name == method]

    async def start(self) -> None:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._never.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            fields = await request.json()
        else:
            fields = {name: _field(value) for name, value in (await request.post()).items()}
        self.calls.append((method, fields))
        self.arrived.set()
        script = self.answers.get(method, [ok(True)])
        answer = script.pop(0) if len(script) > 1 else script[0]
        if callable(answer):
            answer = answer(fields)
        match answer:
            case "hang":
                await self._never.wait()
                return web.Response()
            case "close":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case str(body):
                return web.Response(text=body)
            case status, body:
                text = body if isinstance(body, str) else json.dumps(body)
                return web.Response(status=status, text=text, content_type="application/json")


def _field(value: object) -> object:
    return value.file.read() if isinstance(value, web.FileField) else value


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    made = Wire(TOKEN, server.url, answer_seconds=0.3)
    yield made
    await made.close()
