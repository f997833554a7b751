"""One call to the Bot API, from the bytes that came to the bytes that go. A plain ASGI application.

Written without a framework because a benchmark sends thousands of calls a second through it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from json import JSONEncoder
from typing import Any

from bot.simulator.faults import TIMEOUTS, Fault, FaultPlan
from bot.simulator.log import Call, Log
from bot.simulator.methods import METHODS, Method
from bot.simulator.params import Params, read
from bot.simulator.refusals import METHOD_NOT_FOUND, NOT_FOUND, UNAUTHORIZED, RefusedError, too_fast
from bot.simulator.updates import LARGEST_BATCH, LONGEST_POLL
from bot.simulator.world import World

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
HANG_UP = "hang_up"  # the scope's key for a callable that closes the connection at once

_encode = JSONEncoder(separators=(",", ":")).encode
_JSON = (b"content-type", b"application/json")
_BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, faults: FaultPlan, log: Log, token: str) -> None:
        self._world = world
        self._faults = faults
        self._log = log
        self._token = token
        self.closing = asyncio.Event()  # set when the server stops, so that no hanging call holds it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope["path"]
        if path.startswith("/file/bot"):
            await self._give_file(path.removeprefix("/file/bot"), send)
            return
        token, _, name = path.removeprefix("/bot").partition("/")
        if token != self._token:
            known_shape = token.partition(":")[0].isdigit() and ":" in token
            refusal = RefusedError(401, UNAUTHORIZED) if known_shape else RefusedError(404, NOT_FOUND)
            await answer(send, refusal.code, _encode(refusal.document()).encode())
            return
        body = await _body(receive)
        try:
            params = read(scope["query_string"], _content_type(scope), body)
        except RefusedError as refusal:
            await answer(send, refusal.code, _encode(refusal.document()).encode())
            return
        if name.lower() == "getupdates":
            await self._poll(scope, send, params)
        else:
            await self._call(scope, send, name, params)

    async def _call(self, scope: Scope, send: Send, wanted: str, params: Params) -> None:
        name, method = METHODS.get(wanted.lower(), (wanted, _no_method))
        chat = params.number("chat_id")
        call = Call(method=name, chat=chat, params=params.values, at=self._world.now())
        self._log.calls.append(call)
        fault = self._faults.strike(name, chat) if self._faults.rules else None
        if fault is None:
            code, document = self._perform(method, params, call)
            await answer(send, code, _encode(document).encode(), _wait(document))
        else:
            await self._fail(scope, send, fault, method, params, call)

    def _perform(self, method: Method, params: Params, call: Call) -> tuple[int, dict[str, Any]]:
        try:
            result = method(self._world, params)
        except RefusedError as refusal:
            call.outcome = str(refusal.code)
            call.words = refusal.words
            return refusal.code, refusal.document()
        call.outcome = "ok"
        call.delivered = True
        if isinstance(result, dict):
            call.message_id = result.get("message_id")
        return 200, {"ok": True, "result": result}

    async def _poll(self, scope: Scope, send: Send, params: Params) -> None:
        self._log.polls += 1
        allowed = params.document("allowed_updates", "Bad Request: can't parse allowed updates JSON object")
        if isinstance(allowed, list):
            self._world.updates.allow(allowed)
        fault = self._faults.strike("getUpdates", None) if self._faults.rules else None
        if fault is not None:
            call = Call(method="getUpdates", chat=None, params=params.values, at=self._world.now())
            self._log.calls.append(call)
            await self._fail(scope, send, fault, _nothing, params, call)
            return
        limit = params.number("limit") or LARGEST_BATCH
        timeout = max(0, min(LONGEST_POLL, params.number("timeout") or 0))
        try:
            found = await self._world.updates.take(
                params.number("offset") or 0, max(1, min(LARGEST_BATCH, limit)), timeout
            )
        except RefusedError as refusal:
            await answer(send, refusal.code, _encode(refusal.document()).encode())
            return
        await answer(send, 200, b'{"ok":true,"result":[' + b",".join(found) + b"]}")

    async def _fail(
        self, scope: Scope, send: Send, fault: Fault, method: Method, params: Params, call: Call
    ) -> None:
        match fault.kind:
            case "429":
                refusal = too_fast(max(1, round(fault.seconds)))
                await answer(send, 429, _encode(refusal.document()).encode(), refusal.parameters)
            case "500":
                document = RefusedError(500, "Internal Server Error").document()
                await answer(send, 500, _encode(document).encode())
            case "502":
                await answer(send, 502, _BAD_GATEWAY, content_type=b"text/html")
            case "refused":
                await _hang_up(scope)
            case "timeout_before":
                await self._hang(scope, fault)
            case "timeout_after":
                self._perform(method, params, call)
                await self._hang(scope, fault)
            case "bad_json":
                _, document = self._perform(method, params, call)
                whole = _encode(document).encode()
                await answer(send, 200, whole[: len(whole) // 2])
        call.outcome = fault.kind

    async def _hang(self, scope: Scope, fault: Fault) -> None:
        assert fault.kind in TIMEOUTS
        with suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), fault.seconds)
        await _hang_up(scope)

    async def _give_file(self, rest: str, send: Send) -> None:
        token, _, path = rest.partition("/")
        for stored in self._world.files.values():
            if token == self._token and stored.path == path:
                await answer(send, 200, stored.upload.content, content_type=stored.upload.mime.encode())
                return
        await answer(send, 404, _encode(RefusedError(404, NOT_FOUND).document()).encode())


async def answer(
    send: Send,
    code: int,
    body: bytes,
    wait: dict[str, int] | None = None,
    *,
    content_type: bytes = b"application/json",
) -> None:
    """The whole answer is on its way; `wait` puts the 429's seconds into its header too."""
    headers = [
        _JSON if content_type == b"application/json" else (b"content-type", content_type),
        (b"content-length", b"%d" % len(body)),
    ]
    if wait and "retry_after" in wait:
        headers.append((b"retry-after", b"%d" % wait["retry_after"]))
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _wait(document: dict[str, Any]) -> dict[str, int] | None:
    return None if document["ok"] else document.get("parameters")


def _no_method(world: World, params: Params) -> Any:
    raise RefusedError(404, METHOD_NOT_FOUND)


async def _hang_up(scope: Scope) -> None:
    scope[HANG_UP]()
    await asyncio.sleep(0)  # so that the server knows it before this request is over


def _nothing(world: World, params: Params) -> Any:
    return []


def _content_type(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"content-type":
            found: bytes = value
            return found
    return b""


async def _body(receive: Receive) -> bytes:
    message = await receive()
    if not message.get("more_body"):
        whole: bytes = message.get("body", b"")
        return whole
    parts = [message.get("body", b"")]
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)


__all__ = ["HANG_UP", "BotApi", "Receive", "Scope", "Send", "answer"]
