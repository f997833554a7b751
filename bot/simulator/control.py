"""The page with the phones, and the way to steer them from outside: `/` and `/control/...`.

Only for pages that came from here: a request must name this machine as its host, and whatever changes
something must be JSON, which no other page's form can send.
"""

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.errors import HoldfastError
from bot.simulator.crowd import Habits
from bot.simulator.phone import NotSeenError, Phone

if TYPE_CHECKING:
    from bot.simulator.simulator import Simulator, TimeControl

PAGE = Path(__file__).parent / "page"
KINDS_OF_FILE = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
TICK = 1.0  # seconds between two looks at the clock for an open page
FIRST_ADDED = 9_001  # user id of the first phone added on the page
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
LONGEST_NAME = 40  # characters
LONGEST_FILE_NAME = 255  # characters, as on a phone's own disk


class CannotDoError(HoldfastError):
    """The request cannot be done; the words say why."""


class Control:
    """An ASGI application beside the Bot API."""

    def __init__(self, simulator: "Simulator", time_controls: Sequence["TimeControl"], zone: str) -> None:
        self._simulator = simulator
        self._time = dict(time_controls)
        self._zone = zone
        routes = [
            Route("/", self._page),
            Route("/{name:str}.{kind:str}", self._page),
            Route("/control/state", self._state),
            Route("/control/events", self._events),
            Route("/control/phones", self._add_phone, methods=["POST"]),
            Route("/control/phones/{phone:int}/{act:str}", self._act, methods=["POST"]),
            Route("/control/files/{file:str}", self._file),
            Route("/control/time", self._move_time, methods=["POST"]),
            Route("/control/faults", self._add_fault, methods=["POST"]),
            Route("/control/faults", self._clear_faults, methods=["DELETE"]),
            Route("/control/log", self._log),
            Route("/control/crowd", self._start_crowd, methods=["POST"]),
            Route("/control/crowd", self._crowd),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
        self._application = Starlette(
            routes=routes, middleware=[hosts], exception_handlers={CannotDoError: _wrong}
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        await self._application(scope, receive, send)

    async def _page(self, request: Request) -> Response:
        name, kind = request.path_params.get("name", "index"), request.path_params.get("kind", "html")
        file = PAGE / f"{name}.{kind}"
        if file.parent != PAGE or not file.is_file() or file.suffix not in KINDS_OF_FILE:
            return Response(status_code=404)
        headers = {"content-security-policy": POLICY, "cache-control": "no-store"}
        return Response(file.read_bytes(), media_type=KINDS_OF_FILE[file.suffix], headers=headers)

    async def _state(self, request: Request) -> Response:
        return JSONResponse(self._whole())

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(
            self._stream(), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _stream(self) -> AsyncIterator[str]:
        feed = self._simulator.feed
        queue = feed.subscribe()
        try:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), TICK)
                except TimeoutError:
                    event = {"what": "time", "now": self._now()}
                if event is None:
                    return
                if event["what"] == "state":
                    event = self._whole()
                yield f"data: {json.dumps(event)}\n\n"
        finally:
            feed.unsubscribe(queue)

    async def _add_phone(self, request: Request) -> Response:
        wanted = await _document(request)
        name = str(wanted.get("name", "")).strip()[:LONGEST_NAME]
        if not name:
            raise CannotDoError("Give the phone's owner a name.")
        number = wanted.get("user_id") or max([FIRST_ADDED - 1, *self._simulator.phones]) + 1
        caption = str(wanted.get("caption", "")).strip()[:LONGEST_NAME]
        phone = self._simulator.phone(
            name,
            int(number),
            str(wanted.get("language", "en")),
            caption=caption,
            started=bool(wanted.get("started")),
        )
        return JSONResponse({"phone": phone.id})

    async def _act(self, request: Request) -> Response:
        phone = self._simulator.phones.get(request.path_params["phone"])
        if phone is None:
            raise CannotDoError("There is no such phone.")
        wanted = await _document(request)
        acts = {
            "text": _write,
            "tap": _tap,
            "block": _block,
            "media": _media,
            "document": _document_of,
            "edit": _edit,
        }
        act = acts.get(request.path_params["act"])
        if act is None:
            raise CannotDoError(f"A phone can do: {', '.join(acts)}.")
        try:
            return JSONResponse(act(phone, wanted))
        except (KeyError, TypeError, ValueError, NotSeenError):
            raise CannotDoError("That is no longer on this phone.") from None

    async def _file(self, request: Request) -> Response:
        stored = self._simulator.world.files.get(request.path_params["file"])
        if stored is None:
            return Response(status_code=404)
        return Response(stored.upload.content, media_type=stored.upload.mime)

    async def _move_time(self, request: Request) -> Response:
        label = (await _document(request)).get("control")
        move: Callable[[], Awaitable[None]] | None = self._time.get(str(label))
        if move is None:
            raise CannotDoError("There is no such time control.")
        await move()
        return JSONResponse({"now": self._now()})

    async def _add_fault(self, request: Request) -> Response:
        wanted = await _document(request)
        kind = wanted.pop("kind", "")
        try:
            self._simulator.faults.add(kind, **wanted)
        except (TypeError, ValueError) as problem:
            raise CannotDoError(str(problem)) from None
        return JSONResponse({"rules": len(self._simulator.faults.rules)})

    async def _clear_faults(self, request: Request) -> Response:
        self._simulator.faults.clear()
        return JSONResponse({"rules": 0})

    async def _log(self, request: Request) -> Response:
        log = self._simulator.log
        counts: dict[str, int] = {}
        for call in log:
            counts[f"{call.method} {call.outcome}"] = counts.get(f"{call.method} {call.outcome}", 0) + 1
        waiting = len(self._simulator.world.updates)
        return JSONResponse({"calls": counts, "polls": log.polls, "waiting": waiting})

    async def _start_crowd(self, request: Request) -> Response:
        try:
            habits = Habits(**await _document(request))
        except TypeError as problem:
            raise CannotDoError(str(problem)) from None
        self._simulator.crowd(habits).start()
        return JSONResponse({"started": True})

    async def _crowd(self, request: Request) -> Response:
        if self._simulator.talking is None:
            raise CannotDoError("No crowd was started.")
        return JSONResponse(self._simulator.talking.result())

    def _whole(self) -> dict[str, Any]:
        return {**self._simulator.feed.state(), "controls": list(self._time), "zone": self._zone}

    def _now(self) -> str:
        return self._simulator.world.now().isoformat()


def _write(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    text = str(wanted["text"]).strip()
    reply_to = wanted.get("reply_to")
    return {"message": phone.write(text, int(reply_to) if reply_to else None)} if text else {}


def _tap(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    return {"tap": phone.tap_data(int(wanted["message"]), str(wanted["data"]))}


def _block(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    if bool(wanted["blocked"]) != phone.chat.blocked:
        (phone.block if wanted["blocked"] else phone.unblock)()
    return {"blocked": phone.chat.blocked}


def _media(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    sends: dict[str, Callable[[], int]] = {
        "voice": phone.send_voice,
        "photo": phone.send_photo,
        "sticker": phone.send_sticker,
    }
    return {"message": sends[wanted["kind"]]()}


def _document_of(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    content = b64decode(str(wanted["content"]), validate=True)
    return {"message": phone.send_document(str(wanted["name"])[:LONGEST_FILE_NAME] or "file", content)}


def _edit(phone: Phone, wanted: dict[str, Any]) -> dict[str, Any]:
    phone.edit(int(wanted["message"]), str(wanted["text"]))
    return {}


async def _document(request: Request) -> dict[str, Any]:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise CannotDoError("Send JSON.")
    try:
        document = await request.json()
    except ValueError:
        raise CannotDoError("Send JSON.") from None
    if not isinstance(document, dict):
        raise CannotDoError("Send a JSON object.")
    return document


async def _wrong(request: Request, problem: Exception) -> Response:
    return JSONResponse({"wrong": str(problem)}, status_code=400)
