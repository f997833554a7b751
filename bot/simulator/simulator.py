"""The stand-in as a whole: a Bot API server, the phones, what goes wrong, and what was called."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from bot.simulator.api import BotApi, Receive, Scope, Send
from bot.simulator.chats import Chat
from bot.simulator.control import Control
from bot.simulator.crowd import FIRST_PERSON, Crowd, Habits, add_stranger, write
from bot.simulator.faults import FaultPlan
from bot.simulator.feed import Feed
from bot.simulator.log import Log
from bot.simulator.pace import CHAT_BURST, Pace
from bot.simulator.phone import Phone
from bot.simulator.server import Server
from bot.simulator.world import World

TimeControl = tuple[str, Callable[[], Awaitable[None]]]


class Simulator:
    """Stands in for Telegram on this machine. `url` is the root for a bot, `page_url` the phones' page.

    `now` gives aware UTC and dates every message; pacing follows the event loop's own time.
    `zone` (IANA) is where the page's phones are, "" for where the browser is.
    `time_controls` are the page's buttons that move time: what they say, and what they do.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str = "1:simulator",  # noqa: S107 - opens nothing but this stand-in
        limits: bool = True,
        bot_username: str = "holdfast_demo_bot",
        bot_name: str = "Holdfast",
        chat_burst: int = CHAT_BURST,
        time_controls: Sequence[TimeControl] = (),
        zone: str = "",
        seed: int = 0,
    ) -> None:
        self.token = token
        self.faults = FaultPlan(seed)
        self.log = Log()
        self.phones: dict[int, Phone] = {}
        pace = Pace(time.monotonic, chat_burst=chat_burst) if limits else None
        self.world = World(now, token, bot_username, bot_name, pace)
        self.feed = Feed(now)
        self.talking: Crowd | None = None  # the crowd made last
        self._api = BotApi(self.world, self.faults, self.log, token)
        self._control = Control(self, time_controls, zone)
        self._server = Server(self._answer)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Calls are answered; port 0 takes a free one."""
        await self._server.start(host, port)

    async def stop(self) -> None:
        """Nothing is answered any more; whoever waited is let go."""
        self._api.closing.set()
        self.feed.close()
        self.world.updates.end_poll()
        await self._server.stop()

    async def cut(self) -> None:
        """The network is gone: connections break off and new ones are refused."""
        await self._server.cut()

    async def mend(self) -> None:
        """The network is back, at the same address."""
        await self._server.mend()

    async def polled(self) -> None:
        """The bot has asked for updates at least once."""
        await self.world.updates.polled.wait()

    async def idle(self) -> None:
        """The bot waits for updates and there are none (what it began may still be in work)."""
        await self.world.updates.idle.wait()

    @property
    def url(self) -> str:
        """The root of the Bot API; python-telegram-bot takes f"{url}/bot" as its base_url."""
        return f"http://{self._server.host}:{self._server.port}"

    @property
    def page_url(self) -> str:
        """The address of the page with the phones."""
        return f"{self.url}/"

    def phone(
        self,
        name: str,
        user_id: int,
        language: str | None = "en",
        *,
        caption: str = "",
        started: bool = False,
    ) -> Phone:
        """A phone is in the hand of `name`; return it. `caption` says on the page whose it is.

        `started` means that this person wrote to the bot before, so that the bot may write first.
        """
        person = {"id": user_id, "is_bot": False, "first_name": name}
        if language:
            person["language_code"] = language
        chat = self._open({"id": user_id, "type": "private", "first_name": name}, person)
        chat.started = started
        phone = self.phones[user_id] = Phone(self.world, chat, person)
        self.feed.add_phone(phone, caption)
        return phone

    def group(self, title: str, chat_id: int) -> Chat:
        """The bot is in a group; return it. `chat_id` is below zero."""
        return self._open({"id": chat_id, "type": "supergroup", "title": title}, None)

    def write_in(self, group: Chat, phone: Phone, text: str) -> int:
        """The owner of `phone` writes in `group`; return the message id."""
        return self.world.from_person(group, phone.person, {"text": text}).id

    def fill(
        self, people: int, *, text: str = "hello", each: int = 1, first_id: int = FIRST_PERSON
    ) -> list[int]:
        """So many made-up people have written `each` texts, which wait for the bot; return their chat ids.

        The texts come round by round: everybody's first, then everybody's second.
        """
        chats = [add_stranger(self.world, first_id + number) for number in range(people)]
        for _ in range(each):
            for chat in chats:
                write(self.world, chat, text)
        return [chat.id for chat in chats]

    def crowd(self, habits: Habits, first_id: int = FIRST_PERSON) -> Crowd:
        """Made-up people are ready to talk; `start` them."""
        self.talking = Crowd(self.world, habits, first_id)
        return self.talking

    def push_raw(self, update: dict[str, Any]) -> int:
        """The update waits for the bot as it stands, however odd; return its id."""
        return self.world.updates.add_raw(update)

    def _open(self, body: dict[str, Any], person: dict[str, Any] | None) -> Chat:
        chat = self.world.chats[body["id"]] = Chat(body, person)
        return chat

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith(("/bot", "/file/bot")):
            await self._api(scope, receive, send)
        else:
            await self._control(scope, receive, send)
