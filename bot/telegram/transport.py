"""python-telegram-bot's request layer over the same wire, for the few calls that use that library's Bot.

Only imported when such a call is made: the library's import takes half a second.
"""

import json
import logging
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.wire import ANSWER_SECONDS, NoAnswer, NotConnected, Wire


class Transport(BaseRequest):
    """aiohttp behind BaseRequest. Reading and writing share one deadline; connecting has its own."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @property
    def read_timeout(self) -> float | None:
        """Return seconds."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Connections open with the first call."""

    async def shutdown(self) -> None:
        """Close the wire's connections."""
        await self._wire.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body, or raise the library's own errors, never with an address in them."""
        seconds = None if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        data, headers = _body(request_data)
        match await self._wire.exchange(method, url, data, headers, seconds=seconds):
            case NotConnected(reason=reason):
                raise NetworkError(reason)
            case NoAnswer(reason=reason) if "Timeout" in reason:
                raise TimedOut(reason)
            case NoAnswer(reason=reason):
                raise NetworkError(reason)
            case 429, _:
                # The library's RetryAfter warns about its own future in its constructor (22.8), and nobody
                # who uses this Bot waits for a number of seconds.
                raise TelegramError("Too Many Requests")
            case status, payload:
                return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer. The library's own would write an unreadable one into the log, words and all."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


def _body(request_data: RequestData | None) -> tuple[Any, dict[str, str]]:
    if request_data is None:
        return None, {}
    if not request_data.contains_files:
        return request_data.json_payload, {"Content-Type": "application/json"}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


def library_bot(wire: Wire) -> Bot:
    """Return python-telegram-bot's Bot over `wire`; it never polls."""
    # At debug level the library writes addresses, which hold the token, and every parameter of a call.
    logging.getLogger("telegram").setLevel(logging.WARNING)
    transport = Transport(wire)
    return Bot(
        wire.token,
        base_url=f"{wire.api}/bot",
        base_file_url=f"{wire.api}/file/bot",
        request=transport,
        get_updates_request=transport,
    )
