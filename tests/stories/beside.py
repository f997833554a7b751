"""A world with a second way: a mail server and a service on this machine, and a team with addresses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import Settings
from bot.simulator.phone import Phone
from bot.storage import member
from tests.delivery.mailbox import Letter, MailServer, Service, mail_server, service
from tests.stories.walking import quiet
from tests.world import ADMIN, World

FROM = "alerts@example.org"
PROGRAMME = "house@example.org"


class Beside(World):
    """Alerts also leave by mail and by one call; `mail`, `url` say which of the two is set up."""

    mail_server: MailServer
    service: Service
    office: Phone

    def __init__(self, folder: Path, *, mail: bool = True, url: bool = True) -> None:
        super().__init__(folder)
        self._mail, self._url = mail, url

    def settings(self) -> Settings:
        """Return what the bot runs with."""
        more: dict[str, object] = {"admin_telegram_ids": (ADMIN,)}
        if self._mail:
            more |= {
                "smtp_url": self.mail_server.url,
                "alert_email_from": FROM,
                "alert_email_to": (PROGRAMME,),
            }
        if self._url:
            more |= {"alert_url": self.service.url}
        return super().settings().model_copy(update=more)

    async def start_bot(self) -> None:
        """Start the bot; the first time, give the office a phone."""
        if ADMIN not in self.sim.phones:
            self.office = self.sim.phone("Office", ADMIN, "en", started=True)
        await super().start_bot()

    async def posted(self) -> None:
        """Everything has happened, and what was to leave beside Telegram has left, or will be tried later."""
        await quiet(self)
        while self.app.second_way.waiting:  # noqa: ASYNC110  # nobody is told
            await asyncio.sleep(0.005)
        await quiet(self)

    async def has_mail(self, phone: Phone, address: str, role: str = "coach") -> None:
        """The owner of `phone` has this e-mail and this role."""
        one = self.app.roster.at_chat(phone.id)
        assert one is not None
        await self.app.database.run(lambda tx: member.change(tx, one.id, email=address, role=role))
        await self.app.turns.reload_team()

    def letters_to(self, address: str) -> list[Letter]:
        """Return the mails that this address got, oldest first."""
        return [one for one in self.mail_server.letters if address in one.to]


@asynccontextmanager
async def beside(folder: Path, *, mail: bool = True, url: bool = True) -> AsyncIterator[Beside]:
    """Start everything, with a second way."""
    async with mail_server() as post, service() as pager:
        world = Beside(folder, mail=mail, url=url)
        world.mail_server, world.service = post, pager
        async with world.opened():
            yield world
