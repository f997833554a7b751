"""Listens on loopback. Can be cut off and mended on the same port, as networks are."""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.errors import SettingError
from bot.simulator.api import HANG_UP

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
IDLE = 75  # seconds a connection may rest between two calls, as in front of Telegram
PATIENCE = 2.0  # seconds that calls in work get before the connection is closed at stop


class Line(HttpToolsProtocol):
    """One connection; an application can hang it up through the scope."""

    def on_message_begin(self) -> None:
        """A request begins: its scope can hang up."""
        super().on_message_begin()
        scope: Any = self.scope
        scope[HANG_UP] = self.transport.abort


class Server:
    """An ASGI application on a port of this machine, and of this machine only."""

    def __init__(self, application: Any) -> None:
        # The log is silent: requests hold the words people write.
        self._config = Config(
            application,
            lifespan="off",
            log_config=None,
            access_log=False,
            ws="none",
            interface="asgi3",
            proxy_headers=False,
            timeout_keep_alive=IDLE,
        )
        self._config.load()
        self._state = ServerState()
        self._listener: asyncio.Server | None = None
        self.host = ""
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Calls are answered at `host`, which must be loopback; port 0 takes a free one."""
        if host not in LOOPBACK:
            raise SettingError("The simulator listens on this machine only.", remedy="Use 127.0.0.1.")
        self.host, self.port = host, port
        await self._listen()

    async def cut(self) -> None:
        """Nobody can connect, and whoever was connected is cut off."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for line in tuple(self._state.connections):
            transport = getattr(line, "transport", None)
            if transport is not None:
                transport.abort()
        await asyncio.sleep(0)

    async def mend(self) -> None:
        """Calls are answered again, at the same port."""
        if self._listener is None:
            await self._listen()

    async def stop(self) -> None:
        """Nothing listens, no call is in work any more."""
        await self.cut()
        if self._state.tasks:
            _, late = await asyncio.wait(tuple(self._state.tasks), timeout=PATIENCE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(
            lambda: Line(config=self._config, server_state=self._state, app_state={}),
            self.host,
            self.port,
            reuse_address=True,
            backlog=2048,
        )
        self.port = self._listener.sockets[0].getsockname()[1]
