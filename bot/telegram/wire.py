"""One call of the Bot API over aiohttp, and the closed list of ways it can turn out.

This is the hot path: it imports nothing of python-telegram-bot, whose import alone takes half a second, so
that the first getUpdates leaves early. `transport.py` puts the same wire behind that library's request layer.
Exceptions of the HTTP client never leave this file: their texts may hold the token.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

TELEGRAM_API = "https://api.telegram.org"
CONNECT_SECONDS = 5.0  # a TLS handshake across an ocean takes under one; more means the way is closed
ANSWER_SECONDS = 20.0  # Telegram answers in well under a second; a person in distress must not wait longer
KEEP_OPEN_SECONDS = 25.0  # shorter than servers keep idle connections, so that none is used as it closes
CONNECTIONS = 32  # 8 rows of the outbox, taps being answered, and first aid, which must never queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Telegram did it; `result` is what it returned."""

    result: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Telegram answered and did not do it. `words` are its own description, without personal data."""

    status: int
    words: str
    retry_after: float | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConnected:
    """The call never left this machine."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """The call left and nothing readable came back: it may have been done or not."""

    reason: str


Reply = Done | Refused | NotConnected | NoAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to send along under the name of its field."""

    field: str
    filename: str
    content: bytes


class Wire:
    """Speaks to one bot's Bot API. Two are made, so that a long poll never stands in the way of a message."""

    def __init__(
        self,
        token: str,
        api: str = TELEGRAM_API,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        connections: int = CONNECTIONS,
    ) -> None:
        self.api = api.rstrip("/")
        self.token = token
        self._root = f"{self.api}/bot{token}/"
        self._answer_seconds = answer_seconds
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close all connections. A later call opens new ones."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(
        self,
        method: str,
        fields: Mapping[str, Any],
        *,
        upload: Upload | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """Call `method` once and return how it turned out; never raises but for a cancelled task.

        `seconds` is how long the answer may take, from the whole call's begin.
        """
        if upload is None:
            data: Any = json.dumps(fields, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json"}
        else:
            data = aiohttp.FormData()
            for name, value in fields.items():
                data.add_field(name, value if isinstance(value, str) else json.dumps(value))
            data.add_field(upload.field, upload.content, filename=upload.filename)
            headers = {}
        answer = await self.exchange("POST", self._root + method, data, headers, seconds=seconds)
        if isinstance(answer, NotConnected | NoAnswer):
            return answer
        return read_answer(*answer)

    async def fetch(self, path: str, most: int) -> tuple[int, bytes] | NotConnected | NoAnswer:
        """Return status and the first `most` + 1 bytes of the file at the `file_path` that getFile gave."""
        address = f"{self.api}/file/bot{self.token}/{quote(path)}"
        return await self.exchange("GET", address, None, {}, most=most + 1)

    async def exchange(
        self,
        verb: str,
        url: str,
        data: Any,
        headers: Mapping[str, str],
        *,
        seconds: float | None = None,
        most: int | None = None,
    ) -> tuple[int, bytes] | NotConnected | NoAnswer:
        """Return status and body (at most `most` bytes) of one HTTP exchange, or why there is none."""
        timeout = aiohttp.ClientTimeout(
            total=self._answer_seconds if seconds is None else seconds,
            connect=CONNECT_SECONDS,
            ceil_threshold=1e9,  # never round a deadline up to whole seconds
        )
        try:
            async with self._opened().request(
                verb, url, data=data, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                if most is None:
                    return response.status, await response.read()
                return response.status, await _beginning(response.content, most)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return NotConnected(reason=type(error).__name__)
        except aiohttp.InvalidURL:
            return NotConnected(reason="InvalidURL")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return NoAnswer(reason=type(error).__name__)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEP_OPEN_SECONDS, ttl_dns_cache=300
            )
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


async def _beginning(content: aiohttp.StreamReader, most: int) -> bytes:
    read = b""
    while len(read) < most and (more := await content.read(most - len(read))):
        read += more
    return read


def read_answer(status: int, body: bytes) -> Reply:
    """Return what an answer of the Bot API says; a 200 that cannot be read is NoAnswer."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    match answer:
        case {"ok": True, "result": result} if 200 <= status < 300:
            return Done(result=result)
        case {"ok": False, **rest}:
            parameters = rest.get("parameters")
            if not isinstance(parameters, dict):
                parameters = {}
            return Refused(
                status=status,
                words=str(rest.get("description", "")),
                retry_after=_number(parameters.get("retry_after")),
                moved_to=_whole(parameters.get("migrate_to_chat_id")),
            )
        case _ if status >= 300:  # a proxy's page instead of Telegram's words
            return Refused(status=status, words="")
        case _:
            return NoAnswer(reason="unreadable answer")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


async def token_is_refused(wire: Wire) -> bool:
    """Return whether Telegram itself says that the token is not one of its own (getMe: 401 or 404)."""
    reply = await wire.call("getMe", {})
    return isinstance(reply, Refused) and reply.status in {401, 404}


async def bot_name(wire: Wire) -> str | None:
    """Return the bot's user name, used in invitation links; None if Telegram did not tell."""
    names = await bot_names(wire)
    return names[0] if names is not None else None


async def bot_names(wire: Wire) -> tuple[str, str] | None:
    """Return (user name, the name that people see) of the bot; None if Telegram did not tell."""
    match await wire.call("getMe", {}):
        case Done(result={"username": str(name), "first_name": str(shown)}):
            return name, shown
        case Done(result={"username": str(name)}):
            return name, name
        case _:
            return None
