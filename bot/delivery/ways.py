"""The ways beside Telegram: tried once, without ever holding up whoever waits for the event loop."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.delivery.mail import MailServer, send_mail
from bot.delivery.passed import Failed, Try
from bot.delivery.web_alert import call_url

EMAIL, URL = "email", "url"
# A mail is given up after this many seconds: a server that sends a letter a second would never time out.
LONGEST_TRY_SECONDS = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What goes out one way. `number` is the same at each try; `address` is empty for ALERT_URL."""

    number: int
    way: str
    address: str
    subject: str
    text: str


class Tries(Protocol):
    """Whatever alerts leave by beside Telegram."""

    async def try_once(self, alarm: Alarm) -> Try:
        """Return how one try turned out; never raises."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the settings say: `server` and `sender` for mail, `url` for the one call; both may be unset."""

    server: MailServer | None = None
    sender: str = ""
    url: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = None

    @classmethod
    def of(cls, *, smtp_url: str, sender: str, alert_url: str) -> "Ways":
        """Return the ways of SMTP_URL, ALERT_EMAIL_FROM and ALERT_URL, which were checked before."""
        return cls(server=MailServer.of(smtp_url) if smtp_url else None, sender=sender, url=alert_url)

    async def try_once(self, alarm: Alarm) -> Try:
        """Return how one try turned out; it ends within LONGEST_TRY_SECONDS."""
        if alarm.way == URL and self.url:
            return await call_url(self.url, alarm.subject, alarm.text)
        server = self.server
        if alarm.way != EMAIL or server is None or not alarm.address:
            return Failed(reason="not set up", for_good=True)
        return await _in_thread(
            lambda: send_mail(
                server,
                self.sender,
                alarm.address,
                alarm.subject,
                alarm.text,
                number=f"{alarm.number:x}",
                tls=self.tls,
            )
        )


async def _in_thread(work: Callable[[], Try]) -> Try:
    """Return what `work` returns; after too long it is left behind, and ends with the process at last."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Try] = loop.create_future()

    def settle(outcome: Try) -> None:
        if not done.done():
            done.set_result(outcome)

    def run() -> None:
        try:
            outcome = work()
        except Exception as error:  # the door of one thread: whoever waits hears of it
            outcome = Failed(reason=type(error).__name__, for_good=False)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=run, name="mail", daemon=True).start()
    try:
        async with asyncio.timeout(LONGEST_TRY_SECONDS):
            return await done
    except TimeoutError:
        return Failed(reason="too slow", for_good=False)
